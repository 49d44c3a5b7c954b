"""How does a session of the staff begin? One row, and a token that is kept nowhere but in the browser."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff import repository as rows
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.repository import Account, SessionRow

TOKEN = "staff_sessions.token"  # noqa: S105
"""Place of the blind index of a token."""


async def open_session(
    ports: StaffPorts,
    connection: AsyncConnection,
    account: Account | None,
    *,
    stage: str,
    now: datetime,
    proved_at: datetime | None,
    by_provider: bool = False,
) -> str:
    """Its token. `proved_at`: when it was shown who it is, None for not yet or not known."""
    limits, token = ports.limits, secrets.token_urlsafe(32)
    row = SessionRow(
        token_index=ports.vault.index(token, TOKEN),
        id=secrets.token_hex(8),
        account=None if account is None else account.id,
        stage=stage,
        created_at=now,
        seen_at=now,
        ends_at=now + (limits.life if stage == "in" else limits.between),
        step_up_until=None if proved_at is None else proved_at + limits.step_up,
        by_provider=int(by_provider),
    )
    await rows.add_session(connection, row)
    return token
