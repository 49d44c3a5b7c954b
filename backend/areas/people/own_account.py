"""Is the new bank account their own? It is asked of the banks before anything is written, and guesses are counted [I5]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.contact import correct, person_of, refuse_unfit
from backend.areas.people.guesses import Guesses
from backend.areas.people.limits import IdentityLimits
from backend.areas.people.repository import LinkRecords
from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable
from backend.contract.people import CorrectContact, MyData
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.once import give_or_refuse, happen_once, recall
from backend.kit.outbox import Outbox
from backend.kit.proof import refuse_without_proof
from backend.kit.vault import Vault
from backend.registers.iban_owners import IbanOwner, IbanOwners
from backend.registers.ports import PeopleRegister, Person

_METHOD = "correct_contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """A correction that names an IBAN: look, ask the banks outside any transaction, then judge and write in one."""

    database: Database
    vault: Vault
    clock: Clock
    register: PeopleRegister
    owners: IbanOwners
    outbox: Outbox
    limits: IdentityLimits
    proof_life: timedelta

    async def correct(self, request: CorrectContact, iban: str, caller: Caller) -> MyData:
        """As `PeopleService.correct_contact`. Raises Unavailable: iban-owners, where the banks do not answer."""
        async with self.database.begin() as connection:
            kept = await recall(connection, vault=self.vault, caller=caller, method=_METHOD, shape=MyData)
            asked = "" if kept is not None else (await self._asker(connection, request, caller)).national_id
        if kept is not None:
            return give_or_refuse(kept)
        owner = await self.owners.owner(asked, iban)
        if owner is IbanOwner.UNAVAILABLE:
            raise Unavailable("iban-owners")

        async def make(connection: AsyncConnection) -> MyData | Refused:
            return await self._judge(connection, request, caller, asked=asked, owned=owner is IbanOwner.OWNED)

        return await happen_once(
            self.database,
            vault=self.vault,
            caller=caller,
            method=_METHOD,
            shape=MyData,
            now=self.clock.now(),
            make=make,
        )

    async def _judge(
        self, connection: AsyncConnection, request: CorrectContact, caller: Caller, *, asked: str, owned: bool
    ) -> MyData | Refused:
        """What the banks said of `asked` counts for nobody else: the chat may have changed hands meanwhile."""
        now, guesses = self.clock.now(), self._guesses()
        await guesses.one_at_a_time(connection, asked)
        person = await self._asker(connection, request, caller)
        if person.national_id != asked:
            raise Refused("not-identified")
        if not owned:
            return await guesses.count(connection, asked, now=now)
        await guesses.forget(connection, asked)
        return await correct(self.register, self.outbox, connection, person.id, request, locale=caller.locale, now=now)

    async def _asker(self, connection: AsyncConnection, request: CorrectContact, caller: Caller) -> Person:
        """Who asks, where they may. Raises Refused: not-identified, proof-needed, iban-wrong, iban-locked."""
        now = self.clock.now()
        person = await person_of(self.register, connection, caller)
        await refuse_without_proof(LinkRecords(), connection, caller, now=now, life=self.proof_life)
        refuse_unfit(request)
        await self._guesses().refuse_if_locked(connection, person.national_id, now=now)
        return person

    def _guesses(self) -> Guesses:
        return Guesses(kind="iban", vault=self.vault, limits=self.limits)
