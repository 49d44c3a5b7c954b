"""What can a chat ask about people? The methods of the backend contract that this area answers [I1] [I3]."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.activating import Activating
from backend.areas.people.contact import correct, person_of, shown
from backend.areas.people.identification import Identification
from backend.areas.people.linking import unlink_chat
from backend.areas.people.new_mobile import NewMobile
from backend.areas.people.own_account import OwnAccount
from backend.areas.people.repository import LinkRecords, active_link, active_links_of, set_language
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.people import (
    AskLinks,
    AskMyData,
    AskProof,
    AskWhoAmI,
    Challenge,
    CheckCode,
    ChooseLanguage,
    CorrectContact,
    Identified,
    LanguageChosen,
    Links,
    LinkView,
    MobileChanged,
    MyData,
    Proof,
    ResendCode,
    Revoked,
    RevokeLink,
    SendCode,
    StartIdentification,
    StartMobile,
    UseActivation,
    WhoAmI,
)
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.once import Answer, happen_once
from backend.kit.outbox import Outbox
from backend.kit.proof import PROOF_LIFE, proved_until
from backend.kit.vault import Vault
from backend.registers.iban_owners import IbanOwners
from backend.registers.ports import PeopleRegister


class PeopleService:
    """Names, requests, answers and refusals are those of `backend.contract.backend.Backend`."""

    def __init__(
        self,
        *,
        database: Database,
        vault: Vault,
        clock: Clock,
        register: PeopleRegister,
        outbox: Outbox,
        identification: Identification,
        iban_owners: IbanOwners,
        proof_life: timedelta = PROOF_LIFE,
    ) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._register = register
        self._outbox = outbox
        self._identification = identification
        self._activating = Activating(identification)
        self._new_mobile = NewMobile(identification, proof_life)
        self._proof_life = proof_life
        self._directory = LinkRecords()
        self._own_account = OwnAccount(
            database=database,
            vault=vault,
            clock=clock,
            register=register,
            owners=iban_owners,
            outbox=outbox,
            limits=identification.limits,
            proof_life=proof_life,
        )

    async def start_identification(self, request: StartIdentification, caller: Caller) -> Challenge:
        """Commits. Refused: identify-locked {minutes}, identify-too-often {minutes}."""
        return await self._identification.start(request, caller)

    async def resend_code(self, request: ResendCode, caller: Caller) -> Challenge:
        """Commits. Refused: code-too-soon {seconds}, code-expired, identify-locked {minutes}."""
        return await self._identification.resend(request, caller)

    async def check_code(self, request: CheckCode, caller: Caller) -> Identified:
        """Commits. Refused: code-wrong {left}, code-expired, identify-locked {minutes}."""
        return await self._identification.check(request, caller)

    async def use_activation(self, request: UseActivation, caller: Caller) -> Identified:
        """Commits. Refused: activation-wrong {left}, activation-over, identify-locked {minutes}."""
        return await self._activating.use(request, caller)

    async def who_am_i(self, request: AskWhoAmI, caller: Caller) -> WhoAmI:  # noqa: ARG002
        """The person of this chat, or nobody."""
        async with self._database.begin() as connection:
            link = await active_link(connection, caller)
            person = None if link is None else await self._register.by_id(connection, link.person)
        if link is None or person is None:
            return WhoAmI(person=None, name=None, link=None)
        return WhoAmI(person=str(person.id), name=person.name, link=link.id)

    async def links(self, request: AskLinks, caller: Caller) -> Links:  # noqa: ARG002
        """Linked chats of the person, newest first. Refused: not-identified."""
        async with self._database.begin() as connection:
            own = await active_link(connection, caller)
            if own is None:
                raise Refused("not-identified")
            rows = await active_links_of(connection, own.person)
        views = (LinkView(id=row.id, channel=row.channel, since=row.since, current=row.id == own.id) for row in rows)
        return Links(items=tuple(views))

    async def revoke_link(self, request: RevokeLink, caller: Caller) -> Revoked:
        """Commits. Refused: not-identified, link-unknown."""

        async def make(connection: AsyncConnection) -> Revoked:
            now = self._clock.now()
            return await unlink_chat(connection, request.link, caller=caller, outbox=self._outbox, now=now)

        return await self._commit("revoke_link", caller, Revoked, make)

    async def choose_language(self, request: ChooseLanguage, caller: Caller) -> LanguageChosen:
        """Commits. A chat that is not linked keeps its language in its own conversation."""

        async def make(connection: AsyncConnection) -> LanguageChosen:
            await set_language(connection, caller, request.locale)
            return LanguageChosen(locale=request.locale)

        return await self._commit("choose_language", caller, LanguageChosen, make)

    async def proof(self, request: AskProof, caller: Caller) -> Proof:  # noqa: ARG002
        """Is the last right code of this chat fresh enough [I4]?"""
        async with self._database.begin() as connection:
            until = await proved_until(self._directory, connection, caller, life=self._proof_life)
        fresh = until is not None and self._clock.now() < until
        minutes = int(self._proof_life.total_seconds() // 60)
        return Proof(fresh=fresh, until=until if fresh else None, minutes=minutes)

    async def send_code(self, request: SendCode, caller: Caller) -> Challenge:
        """Commits. Refused: not-identified, identify-locked {minutes}, identify-too-often {minutes}."""
        async with self._database.begin() as connection:
            person = await person_of(self._register, connection, caller)
        return await self._identification.again(person, request.purpose, caller)

    async def my_data(self, request: AskMyData, caller: Caller) -> MyData:  # noqa: ARG002
        """Refused: not-identified."""
        async with self._database.begin() as connection:
            return await shown(self._register, connection, await person_of(self._register, connection, caller))

    async def correct_contact(self, request: CorrectContact, caller: Caller) -> MyData:
        """Commits; Unavailable where the banks do not say whose an IBAN is.

        Refused: not-identified, postal-code-wrong, iban-wrong, iban-not-owner {left}, iban-locked {minutes}, and for an
        IBAN proof-needed {minutes}.
        """
        if request.iban is not None:
            return await self._own_account.correct(request, request.iban, caller)

        async def make(connection: AsyncConnection) -> MyData:
            now = self._clock.now()
            person = await person_of(self._register, connection, caller)
            return await correct(
                self._register, self._outbox, connection, person.id, request, locale=caller.locale, now=now
            )

        return await self._commit("correct_contact", caller, MyData, make)

    async def start_mobile(self, request: StartMobile, caller: Caller) -> Challenge:
        """Commits; then `confirm_mobile`, `resend_code`. Unavailable where nobody says whose the number is.

        Refused: not-identified, mobile-same, mobile-not-owner {left}, mobile-locked {minutes}, proof-needed {minutes},
        identify-locked {minutes}, identify-too-often {minutes}.
        """
        return await self._new_mobile.start(request, caller)

    async def confirm_mobile(self, request: CheckCode, caller: Caller) -> MobileChanged:
        """Commits. Refused: not-identified, proof-needed {minutes}, code-wrong {left}, code-expired, identify-locked {minutes}."""
        return await self._new_mobile.confirm(request, caller)

    async def _commit(
        self,
        method: str,
        caller: Caller,
        shape: type[Answer],
        make: Callable[[AsyncConnection], Awaitable[Answer | Refused]],
    ) -> Answer:
        return await happen_once(
            self._database,
            vault=self._vault,
            caller=caller,
            method=method,
            shape=shape,
            now=self._clock.now(),
            make=make,
        )
