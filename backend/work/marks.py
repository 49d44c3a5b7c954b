"""Was the work of this month done already? A mark a name and period says so, written when it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.upsert import insert_unless_there
from backend.work.tables import work_marks


async def is_marked(connection: AsyncConnection, name: str, period: str) -> bool:
    """Was it done?"""
    which = (work_marks.c.name == name, work_marks.c.period == period)
    return (await connection.execute(select(work_marks.c.at).where(*which))).first() is not None


async def set_mark(connection: AsyncConnection, name: str, period: str, at: datetime) -> bool:
    """It is done now; False where somebody said so before."""
    return await insert_unless_there(connection, work_marks, {"name": name, "period": period, "at": at})
