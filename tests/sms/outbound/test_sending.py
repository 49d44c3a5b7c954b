"""What does the sender do with each answer of the provider?"""

from datetime import timedelta

import pytest

from backend.kit.outbox import Lane, OutgoingMessage
from sms.providers.port import Action, ProviderFault
from tests.backend.notifications.stage import NOON, SARA
from tests.sms.outbound.conftest import Line

LINKED = OutgoingMessage(kind="link-new", person=SARA, values={"channel": "telegram", "at": NOON.isoformat()})
CODE = OutgoingMessage(kind="code", lane=Lane.CODES, person=SARA, values={"code": "48213", "minutes": 2})


async def add(line: Line, message: OutgoingMessage = LINKED) -> int:
    async with line.stage.database.begin() as connection:
        return await line.stage.outbox.add(connection, message)


async def run_due(line: Line) -> None:
    number, _, delay = line.stage.engine.asked.pop()
    line.stage.clock.forward(delay)
    await line.delivery.deliver({"id": number})


async def test_the_number_of_the_row_is_the_localid(line: Line) -> None:
    number = await add(line)
    await run_due(line)
    assert list(line.provider.ledger) == [number]
    assert line.provider.ledger[number].receptor == "09121234567"
    row = await line.stage.row(number)
    assert (row.state, row.provider_id, row.provider_status, row.parts, row.cost) == ("sent", "1000", 1, 2, 1200)
    assert row.ask_at == NOON + timedelta(seconds=30)


async def test_codes_are_urgent_and_others_are_not(line: Line) -> None:
    await add(line, CODE)
    await run_due(line)
    await add(line)
    await run_due(line)
    assert line.provider.calls == ["send urgent", "send"]


@pytest.mark.parametrize(
    ("action", "code", "state", "reason", "wait"),
    [
        (Action.RETRY, 409, "queued", "busy", 2),
        (Action.AMBIGUOUS, None, "queued", "answer-lost", 2),
        (Action.PAUSE, 418, "queued", "no-credit", 60),
        (Action.CONFIGURATION, 403, "queued", "configuration", 600),
        (Action.THROTTLE, 451, "queued", "too-many-calls", 60),
        (Action.PERMANENT, 411, "failed", "refused", None),
        (Action.BUG, 400, "failed", "our-bug", None),
    ],
)
async def test_each_class_of_answer_has_its_consequence(
    line: Line, action: Action, code: int | None, state: str, reason: str, wait: int | None
) -> None:
    line.provider.plan = [(action, code)]
    number = await add(line)
    await run_due(line)
    row = await line.stage.row(number)
    assert (row.state, row.reason) == (state, reason)
    waits = [delay for _, _, delay in line.stage.engine.asked]
    assert waits == ([] if wait is None else [timedelta(seconds=wait)])
    assert row.tries == (0 if action in {Action.PAUSE, Action.CONFIGURATION, Action.THROTTLE} else 1)
    assert line.provider.ledger == {}


async def test_a_lost_answer_after_acceptance_is_one_message(line: Line) -> None:
    line.provider.lose = 1
    number = await add(line)
    await run_due(line)
    await run_due(line)
    assert list(line.provider.ledger) == [number]
    assert line.provider.calls == ["send", "status_by_localid"]
    row = await line.stage.row(number)
    assert (row.state, row.provider_id, row.in_doubt) == ("sent", "1000", False)


async def test_a_lost_answer_before_acceptance_is_sent_again_with_the_same_number(line: Line) -> None:
    line.provider.plan = [(Action.AMBIGUOUS, None)]
    number = await add(line)
    await run_due(line)
    await run_due(line)
    assert list(line.provider.ledger) == [number]
    assert line.provider.calls == ["send", "status_by_localid", "send"]


async def test_while_it_cannot_look_it_does_not_send(line: Line) -> None:
    line.provider.lose = 1
    line.provider.faults = [ProviderFault(Action.RETRY, 409), ProviderFault(Action.PAUSE, 418)]
    number = await add(line)
    await run_due(line)
    await run_due(line)
    assert (await line.stage.row(number)).in_doubt
    await run_due(line)
    assert (await line.stage.row(number)).in_doubt
    assert line.stage.engine.asked[-1][2] == timedelta(minutes=1)
    await run_due(line)
    assert line.provider.calls.count("send") == 1
    assert (await line.stage.row(number)).state == "sent"


async def test_a_code_in_doubt_and_out_of_date_is_looked_for_and_not_sent_again(line: Line) -> None:
    line.provider.plan = [(Action.AMBIGUOUS, None)]
    number = await add(line, CODE)
    await run_due(line)
    line.stage.clock.forward(timedelta(minutes=3))
    await run_due(line)
    row = await line.stage.row(number)
    assert (row.state, row.reason) == ("skipped", "expired")
    assert line.provider.ledger == {}


async def test_a_doubt_older_than_the_provider_remembers_stays_a_doubt(line: Line) -> None:
    line.provider.plan = [(Action.AMBIGUOUS, None)]
    number = await add(line)
    await run_due(line)
    line.stage.clock.forward(timedelta(hours=13))
    await run_due(line)
    row = await line.stage.row(number)
    assert (row.state, row.reason) == ("unknown", "too-late-to-ask")
    assert line.provider.calls.count("send") == 1


async def test_a_message_without_words_fails_and_says_so(line: Line) -> None:
    number = await add(line, OutgoingMessage(kind="no-such-kind", person=SARA))
    await run_due(line)
    row = await line.stage.row(number)
    assert (row.state, row.reason) == ("failed", "no-text")
    assert line.provider.calls == []


async def test_a_template_carries_the_code_alone(line: Line) -> None:
    line = line.with_template("login")
    number = await add(line, CODE)
    await run_due(line)
    (sent,) = line.provider.templates
    assert (sent.localid, sent.receptor, sent.template) == (number, "09121234567", "login")
    assert dict(sent.tokens) == {"token": "48213"}
    assert line.provider.calls == ["lookup"]
    assert (await line.stage.row(number)).state == "sent"


async def test_a_template_in_doubt_is_never_sent_twice(line: Line) -> None:
    line = line.with_template("login")
    line.provider.lose = 1
    number = await add(line, CODE)
    await run_due(line)
    await run_due(line)
    row = await line.stage.row(number)
    assert (row.state, row.reason) == ("unknown", "template-in-doubt")
    assert line.provider.calls == ["lookup"]
