"""Whom does the pretended backend know, and how does it let them in? As backend.areas.people does, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from backend.contract import people as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from conversations.talk import MovingClock
from tests.flows.once import Once

CODES = ("48213", "59324", "60435", "71546", "82657")
TRIES = 5
LOCK = timedelta(minutes=5)
LIFETIME = timedelta(minutes=3)
RESEND_WAIT = timedelta(seconds=60)
SENDS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the register."""

    id: str
    name: str
    national_id: str
    birth_date: date
    mobile: str


REZA = Person("1", "رضا احمدی", "0499370899", date(1966, 10, 13), "09121234567")
"""Born on 21 Mehr 1345."""


@dataclass(slots=True)
class Challenge:
    """A code that may be on its way; `person` None is a decoy."""

    id: str
    person: Person | None
    national_id: str
    code: str
    expires_at: datetime
    resend_at: datetime
    sends: int = 1
    closed: bool = False
    to: str = ""

    def view(self) -> shapes.Challenge:
        return shapes.Challenge(id=self.id, expires_at=self.expires_at, resend_at=self.resend_at, digits=5)


@dataclass(slots=True)
class Link:
    """A chat that belongs to a person."""

    id: str
    person: Person
    channel: str
    chat: tuple[str, str, str]
    since: datetime


@dataclass(slots=True)
class Wrongs:
    """Wrong codes of one national id."""

    count: int = 0
    locked_until: datetime | None = None


class FakePeople(Once):
    """Identity and linked chats. `phone` holds the codes that Reza's phone has received, `told` the links he was told of."""

    def __init__(self, clock: MovingClock) -> None:
        super().__init__(clock)
        self.people = {REZA.national_id: REZA}
        self.challenges: dict[str, Challenge] = {}
        self.links_there: list[Link] = []
        self.wrongs: dict[str, Wrongs] = {}
        self.phone: list[str] = []
        self.told: list[str] = []
        self.drawn = 0
        self.branch_codes: dict[str, bool] = {}
        """Codes that a branch gave to Reza, and whether they were used."""

    def person_of(self, caller: Caller) -> Person | None:
        chat = (caller.channel, caller.bot, caller.chat)
        return next((link.person for link in self.links_there if link.chat == chat), None)

    def whoever(self, caller: Caller) -> Person:
        person = self.person_of(caller)
        if person is None:
            raise Refused("not-identified")
        return person

    def link(self, person: Person, channel: str, chat: tuple[str, str, str]) -> Link:
        link = Link(f"l{len(self.links_there) + 1}", person, channel, chat, self.clock.now())
        self.links_there.append(link)
        self.told.append(f"new {channel}")
        return link

    def _draw(self, person: Person | None) -> str:
        code = CODES[self.drawn % len(CODES)]
        self.drawn += 1
        if person is not None:
            self.phone.append(code)
        return code

    def _refuse_if_locked(self, national_id: str) -> None:
        until = self.wrongs.setdefault(national_id, Wrongs()).locked_until
        if until is not None and until > self.clock.now():
            minutes = ceil((until - self.clock.now()).total_seconds() / 60)
            raise Refused("identify-locked", {"minutes": minutes})

    async def start_identification(self, request: shapes.StartIdentification, caller: Caller) -> shapes.Challenge:
        return self.once("start_identification", caller, lambda: self._open(request))

    def _open(self, request: shapes.StartIdentification) -> shapes.Challenge:
        self._refuse_if_locked(request.national_id)
        found = self.people.get(request.national_id)
        if found is not None and (found.birth_date != request.birth_date or request.mobile not in {None, found.mobile}):
            found = None
        now = self.clock.now()
        made = Challenge(
            id=f"c{len(self.challenges) + 1}",
            person=found,
            national_id=request.national_id,
            code=self._draw(found),
            expires_at=now + LIFETIME,
            resend_at=now + RESEND_WAIT,
        )
        self.challenges[made.id] = made
        return made.view()

    async def resend_code(self, request: shapes.ResendCode, caller: Caller) -> shapes.Challenge:
        return self.once("resend_code", caller, lambda: self._renew(request))

    def _renew(self, request: shapes.ResendCode) -> shapes.Challenge:
        asked, now = self.challenges[request.challenge], self.clock.now()
        self._refuse_if_locked(asked.national_id)
        if asked.closed or asked.sends >= SENDS:
            raise Refused("code-expired")
        if now < asked.resend_at:
            raise Refused("code-too-soon", {"seconds": ceil((asked.resend_at - now).total_seconds())})
        asked.code = self._draw(asked.person)
        asked.sends += 1
        asked.expires_at = now + LIFETIME
        asked.resend_at = now + RESEND_WAIT
        return asked.view()

    async def check_code(self, request: shapes.CheckCode, caller: Caller) -> shapes.Identified:
        return self.once("check_code", caller, lambda: self._judge(request, caller))

    def _judge(self, request: shapes.CheckCode, caller: Caller) -> shapes.Identified:
        asked, now = self.challenges[request.challenge], self.clock.now()
        self._refuse_if_locked(asked.national_id)
        if asked.closed or asked.expires_at <= now:
            raise Refused("code-expired")
        if asked.person is None or request.code != asked.code:
            self._count_wrong(asked)
        asked.closed = True
        self.wrongs[asked.national_id] = Wrongs()
        person = asked.person or REZA
        link = self.link(person, caller.channel, (caller.channel, caller.bot, caller.chat))
        return shapes.Identified(person=person.id, name=person.name, link=link.id)

    def _count_wrong(self, asked: Challenge) -> None:
        asked.closed = self.wrongs[asked.national_id].count + 1 >= TRIES
        self._count(asked.national_id, "code-wrong")

    def _count(self, national_id: str, code: str) -> None:
        wrong = self.wrongs[national_id]
        wrong.count += 1
        if wrong.count < TRIES:
            raise Refused(code, {"left": TRIES - wrong.count})
        wrong.count, wrong.locked_until = 0, self.clock.now() + LOCK
        raise Refused("identify-locked", {"minutes": 5})

    async def use_activation(self, request: shapes.UseActivation, caller: Caller) -> shapes.Identified:
        return self.once("use_activation", caller, lambda: self._activate(request, caller))

    def _activate(self, request: shapes.UseActivation, caller: Caller) -> shapes.Identified:
        self._refuse_if_locked(request.national_id)
        person = self.people.get(request.national_id)
        fits = person is not None and person.birth_date == request.birth_date and request.code in self.branch_codes
        if person is None or not fits:
            self._count(request.national_id, "activation-wrong")
        elif self.branch_codes[request.code]:
            raise Refused("activation-over")
        self.branch_codes[request.code] = True
        self.wrongs[request.national_id] = Wrongs()
        person = person or REZA
        link = self.link(person, caller.channel, (caller.channel, caller.bot, caller.chat))
        return shapes.Identified(person=person.id, name=person.name, link=link.id)

    async def who_am_i(self, request: shapes.AskWhoAmI, caller: Caller) -> shapes.WhoAmI:
        self.trouble.before("who_am_i")
        person = self.person_of(caller)
        if person is None:
            return shapes.WhoAmI(person=None, name=None, link=None)
        return shapes.WhoAmI(person=person.id, name=person.name, link="l1")

    async def links(self, request: shapes.AskLinks, caller: Caller) -> shapes.Links:
        self.trouble.before("links")
        person, chat = self.whoever(caller), (caller.channel, caller.bot, caller.chat)
        views = [
            shapes.LinkView(id=link.id, channel=link.channel, since=link.since, current=link.chat == chat)
            for link in reversed(self.links_there)
            if link.person is person
        ]
        return shapes.Links(items=tuple(views))

    async def revoke_link(self, request: shapes.RevokeLink, caller: Caller) -> shapes.Revoked:
        return self.once("revoke_link", caller, lambda: self._revoke(request, caller))

    def _revoke(self, request: shapes.RevokeLink, caller: Caller) -> shapes.Revoked:
        person = self.whoever(caller)
        for link in self.links_there:
            if link.id == request.link and link.person is person:
                self.links_there.remove(link)
                self.told.append(f"ended {link.channel}")
                return shapes.Revoked(link=link.id)
        raise Refused("link-unknown")

    async def choose_language(self, request: shapes.ChooseLanguage, caller: Caller) -> shapes.LanguageChosen:
        return self.once("choose_language", caller, lambda: shapes.LanguageChosen(locale=request.locale))
