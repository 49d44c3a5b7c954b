"""What may a person change before the first payment: the wage base, or the whole contract away [V7] [V8]?"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.applying import read_application
from backend.areas.contracts.concluding import agreed_terms, ratio_ppm
from backend.areas.contracts.ending import close
from backend.areas.contracts.ports import ContractsPorts
from backend.areas.contracts.repository import note
from backend.areas.contracts.requests import GIVEN_UP
from backend.areas.contracts.standing import Standing, read_standing
from backend.areas.contracts.terms import decide_terms
from backend.areas.contracts.viewing import find_contract, view
from backend.contract import voluntary as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.kit.turns import of_person, one_at_a_time


async def change_wage_base(
    ports: ContractsPorts, connection: AsyncConnection, person: int, asked: shapes.ChangeWageBase, caller: Caller
) -> shapes.Contract:
    """Change the wage base of an unpaid contract; its unpaid slip, made for the old one, is withdrawn. Raises Refused."""
    standing = await _unpaid(ports, connection, person, asked.contract, caller)
    contract = standing.contract
    application = await read_application(ports, connection, person)
    decision = decide_terms(ports, application, asked.premium)
    agreed = agreed_terms(decision, premium=asked.premium, wage_base=asked.wage_base)
    now = ports.clock.now()
    await ports.decisions.keep(connection, decision, person=person, at=now)
    ppm = ratio_ppm(ports.ruleset, agreed)
    if not await ports.contracts.change_base(connection, contract.id, wage_base=agreed.wage_base, ratio_ppm=ppm):
        raise Refused("contract-over")
    figures = {"premium": agreed.premium, "wage_base": agreed.wage_base}
    await note(connection, contract.id, "wage-base-changed", at=now, values=figures)
    return await view(ports, connection, await find_contract(ports, connection, person, asked.contract))


async def give_up(
    ports: ContractsPorts, connection: AsyncConnection, person: int, asked: shapes.AnnulContract, caller: Caller
) -> shapes.Contract:
    """Annul an unpaid contract at its person's wish. Raises Refused."""
    standing = await _unpaid(ports, connection, person, asked.contract, caller)
    if not await close(ports, connection, standing, code=GIVEN_UP, locale=caller.locale):
        raise Refused("contract-over")
    return await view(ports, connection, await find_contract(ports, connection, person, asked.contract))


async def _unpaid(
    ports: ContractsPorts, connection: AsyncConnection, person: int, ref: str, caller: Caller
) -> Standing:
    """The contract, held, with nothing paid and its slip withdrawn; what is paid is read after that."""
    await one_at_a_time(connection, of_person(person))
    contract = await find_contract(ports, connection, person, ref, locked=True)
    being_paid = await ports.slips.withdraw(connection, contract.id, locale=caller.locale)
    standing = await read_standing(ports, connection, contract)
    if standing.over:
        raise Refused("contract-over")
    if standing.paid_until is not None:
        raise Refused("contract-paid")
    if being_paid is not None:
        raise Refused("slip-being-paid", {"number": being_paid})
    return standing
