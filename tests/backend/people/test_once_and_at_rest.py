"""Does the same key act once, is nothing readable at rest, and does what is old go?"""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from backend.contract.outcome import Refused
from backend.contract.people import CheckCode, ResendCode, StartIdentification
from backend.kit.retention import RULES, Keep, purge, rules_in_force
from backend.migrations.tables import all_tables
from tests.databases import at_rest

from .conftest import BORN, ZAHRA, ZAHRAS_IBAN, ZAHRAS_MOBILE, House

START = StartIdentification(national_id=ZAHRA, birth_date=BORN)


async def test_same_key_starts_once_and_answers_the_same(house: House) -> None:
    first = await house.service.start_identification(START, house.caller(key="same"))
    house = await house.reopened()
    house.matching.answers = False
    assert await house.service.start_identification(START, house.caller(key="same")) == first
    assert len(house.messages.sent) == 1
    await house.database.close()


async def test_same_key_of_another_chat_is_another_question(house: House) -> None:
    first = await house.service.start_identification(START, house.caller("1", key="same"))
    assert (await house.service.start_identification(START, house.caller("2", key="same"))).id != first.id


async def test_same_key_counts_one_wrong_code(house: House) -> None:
    challenge = await house.service.start_identification(START, house.caller())
    wrong = CheckCode(challenge=challenge.id, code=f"{(int(house.messages.code) + 1) % 100_000:05d}")
    for _ in range(3):
        with pytest.raises(Refused, match="code-wrong") as refused:
            await house.service.check_code(wrong, house.caller(key="typed"))
        assert refused.value.values == {"left": 4}
    assert {row[0] for row in await house.rows("SELECT failures FROM people_tries")} == {1}


async def test_two_at_once_with_one_key_link_once(house: House) -> None:
    challenge = await house.service.start_identification(START, house.caller())
    right = CheckCode(challenge=challenge.id, code=house.messages.code)
    caller = house.caller(key="tap")
    first, second = await asyncio.gather(*(house.service.check_code(right, caller) for _ in range(2)))
    assert first == second
    assert len(house.messages.of("link-new")) == 1


async def test_same_key_resends_once(house: House) -> None:
    challenge = await house.service.start_identification(START, house.caller())
    house.clock.forward(timedelta(minutes=1))
    caller = house.caller(key="again")
    answers = [await house.service.resend_code(ResendCode(challenge=challenge.id), caller) for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(house.messages.of("code")) == 2


async def test_nothing_personal_can_be_read_at_rest(house: House) -> None:
    challenge = await house.service.start_identification(START, house.caller())
    code = house.messages.code
    await house.service.check_code(CheckCode(challenge=challenge.id, code=code), house.caller())
    await house.database.close()
    kept = at_rest(house.url)
    assert "زهرا".encode() in kept, "what is not sealed can be read: it is looked at in the right place"
    for planted in (ZAHRA, ZAHRAS_MOBILE, ZAHRAS_IBAN):
        assert planted.encode() not in kept
    assert {type(row[0]) for row in await house.rows("SELECT code_index FROM people_challenges")} == {bytes}
    sealed = await house.rows("SELECT answer_sealed FROM answers")
    assert all(challenge.id.encode() not in row[0] for row in sealed)


async def test_what_is_old_goes_and_active_links_stay(house: House) -> None:
    await house.identify()
    house.clock.forward(timedelta(days=31))
    await house.service.start_identification(START, house.caller())
    async with house.database.begin() as connection:
        gone = await purge(connection, now=house.clock.now())
    assert gone["people_challenges"] == 1
    assert gone["answers"] == 2
    assert gone["people_links"] == 0
    assert await house.rows("SELECT count(*) FROM people_challenges") == [(1,)]


async def test_tries_go_one_by_one_not_by_scope(house: House) -> None:
    async def guess_wrong(chat: str) -> None:
        challenge = await house.service.start_identification(START, house.caller(chat))
        code = f"{(int(house.messages.code) + 1) % 100_000:05d}"
        with pytest.raises(Refused):
            await house.service.check_code(CheckCode(challenge=challenge.id, code=code), house.caller(chat))

    await guess_wrong("1")
    house.clock.forward(timedelta(days=31))
    await guess_wrong("2")
    async with house.database.begin() as connection:
        assert (await purge(connection, now=house.clock.now()))["people_tries"] == 1
    assert await house.rows("SELECT count(*) FROM people_tries") == [(3,)]


def test_every_rule_names_a_table_and_a_moment() -> None:
    for rule in RULES:
        assert rule.column in all_tables().tables[rule.table].columns, rule
        assert rule.reason
        assert rule.days > 0


def test_the_later_rule_holds_from_its_day() -> None:
    old = Keep("answers", "at", 30, date(2026, 1, 1), "a")
    new = Keep("answers", "at", 10, date(2026, 6, 1), "b")
    assert rules_in_force(date(2026, 5, 31), (new, old)) == (old,)
    assert rules_in_force(datetime(2026, 6, 1, tzinfo=UTC).date(), (new, old)) == (new,)
