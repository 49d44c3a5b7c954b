"""What becomes of a message: sent, tried again, paused, too late, or in doubt?"""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from backend.areas.notifications.carrier import Outcome, Verdict
from backend.areas.notifications.delivery import Patience
from backend.areas.notifications.repository import claim, waiting_by_lane
from backend.areas.notifications.states import Channel
from backend.kit.links import LinkedChat
from backend.kit.outbox import Lane, OutgoingMessage
from tests.backend.notifications.stage import NOON, SARA, Stage

LINKED = OutgoingMessage(kind="link-new", person=SARA, values={"channel": "telegram"})
CODE = OutgoingMessage(kind="code", lane=Lane.CODES, person=SARA, values={"code": "48213", "minutes": 2})
AGAIN = Outcome(Verdict.AGAIN, reason="busy", code=409)
LOST = Outcome(Verdict.AGAIN, reason="lost-answer", in_doubt=True)
NO_CREDIT = Outcome(Verdict.PAUSE, reason="no-credit", code=418, wait=timedelta(minutes=5))


async def add(stage: Stage, message: OutgoingMessage = LINKED) -> int:
    async with stage.database.begin() as connection:
        return await stage.outbox.add(connection, message)


async def run_due(stage: Stage) -> None:
    """Do the newest piece of work, after its delay."""
    number, _, delay = stage.engine.asked.pop()
    stage.clock.forward(delay)
    await stage.delivery.deliver({"id": number})


async def test_sent_is_written_down_with_its_price(stage: Stage) -> None:
    number = await add(stage)
    await run_due(stage)
    row = await stage.row(number)
    assert (row.state, row.provider_id, row.parts, row.cost, row.tries) == ("sent", "77", 1, 1200, 1)
    assert row.sent_at == NOON
    assert await stage.attempts(number) == [("sent", None)]
    assert stage.engine.asked == []


async def test_done_work_that_comes_again_sends_nothing(stage: Stage) -> None:
    number = await add(stage)
    await stage.delivery.deliver({"id": number})
    await stage.delivery.deliver({"id": number})
    await stage.delivery.deliver({"id": number + 1})
    assert len(stage.sms.seen) == 1


async def test_a_busy_provider_is_asked_again_later_and_later(stage: Stage) -> None:
    stage.sms.plan = [AGAIN, AGAIN, AGAIN]
    number = await add(stage)
    waits = []
    for _ in range(4):
        waits.append(stage.engine.asked[-1][2].total_seconds())
        await run_due(stage)
    assert waits == [0, 2, 4, 8]
    row = await stage.row(number)
    assert (row.state, row.tries) == ("sent", 4)
    assert [outcome for outcome, _ in await stage.attempts(number)] == ["again", "again", "again", "sent"]


async def test_work_that_comes_too_early_does_nothing(stage: Stage) -> None:
    stage.sms.plan = [AGAIN]
    number = await add(stage)
    await run_due(stage)
    await stage.delivery.deliver({"id": number})
    assert len(stage.sms.seen) == 1


@pytest.mark.parametrize(("outcome", "end"), [(AGAIN, "failed"), (LOST, "unknown")])
async def test_patience_ends(stage: Stage, outcome: Outcome, end: str) -> None:
    stage.sms.plan = [outcome] * 99
    number = await add(stage)
    for _ in range(15):
        await run_due(stage)
    row = await stage.row(number)
    assert (row.state, row.reason, row.tries) == (end, "gave-up", 15)
    assert stage.engine.asked == []


async def test_a_lost_answer_makes_the_next_try_look_first(stage: Stage) -> None:
    stage.sms.plan = [LOST]
    await add(stage)
    await run_due(stage)
    await run_due(stage)
    assert [message.in_doubt for message in stage.sms.seen] == [False, True]


async def test_what_a_carrier_raises_counts_as_in_doubt(stage: Stage) -> None:
    stage.sms.plan = [RuntimeError("bug")]
    number = await add(stage)
    await run_due(stage)
    assert (await stage.row(number)).state == "queued"
    await run_due(stage)
    assert stage.sms.seen[1].in_doubt
    assert (await stage.row(number)).state == "sent"


async def test_a_carrier_that_hangs_is_let_go(stage: Stage) -> None:
    class Hanging:
        async def carry(self, message: object) -> Outcome:
            await asyncio.Event().wait()
            raise AssertionError

    patience = Patience(one_try=timedelta(seconds=0.2))
    hanging = replace(stage.delivery, carriers={Channel.SMS: Hanging()}, patience=patience)
    number = await add(stage)
    await hanging.deliver({"id": number})
    row = await stage.row(number)
    assert (row.state, row.in_doubt, row.reason) == ("queued", True, "unforeseen")


async def test_an_empty_account_stops_the_channel_and_costs_no_try(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.sms.plan = [NO_CREDIT]
    first = await add(stage)
    second = await add(stage, OutgoingMessage(kind="link-ended", person=SARA))
    with caplog.at_level(logging.ERROR):
        await stage.delivery.deliver({"id": first})
        await stage.delivery.deliver({"id": second})
    assert len(stage.sms.seen) == 1
    assert [record.message for record in caplog.records] == ["a channel stands still"]
    for number in (first, second):
        row = await stage.row(number)
        assert (row.state, row.tries, row.next_at) == ("queued", 0, NOON + timedelta(minutes=5))
    stage.clock.forward(timedelta(minutes=5))
    await stage.delivery.deliver({"id": first})
    await stage.delivery.deliver({"id": second})
    assert [(await stage.row(number)).state for number in (first, second)] == ["sent", "sent"]


async def test_a_second_refusal_in_a_row_pauses_longer_and_success_forgets_it(stage: Stage) -> None:
    stage.sms.plan = [NO_CREDIT, NO_CREDIT]
    number = await add(stage)
    await run_due(stage)
    await run_due(stage)
    assert stage.engine.asked[-1][2] == timedelta(minutes=10)
    await run_due(stage)
    assert (await stage.row(number)).state == "sent"
    stage.sms.plan = [NO_CREDIT]
    await add(stage, OutgoingMessage(kind="link-ended", person=SARA))
    await run_due(stage)
    assert stage.engine.asked[-1][2] == timedelta(minutes=5)


async def test_an_old_code_is_not_sent(stage: Stage) -> None:
    number = await add(stage, CODE)
    stage.clock.forward(timedelta(minutes=2))
    await run_due(stage)
    row = await stage.row(number)
    assert (row.state, row.reason, row.values_sealed) == ("skipped", "expired", None)
    assert stage.sms.seen == []


async def test_an_old_code_in_doubt_is_only_looked_for(stage: Stage) -> None:
    stage.sms.plan = [LOST, Outcome(Verdict.SKIPPED, reason="expired")]
    number = await add(stage, CODE)
    await run_due(stage)
    stage.clock.forward(timedelta(minutes=3))
    await run_due(stage)
    assert stage.sms.seen[1].late
    assert (await stage.row(number)).state == "skipped"


async def test_the_values_of_a_code_are_wiped_once_it_is_sent(stage: Stage) -> None:
    code, linked = await add(stage, CODE), await add(stage)
    await stage.delivery.deliver({"id": code})
    await stage.delivery.deliver({"id": linked})
    assert (await stage.row(code)).values_sealed is None
    assert (await stage.row(linked)).values_sealed is not None


async def test_a_message_in_other_hands_is_left_until_they_let_go(stage: Stage) -> None:
    number = await add(stage)
    stage.engine.asked.clear()
    now = stage.clock.now()
    async with stage.database.begin() as connection:
        assert await claim(connection, number, token="other", now=now, until=now + timedelta(seconds=60))
    await stage.delivery.deliver({"id": number})
    assert stage.sms.seen == []
    assert stage.engine.asked[-1][2] == timedelta(seconds=61)
    await run_due(stage)
    assert [message.in_doubt for message in stage.sms.seen] == [True]
    assert (await stage.row(number)).state == "sent"


async def test_a_worker_that_takes_long_and_lives_keeps_its_message(stage: Stage) -> None:
    number = await add(stage)
    claims: list[datetime | None] = []

    class Slow:
        async def carry(self, message: object) -> Outcome:
            for _ in range(2):
                stage.clock.forward(timedelta(seconds=15))
                before = (await stage.row(number)).claimed_until
                while (await stage.row(number)).claimed_until == before:  # noqa: ASYNC110 — nobody rings
                    await asyncio.sleep(0.01)
                claims.append((await stage.row(number)).claimed_until)
                await stage.delivery.deliver({"id": number})
            return Outcome(Verdict.SENT)

    patience = Patience(claim=timedelta(seconds=0.2))
    patient = replace(stage.delivery, carriers={Channel.SMS: Slow()}, patience=patience)
    await patient.deliver({"id": number})
    assert claims == sorted(set(claims)), "each renewal reaches further"
    assert stage.sms.seen == [], "nobody else took it"
    assert (await stage.row(number)).state == "sent"


async def test_alone_after_a_crash_nobody_waits(stage: Stage) -> None:
    number = await add(stage)
    stage.engine.asked.clear()
    now = stage.clock.now()
    async with stage.database.begin() as connection:
        assert await claim(connection, number, token="dead", now=now, until=now + timedelta(seconds=60))
    await stage.delivery.void_claims()
    await stage.delivery.sweep({})
    assert [asked for asked, _, _ in stage.engine.asked] == [number]
    await run_due(stage)
    assert stage.sms.seen[0].in_doubt
    assert (await stage.row(number)).state == "sent"


async def test_a_late_note_of_a_slow_worker_changes_nothing(stage: Stage) -> None:
    number = await add(stage)

    async def slow_then_overtaken() -> None:
        stage.clock.forward(stage.delivery.patience.claim + timedelta(seconds=1))
        await stage.delivery.deliver({"id": number})

    class Slow:
        async def carry(self, message: object) -> Outcome:
            await slow_then_overtaken()
            return Outcome(Verdict.FAILED, reason="slow")

    slow = replace(stage.delivery, carriers={Channel.SMS: Slow()})
    await slow.deliver({"id": number})
    assert (await stage.row(number)).state == "sent"
    assert await stage.attempts(number) == [("sent", None)]


async def test_forgotten_messages_are_found_again(stage: Stage) -> None:
    number = await add(stage)
    stage.engine.asked.clear()
    await stage.delivery.sweep({})
    assert stage.engine.asked == []
    stage.clock.forward(timedelta(minutes=6))
    await stage.delivery.sweep({})
    await stage.delivery.sweep({})
    assert [(asked, lane) for asked, lane, _ in stage.engine.asked] == [(number, Lane.REPLIES)]


async def test_a_chat_message_ends_when_it_is_shown(stage: Stage) -> None:
    stage.links.chats = [LinkedChat("telegram", "1", "10", "fa")]
    message = OutgoingMessage(kind="payment-received", person=SARA, chats=True, topic="payment", ref="p1")
    await add(stage, message)
    chat = next(row for row in await stage.rows() if row.channel == "chat")
    await stage.delivery.deliver({"id": chat.id})
    row = await stage.row(chat.id)
    assert (row.state, row.ended_at) == ("sent", NOON)
    assert stage.chat.seen[0].topic == "payment"
    assert stage.sms.seen == []


async def test_the_lag_of_each_lane_is_known(stage: Stage) -> None:
    await add(stage, CODE)
    stage.clock.forward(timedelta(seconds=9))
    await add(stage)
    async with stage.database.begin() as connection:
        assert await waiting_by_lane(connection) == {
            Lane.CODES: NOON,
            Lane.REPLIES: NOON + timedelta(seconds=9),
        }
