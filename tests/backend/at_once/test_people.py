"""Two chats at the same moment on PostgreSQL: is a wrong code counted, a limit kept, a chat linked once?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from backend.areas.people.limits import IdentityLimits
from backend.contract.outcome import Refused
from backend.contract.people import Challenge, CheckCode, Identified, Revoked, RevokeLink, StartIdentification
from tests.backend.at_once.lockstep import LockstepDatabase, fault_of
from tests.backend.people.conftest import BORN, ZAHRA, House, open_house
from tests.databases import Databases

START = StartIdentification(national_id=ZAHRA, birth_date=BORN)


@pytest.fixture
async def house(postgres_databases: Databases) -> AsyncIterator[House]:
    async with open_house(postgres_databases.fresh(), IdentityLimits(tries=2, starts=3)) as made:
        yield made


@pytest.fixture
def both(house: House) -> LockstepDatabase:
    """The database of the house from now on."""
    database = LockstepDatabase(house.database)
    house.build(database)
    return database


async def challenge(house: House, chat: str) -> tuple[Challenge, str]:
    made = await house.service.start_identification(START, house.caller(chat))
    return made, house.messages.code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 100_000:05d}"


async def test_the_last_try_is_one_try_although_two_chats_use_it(house: House, both: LockstepDatabase) -> None:
    (spent, other), (first, code), (second, right) = [await challenge(house, chat) for chat in ("3", "1", "2")]
    with pytest.raises(Refused, match="code-wrong"):
        await house.service.check_code(CheckCode(challenge=spent.id, code=wrong(other)), house.caller("3"))
    results = await both.race(
        house.service.check_code(CheckCode(challenge=first.id, code=wrong(code)), house.caller("1")),
        house.service.check_code(CheckCode(challenge=second.id, code=right), house.caller("2")),
    )
    locked = fault_of(results[:1])
    if isinstance(results[1], Identified):
        assert locked == ["code-wrong"], "the right code came first and cleared the count"
    else:
        assert fault_of(results) == ["identify-locked", "identify-locked"]


async def test_two_wrong_codes_of_one_challenge_are_both_counted(house: House, both: LockstepDatabase) -> None:
    made, code = await challenge(house, "1")
    guess = CheckCode(challenge=made.id, code=wrong(code))
    results = await both.race(*(house.service.check_code(guess, house.caller("1")) for _ in range(2)))
    assert fault_of(results) == ["code-wrong", "identify-locked"]


async def test_no_more_starts_than_allowed_although_they_come_together(house: House, both: LockstepDatabase) -> None:
    for chat in ("1", "2"):
        await challenge(house, chat)
    results = await both.race(*(house.service.start_identification(START, house.caller(c)) for c in ("3", "4")))
    assert fault_of(results) == ["identify-too-often"]
    assert await house.rows("SELECT count(*) FROM people_challenges") == [(3,)]


async def test_a_chat_that_is_linked_twice_at_once_has_one_link(house: House, both: LockstepDatabase) -> None:
    made, code = await challenge(house, "1")
    right = CheckCode(challenge=made.id, code=code)
    results = await both.race(*(house.service.check_code(right, house.caller("1")) for _ in range(2)))
    assert fault_of(results) == ["code-expired"], "a code opens once"
    assert await house.rows("SELECT count(*) FROM people_links WHERE revoked_at IS NULL") == [(1,)]
    assert len(house.messages.of("link-new")) == 1


async def test_who_proves_a_link_that_is_being_ended_is_linked(house: House, both: LockstepDatabase) -> None:
    await house.identify(chat="1")
    link = (await house.identify(chat="2")).link
    house.clock.forward(house.limits.starts_window)
    made, code = await challenge(house, "2")
    results: Any = await both.race(
        house.service.check_code(CheckCode(challenge=made.id, code=code), house.caller("2")),
        house.service.revoke_link(RevokeLink(link=link), house.caller("1")),
    )
    assert isinstance(results[0], Identified)
    assert isinstance(results[1], Revoked)
    active = await house.rows("SELECT id FROM people_links WHERE chat = '2' AND revoked_at IS NULL")
    if results[0].link == link:
        assert active == [], "it was ended after it had been proved"
    else:
        assert active == [(results[0].link,)], "it was ended first, so a new one was made"
