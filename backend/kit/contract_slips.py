"""May the terms of a contract change, or has somebody its slip in hand? Slips answer contracts [V7] [V8]."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection


class ContractSlips(Protocol):
    """The unpaid slip of a contract."""

    async def settle(self, contract: int) -> None:
        """Ask the bank how payments of the unpaid slip stand; outside of any transaction."""
        ...

    async def withdraw(self, connection: AsyncConnection, contract: int, *, locale: str) -> str | None:
        """Cancel the unpaid slip, if there is one, and say so; the number of a slip that is being paid, and stays."""
        ...

    async def being_checked(self, connection: AsyncConnection, contract: int) -> bool:
        """May the bank have the money of the unpaid slip, so that nobody is asked to pay meanwhile?"""
        ...

    async def open_slip(self, connection: AsyncConnection, contract: int) -> str | None:
        """Reference of the unpaid slip, if there is one."""
        ...
