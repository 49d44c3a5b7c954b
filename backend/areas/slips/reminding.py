"""Who is told that time runs out: an unpaid slip before its deadline, a contract before it lapses [V4] [V10]?

Once for each slip, and once for each contract and month: the outbox knows a message by its `dedup`, so a run that was
cut off is simply run again. These messages wait behind everything else and go by SMS alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.payment_rows import undecided_payments
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import SlipRow, unpaid_slips
from backend.contract.slips import PaymentState
from backend.domain.calendar import JalaliMonth
from backend.domain.rules import due_of_month, lapse_of_contract
from backend.kit.clock import TEHRAN
from backend.kit.outbox import Lane, OutgoingMessage
from backend.registers.ports import Contract, ContractState

TOPIC = "reminders"
"""What a person may stop, once topics can be stopped [N4]."""

_BATCH = 200
_FURTHEST = 12
"""Months back among which the one that falls due is looked for."""


async def remind_of_slips(ports: SlipsPorts) -> int:
    """Write a reminder for every unpaid slip whose deadline is near; how many slips that are.

    `slip_reminder_days` says how near. A slip of today is not reminded of today, nor one that is being paid.
    """
    today = ports.clock.today()
    near = today + timedelta(days=ports.decisions.ruleset.value("slip_reminder_days", on=today).whole)
    after, count = 0, 0
    while True:
        async with ports.database.begin() as connection:
            rows = await unpaid_slips(connection, first=today, last=near, after=after, limit=_BATCH)
            for row in rows:
                if row.issued_at.astimezone(TEHRAN).date() < today and not await _being_paid(connection, row):
                    await ports.outbox.add(connection, await _reminder(ports, connection, row))
                    count += 1
        if len(rows) < _BATCH:
            return count
        after = rows[-1].serial


async def _being_paid(connection: AsyncConnection, row: SlipRow) -> bool:
    undecided = await undecided_payments(connection, row.serial)
    return any(payment.state is PaymentState.CHECKING for payment in undecided)


async def _reminder(ports: SlipsPorts, connection: AsyncConnection, row: SlipRow) -> OutgoingMessage:
    return OutgoingMessage(
        kind="slip-reminder",
        lane=Lane.BROADCAST,
        person=row.person,
        locale=await _language(ports, connection, row.person),
        dedup=f"slip-reminder:{row.id}",
        topic=TOPIC,
        ref=row.id,
        values={
            "number": row.number,
            "first": row.first,
            "last": row.last,
            "total": row.total,
            "deadline": row.deadline.isoformat(),
        },
    )


@dataclass(frozen=True, slots=True)
class LastMonth:
    """The month that must be paid by `due`, or a contract paid only up to the month before it lapses on `lapses_on`."""

    month: JalaliMonth
    due: date
    lapses_on: date


def last_months(ports: SlipsPorts, now: JalaliMonth) -> list[LastMonth]:
    """The unpaid months whose time runs out in this month, by the law of each."""
    ruleset, found = ports.decisions.ruleset, []
    for back in range(_FURTHEST):
        month = now.plus(-back)
        due = due_of_month(ruleset, month=month, on=now.first_day).granted_value().due
        if due not in now:
            continue
        standing = lapse_of_contract(ruleset, paid_until=month.plus(-1), on=now.first_day)
        if standing.granted:
            found.append(LastMonth(month, due, standing.granted_value().lapses_on))
    return found


async def warn_of_lapse(ports: SlipsPorts, now: JalaliMonth) -> int:
    """Write a warning for every contract in force that lapses unless a month is paid in this one; how many.

    Who waits for the result of an examination cannot pay by then, and is warned of that by the area of contracts.
    """
    count = 0
    for last in last_months(ports, now):
        after = 0
        while True:
            async with ports.database.begin() as connection:
                behind = await ports.contracts.unpaid_since(connection, [last.month], after=after, limit=_BATCH)
                for contract in behind:
                    if contract.state is not ContractState.EXAM_PENDING:
                        await ports.outbox.add(connection, await _warning(ports, connection, contract, last))
                        count += 1
            if len(behind) < _BATCH:
                break
            after = behind[-1].id
    return count


async def _warning(
    ports: SlipsPorts, connection: AsyncConnection, contract: Contract, last: LastMonth
) -> OutgoingMessage:
    return OutgoingMessage(
        kind="lapse-warning",
        lane=Lane.BROADCAST,
        person=contract.person,
        locale=await _language(ports, connection, contract.person),
        dedup=f"lapse-warning:{contract.id}:{last.month}",
        topic=TOPIC,
        values={"month": str(last.month), "due": last.due.isoformat(), "lapses_on": last.lapses_on.isoformat()},
    )


async def _language(ports: SlipsPorts, connection: AsyncConnection, person: int) -> str:
    """That of the person's newest chat; Persian where there is none."""
    chats = await ports.links.chats_of(connection, person)
    return chats[0].locale if chats else "fa"
