"""How does the number on file change in a chat? Proved by the old one, matched, and a code to the new one [I5].

A challenge with a number of its own links no chat and proves nobody; no other challenge changes a number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.claims import Claim, weigh
from backend.areas.people.contact import hidden, person_of
from backend.areas.people.guesses import Guesses
from backend.areas.people.identification import Identification
from backend.areas.people.repository import NEW_MOBILE, LinkRecords, close_challenges_of
from backend.areas.people.tries import Scope
from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable
from backend.contract.people import Challenge, CheckCode, CodePurpose, MobileChanged, StartMobile
from backend.kit.once import give_or_refuse, happen_once, recall
from backend.kit.outbox import OutgoingMessage
from backend.kit.proof import refuse_without_proof
from backend.registers.mobile_match import MobileOwner
from backend.registers.ports import Person

_START = "start_mobile"


@dataclass(frozen=True, slots=True)
class NewMobile:
    """The two steps; each opens its own transactions, and the matching service is asked between two."""

    ports: Identification
    proof_life: timedelta

    async def start(self, request: StartMobile, caller: Caller) -> Challenge:
        """As `PeopleService.start_mobile`. Raises Unavailable: mobile-match."""
        ports = self.ports
        async with ports.database.begin() as connection:
            kept = await recall(connection, vault=ports.vault, caller=caller, method=_START, shape=Challenge)
            asked = "" if kept is not None else (await self._asker(connection, request, caller))[0].national_id
        if kept is not None:
            return give_or_refuse(kept)
        owner = await ports.mobile_match.match(asked, request.mobile)
        if owner is MobileOwner.UNAVAILABLE:
            raise Unavailable("mobile-match")

        async def make(connection: AsyncConnection) -> Challenge | Refused:
            return await self._open(connection, request, caller, asked=asked, owned=owner is MobileOwner.MATCHED)

        now = ports.clock.now()
        return await happen_once(
            ports.database, vault=ports.vault, caller=caller, method=_START, shape=Challenge, now=now, make=make
        )

    async def confirm(self, request: CheckCode, caller: Caller) -> MobileChanged:
        """As `PeopleService.confirm_mobile`."""
        ports = self.ports
        async with ports.pace.at_least(ports.limits.floor):
            return await happen_once(
                ports.database,
                vault=ports.vault,
                caller=caller,
                method="confirm_mobile",
                shape=MobileChanged,
                now=ports.clock.now(),
                make=lambda connection: self._change(connection, request, caller),
            )

    async def _open(
        self, connection: AsyncConnection, request: StartMobile, caller: Caller, *, asked: str, owned: bool
    ) -> Challenge | Refused:
        """What the service said of `asked` counts for nobody else: the chat may have changed hands meanwhile."""
        guesses = self._guesses()
        await guesses.one_at_a_time(connection, asked)
        person, claim = await self._asker(connection, request, caller)
        if person.national_id != asked:
            raise Refused("not-identified")
        if not owned:
            return await guesses.count(connection, asked, now=self.ports.clock.now())
        await guesses.forget(connection, asked)
        return await self.ports.open(connection, claim, CodePurpose.MOBILE, caller, to=request.mobile)

    async def _asker(self, connection: AsyncConnection, request: StartMobile, caller: Caller) -> tuple[Person, Claim]:
        """Who asks, where they may; wrong codes count against the new number, and not against the one on file."""
        ports, now = self.ports, self.ports.clock.now()
        person = await self._proved(connection, caller)
        if person.mobile == request.mobile:
            raise Refused("mobile-same")
        await self._guesses().refuse_if_locked(connection, person.national_id, now=now)
        claim = await weigh(
            connection,
            register=ports.register,
            vault=ports.vault,
            caller=caller,
            national_id=person.national_id,
            birth_date=person.birth_date,
        )
        index = ports.vault.index(request.mobile, "people.mobile")
        claim = replace(claim, subjects={**claim.subjects, Scope.MOBILE: index})
        await ports.refuse_if_too_many(connection, claim.subjects)
        return person, claim

    async def _proved(self, connection: AsyncConnection, caller: Caller) -> Person:
        person = await person_of(self.ports.register, connection, caller)
        now = self.ports.clock.now()
        await refuse_without_proof(LinkRecords(), connection, caller, now=now, life=self.proof_life)
        return person

    async def _change(self, connection: AsyncConnection, request: CheckCode, caller: Caller) -> MobileChanged | Refused:
        ports = self.ports
        asker = await self._proved(connection, caller)
        judged = await ports.judge(connection, request, caller, moves=True)
        if isinstance(judged, Refused):
            return judged
        row, person = judged
        if person.id != asker.id or row.mobile_sealed is None:
            raise Refused("code-expired")
        mobile = ports.vault.open(row.mobile_sealed, NEW_MOBILE)
        await ports.register.correct(connection, person.id, mobile=mobile)
        await close_challenges_of(connection, person.id)
        for kind, number in (("mobile-changed", mobile), ("mobile-old", person.mobile)):
            if number is not None:
                await ports.outbox.add(connection, self._told(kind, number, person, row.id, caller.locale))
        return MobileChanged(mobile=hidden(mobile))

    def _told(self, kind: str, mobile: str, person: Person, challenge: str, locale: str) -> OutgoingMessage:
        return OutgoingMessage(
            kind=kind,
            person=person.id,
            mobile=mobile,
            locale=locale,
            values={"at": self.ports.clock.now().isoformat()},
            dedup=f"{kind}:{challenge}",
        )

    def _guesses(self) -> Guesses:
        return Guesses(kind="mobile", vault=self.ports.vault, limits=self.ports.limits)
