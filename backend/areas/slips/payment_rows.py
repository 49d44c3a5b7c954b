"""Where do payments stand in the database? Reading them, and changes that happen only from the expected state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.tables import payments
from backend.contract.slips import Payment, PaymentState
from backend.kit.upsert import insert_unless_there

UNDECIDED = (PaymentState.OPEN, PaymentState.CHECKING)
"""States in which the gateway is still to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One payment, column by column (see `tables.payments`). `slip` is the serial of its slip."""

    id: str
    return_token: str
    slip: int
    person: int
    amount: int
    gateway: str
    authority: str | None = None
    url: str | None = None
    state: PaymentState = PaymentState.OPEN
    reason: str | None = None
    channel: str
    locale: str
    created_at: datetime
    offered_until: datetime
    superseded: bool = False
    claims_slip: bool = False
    busy_until: datetime | None = None
    checks: int = 0
    next_check_at: datetime | None = None
    checking_since: datetime | None = None
    told_checking: bool = False
    gives_back: bool = False
    reference: str | None = None
    paid_at: datetime | None = None

    @property
    def decided(self) -> bool:
        """Is its end certain?"""
        return self.state not in UNDECIDED

    def view(self, *, slip_ref: str, slip_number: str) -> Payment:
        """As a conversation sees it."""
        checking = self.state is PaymentState.CHECKING
        return Payment(
            id=self.id,
            slip=slip_ref,
            slip_number=slip_number,
            amount=self.amount,
            state=self.state,
            url=self.url if self.state is PaymentState.OPEN else None,
            check_again_at=self.next_check_at if checking else None,
            reference=self.reference,
            paid_at=self.paid_at,
        )


_COLUMNS = [payments.c[field.name] for field in fields(PaymentRow)]


def _row(found: Row[Any] | None) -> PaymentRow | None:
    if found is None:
        return None
    values = dict(found._mapping)  # noqa: SLF001 -- SQLAlchemy's public way to the names
    return PaymentRow(**(values | {"state": PaymentState(values["state"])}))


async def _one(connection: AsyncConnection, *where: ColumnElement[bool]) -> PaymentRow | None:
    return _row((await connection.execute(select(*_COLUMNS).where(*where))).one_or_none())


async def payment_by_id(connection: AsyncConnection, payment: str) -> PaymentRow | None:
    """One payment."""
    return await _one(connection, payments.c.id == payment)


async def payment_by_token(connection: AsyncConnection, token: str) -> PaymentRow | None:
    """The payment whose browser comes back with this token."""
    return await _one(connection, payments.c.return_token == token)


async def payment_by_authority(connection: AsyncConnection, gateway: str, authority: str) -> PaymentRow | None:
    """The payment of this session at this gateway."""
    return await _one(connection, payments.c.gateway == gateway, payments.c.authority == authority)


async def offered_payment(connection: AsyncConnection, slip: int) -> PaymentRow | None:
    """The session that the person is offered for this slip, undecided."""
    return await _one(connection, payments.c.slip == slip, ~payments.c.superseded, payments.c.state.in_(UNDECIDED))


async def paying_payment(connection: AsyncConnection, slip: int) -> PaymentRow | None:
    """The payment by which a slip was paid."""
    return await _one(connection, payments.c.slip == slip, payments.c.state == PaymentState.PAID)


async def undecided_payments(connection: AsyncConnection, slip: int) -> Sequence[PaymentRow]:
    """All sessions of a slip that were opened at the gateway and whose end is not certain."""
    where = and_(payments.c.slip == slip, payments.c.state.in_(UNDECIDED), payments.c.authority.is_not(None))
    found = await connection.execute(select(*_COLUMNS).where(where).order_by(payments.c.created_at))
    return [row for row in map(_row, found) if row is not None]


async def due_payments(connection: AsyncConnection, now: datetime, limit: int) -> Sequence[str]:
    """Ids of payments whose next check has come, the longest waiting first."""
    found = await connection.scalars(
        select(payments.c.id)
        .where(payments.c.next_check_at <= now)
        .where(or_(payments.c.state.in_(UNDECIDED), payments.c.gives_back))
        .order_by(payments.c.next_check_at)
        .limit(limit)
    )
    return found.all()


async def is_claimed_by_another(connection: AsyncConnection, row: PaymentRow) -> bool:
    """Does another payment claim the slip of this one?"""
    query = select(payments.c.id).where(payments.c.slip == row.slip, payments.c.claims_slip, payments.c.id != row.id)
    return (await connection.execute(query)).first() is not None


async def add_payment(connection: AsyncConnection, row: PaymentRow) -> bool:
    """Write a new payment; False where the slip already has an offered one."""
    values = {field.name: getattr(row, field.name) for field in fields(PaymentRow)}
    return await insert_unless_there(connection, payments, values)


async def change_payment(connection: AsyncConnection, payment: str, *where: ColumnElement[bool], **values: Any) -> bool:
    """Change an undecided payment; False where it is decided by now or `where` does not hold."""
    undecided = (payments.c.id == payment, payments.c.state.in_(UNDECIDED))
    done = await connection.execute(update(payments).where(*undecided, *where).values(**values))
    return done.rowcount == 1


async def take_lease(
    connection: AsyncConnection, payment: str, *where: ColumnElement[bool], now: datetime, until: datetime
) -> bool:
    """Become the only one who asks the gateway about this payment, until then; False where somebody else is.

    `where` is what the asker has read and counts on: another one may have asked and finished since.
    """
    free = or_(payments.c.busy_until.is_(None), payments.c.busy_until <= now)
    return await change_payment(connection, payment, free, *where, busy_until=until)


async def revive_payment(connection: AsyncConnection, payment: str, *, now: datetime) -> bool:
    """Look again at a payment that was given up, because the gateway says that the bank has its money."""
    done = await connection.execute(
        update(payments)
        .where(payments.c.id == payment, payments.c.state == PaymentState.FAILED)
        .values(
            state=PaymentState.CHECKING, superseded=True, reason=None, checking_since=now, next_check_at=now, checks=0
        )
    )
    return done.rowcount == 1


async def take_refund(connection: AsyncConnection, payment: str, *, now: datetime, until: datetime) -> bool:
    """Become the only one who asks for this money to go back, until then; False where another one is or it is done."""
    due = (payments.c.id == payment, payments.c.state == PaymentState.REFUND, payments.c.gives_back)
    done = await connection.execute(
        update(payments).where(*due, payments.c.next_check_at <= now).values(next_check_at=until)
    )
    return done.rowcount == 1


async def change_refund(connection: AsyncConnection, payment: str, **values: Any) -> None:
    """Change a payment whose money is to go back."""
    where = (payments.c.id == payment, payments.c.state == PaymentState.REFUND)
    await connection.execute(update(payments).where(*where).values(**values))
