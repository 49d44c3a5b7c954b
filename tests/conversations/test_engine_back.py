"""Does going back, or changing one answer, lose only what depended on it?"""

from __future__ import annotations

from conversations.engine import Started
from tests.conversations.hand import Hand
from tests.conversations.test_engine_story import to_months, to_review


def test_back_asks_the_question_before_and_keeps_the_rest() -> None:
    hand = to_review(Hand())
    hand.press("~back")
    assert hand.step == "slip.note"
    hand.press("~back")
    assert hand.step == "slip.support"
    hand.press("~back")
    assert hand.step == "slip.months"
    hand.press("2")
    assert hand.step == "slip.review", "nothing changed, so nothing is asked again"
    assert hand.backend.calls["quote"] == 1
    assert "note=a note" in hand.words


def test_a_changed_answer_asks_again_only_what_was_made_from_it() -> None:
    hand = to_review(Hand())
    hand.press("~change.months")
    assert hand.step == "slip.months"
    hand.press("3")
    assert hand.step == "slip.review"
    assert hand.backend.calls["quote"] == 2, "the price was made from the months"
    assert hand.backend.calls["account"] == 1, "the account was not"
    assert "note=a note total=3000" in hand.words


def test_changing_what_nothing_depends_on_asks_nothing_again() -> None:
    hand = to_review(Hand())
    hand.press("~change.note")
    hand.type("another")
    assert hand.step == "slip.review"
    assert hand.backend.calls["quote"] == 1
    assert "note=another total=2000" in hand.words


def test_the_typed_word_goes_back_too() -> None:
    hand = to_review(Hand())
    hand.type("بازگشت")
    assert hand.step == "slip.note"
    hand.type("/back")
    assert hand.step == "slip.support"


def test_nobody_goes_back_past_a_commit() -> None:
    hand = to_review(Hand())
    hand.press("yes")
    assert "~back" not in hand.keys
    assert hand.type("بازگشت").startswith("engine-no-way-back")
    assert hand.step == "slip.wait"
    first = to_months(Hand())
    assert "~back" not in first.keys, "the code was checked, which commits"


def test_back_from_a_sub_flow_leads_to_the_question_before_it() -> None:
    hand = Hand()
    hand.send(Started("parrot"))
    hand.type("polly")
    assert hand.step == "echo.again"
    hand.press("~back")
    assert hand.step == "parrot.word"
    assert len(hand.session.frames) == 1
    hand.type("longer")
    assert "text=longer" in hand.words


def test_back_out_of_a_digression_returns_to_the_step() -> None:
    hand = to_months(Hand())
    hand.type("/calc")
    assert hand.step == "calc.money"
    hand.press("~back")
    assert hand.step == "slip.months"


def test_a_changed_answer_that_leads_elsewhere_leaves_no_trace_of_the_old_way() -> None:
    hand = to_review(Hand())
    hand.press("~back")
    hand.press("~back")
    hand.press("yes")
    frame = hand.session.frames[-1]
    assert frame.kept == {}
    assert hand.step == "slip.review"
    assert "total=2500" in hand.words
