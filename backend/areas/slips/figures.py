"""How many payments have no certain end yet, and how old is the oldest? For operators; no payment is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.payment_rows import UNDECIDED
from backend.areas.slips.tables import payments
from backend.contract.slips import PaymentState
from backend.kit.db import Moment


async def open_payments(connection: AsyncConnection) -> Mapping[PaymentState, tuple[int, datetime | None]]:
    """How many in each undecided state, and when the oldest was begun."""
    rows = await connection.execute(
        select(payments.c.state, func.count().label("count"), func.min(payments.c.created_at, type_=Moment))
        .where(payments.c.state.in_(UNDECIDED))
        .group_by(payments.c.state)
    )
    found = {PaymentState(row[0]): (int(row[1]), row[2]) for row in rows}
    return {state: found.get(state, (0, None)) for state in UNDECIDED}
