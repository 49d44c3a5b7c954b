"""Which contracts have run out today, and are ended [V8] [V10]? Run every day; what was cut off is simply run again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

from backend.areas.contracts.ending import end_by_rule
from backend.areas.contracts.ports import ContractsPorts
from backend.domain.calendar import JalaliMonth
from backend.domain.rules import lapse_of_contract
from backend.kit.turns import of_person, one_at_a_time
from backend.registers.ports import Contract

BATCH = 200
_FURTHEST = 15
"""Months back among which unpaid ones are looked for: longer than any lapse term."""


async def end_what_has_run_out(ports: ContractsPorts) -> int:
    """Annul contracts without their first payment, lapse those no longer paid; how many. Each in a transaction of its own.

    A contract whose slip is being paid waits for the next day: the bank may have the money.
    """
    count = 0
    async for contract in _candidates(ports):
        await ports.slips.settle(contract.id)
        async with ports.database.begin() as connection:
            await one_at_a_time(connection, of_person(contract.person))
            held = await ports.contracts.by_id(connection, contract.id, locked=True)
            if held is not None:
                count += await end_by_rule(ports, connection, held)
    return count


async def _candidates(ports: ContractsPorts) -> AsyncIterator[Contract]:
    """Contracts in force that may have run out."""
    today = ports.clock.today()
    async for contract in never_paid(ports, first=date(1900, 1, 1), last=today):
        yield contract
    after, months = 0, unpaid_too_long(ports, today)
    while months:
        async with ports.database.begin() as connection:
            found = await ports.contracts.unpaid_since(connection, months, after=after, limit=BATCH)
        for contract in found:
            yield contract
        if len(found) < BATCH:
            return
        after = found[-1].id


async def never_paid(ports: ContractsPorts, *, first: date, last: date) -> AsyncIterator[Contract]:
    """Contracts in force without a payment, concluded in these days."""
    after = 0
    while True:
        async with ports.database.begin() as connection:
            found = await ports.contracts.never_paid(connection, first=first, last=last, after=after, limit=BATCH)
        for contract in found:
            yield contract
        if len(found) < BATCH:
            return
        after = found[-1].id


def unpaid_too_long(ports: ContractsPorts, today: date) -> list[JalaliMonth]:
    """First unpaid months with which a contract has lapsed by today, by the law of each."""
    this = JalaliMonth.of(today)
    months = [this.plus(-back) for back in range(_FURTHEST)]
    return [
        month for month in months if not lapse_of_contract(ports.ruleset, paid_until=month.plus(-1), on=today).granted
    ]
