"""Does one trace lead from what a person said to the SMS on the phone, and is nothing of a person left behind anywhere?"""

from __future__ import annotations

import json
import re

from simulators.person import latin
from tests.watch.conftest import Day
from tests.watch.town import SeenSpan


def whole_trace(day: Day, of: SeenSpan) -> list[SeenSpan]:
    return [span for span in day.town.collector.spans if span.trace == of.trace]


def line_of_descent(spans: list[SeenSpan], last: SeenSpan) -> list[str]:
    """Names from the root to this span."""
    by_id = {span.id: span for span in spans}
    names = [last.name]
    while last.parent and last.parent in by_id:
        last = by_id[last.parent]
        names.append(last.name)
    return names[::-1]


async def test_the_sms_is_found_from_the_chat_update_that_caused_it(day: Day) -> None:
    sent = [
        s
        for s in day.town.collector.spans
        if s.name == "carry sms" and s.words.get("kind") == "code" and s.words["verdict"] == "sent"
    ]
    assert sent, "a code left"
    spans = whole_trace(day, sent[0])
    provider = next(span for span in spans if span.name == "sms send" and span.parent == sent[0].id)
    path = line_of_descent(spans, provider)
    assert path[0] == "POST /telegram/webhook"
    assert path[1].startswith("turn ")
    assert path[2] == "backend start_identification"
    assert path[-3:] == ["work outbox.deliver", "carry sms", "sms send"]
    assert {span.roles for span in spans} == {"bot", "worker"}, "one trace over two processes"
    assert any(span.name.startswith("sql ") for span in spans)
    assert [span.name for span in spans if span.parent and span.parent not in {one.id for one in spans}] == []


async def test_a_payment_is_one_trace_up_to_the_gateway(day: Day) -> None:
    started = next(span for span in day.town.collector.spans if span.name == "gateway start")
    spans = whole_trace(day, started)
    assert line_of_descent(spans, started)[-2:] == ["backend start_payment", "gateway start"]
    assert [span for span in spans if span.parent == started.id], "the call on the wire is seen too"


async def test_a_turn_in_the_trace_has_the_marks_of_the_log(day: Day) -> None:
    marks = {span.words["chat"] for span in day.town.collector.spans if span.name.startswith("turn ")}
    lines = [json.loads(line) for line in day.town.said().splitlines() if line.startswith("{")]
    parked = [line for line in lines if line["event"] == "update parked" and "chat" in line]
    assert parked
    assert {line["chat"] for line in parked} <= marks
    assert {line["trace"] for line in parked} <= {span.trace for span in day.town.collector.spans}


async def test_the_start_says_who_is_traced_and_the_end_is_told(day: Day) -> None:
    lines = [json.loads(line) for line in day.town.said().splitlines() if line.startswith("{")]
    live = [line["live"] for line in lines if line["event"] == "traces are written"]
    assert live == [["bimeyar", "fastapi", "httpx2", "sqlalchemy"]] * 4
    for event in ("starting", "started", "stopping", "stopped"):
        told = [line for line in lines if line["event"] == event]
        assert sorted(line["roles"][0] for line in told) == ["api", "bot", "sms", "worker"], event
        assert {line["version"] for line in told} == {"0.1.0"}


async def test_every_line_is_one_json_object(day: Day) -> None:
    strange = [line for line in day.town.said().splitlines() if not line.startswith("{")]
    assert strange == []


async def test_nothing_of_a_person_and_no_secret_is_left_anywhere(day: Day) -> None:
    left = {
        "logs": day.town.said(),
        "traces": day.town.collector.bytes.decode("utf-8", "replace"),
        "figures": day.figures,
    }
    assert all(len(text) > 1000 for text in left.values()), "there is something to look through"
    assert len(day.planted) > 25
    found = []
    for place, text in left.items():
        folded = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
        for what, value in day.planted.items():
            if value in text or value in folded or latin(value) in latin(folded):
                found.append((place, what))
    assert found == []


async def test_the_troubles_of_the_day_were_told(day: Day) -> None:
    """What is searched for is only as good as what went wrong: the database refused, updates were parked, bodies were nonsense."""
    said = day.town.said()
    assert "IntegrityError" in said
    assert '"unreadable"' in said
    assert "a delivery report" in said
    assert 'bimeyar_chat_updates_total{channel="telegram",event="typed",result="parked"}' in day.figures
    assert 'result="answered"' in day.figures
    assert re.search(r'bimeyar_sms_calls_total\{method="send",outcome="(retry|ambiguous)"\}', day.figures)
