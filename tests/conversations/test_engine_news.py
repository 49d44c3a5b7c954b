"""What do news do to the conversation they settle, wherever it rests, and to those they do not concern?"""

from __future__ import annotations

from typing import Any

import pytest

from conversations.engine import (
    END,
    Answers,
    Ask,
    Call,
    Command,
    Enter,
    Flow,
    Given,
    Happened,
    Pressed,
    Started,
    Tell,
    outcome,
)
from conversations.inputs import choice, free_text
from tests.conversations.hand import Hand
from tests.conversations.toys import FakeBackend, Nothing, ToyBackend, calc, open_book


def _is_over(a: Answers, event: Happened) -> bool:
    return event.values.get("thing") == a[thing] and event.values.get("state") == "paid"


thing = Given("thing", str, sample="t1")
opened = Call("opened", ToyBackend.account, request=lambda a: Nothing())
bank = Ask(
    "bank",
    choice("check"),
    wakes_on="payment",
    wakes_ref=lambda a: f"p-{a[thing]}",
    woken=lambda event: "check",
    settles=lambda event: event.values.get("state") == "paid",
    resumes=opened,
)
failed = Ask(
    "failed",
    choice("again"),
    wakes_on="payment",
    wakes_ref=lambda a: f"p-{a[thing]}",
    woken=lambda event: "again",
    knows=lambda event: event.values.get("state") == "failed",
)
paying = Flow(
    id="paying",
    start=opened,
    edges={opened: outcome(ok=bank), bank: failed, failed: END},
    given=thing,
    settled=_is_over,
)
name = Ask("name", free_text())
pay = Enter("pay", paying, given=lambda a: a[name])
bye = Tell("bye")
buyer: Flow[Any] = Flow(id="buyer", start=name, edges={name: pay, pay: bye, bye: END})
menu = Ask("menu", choice("buyer"))
home: Flow[Any] = Flow(id="home", start=menu, edges={menu: END}, resumable=False)
COMMANDS = (Command("buyer", "buyer"), Command("calc", "calc", aside=True))


@pytest.fixture
def hand() -> Hand:
    book = open_book(
        flows=(home, buyer, calc), commands=COMMANDS, hushed=lambda event: event.values.get("reason") == "abandoned"
    )
    return Hand(book=book, backend=FakeBackend())


def at_the_bank(hand: Hand) -> Hand:
    hand.type("/buyer")
    hand.type("t1")
    assert hand.step == "paying.bank"
    return hand


def laid_aside(hand: Hand) -> Hand:
    at_the_bank(hand)
    hand.press("~cancel")
    hand.press("~keep")
    return hand


def paid(ref: str) -> Happened:
    return Happened("payment", ref, {"state": "paid", "thing": "t1"})


def test_news_about_another_way_of_paying_end_the_conversation(hand: Hand) -> None:
    at_the_bank(hand)
    hand.send(paid("p-other"))
    assert hand.words.startswith("notice-payment")
    assert hand.step == "idle"
    assert hand.keys == ["~home"]


def test_news_about_another_way_of_paying_end_a_draft(hand: Hand) -> None:
    laid_aside(hand)
    hand.send(paid("p-other"))
    assert hand.session.drafts == ()
    assert hand.keys == ["~home"]


def test_a_digression_stays_when_what_it_left_is_settled(hand: Hand) -> None:
    at_the_bank(hand)
    hand.type("/calc")
    hand.send(paid("p-other"))
    assert [(frame.flow, frame.role) for frame in hand.session.frames] == [("calc", "main")]


def test_a_draft_is_resumed_where_the_world_is_read_again(hand: Hand) -> None:
    laid_aside(hand)
    before = hand.backend.calls["account"]
    hand.press("~resume.0")
    assert hand.step == "paying.bank"
    assert hand.backend.calls["account"] == before + 1


def test_a_waiting_draft_is_taken_up_when_nothing_is_in_progress(hand: Hand) -> None:
    laid_aside(hand)
    hand.send(Happened("payment", "p-t1", {"state": "failed", "thing": "t1"}))
    assert hand.step == "paying.failed"
    assert hand.session.drafts == ()


def test_what_a_question_has_told_is_not_told_again(hand: Hand) -> None:
    at_the_bank(hand)
    news = Happened("payment", "p-t1", {"state": "failed", "thing": "t1"})
    hand.send(news)
    assert hand.step == "paying.failed"
    assert hand.send(news) == ()
    assert hand.step == "paying.failed"


def test_hushed_news_are_told_only_where_they_are_waited_for(hand: Hand) -> None:
    hand.send(Started())
    news = Happened("payment", "p-t1", {"state": "failed", "thing": "t1", "reason": "abandoned"})
    assert hand.send(news) == ()
    at_the_bank(hand)
    hand.send(news)
    assert hand.step == "paying.failed"


def test_a_button_of_a_settled_screen_says_what_became_of_it(hand: Hand) -> None:
    at_the_bank(hand)
    screen = hand.last.screen
    hand.send(paid("p-other"))
    hand.send(Pressed(screen, "check"))
    assert hand.words.startswith("notice-payment-over")
