"""Who is told that time runs out: for the first payment, before annulment, for the examination [V4] [V8]?

Each once: the outbox knows a message by its `dedup`. Reminders wait behind everything else and go by SMS alone; that
payment is blocked is told in the chats as well. What lapses for want of later payments, slips warn of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.cover import found_unfit
from backend.areas.contracts.duties import BATCH, never_paid
from backend.areas.contracts.ending import TOPIC
from backend.areas.contracts.ports import VOLUNTARY, ContractsPorts
from backend.areas.contracts.repository import Agreement, exams_ending
from backend.areas.contracts.standing import Standing, read_standing
from backend.contract.voluntary import ContractStanding, ExamStanding
from backend.domain.rules import InsuranceKind, first_payment
from backend.kit.outbox import Lane, OutgoingMessage
from backend.registers.ports import Contract, ContractState

REMINDERS = "reminders"
"""What a person may stop, once topics can be stopped [N4]."""

_LONGEST = timedelta(days=120)
"""No term of a first payment is longer."""
_LATE = timedelta(days=30)
"""So long after its day somebody is still told that payment is blocked, where no worker ran."""
_OPEN = (ExamStanding.PENDING,)


async def remind(ports: ContractsPorts) -> int:
    """Write all reminders of today; how many people are near a day."""
    told = await _of_first_payments(ports) + await _of_exams(ports)
    return told + await _of_blocks(ports) + await _of_blocked_ends(ports)


def _near(ports: ContractsPorts, figure: str, today: date) -> date:
    """The last day that is near today, by a figure of the rules in days."""
    return today + timedelta(days=ports.ruleset.value(figure, on=today).whole)


async def _of_first_payments(ports: ContractsPorts) -> int:
    """A contract of today is not reminded of today, nor one whose payment is in doubt at the bank."""
    today, count = ports.clock.today(), 0
    due_near = _near(ports, "first_payment_reminder_days", today)
    end_near = _near(ports, "annulment_reminder_days", today)
    async for contract in never_paid(ports, first=today - _LONGEST, last=today - timedelta(days=1)):
        kind = InsuranceKind(contract.kind)
        term = first_payment(
            ports.ruleset, kind=kind, contract_date=contract.concluded_on, starts=contract.first_month, on=today
        )
        if not term.granted:
            continue
        due, annulled_on = term.granted_value().due, term.granted_value().annulled_on
        if await _is_unfit(ports, contract):
            if annulled_on <= end_near:
                await _warn_blocked(ports, contract, annulled_on)
                count += 1
        elif await _is_being_checked(ports, contract):
            continue
        elif today <= due <= due_near:
            await _remind(ports, contract, "first-payment-reminder", {"due": due.isoformat()})
            count += 1
        elif due < today and annulled_on <= end_near:
            await _remind(ports, contract, "annulment-warning", {"on": annulled_on.isoformat()})
            count += 1
    return count


async def _of_exams(ports: ContractsPorts) -> int:
    today, count = ports.clock.today(), 0
    for agreement, standing in await _ending(ports, _OPEN, today, _near(ports, "exam_reminder_days", today)):
        contract = standing.contract
        if agreement.exam_by is not None and agreement.agreed_at.date() < today:
            await _remind(ports, contract, "exam-reminder", {"take_by": agreement.exam_by.isoformat()})
            count += 1
    return count


async def _of_blocks(ports: ContractsPorts) -> int:
    """The two months are over without a result."""
    today, count = ports.clock.today(), 0
    for _, standing in await _ending(ports, _OPEN, today - _LATE, today - timedelta(days=1)):
        contract = standing.contract
        async with ports.database.begin() as connection:
            values = await visit(ports, connection, contract) | {"event": "exam-blocked", "number": contract.number}
            await ports.outbox.add(
                connection,
                OutgoingMessage(
                    kind="exam-blocked",
                    person=contract.person,
                    chats=True,
                    locale=await ports.language(connection, contract.person),
                    dedup=f"exam-blocked:{contract.id}",
                    topic=TOPIC,
                    ref=str(contract.id),
                    values=values,
                ),
            )
        count += 1
    return count


async def _of_blocked_ends(ports: ContractsPorts) -> int:
    """A contract that cannot be paid lapses by the same rule as others: its person hears of it while it can be helped.

    Contracts of the register that were not concluded here are among them; whose first payment is open is told of that.
    """
    today, count, after = ports.clock.today(), 0, 0
    near = _near(ports, "exam_reminder_days", today)
    while True:
        async with ports.database.begin() as connection:
            rows = await ports.contracts.exam_pending(connection, after=after, limit=BATCH)
            standings = [await read_standing(ports, connection, row) for row in rows if row.kind == VOLUNTARY]
        for one in standings:
            blocked = one.standing is ContractStanding.BLOCKED and one.paid_until is not None
            if blocked and one.ends_on is not None and one.ends_on <= near:
                await _warn_blocked(ports, one.contract, one.ends_on)
                count += 1
        if len(rows) < BATCH:
            return count
        after = rows[-1].id


async def _is_unfit(ports: ContractsPorts, contract: Contract) -> bool:
    """Of whom the examination did not confirm the contract, no payment is asked."""
    if contract.state is not ContractState.EXAM_PENDING:
        return False
    async with ports.database.begin() as connection:
        return await found_unfit(connection, contract.id)


async def _is_being_checked(ports: ContractsPorts, contract: Contract) -> bool:
    """Who may have paid is not asked to pay before the bank has said so."""
    async with ports.database.begin() as connection:
        return await ports.slips.being_checked(connection, contract.id)


async def _warn_blocked(ports: ContractsPorts, contract: Contract, ends_on: date) -> None:
    async with ports.database.begin() as connection:
        values = await visit(ports, connection, contract)
    await _remind(ports, contract, "blocked-lapse-warning", values | {"on": ends_on.isoformat()})


async def _ending(
    ports: ContractsPorts, standings: Sequence[ExamStanding], first: date, last: date
) -> list[tuple[Agreement, Standing]]:
    """Exams that stand so and end in these days, of contracts that stand."""
    found: list[tuple[Agreement, Standing]] = []
    after = 0
    while True:
        async with ports.database.begin() as connection:
            rows = await exams_ending(connection, standings=standings, first=first, last=last, after=after, limit=BATCH)
            for row in rows:
                contract = await ports.contracts.by_id(connection, row.contract)
                standing = None if contract is None else await read_standing(ports, connection, contract)
                if standing is not None and not standing.over:
                    found.append((row, standing))
        if len(rows) < BATCH:
            return found
        after = rows[-1].contract


async def visit(ports: ContractsPorts, connection: AsyncConnection, contract: Contract) -> dict[str, str | int]:
    """Name and phone of the branch as values of a message."""
    who = await ports.people.by_id(connection, contract.person)
    if who is None:
        return {"branch": "", "phone": ""}
    branch = await ports.people.branch(connection, who.branch)
    return {"branch": branch.name, "phone": branch.phone}


async def _remind(ports: ContractsPorts, contract: Contract, kind: str, values: dict[str, str | int]) -> None:
    async with ports.database.begin() as connection:
        await ports.outbox.add(
            connection,
            OutgoingMessage(
                kind=kind,
                lane=Lane.BROADCAST,
                person=contract.person,
                locale=await ports.language(connection, contract.person),
                dedup=f"{kind}:{contract.id}",
                topic=REMINDERS,
                ref=str(contract.id),
                values=values | {"number": contract.number},
            ),
        )
