"""How is a delivery report kept between the call that brought it and the work that deals with it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.tables import reports


async def keep_reports(connection: AsyncConnection, said: Iterable[tuple[str, int]], now: datetime) -> Sequence[int]:
    """Write down what was said, (the provider's number, status) each; the numbers of the reports."""
    rows = [{"provider_id": provider_id, "status": status, "at": now} for provider_id, status in said]
    if not rows:
        return []
    return list(await connection.scalars(insert(reports).returning(reports.c.id), rows))


async def read_report(connection: AsyncConnection, number: int) -> tuple[str, int] | None:
    """The provider's number and the status; None when it was dealt with."""
    found = await connection.execute(select(reports.c.provider_id, reports.c.status).where(reports.c.id == number))
    row = found.one_or_none()
    return None if row is None else (row.provider_id, row.status)


async def drop_report(connection: AsyncConnection, number: int) -> None:
    """It was dealt with."""
    await connection.execute(delete(reports).where(reports.c.id == number))


async def reports_before(connection: AsyncConnection, moment: datetime, limit: int) -> Sequence[tuple[int, datetime]]:
    """Reports that have been lying since before this moment, oldest first, each with its moment."""
    old = select(reports.c.id, reports.c.at).where(reports.c.at < moment).order_by(reports.c.at).limit(limit)
    return [(row.id, row.at) for row in await connection.execute(old)]
