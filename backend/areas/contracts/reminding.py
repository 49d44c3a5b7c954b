"""Who is told that time runs out: for the first payment, before annulment, for the examination [V4] [V8]?

Each once: the outbox knows a message by its `dedup`. Reminders wait behind everything else and go by SMS alone; that
payment is blocked is told in the chats as well. What lapses for want of later payments, slips warn of.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.duties import BATCH, never_paid
from backend.areas.contracts.ending import TOPIC
from backend.areas.contracts.ports import ContractsPorts
from backend.areas.contracts.repository import Agreement, pending_exams
from backend.areas.contracts.standing import read_standing
from backend.domain.rules import InsuranceKind, first_payment
from backend.kit.outbox import Lane, OutgoingMessage
from backend.registers.ports import Contract

REMINDERS = "reminders"
"""What a person may stop, once topics can be stopped [N4]."""

_LONGEST = timedelta(days=120)
"""No term of a first payment is longer."""
_LATE = timedelta(days=30)
"""So long after its day somebody is still told that payment is blocked, where no worker ran."""


async def remind(ports: ContractsPorts) -> int:
    """Write all reminders of today; how many people are near a day."""
    return await _of_first_payments(ports) + await _of_exams(ports) + await _of_blocks(ports)


def _near(ports: ContractsPorts, figure: str, today: date) -> date:
    """The last day that is near today, by a figure of the rules in days."""
    return today + timedelta(days=ports.ruleset.value(figure, on=today).whole)


async def _of_first_payments(ports: ContractsPorts) -> int:
    """A contract of today is not reminded of today."""
    today, count = ports.clock.today(), 0
    due_near = _near(ports, "first_payment_reminder_days", today)
    end_near = _near(ports, "annulment_reminder_days", today)
    async for contract in never_paid(ports, first=today - _LONGEST, last=today - timedelta(days=1)):
        kind = InsuranceKind(contract.kind)
        term = first_payment(ports.ruleset, kind=kind, contract_date=contract.concluded_on, on=today)
        if not term.granted:
            continue
        due, annulled_on = term.granted_value().due, term.granted_value().annulled_on
        if today <= due <= due_near:
            await _remind(ports, contract, "first-payment-reminder", {"due": due.isoformat()})
            count += 1
        elif due < today and annulled_on <= end_near:
            await _remind(ports, contract, "annulment-warning", {"on": annulled_on.isoformat()})
            count += 1
    return count


async def _of_exams(ports: ContractsPorts) -> int:
    today, count = ports.clock.today(), 0
    for agreement, contract in await _pending(ports, today, _near(ports, "exam_reminder_days", today)):
        if agreement.exam_by is not None and agreement.agreed_at.date() < today:
            await _remind(ports, contract, "exam-reminder", {"take_by": agreement.exam_by.isoformat()})
            count += 1
    return count


async def _of_blocks(ports: ContractsPorts) -> int:
    """The two months are over without a result."""
    today, count = ports.clock.today(), 0
    for _, contract in await _pending(ports, today - _LATE, today - timedelta(days=1)):
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


async def _pending(ports: ContractsPorts, first: date, last: date) -> list[tuple[Agreement, Contract]]:
    """Pending exams that end in these days, of contracts that stand."""
    found: list[tuple[Agreement, Contract]] = []
    after = 0
    while True:
        async with ports.database.begin() as connection:
            rows = await pending_exams(connection, first=first, last=last, after=after, limit=BATCH)
            for row in rows:
                contract = await ports.contracts.by_id(connection, row.contract)
                if contract is None or (await read_standing(ports, connection, contract)).over:
                    continue
                found.append((row, contract))
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
