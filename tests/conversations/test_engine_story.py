"""Does a conversation go on as its edges say, whatever is pressed or typed?"""

from __future__ import annotations

import pytest

from conversations.engine import Attached, ContactShared, Happened, Pressed, Started
from tests.conversations.hand import Hand
from tests.conversations.toys import FakeBackend, Refused, Unavailable


@pytest.fixture
def hand() -> Hand:
    return Hand()


def to_months(hand: Hand) -> Hand:
    hand.send(Started())
    hand.press("slip")
    hand.type("۱۲۳۴۵")
    assert hand.step == "slip.months"
    return hand


def to_review(hand: Hand) -> Hand:
    to_months(hand)
    hand.press("2")
    hand.press("no")
    hand.type("a note")
    assert hand.step == "slip.review"
    return hand


def test_hello_shows_the_menu_and_a_press_starts_the_flow(hand: Hand) -> None:
    hand.send(Started())
    assert hand.step == "home.menu"
    assert hand.keys == ["slip", "parrot", "calc", "~help"]
    assert hand.press("slip") == "identify-code"
    assert hand.last.edit


def test_from_first_question_to_end(hand: Hand) -> None:
    to_review(hand)
    assert hand.last.progress == (4, 4)
    assert hand.last.protect
    assert "slip-review note=a note total=2000" in hand.words
    hand.press("yes")
    assert hand.step == "slip.wait"
    hand.press("check")
    assert "slip-done number=s1" in hand.words
    assert hand.last.files[0].ref == "s1"
    assert hand.step == "idle"
    assert hand.keys == ["~home"]
    hand.press("~home")
    assert hand.step == "home.menu"


def test_a_refusal_stands_above_the_question_it_leads_to(hand: Hand) -> None:
    hand.send(Started("slip"))
    words = hand.type("99999")
    assert words.startswith("refused-code-wrong left=4")
    assert words.endswith("identify-code")
    hand.type("12345")
    assert hand.step == "slip.months"


def test_a_refusal_without_an_edge_is_said_and_stops_all_flows_that_entered() -> None:
    hand = Hand(backend=FakeBackend(script={"check": [Refused("code-locked", {"minutes": 5})]}))
    hand.send(Started("slip"))
    assert hand.type("12345") == "refused-code-locked minutes=5"
    assert hand.step == "idle"


def test_a_guard_chooses_the_way() -> None:
    hand = Hand(backend=FakeBackend(settled=False))
    hand.send(Started("slip"))
    assert hand.type("12345") == "slip-branch"
    assert hand.step == "idle"


def test_an_outage_offers_to_try_again_and_keeps_the_key(hand: Hand) -> None:
    to_review(hand)
    hand.backend.script["issue"] = [Unavailable("register"), Unavailable("register")]
    assert "engine-unavailable" in hand.press("yes")
    first = hand.session.frames[-1].tries["issue"][0]
    hand.press("~again")
    assert hand.session.frames[-1].tries["issue"][0] == first
    hand.press("~again")
    assert hand.step == "slip.wait"
    assert list(hand.backend.effects) == [first]


def test_a_changed_request_after_an_outage_has_a_key_of_its_own(hand: Hand) -> None:
    to_review(hand)
    hand.backend.script["issue"] = [Unavailable("register")]
    hand.press("yes")
    first = hand.session.frames[-1].tries["issue"][0]
    hand.press("~back")
    hand.press("~change.months")
    hand.press("1")
    hand.press("yes")
    assert hand.step == "slip.wait"
    assert first not in hand.backend.effects


def test_a_refused_commit_returns_to_the_review_and_can_be_tried_with_a_new_key(hand: Hand) -> None:
    to_review(hand)
    hand.backend.script["issue"] = [Refused("slip-changed", {"total": 7})]
    assert hand.press("yes").startswith("refused-slip-changed total=7")
    assert hand.step == "slip.review"
    hand.press("yes")
    assert len(hand.backend.effects) == 1


def test_a_sub_flow_is_given_a_value_and_gives_one_back(hand: Hand) -> None:
    hand.send(Started("parrot"))
    assert "echo-again text=polly" in hand.type("polly")
    assert "parrot-end length=5" in hand.type("بله")


def test_news_answers_the_step_that_waits_for_it(hand: Hand) -> None:
    to_review(hand)
    hand.press("yes")
    hand.send(Happened("payment", "s1", {"state": "paid"}))
    assert "slip-done" in hand.words
    assert hand.step == "idle"


@pytest.mark.parametrize(("topic", "ref"), [("payment", "other"), ("news", "s1")])
def test_other_news_is_told_and_the_screen_shown_again(hand: Hand, topic: str, ref: str) -> None:
    to_review(hand)
    hand.press("yes")
    screen = hand.last.screen
    hand.send(Happened(topic, ref, {"state": "paid"}))
    assert hand.words.startswith(f"notice-{topic} ref={ref} state=paid")
    assert hand.step == "slip.wait"
    assert hand.last.screen == screen


def test_news_in_an_idle_chat_is_told_with_the_way_to_the_menu(hand: Hand) -> None:
    hand.send(Happened("payment", "s9", {}))
    assert hand.words == "notice-payment ref=s9"
    assert hand.keys == ["~home"]


def test_help_stands_above_the_question_and_old_buttons_stay_good(hand: Hand) -> None:
    to_months(hand)
    screen = hand.last.screen
    assert hand.press("~help").startswith("help about months")
    assert hand.last.screen == screen
    hand.press("1")
    assert hand.type("راهنما").startswith("engine-help")


def test_a_language_is_spoken_from_its_choice_on(hand: Hand) -> None:
    to_months(hand)
    hand.type("/lang")
    hand.press("en")
    assert hand.last.locale == "en"
    assert hand.step == "slip.months"
    assert "[en] slip-months" in hand.words


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "video", "sticker", "location", "unheard-of"])
def test_an_attachment_where_text_is_wanted_is_named(hand: Hand, kind: str) -> None:
    to_months(hand)
    hand.send(Attached(kind, "ref"))
    reason = "other" if kind == "unheard-of" else kind
    assert hand.words.startswith(f"input-any-bad-{reason}")
    assert hand.step == "slip.months"


def test_a_contact_where_none_is_wanted_is_named(hand: Hand) -> None:
    to_months(hand)
    hand.send(ContactShared("09121234567", own=True))
    assert hand.words.startswith("input-any-bad-contact")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("🙂🙃", "emoji"), ("👨‍👩‍👧", "emoji"), ("x" * 4097, "too-long"), ("…", "empty"), ("؟", "empty")],
)
def test_text_that_is_no_answer_is_named(hand: Hand, text: str, reason: str) -> None:
    to_months(hand)
    assert hand.type(text).startswith(f"input-any-bad-{reason}")
    assert hand.step == "slip.months"


def test_a_claim_of_the_flow_about_a_good_value(hand: Hand) -> None:
    to_months(hand)
    hand.press("1")
    hand.press("yes")
    assert hand.type("so bad").startswith("be kind")
    assert hand.type("x" * 21).startswith("input-free-text-bad-long length=21 most=20")
    assert hand.step == "slip.note"


def test_an_unknown_command_is_named_and_a_known_one_starts(hand: Hand) -> None:
    assert hand.type("/nonsense").startswith("engine-unknown-command")
    assert hand.type("/slip@bimeyar_bot") == "identify-code"


def test_anything_said_in_an_idle_chat_is_a_hello(hand: Hand) -> None:
    assert hand.type("سلام") == "home-menu"
    other = Hand()
    other.send(Attached("sticker"))
    assert other.words == "home-menu"
    third = Hand()
    third.send(Pressed("zzz", "1"))
    assert third.words.startswith("engine-stale")
    assert third.step == "home.menu"
