"""How does a contract end: never paid, not paid any longer, given up [V8] [V10]? Once, and its person is told."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.ports import ContractsPorts
from backend.areas.contracts.repository import note
from backend.areas.contracts.requests import GIVEN_UP, end_request
from backend.areas.contracts.standing import Standing, read_standing
from backend.contract.voluntary import ContractStanding
from backend.kit.outbox import OutgoingMessage
from backend.registers.ports import Contract, ContractState

TOPIC = "contract"
UNDECIDED = "lapsed-undecided"
"""Lapsed while the examination had no result that opened payment: its person could not have paid."""
ENDS = frozenset({GIVEN_UP, UNDECIDED, ContractStanding.ANNULLED.value, ContractStanding.LAPSED.value})
"""Events with which a contract ends, each with its day `on`; the reasons of its request too (`case-reason-<code>`)."""


def how_it_ends(standing: Standing) -> str:
    """Lapsed, annulled, or lapsed while payment was closed; the last is told in words of its own."""
    lapsed = standing.standing is ContractStanding.LAPSED
    closed = standing.contract.state is ContractState.EXAM_PENDING
    return UNDECIDED if lapsed and closed else standing.standing.value


async def end_by_rule(ports: ContractsPorts, connection: AsyncConnection, contract: Contract) -> bool:
    """Write what the rules say of a contract that has run out, in this transaction; False where it stands, or is being paid.

    Its unpaid slip is withdrawn first, so that no payment can be booked for it; then what is paid is read again.
    """
    before = await read_standing(ports, connection, contract)
    if not before.over or not contract.in_force:
        return False
    locale = await ports.language(connection, contract.person)
    if await ports.slips.withdraw(connection, contract.id, locale=locale) is not None:
        return False
    standing = await read_standing(ports, connection, contract)
    if not standing.over:
        return False
    return await close(ports, connection, standing, code=how_it_ends(standing), locale=locale)


async def close(
    ports: ContractsPorts, connection: AsyncConnection, standing: Standing, *, code: str, locale: str
) -> bool:
    """End a contract in force: register, treatment, history, message. False where it had ended."""
    contract, now = standing.contract, ports.clock.now()
    lapsed = standing.standing is ContractStanding.LAPSED
    state = ContractState.LAPSED if lapsed else ContractState.ANNULLED
    if not await ports.contracts.change_state(connection, contract.id, state):
        return False
    await ports.entitlements.close(connection, contract.id, at=now)
    on = (standing.ends_on or ports.clock.today()) if code != GIVEN_UP else ports.clock.today()
    await note(connection, contract.id, code, at=now, values={"on": on.isoformat()})
    await end_request(ports, connection, contract, code=code)
    values: dict[str, str | int] = {"event": code, "number": contract.number, "on": on.isoformat()}
    if lapsed:
        values["month"] = str(standing.next_month)
    await ports.outbox.add(
        connection,
        OutgoingMessage(
            kind=f"contract-{code}",
            person=contract.person,
            chats=True,
            locale=locale,
            dedup=f"contract-{code}:{contract.id}",
            topic=TOPIC,
            ref=str(contract.id),
            values=values,
        ),
    )
    return True
