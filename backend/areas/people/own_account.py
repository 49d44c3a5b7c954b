"""Is the new bank account their own? It is asked of the banks before anything is written, and guesses are counted [I5]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.contact import correct, person_of, refuse_unfit
from backend.areas.people.limits import IdentityLimits
from backend.areas.people.repository import LinkRecords
from backend.areas.people.tries import Scope, Subjects, count_wrong_code, forget_wrong_codes, lock_of, whole_minutes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable
from backend.contract.people import CorrectContact, MyData
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.once import give_or_refuse, happen_once, recall
from backend.kit.outbox import Outbox
from backend.kit.proof import refuse_without_proof
from backend.kit.turns import one_at_a_time
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
        now, subjects = self.clock.now(), self._subjects(asked)
        await one_at_a_time(connection, subjects[Scope.NATIONAL_ID])
        person = await self._asker(connection, request, caller)
        if person.national_id != asked:
            raise Refused("not-identified")
        if not owned:
            return await self._count(connection, subjects, now)
        await forget_wrong_codes(connection, subjects)
        return await correct(self.register, self.outbox, connection, person.id, request, locale=caller.locale, now=now)

    async def _count(self, connection: AsyncConnection, subjects: Subjects, now: datetime) -> Refused:
        """The refusal is for returning: raised, it would roll the count back."""
        standing = await count_wrong_code(connection, subjects, limits=self.limits, now=now)
        if standing.locked_until is None:
            return Refused("iban-not-owner", {"left": standing.left})
        return Refused("iban-locked", {"minutes": whole_minutes(standing.locked_until, now)})

    async def _asker(self, connection: AsyncConnection, request: CorrectContact, caller: Caller) -> Person:
        """Who asks, where they may. Raises Refused: not-identified, proof-needed, iban-wrong, iban-locked."""
        now = self.clock.now()
        person = await person_of(self.register, connection, caller)
        await refuse_without_proof(LinkRecords(), connection, caller, now=now, life=self.proof_life)
        refuse_unfit(request)
        until = await lock_of(connection, self._subjects(person.national_id), now=now)
        if until is not None:
            raise Refused("iban-locked", {"minutes": whole_minutes(until, now)})
        return person

    def _subjects(self, national_id: str) -> Subjects:
        """Counted for the person, in whichever chat, apart from wrong codes."""
        return {Scope.NATIONAL_ID: self.vault.index(national_id, "people.iban_owner")}
