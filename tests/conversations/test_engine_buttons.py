"""What do stale, doubled and typed buttons do?"""

from __future__ import annotations

import pytest

from conversations.engine import Pressed, Started
from conversations.engine.typed import distance
from tests.conversations.hand import Hand
from tests.conversations.test_engine_story import to_months, to_review


def test_a_doubled_press_says_so_and_acts_once() -> None:
    hand = to_review(Hand())
    press = Pressed(hand.last.screen, "yes")
    hand.send(press)
    assert hand.step == "slip.wait"
    hand.send(press)
    assert hand.words.startswith("engine-doubled")
    assert not hand.last.edit
    assert len(hand.backend.effects) == 1


def test_a_stale_press_explains_itself_and_shows_the_current_screen() -> None:
    hand = to_months(Hand())
    old = hand.last.screen
    hand.press("1")
    hand.press("no")
    screen = hand.last.screen
    hand.send(Pressed(old, "2"))
    assert hand.words.startswith("engine-stale")
    assert hand.step == "slip.note"
    assert hand.last.screen == screen, "the buttons of the current screen stay good"


def test_the_same_question_asked_anew_has_new_buttons() -> None:
    hand = to_review(Hand())
    first = hand.last.screen
    hand.press("~change.months")
    hand.press("3")
    assert hand.step == "slip.review"
    hand.send(Pressed(first, "yes"))
    assert hand.words.startswith("engine-stale")
    assert hand.backend.effects == {}


def test_an_unknown_option_of_the_current_screen_is_stale() -> None:
    hand = to_months(Hand())
    hand.send(Pressed(hand.last.screen, "99"))
    assert hand.words.startswith("engine-stale")


@pytest.mark.parametrize(
    "text",
    ["1", "۱", "١", " 1. ", "پرداخت حق بیمه", "پرداخت حق‌بیمه", "پرداخت حق بيمه", "پرداخت حق بیمع", "«پرداخت حق بیمه»"],
)
def test_an_option_may_be_typed(text: str) -> None:
    hand = Hand()
    hand.send(Started())
    hand.type(text)
    assert hand.step == "identify.code"


@pytest.mark.parametrize("text", ["ماشین حساب", "ماشینحساب", "ماشين حساب", "ماشین حسب"])
def test_half_spaces_and_near_spellings(text: str) -> None:
    hand = Hand()
    hand.send(Started())
    hand.type(text)
    assert hand.step == "calc.money"


def test_what_is_near_nothing_is_not_guessed() -> None:
    hand = Hand()
    hand.send(Started())
    assert hand.type("چیزی دیگر").startswith("input-any-bad-choice")
    assert hand.type("99").startswith("input-any-bad-number most=")


def test_a_number_counts_the_answers_and_not_the_ways_about() -> None:
    hand = to_review(Hand())
    answers = [key for key in hand.keys if key not in {"~back", "~help", "~cancel"}]
    assert len(answers) < len(hand.keys)
    hand.type(str(len(answers) + 1))
    assert hand.step == "slip.review"
    assert not hand.session.leaving


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("آره", "slip.note"),
        ("OK", "slip.note"),
        ("نه", "slip.note"),
        ("بدون درمان", "slip.note"),
        ("شاید", "slip.support"),
    ],
)
def test_yes_and_no_in_any_word(text: str, step: str) -> None:
    hand = to_months(Hand())
    hand.press("1")
    hand.type(text)
    assert hand.step == step


def test_a_number_is_that_of_the_screen_shown_last() -> None:
    hand = to_months(Hand())
    hand.press("1")
    assert hand.keys[:2] == ["yes", "no"]
    hand.type("۲")
    assert hand.session.frames[-1].answers["support"] is False


def test_a_keyword_interrupts_a_question_but_not_free_text() -> None:
    hand = to_months(Hand())
    hand.type("حساب کن")
    assert hand.step == "calc.money"
    hand.type("۵۰۰ ریال")
    assert hand.step == "slip.months"
    hand.press("1")
    hand.press("yes")
    hand.type("حساب کن")
    assert hand.step == "slip.review", "at free text it is the text"


def test_callback_data_fits() -> None:
    hand = to_review(Hand())
    assert all(len(f"{hand.last.screen}:{key}".encode()) <= 64 for key in hand.keys)
    assert len(hand.last.screen) <= 10


@pytest.mark.parametrize(
    ("one", "other", "most", "far"),
    [
        ("abc", "abc", 1, 0),
        ("abc", "abd", 1, 1),
        ("abc", "acb", 1, 1),
        ("abc", "ab", 1, 1),
        ("abc", "xyz", 1, 2),
        ("", "abc", 2, 3),
    ],
)
def test_distance(one: str, other: str, most: int, far: int) -> None:
    assert distance(one, other, most) == far
    assert distance(other, one, most) == far
