"""What becomes of a conversation that is interrupted, cancelled, or left alone?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.engine import Lapsed, Pressed, Started
from tests.conversations.hand import Hand
from tests.conversations.test_engine_story import to_months, to_review


def to_support(hand: Hand) -> Hand:
    to_months(hand)
    hand.press("1")
    return hand


def test_a_digression_returns_to_the_same_step_and_answers() -> None:
    hand = to_support(Hand())
    before = hand.session.frames
    hand.type("/calc")
    hand.type("دو میلیون تومان")
    assert "calc-shown money=20000000" in hand.words
    assert hand.step == "slip.support"
    assert hand.session.frames == before


def test_a_digression_on_a_digression_takes_its_place() -> None:
    hand = to_support(Hand())
    hand.type("/calc")
    hand.type("/lang")
    assert [frame.flow for frame in hand.session.frames] == ["slip", "lang"]


def test_cancel_asks_first_when_answers_would_be_lost() -> None:
    hand = to_support(Hand())
    assert hand.press("~cancel") == "engine-leave title=slip-title"
    hand.press("~no")
    assert hand.step == "slip.support"
    hand.type("انصراف")
    assert hand.type("بله") == "engine-left"
    assert hand.step == "idle"
    assert hand.session.drafts == ()


def test_cancel_asks_nothing_when_there_is_nothing_to_lose() -> None:
    hand = Hand()
    hand.send(Started("parrot"))
    assert hand.press("~cancel") == "engine-left"
    assert hand.type("/cancel") == "engine-nothing-to-leave"


def test_something_unclear_at_the_cancel_question_shows_it_again() -> None:
    hand = to_support(Hand())
    hand.press("~cancel")
    assert hand.type("hm").startswith("input-any-bad-choice")
    assert hand.keys == ["~yes", "~keep", "~no"]


def test_cancel_inside_a_digression_leaves_only_it() -> None:
    hand = to_support(Hand())
    hand.type("/calc")
    hand.type("لغو")
    assert hand.step == "slip.support"


def test_kept_for_later_and_resumed_with_one_tap() -> None:
    hand = to_support(Hand())
    hand.press("~cancel")
    assert hand.press("~keep") == "engine-kept title=slip-title"
    assert hand.keys == ["~resume.0", "~home"]
    hand.send(Started())
    assert hand.words == "engine-resume"
    hand.press("~resume.0")
    assert hand.step == "slip.support"
    assert hand.session.drafts == ()
    hand.press("yes")
    assert hand.step == "slip.note"


def test_another_command_keeps_the_first_conversation() -> None:
    hand = to_support(Hand())
    hand.type("/parrot")
    assert hand.words.startswith("engine-kept title=slip-title")
    assert hand.step == "parrot.word"
    assert [draft.frames[0].flow for draft in hand.session.drafts] == ["slip"]


def test_the_same_command_again_shows_where_one_is() -> None:
    hand = to_support(Hand())
    hand.type("/slip")
    assert hand.step == "slip.support"
    assert hand.session.drafts == ()


def test_a_hello_word_in_the_middle_shows_where_one_is() -> None:
    hand = to_support(Hand())
    hand.type("سلام")
    assert hand.step == "slip.support"


def test_start_in_the_middle_offers_to_go_on() -> None:
    hand = to_support(Hand())
    hand.send(Started())
    assert hand.keys == ["~resume.0", "~fresh"]
    hand.press("~fresh")
    assert hand.step == "home.menu"
    assert len(hand.session.drafts) == 1


def test_an_unknown_deep_link_does_not_interrupt() -> None:
    hand = to_support(Hand())
    hand.send(Started("back_from_bank"))
    assert hand.step == "slip.support"
    assert hand.session.drafts == ()


def test_a_warning_then_a_draft() -> None:
    hand = to_support(Hand())
    hand.wait(timedelta(hours=21))
    hand.send(Lapsed("warn"))
    assert hand.words.startswith("engine-lapse-warn title=slip-title")
    assert hand.step == "slip.support"
    assert hand.send(Lapsed("warn")) == ()
    hand.wait(timedelta(hours=4))
    hand.send(Lapsed("expire"))
    assert hand.words == "engine-expired title=slip-title"
    assert hand.keys == ["~resume.0", "~home"]
    hand.wait(timedelta(days=7))
    hand.type("سلام")
    hand.press("~resume.0")
    assert hand.step == "slip.support"


def test_what_nobody_swept_in_time_expires_at_the_next_word() -> None:
    hand = to_support(Hand())
    screen = hand.last.screen
    hand.wait(timedelta(days=8))
    hand.send(Pressed(screen, "yes"))
    assert hand.words.startswith("engine-stale")
    assert hand.keys == ["~resume.0", "~fresh"]


def test_yesterdays_menu_still_works() -> None:
    hand = Hand()
    hand.send(Started())
    hand.wait(timedelta(days=2))
    assert hand.press("slip") == "identify-code"


def test_drafts_are_few_and_grow_old() -> None:
    hand = to_support(Hand())
    hand.press("~cancel")
    hand.press("~keep")
    hand.wait(timedelta(days=31))
    assert hand.type("سلام") == "home-menu"


@pytest.mark.parametrize("kind", ["warn", "expire"])
def test_silence_without_answers_is_left_alone(kind: str) -> None:
    hand = Hand()
    hand.send(Started())
    assert hand.send(Lapsed(kind)) == ()  # type: ignore[arg-type]


def test_a_draft_at_an_unanswered_call_offers_to_try_again() -> None:
    from tests.conversations.toys import Unavailable

    hand = to_review(Hand())
    hand.backend.script["issue"] = [Unavailable()]
    hand.press("yes")
    hand.press("~cancel")
    hand.press("~keep")
    hand.press("~resume.0")
    assert "engine-unavailable" in hand.words
    hand.press("~again")
    assert len(hand.backend.effects) == 1
