"""How is a slip issued, once, and the person told in the same transaction [P1] [N1]?"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.ending import expire_overdue
from backend.areas.slips.numbering import identify_slip
from backend.areas.slips.ports import SlipsPorts, new_ref
from backend.areas.slips.quoting import Quoted, quote
from backend.areas.slips.repository import (
    SlipRow,
    add_slip,
    hold_months,
    month_number,
    name_slip,
    open_slip,
    slip_by_serial,
    terms_of,
)
from backend.contract import slips as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import RefusalValue, Refused
from backend.contract.slips import SlipState
from backend.domain.calendar import JalaliMonth
from backend.domain.money import round_half_up
from backend.domain.rules import SlipQuote
from backend.kit.outbox import OutgoingMessage
from backend.kit.turns import of_person, one_at_a_time


async def issue(
    ports: SlipsPorts, connection: AsyncConnection, person: int, asked: shapes.IssueSlip, caller: Caller
) -> shapes.Slip | Refused:
    """Issue the slip that was shown and tell the person, in one transaction.

    Raises Refused where another slip took the contract or a month in the same moment, so that all is rolled back.
    """
    await one_at_a_time(connection, of_person(person))
    quoted = await quote(ports, connection, person, shapes.ChooseMonths(first=asked.first, last=asked.last))
    if isinstance(quoted, Refused):
        return quoted
    contract, today = quoted.case.contract, quoted.case.on
    await expire_overdue(ports, connection, today, contract=contract.id)
    already = await open_slip(connection, contract.id)
    if already is not None:
        return _slip_open(already)
    if quoted.value.total != asked.total:
        return Refused("slip-changed", {"total": quoted.value.total})
    now = ports.clock.now()
    serial = await add_slip(connection, _new_slip(quoted, person, now))
    if serial is None:
        raise await _taken(connection, contract.id)
    months = [month_number(line.month) for line in quoted.value.lines]
    if not await hold_months(connection, serial=serial, contract=contract.id, months=months):
        raise Refused("months-already-paid", {"first": asked.first, "last": asked.last})
    await _name(connection, serial, quoted.value, today)
    row = await slip_by_serial(connection, serial)
    await ports.outbox.add(connection, _issued(row, caller.locale))
    return row.view(today)


async def _taken(connection: AsyncConnection, contract: int) -> Refused:
    already = await open_slip(connection, contract)
    return Refused("slip-open") if already is None else _slip_open(already)


def _slip_open(row: SlipRow) -> Refused:
    values: dict[str, RefusalValue] = {
        "number": row.number,
        "total": row.total,
        "deadline": row.deadline.isoformat(),
        "slip": row.id,
    }
    return Refused("slip-open", values)


def _new_slip(quoted: Quoted, person: int, now: datetime) -> dict[str, Any]:
    value, case = quoted.value, quoted.case
    return {
        "id": new_ref(),
        "person": person,
        "contract": case.contract.id,
        "terms": terms_of(case.contract),
        "branch": case.branch.code,
        "first_month": month_number(value.first),
        "last_month": month_number(value.last),
        "lines": [
            {
                "month": str(line.month),
                "days": line.days,
                "wage": wage_of_days(line.wage_base, line.days),
                "premium": line.premium,
                "per_capita": line.per_capita,
            }
            for line in value.lines
        ],
        "premium": value.premium,
        "per_capita": value.per_capita,
        "debt": value.debt,
        "total": value.total,
        "wage_base": value.lines[0].wage_base,
        "deadline": value.deadline,
        "provisional": value.provisional,
        "decision": quoted.decision,
        "state": SlipState.ISSUED,
        "issued_at": now,
    }


def wage_of_days(wage_base: int, days: int) -> int:
    """The wage of a month's real days in rial, from the wage base of 30 days (domain.md 3.1); a half goes up."""
    return round_half_up(Fraction(wage_base * days, 30))


async def _name(connection: AsyncConnection, serial: int, value: SlipQuote, today: date) -> None:
    ids = identify_slip(serial=serial, issued=JalaliMonth.of(today), last=value.last, total=value.total)
    await name_slip(connection, serial, number=ids.number, bill_id=ids.bill_id, payment_id=ids.payment_id)


def _issued(row: SlipRow, locale: str) -> OutgoingMessage:
    return OutgoingMessage(
        kind="slip-issued",
        person=row.person,
        locale=locale,
        dedup=f"slip-issued:{row.id}",
        ref=row.id,
        values={
            "number": row.number,
            "first": row.first,
            "last": row.last,
            "total": row.total,
            "deadline": row.deadline.isoformat(),
            "bill_id": row.bill_id,
            "payment_id": row.payment_id,
        },
    )
