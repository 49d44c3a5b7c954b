"""Does a branch give codes to its own people alone, under a number, shown to one page, and never twice open [P2]?"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from backend.areas.people.activation_rows import ActivationState, Wanted
from backend.areas.people.counter import PAGE, CannotIssue
from backend.contract.activation import ALPHABET, read_activation_code
from backend.kit.clerk import NotHere
from tests.databases import at_rest

from .branch import CLERK, ELSEWHERE, HELD, WISH, Branch
from .conftest import NOBODY, REZA, ZAHRA, ZAHRAS_MOBILE, House

MINE = Wanted(offices=frozenset({"1001"}))


@pytest.fixture
def branch(house: House) -> Branch:
    return Branch(house)


async def states(branch: Branch) -> list[ActivationState]:
    return [each.state for each in await branch.counter.listed(CLERK, MINE)]


async def test_a_request_has_a_number_and_a_code_that_is_told_by_nobody(branch: Branch, house: House) -> None:
    assert (await branch.counter.check(CLERK, WISH)).id == 1
    issued = await branch.issue()
    assert issued.row.number == "1405-1001-00001"
    assert (await branch.issue(national_id=REZA)).row.number == "1405-1001-00002"
    assert read_activation_code(issued.code) == issued.code
    assert set(issued.code) <= set(ALPHABET)
    assert issued.row.expires_at == house.clock.now() + house.limits.activation_life
    told = house.messages.of("activation-issued")[0]
    assert (told.person, told.mobile, told.chats) == (1, None, True), (
        "to the number on file: who did not ask hears of it"
    )
    assert issued.code not in str(dict(told.values))


async def test_the_same_form_gives_the_same_and_only_to_its_clerk_for_a_while(branch: Branch, house: House) -> None:
    first = await branch.issue(form="same")
    assert await branch.issue(form="same") == first
    assert await branch.counter.printed(CLERK, "same") == first
    assert len(await states(branch)) == 1
    assert len(house.messages.of("activation-issued")) == 1
    for clerk, form in ((replace(CLERK, staff=8), "same"), (ELSEWHERE, "same"), (CLERK, "other")):
        with pytest.raises(CannotIssue, match="form"):
            await branch.counter.printed(clerk, form)
    house.clock.forward(house.limits.activation_print)
    with pytest.raises(CannotIssue, match="form"):
        await branch.counter.printed(CLERK, "same")


async def test_two_taps_at_once_register_once_and_two_clerks_leave_one_open(branch: Branch) -> None:
    one, two = await asyncio.gather(*(branch.issue(form="same") for _ in range(2)))
    assert one == two
    await asyncio.gather(*(branch.issue() for _ in range(3)))
    found = await branch.counter.listed(CLERK, MINE)
    assert sorted(each.row.serial for each in found) == [1, 2, 3, 4]
    assert sorted(each.state for each in found) == ["issued", "replaced", "replaced", "replaced"]


async def test_whoever_is_not_of_this_branch_is_not_here_in_the_same_words(branch: Branch, house: House) -> None:
    await house.add_person(3, "1111111119", None, alive=False)
    wishes: list[tuple[Any, dict[str, Any]]] = [
        (ELSEWHERE, {}),
        (replace(CLERK, offices=frozenset()), {}),
        (CLERK, {"national_id": NOBODY}),
        (CLERK, {"birth_date": date(1980, 5, 7)}),
        (CLERK, {"national_id": "1111111119"}),
    ]
    for clerk, change in wishes:
        for act in (branch.counter.check(clerk, replace(WISH, **change)), branch.issue(clerk, **change)):
            with pytest.raises(NotHere) as no:
                await act
            assert str(no.value) == ""
    assert await states(branch) == []
    assert house.messages.sent == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"mobile": "9359990000"}, "mobile"),
        ({"mobile": "02188880000"}, "mobile"),
        ({"document": ""}, "document"),
        ({"document": "selfie"}, "document"),
        ({"birth_date": None}, "birth-date"),
    ],
)
async def test_what_is_lacking_is_named(branch: Branch, change: dict[str, Any], why: str) -> None:
    for act in (branch.counter.check(CLERK, replace(WISH, **change)), branch.issue(**change)):
        with pytest.raises(CannotIssue, match=why):
            await act
    assert await states(branch) == []


async def test_the_list_is_that_of_the_branch_by_state_person_and_number_in_pages(branch: Branch, house: House) -> None:
    for _ in range(PAGE + 2):
        await branch.issue()
    await branch.issue(national_id=REZA)
    counter = branch.counter
    first = await counter.listed(CLERK, MINE)
    rest = await counter.listed(CLERK, replace(MINE, before=first[-1].row.id))
    assert [each.row.serial for each in (*first, *rest)] == list(range(PAGE + 3, 0, -1))
    assert await counter.listed(ELSEWHERE, replace(MINE, offices=ELSEWHERE.offices)) == []
    assert await counter.person_of(CLERK, REZA) == 2
    with pytest.raises(NotHere):
        await counter.person_of(ELSEWHERE, REZA)
    assert [each.row.person for each in await counter.listed(CLERK, replace(MINE, person=2))] == [2]
    for number, many in (("1405-1001-00003", 1), ("1405-1001-3", 1), ("1404-1001-3", 0), ("x", 0), ("1405-1001", 0)):
        assert len(await counter.listed(CLERK, replace(MINE, number=number))) == many, number
    for state, many in (("issued", 2), ("revoked", PAGE), ("expired", 0), ("used", 0)):
        assert len(await counter.listed(CLERK, replace(MINE, state=ActivationState(state)))) == min(many, PAGE)
    house.clock.forward(house.limits.activation_life)
    assert len(await counter.listed(CLERK, replace(MINE, state=ActivationState.EXPIRED))) == 2
    assert (await states(branch))[0] is ActivationState.EXPIRED


async def test_a_code_is_revoked_once_and_by_its_branch_alone(branch: Branch, house: House) -> None:
    row = (await branch.issue()).row
    for clerk, number in ((ELSEWHERE, row.id), (CLERK, 99)):
        with pytest.raises(NotHere):
            await branch.counter.revoke(clerk, number)
    await branch.counter.revoke(CLERK, row.id)
    await branch.counter.revoke(CLERK, row.id)
    assert await states(branch) == [ActivationState.REVOKED]
    other = (await branch.issue()).row
    house.clock.forward(house.limits.activation_life)
    with pytest.raises(CannotIssue, match="over"):
        await branch.counter.revoke(CLERK, other.id)
    assert [row.act for row in await branch.noted()].count("activation-revoked") == 1


async def test_nothing_of_the_person_is_in_the_trail_and_nothing_can_be_read_at_rest(
    branch: Branch, house: House
) -> None:
    issued = await branch.issue(form="the text of the form")
    with pytest.raises(NotHere):
        await branch.counter.check(CLERK, replace(WISH, national_id=NOBODY))
    await branch.counter.printed(CLERK, "the text of the form")
    rows = await branch.noted()
    assert [(row.act, row.kind, row.ref, row.office) for row in rows] == [
        ("activation-issued", "activation", "1405-1001-00001", "1001"),
        ("activation-sought", "activation", "", "1001"),
        ("activation-printed", "activation", "1405-1001-00001", "1001"),
    ]
    await house.database.close()
    kept = at_rest(house.url)
    assert b"national-card" in kept, "what is not sealed can be read: it is looked at in the right place"
    for planted in (ZAHRA, ZAHRAS_MOBILE, HELD, issued.code, "the text of the form"):
        assert planted.encode() not in kept


async def test_a_new_year_counts_from_one(branch: Branch, house: House) -> None:
    await branch.issue()
    house.clock.forward(timedelta(days=150))
    assert (await branch.issue()).row.number == "1406-1001-00001"
