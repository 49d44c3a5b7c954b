"""What opens at once when a payment is confirmed [V8], and may a contract be paid [V4]? Contracts answer slips."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection


class Cover(Protocol):
    """Told of every payment of a contract, in the transaction that books it; the first one opens treatment."""

    async def paid(self, connection: AsyncConnection, contract: int, *, at: datetime) -> None:
        """A payment of this contract has been booked at this moment. Asked again for the same one, nothing more happens."""
        ...

    async def found_unfit(self, connection: AsyncConnection, contract: int) -> bool:
        """Did the entry examination not confirm this contract, so that nothing is paid until the branch decides?"""
        ...
