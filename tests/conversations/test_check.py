"""Does `check` find what is wrong, does the lock hold, are the diagrams and the shell commands what they say?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.__main__ import main
from conversations.check import check, sms_parts_of
from conversations.diagram import draw
from conversations.engine import END, Ask, Book, Call, Enter, Flow, Frame, Given, Tell, outcome, when
from conversations.engine.walk import MOST_VISITS, leads_out, reachable, untaken, walk
from conversations.inputs import choice, free_text, jalali_date, yes_no
from conversations.lock import NotLocked, check_lock, fingerprint, make_lock
from tests.conversations import toys
from tests.conversations.toys import NOON, open_book


def book_of(*flows: Flow, **changes) -> Book:
    return open_book(flows=(toys.home, toys.slip, toys.calc, toys.lang, toys.parrot, *flows), **changes)


def findings(*flows: Flow, **changes) -> list[str]:
    return [finding for finding in check(book_of(*flows), now=NOON, **changes).findings if flows[0].id in finding]


def test_the_toys_are_sound() -> None:
    report = check(open_book(), now=NOON)
    assert report.findings == ()
    assert report.flows == 7


def test_the_walk_takes_every_edge_in_no_time() -> None:
    passed = set()
    for flow in open_book().by_id.values():
        walked = walk(open_book(), flow, now=NOON)
        assert walked.failures == []
        assert walked.turns < 2000 * MOST_VISITS
        passed |= walked.passed
    assert [missing for flow in open_book().by_id.values() for missing in untaken(flow, passed)] == []


def test_a_step_that_nothing_leads_to() -> None:
    one, lost = Ask("one", yes_no()), Ask("lost", yes_no())
    flow = Flow(id="odd", start=one, edges={one: END, lost: END})
    assert "odd: nothing leads to lost" in findings(flow)
    assert reachable(flow) == {"one"}


def test_a_step_without_a_way_out() -> None:
    one, two = Ask("one", yes_no()), Ask("two", yes_no())
    flow = Flow(id="odd", start=one, edges={one: two, two: one})
    assert leads_out(flow) == set()
    assert "odd: no way out of one" in findings(flow)


def test_a_step_without_an_edge() -> None:
    one, two = Ask("one", yes_no()), Tell("two")
    assert "odd: no edge out of two" in findings(Flow(id="odd", start=one, edges={one: two}))


def test_an_edge_that_no_sample_takes() -> None:
    one, two, three = Ask("one", yes_no()), Tell("two"), Tell("three")

    def never(a) -> bool:
        return len(str(a[one])) > 100

    flow = Flow(id="odd", start=one, edges={one: when(never, then=two, otherwise=three), two: END, three: END})
    assert any("one -(never)-> two" in finding for finding in findings(flow))


def test_a_lambda_that_breaks() -> None:
    one, two = Ask("one", yes_no()), Ask("two", yes_no())
    flow = Flow(id="odd", start=one, edges={one: two, two: END})
    two.args = lambda a: {"x": a[toys.months].first}
    assert any("KeyError" in finding for finding in findings(flow))


def test_circles_that_never_wait_are_found() -> None:
    one, two = Tell("one"), Tell("two")
    flow = Flow(id="odd", start=one, edges={one: two, two: one})
    assert any("GoesRound" in finding for finding in findings(flow))


def test_texts_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fewer(toys.ToyTexts):
        def has(self, text_id: str, locale: str) -> bool:
            return super().has(text_id, locale) and not (locale == "en" and text_id == "slip-branch")

    assert check(open_book(texts=Fewer()), now=NOON).findings == ("no text slip-branch in en",)


def test_callback_data_that_is_too_long_and_keys_twice() -> None:
    one = Ask("one", choice("k" * 60, "a", "a"))
    found = findings(Flow(id="odd", start=one, edges={one: END}))
    assert any("is too long" in finding for finding in found)
    assert any("have one key" in finding for finding in found)


def test_a_text_beyond_the_sms_budget() -> None:
    one = Ask("one", choice("a"), args=lambda a: {"long": "م" * 700})
    assert any("SMS parts" in finding for finding in findings(Flow(id="odd", start=one, edges={one: END})))


@pytest.mark.parametrize(
    ("text", "parts"),
    [("", 1), ("م" * 70, 1), ("م" * 71, 2), ("م" * 134, 2), ("م" * 135, 3), ("🙂" * 35, 1), ("🙂" * 36, 2)],
)
def test_sms_parts(text: str, parts: int) -> None:
    assert sms_parts_of(text) == parts


def test_a_sub_flow_that_is_given_nothing() -> None:
    enter = Enter("said", toys.echo)
    assert any("do not agree" in finding for finding in findings(Flow(id="odd", start=enter, edges={enter: END})))


def test_a_malformed_flow_is_refused() -> None:
    one = Ask("one", yes_no())
    with pytest.raises(ValueError, match="two steps"):
        Flow(id="odd", start=one, edges={one: END, Ask("one", yes_no()): END})
    with pytest.raises(ValueError, match="gives"):
        Flow(id="odd", start=one, edges={one: END}, result=lambda a: 1)
    with pytest.raises(ValueError, match="no flow is called"):
        open_book(home="nowhere")
    with pytest.raises(ValueError, match="two flows"):
        book_of(Flow(id="slip", start=one, edges={one: END}))


def tale(version: int = 1, *, kind=yes_no) -> Flow:
    one, two = Ask("one", free_text()), Ask("two", kind())
    return Flow(id="tale", version=version, start=one, edges={one: two, two: END})


def test_the_lock_holds_shapes_to_versions() -> None:
    first = book_of(tale())
    locked = json.loads(json.dumps(make_lock(first, {}, now=NOON)))
    assert list(check_lock(first, locked, now=NOON)) == []
    changed = book_of(tale(kind=jalali_date))
    assert any("still version 1" in finding for finding in check_lock(changed, locked, now=NOON))
    with pytest.raises(NotLocked, match="tale changed its shape"):
        make_lock(changed, locked, now=NOON)
    assert list(check_lock(changed, make_lock(changed, locked, now=NOON, force=True), now=NOON)) == []
    assert fingerprint(tale()) == fingerprint(tale())


def test_a_new_version_needs_a_migration_that_old_sessions_walk() -> None:
    locked = make_lock(book_of(tale()), {}, now=NOON)
    second = tale(2, kind=jalali_date)
    found = list(check_lock(book_of(second), locked, now=NOON))
    assert "tale has version 2, which is not locked; run: python -m conversations lock" in found
    assert "tale v1 at one: no migration leads into version 2" in found

    def up(frame: Frame) -> Frame:
        return replace(frame, version=2)

    migrated = book_of(second, migrations={("tale", 1): up})
    again = make_lock(migrated, locked, now=NOON)
    assert list(check_lock(migrated, again, now=NOON)) == []
    assert set(again["tale"]["versions"]) == {"1", "2"}


def test_an_unlocked_flow_is_a_finding() -> None:
    assert any("slip is not locked" in finding for finding in check_lock(open_book(), {}, now=NOON))


def test_a_diagram_shows_steps_edges_and_ends() -> None:
    drawn = draw(toys.slip)
    assert drawn.startswith("flowchart TD")
    assert 's_months("months<br/><i>month-range</i>")' in drawn
    assert 's_issue[/"issue<br/><i>issue (commits)</i>"/]' in drawn
    assert 's_who[["who<br/><i>identify</i>"]]' in drawn
    assert 's_issue -->|"refused slip-changed"| s_review' in drawn
    assert "stop_([stop])" in drawn
    assert "to_parrot([parrot])" in draw(toys.home)


def shell(*arguments: str, lock: Path) -> int:
    book = "tests.conversations.test_check:shell_book"
    return main(["--book", book, "--texts", "tests.conversations.toys:ToyTexts", "--lock", str(lock), *arguments])


def shell_book(texts) -> Book:
    return open_book(texts=texts)


def test_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = tmp_path / "lock.json"
    assert shell("check", lock=lock) == 1
    assert "slip is not locked" in capsys.readouterr().out
    assert shell("lock", lock=lock) == 0
    assert shell("check", lock=lock) == 0
    assert "0 findings" in capsys.readouterr().out
    assert shell("diagram", "--out", str(tmp_path / "d"), lock=lock) == 0
    assert {file.stem for file in (tmp_path / "d").iterdir()} == set(open_book().by_id)
    assert shell("diagram", lock=lock) == 0
    assert "%% slip" in capsys.readouterr().out
    spoilt = json.loads(lock.read_text())
    spoilt["slip"]["versions"]["1"]["fingerprint"] = "0"
    lock.write_text(json.dumps(spoilt))
    assert shell("lock", lock=lock) == 1


def test_given_and_call_samples_reach_the_walk() -> None:
    given = Given("number", int, sample=7)
    call = Call(
        "issue",
        toys.ToyBackend.issue,
        request=lambda a: toys.Range(first=str(a[given]), last="x"),
        sample=toys.Receipt(number="1"),
        commits=True,
    )
    tell = Tell("told", args=lambda a: {"n": a[call].number})
    flow = Flow(id="odd", start=call, edges={call: outcome(ok=tell), tell: END}, given=given)
    assert findings(flow) == []
    assert walk(book_of(flow), flow, now=NOON + timedelta(days=1)).failures == []
