"""How often may somebody name an account or a number that is not theirs? As often as a wrong code, counted apart [I5]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.limits import IdentityLimits
from backend.areas.people.tries import Scope, Subjects, count_wrong_code, forget_wrong_codes, lock_of, whole_minutes
from backend.contract.outcome import Refused
from backend.kit.turns import one_at_a_time
from backend.kit.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """One kind of guess: "iban" is refused as `iban-not-owner` {left} and `iban-locked` {minutes}.

    Counted for the person, in whichever chat, under an index that no other kind and no wrong code has.
    """

    kind: str
    vault: Vault
    limits: IdentityLimits

    async def one_at_a_time(self, connection: AsyncConnection, national_id: str) -> None:
        """Nobody else counts a guess of this person until the transaction ends."""
        await one_at_a_time(connection, *self._subjects(national_id).values())

    async def refuse_if_locked(self, connection: AsyncConnection, national_id: str, *, now: datetime) -> None:
        """Raises Refused: <kind>-locked."""
        until = await lock_of(connection, self._subjects(national_id), now=now)
        if until is not None:
            raise Refused(f"{self.kind}-locked", {"minutes": whole_minutes(until, now)})

    async def count(self, connection: AsyncConnection, national_id: str, *, now: datetime) -> Refused:
        """Count one; the refusal is for returning: raised, it would roll the count back."""
        standing = await count_wrong_code(connection, self._subjects(national_id), limits=self.limits, now=now)
        if standing.locked_until is None:
            return Refused(f"{self.kind}-not-owner", {"left": standing.left})
        return Refused(f"{self.kind}-locked", {"minutes": whole_minutes(standing.locked_until, now)})

    async def forget(self, connection: AsyncConnection, national_id: str) -> None:
        """It was theirs."""
        await forget_wrong_codes(connection, self._subjects(national_id))

    def _subjects(self, national_id: str) -> Subjects:
        return {Scope.NATIONAL_ID: self.vault.index(national_id, f"people.{self.kind}_owner")}
