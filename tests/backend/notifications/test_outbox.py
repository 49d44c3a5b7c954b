"""Is a committed change never without its message, and a rolled-back one never with one [N1]?"""

import json
from dataclasses import replace

import pytest

from backend.areas.notifications.numbers import MessageNumbers
from backend.areas.notifications.service import TO, VALUES
from backend.kit.clock import FixedClock
from backend.kit.links import LinkedChat
from backend.kit.outbox import Lane, OutgoingMessage
from tests.backend.notifications.stage import NO_MOBILE, NOON, SARA, Stage

RECEIPT = OutgoingMessage(
    kind="payment-received", person=SARA, chats=True, values={"amount": 1000}, topic="payment", ref="p1", dedup="p1"
)


async def add(stage: Stage, message: OutgoingMessage) -> int:
    async with stage.database.begin() as connection:
        return await stage.outbox.add(connection, message)


async def test_a_committed_message_has_its_row_and_its_work(stage: Stage) -> None:
    number = await add(stage, OutgoingMessage(kind="link-new", person=SARA, values={"channel": "telegram"}))
    (row,) = await stage.rows()
    assert (row.id, row.state, row.channel, row.lane) == (number, "queued", "sms", "replies")
    assert [(asked, lane) for asked, lane, _ in stage.engine.asked] == [(number, Lane.REPLIES)]


async def test_a_rolled_back_change_leaves_no_message(stage: Stage) -> None:
    async def change_then_fail() -> None:
        async with stage.database.begin() as connection:
            await stage.outbox.add(connection, RECEIPT)
            raise LookupError

    with pytest.raises(LookupError):
        await change_then_fail()
    assert await stage.rows() == []


async def test_the_mobile_given_comes_before_the_one_on_file(stage: Stage) -> None:
    await add(stage, OutgoingMessage(kind="code", person=SARA, mobile="09350000000", values={"code": "48213"}))
    await add(stage, OutgoingMessage(kind="link-new", person=SARA))
    given, on_file = await stage.rows()
    assert stage.vault.open(given.to_sealed, TO) == "09350000000"
    assert stage.vault.open(on_file.to_sealed, TO) == "09121234567"


async def test_nothing_personal_lies_open(stage: Stage) -> None:
    await add(stage, OutgoingMessage(kind="code", mobile="09350000000", values={"code": "48213"}, dedup="c"))
    (row,) = await stage.rows()
    everything = " ".join(repr(value) for value in row)
    assert "09350000000" not in everything
    assert "48213" not in everything
    assert json.loads(stage.vault.open(row.values_sealed, VALUES)) == {"code": "48213"}


@pytest.mark.parametrize("person", [NO_MOBILE, None])
async def test_without_a_mobile_the_message_is_skipped_with_the_reason(stage: Stage, person: int | None) -> None:
    await add(stage, OutgoingMessage(kind="link-new", person=person))
    (row,) = await stage.rows()
    assert (row.state, row.reason, row.to_sealed) == ("skipped", "no-mobile", None)
    assert stage.engine.asked == []


async def test_every_linked_chat_gets_its_own_row_in_its_own_language(stage: Stage) -> None:
    stage.links.chats = [LinkedChat("telegram", "1", "10", "en"), LinkedChat("bale", "2", "20", "fa")]
    await add(stage, RECEIPT)
    sms, *chats = await stage.rows()
    assert sms.channel == "sms"
    assert [(json.loads(stage.vault.open(row.to_sealed, TO)), row.locale) for row in chats] == [
        (["telegram", "1", "10"], "en"),
        (["bale", "2", "20"], "fa"),
    ]
    assert len(stage.engine.asked) == 3


async def test_the_same_dedup_is_one_message_and_gives_the_first_number(stage: Stage) -> None:
    stage.links.chats = [LinkedChat("telegram", "1", "10", "fa")]
    first = await add(stage, RECEIPT)
    again = await add(stage, RECEIPT)
    assert first == again
    assert len(await stage.rows()) == 2
    assert len(stage.engine.asked) == 2


async def test_a_number_that_another_process_took_is_not_taken_again(stage: Stage) -> None:
    taken = await add(stage, OutgoingMessage(kind="link-new", person=SARA))
    numbers = iter([taken, taken + 1])
    stage.outbox = replace(stage.outbox, numbers=lambda: next(numbers))
    assert await add(stage, OutgoingMessage(kind="link-ended", person=SARA)) == taken + 1


def test_numbers_grow_and_outlive_a_restored_database() -> None:
    clock = FixedClock(NOON)
    numbers = MessageNumbers(clock)
    made = [numbers() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert made[0] >> 12 == int(NOON.timestamp() * 1000)
    assert made[-1] < 2**53
