"""What does a person read of their requests, and do contracts tell of theirs?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from backend.areas.cases.service import CasesService
from backend.areas.contracts.ending import ENDS
from backend.contract.cases import AskRequests
from backend.contract.outcome import Refused
from backend.contract.voluntary import AnnulContract
from backend.registers.local.tables import contracts
from locales.texts import LOCALES, Texts
from tests.backend.contracts.world import ContractWorld, open_contracts

NOBODY = "999"


@pytest.fixture
async def world(database_url: str, tmp_path: Path):
    async with open_contracts(database_url, tmp_path) as made:
        yield made


def service(world: ContractWorld) -> CasesService:
    ports = world.ports
    return CasesService(database=ports.database, vault=ports.vault, links=ports.links, people=ports.people)


async def requests_of(world: ContractWorld, page: int = 1) -> list[tuple[str, str | None, str | None]]:
    found = await service(world).my_requests(AskRequests(page=page), world.caller())
    return [(one.status, one.holder, one.reason) for one in found.items]


async def test_a_contract_without_examination_is_done_at_once(world: ContractWorld) -> None:
    contract = await world.conclude()
    found = await service(world).my_requests(AskRequests(), world.caller())
    only = found.items[0]
    assert (only.kind, only.subject, only.status, only.holder) == (
        "voluntary-contract",
        contract.number,
        "confirmed",
        None,
    )
    assert only.office.startswith("شعبه")


async def test_the_branch_has_it_until_the_result_is_there(world: ContractWorld) -> None:
    await world.has_been(40)
    contract = await world.conclude(undertaking=True)
    assert await requests_of(world) == [("awaiting-exam", "branch", None)]
    await world.service.record_exam(contract.number, fit=False)
    assert await requests_of(world) == [("exam-unfit", "branch", None)]
    await world.service.record_exam(contract.number, fit=True)
    assert await requests_of(world) == [("confirmed", None, None)]


async def test_a_contract_given_up_or_run_out_closes_its_request_with_the_reason(world: ContractWorld) -> None:
    await world.has_been(40)
    contract = await world.conclude(undertaking=True)
    await world.service.annul_contract(AnnulContract(contract=contract.id), world.caller())
    assert await requests_of(world) == [("withdrawn", None, "given-up")]
    world.prove()
    await world.conclude(undertaking=True)
    world.forward(40)
    await world.service.end()
    assert await requests_of(world) == [("lapsed", None, "annulled"), ("withdrawn", None, "given-up")]


async def test_a_stranger_sees_nothing(world: ContractWorld) -> None:
    await world.conclude()
    with pytest.raises(Refused, match="not-identified"):
        await service(world).my_requests(AskRequests(), world.caller(chat=NOBODY))


async def test_a_page_that_is_not_there_is_empty(world: ContractWorld) -> None:
    assert await requests_of(world, page=3) == []


async def test_a_contract_that_lapsed_while_payment_was_closed_says_so(world: ContractWorld) -> None:
    await world.has_been(40)
    await world.conclude(undertaking=True)
    await world.pay("1405-09")
    world.forward(240)
    await world.service.end()
    assert await requests_of(world) == [("lapsed", None, "lapsed-undecided")]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", sorted(ENDS))
def test_every_end_of_a_contract_is_a_reason_with_words(code: str, locale: str) -> None:
    assert Texts().text(f"case-reason-{code}", {}, locale)


async def test_a_contract_that_the_register_ended_by_itself_does_not_stand_before_a_new_one(
    world: ContractWorld,
) -> None:
    await world.has_been(40)
    await world.conclude(undertaking=True)
    async with world.ports.database.begin() as connection:
        await connection.execute(update(contracts).values(state="annulled"))
    await world.conclude(undertaking=True)
    assert await requests_of(world) == [("awaiting-exam", "branch", None), ("lapsed", None, "annulled")]
