"""Was the person behind this chat proved lately enough for an act that asks for a fresh code [I4]?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.kit.links import LinkDirectory

PROOF_LIFE = timedelta(minutes=15)
"""So long a right code is good for such acts; a default for the setting."""


async def proved_until(
    links: LinkDirectory, connection: AsyncConnection, caller: Caller, *, life: timedelta
) -> datetime | None:
    """The moment at which the last proof of this chat grows old; None where nobody is linked to it."""
    proved = await links.last_proof(connection, caller)
    return None if proved is None else proved + life


async def refuse_without_proof(
    links: LinkDirectory, connection: AsyncConnection, caller: Caller, *, now: datetime, life: timedelta
) -> None:
    """Raises Refused("proof-needed") where the last right code of this chat is older than `life`."""
    until = await proved_until(links, connection, caller, life=life)
    if until is None or until <= now:
        raise Refused("proof-needed", {"minutes": int(life.total_seconds() // 60)})
