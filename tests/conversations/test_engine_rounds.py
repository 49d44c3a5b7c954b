"""Is nothing lost on the way: words said before a call, answers of a round, files, the way back below a digression?"""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

import pytest
from pydantic import BaseModel

from backend.contract.caller import Caller
from backend.contract.outcome import Unavailable
from conversations.engine import (
    END,
    Answers,
    Ask,
    Call,
    Command,
    Enter,
    FileRef,
    Flow,
    Given,
    Happened,
    Pressed,
    Started,
    Tell,
    Text,
    Typed,
    advance,
    go_to,
    outcome,
    when,
)
from conversations.inputs import choice, free_text, yes_no
from tests.conversations.hand import Hand
from tests.conversations.test_engine_story import to_months
from tests.conversations.toys import NOON, FakeBackend, Nothing, ToyBackend, calc, open_book, parrot, slip


class Page(BaseModel):
    page: int


class PagedBackend(ToyBackend, Protocol):
    async def page(self, request: Page, caller: Caller) -> Page: ...
    async def tongue(self, request: Nothing, caller: Caller) -> Page: ...


class Backend(FakeBackend):
    async def page(self, request: Page, caller: Caller) -> Page:
        self._falter("page")
        return request

    async def tongue(self, request: Nothing, caller: Caller) -> Page:
        return Page(page=1)


def _next_page(a: Answers) -> int:
    return a[page].page + 1 if page in a and a.get(turn) == "next" else a[page].page if page in a else 1


known = Call("known", ToyBackend.account, request=lambda a: Nothing())
menu = Ask("menu", choice("slip", "paged"))
home = Flow(id="home", start=known, edges={known: outcome(ok=menu), menu: go_to("slip", "paged", by=menu)},
            resumable=False)  # fmt: skip

page = Call("page", PagedBackend.page, request=lambda a: Page(page=_next_page(a)))
turn = Ask("turn", choice("next", "one", "word"), args=lambda a: {"page": a[page].page},
           files=lambda a: [FileRef("list", str(a[page].page), Text("file"))])  # fmt: skip
act = Ask("act", choice("list", "end"))
word_given = Given("word", str)
sure = Ask("sure", yes_no(), args=lambda a: {"word": a[word_given]})
inner = Flow(id="inner", start=sure, edges={sure: END}, given=word_given, result=sure)
held = Enter("held", inner, given=lambda a: str(a.get(turn)))
paged = Flow(
    id="paged",
    start=page,
    edges={
        page: outcome(ok=turn),
        turn: when(lambda a: a[turn] == "next", then=page, otherwise=when(lambda a: a[turn] == "word", then=held,
                                                                       otherwise=act)),
        held: turn,
        act: when(lambda a: a[act] == "list", then=page, otherwise=END),
    },
)  # fmt: skip

which = Ask("which", choice("fa", "en"))
keep = Call("keep", PagedBackend.tongue, request=lambda a: Nothing(), commits=True)
kept = Tell("kept")
tongue = Flow(id="tongue", start=which, edges={which: keep, keep: outcome(ok=kept), kept: END}, resumable=False)

number = Ask("number", free_text())
result = Ask("result", choice("check"), wakes_on="payment", wakes_ref=lambda a: a[number],
             woken=lambda event: "check", settles=lambda event: event.values.get("state") != "failed")  # fmt: skip
payer = Flow(id="payer", start=number, edges={number: result, result: END})

COMMANDS = (
    Command("slip", "slip"),
    Command("paged", "paged"),
    Command("payer", "payer"),
    Command("calc", "calc", aside=True),
    Command("tongue", "tongue", aside=True),
)


@pytest.fixture
def hand() -> Hand:
    book = open_book(flows=(home, slip, calc, paged, parrot, tongue, payer), commands=COMMANDS)
    return Hand(book=book, backend=Backend())


def test_help_while_idle_stands_above_a_menu_that_asks_the_backend_first(hand: Hand) -> None:
    assert hand.type("/help") == "engine-help\n\nhome-menu"


def test_a_stale_button_and_an_unknown_command_are_spoken_of_above_the_menu(hand: Hand) -> None:
    hand.send(Pressed("old", "x"))
    assert hand.words == "engine-stale\n\nhome-menu"
    idle = Hand(book=hand.book, backend=Backend())
    assert idle.type("/nothing") == "engine-unknown-command\n\nhome-menu"


def test_what_was_kept_is_said_before_a_flow_that_begins_with_a_call(hand: Hand) -> None:
    to_months(hand)
    hand.press("1")
    assert hand.type("/paged") == "engine-kept title=slip-title\n\npaged-turn page=1"


def test_the_words_above_are_said_once(hand: Hand) -> None:
    hand.type("/help")
    hand.press("slip")
    assert hand.words == "identify-code"
    assert hand.session.notice is None


def test_words_with_words_in_them_wait_in_the_session(hand: Hand) -> None:
    to_months(hand)
    hand.press("1")
    turned = advance(hand.book, hand.session, Typed("/paged"), now=NOON)
    assert turned.call is not None
    assert turned.session.notice == Text("engine-kept", {"title": Text("slip-title")})


def test_a_round_makes_its_request_from_the_answers_of_the_last_one(hand: Hand) -> None:
    hand.send(Started("paged"))
    assert hand.press("next") == "paged-turn page=2"
    assert hand.press("next") == "paged-turn page=3"
    hand.press("one")
    assert hand.press("list") == "paged-turn page=3"
    assert hand.session.frames[-1].trail == ("page", "turn")
    assert sorted(hand.session.frames[-1].answers) == ["page"]


def test_after_an_outage_in_a_round_it_is_tried_again_with_the_same_answers(hand: Hand) -> None:
    hand.send(Started("paged"))
    hand.backend.script["page"] = [Unavailable("register"), Unavailable("register")]
    assert "engine-unavailable" in hand.press("next")
    assert "engine-unavailable" in hand.press("~again")
    assert hand.press("~again") == "paged-turn page=2"


def test_after_an_outage_in_a_round_the_last_page_is_still_there(hand: Hand) -> None:
    hand.send(Started("paged"))
    hand.press("one")
    hand.backend.script["page"] = [Unavailable("register")]
    hand.press("list")
    assert hand.press("~back") == "paged-act"
    assert hand.press("~back") == "paged-turn page=1"
    assert hand.press("next") == "paged-turn page=2"


def test_a_sub_conversation_of_a_round_is_given_what_was_said_before_it(hand: Hand) -> None:
    hand.send(Started("paged"))
    assert hand.press("word") == "inner-sure word=word"
    hand.press("yes")
    assert hand.press("word") == "inner-sure word=word"


def test_files_of_a_question_come_once_an_arrival(hand: Hand) -> None:
    hand.send(Started("paged"))
    assert [file.ref for file in hand.last.files] == ["1"]
    for unclear in ("راهنما", "nonsense"):
        assert hand.type(unclear).endswith("paged-turn page=1")
        assert hand.last.files == ()
    hand.press("one")
    hand.press("~back")
    assert hand.step == "paged.turn"
    assert hand.last.files == ()
    hand.press("next")
    assert [file.ref for file in hand.last.files] == ["2"]


def test_an_effect_in_a_digression_leaves_the_way_back_below_it(hand: Hand) -> None:
    to_months(hand)
    hand.press("1")
    below = hand.session.frames
    hand.type("/tongue")
    hand.press("en")
    assert hand.session.frames == below
    hand.press("~back")
    assert hand.step == "slip.months"


def to_waiting_draft(hand: Hand) -> Hand:
    hand.type("/payer")
    hand.type("p1")
    hand.press("~cancel")
    hand.press("~keep")
    assert len(hand.session.drafts) == 1
    return hand


def test_a_draft_is_gone_when_the_news_it_waits_for_comes(hand: Hand) -> None:
    to_waiting_draft(hand)
    before = hand.last.screen
    hand.send(Happened("payment", "p1", {"state": "paid"}))
    assert hand.words == "notice-payment ref=p1 state=paid"
    assert hand.keys == ["~home"]
    hand.send(Pressed(before, "~resume.0"))
    assert hand.words == "engine-stale\n\nhome-menu"


@pytest.mark.parametrize(("topic", "ref", "state"), [("payment", "p2", "paid"), ("other", "p1", "paid")])
def test_other_news_leave_it(hand: Hand, topic: str, ref: str, state: str) -> None:
    to_waiting_draft(hand)
    hand.send(Happened(topic, ref, {"state": state}))
    assert hand.words.startswith(f"notice-{topic}")
    assert hand.keys == ["~resume.0", "~home"]


def test_the_draft_is_gone_too_while_something_else_is_done(hand: Hand) -> None:
    to_waiting_draft(hand)
    hand.type("/paged")
    hand.send(Happened("payment", "p1"))
    assert hand.words == "notice-payment ref=p1\n---\npaged-turn page=1"
    assert hand.session.drafts == ()


def test_a_hello_long_after_an_unanswered_question_goes_home(hand: Hand) -> None:
    hand.send(Started("paged"))
    hand.type("سلام")
    assert hand.step == "paged.turn"
    hand.wait(timedelta(days=2))
    assert hand.type("سلام") == "home-menu"
    assert hand.session.drafts == ()


def test_a_yes_goes_on_with_the_only_unfinished_conversation(hand: Hand) -> None:
    to_waiting_draft(hand)
    assert hand.type("سلام") == "engine-resume"
    assert hand.type("بله") == "payer-result"
    hand.send(Started())
    assert hand.type("نه") == "home-menu"


def test_of_two_unfinished_conversations_a_yes_names_none(hand: Hand) -> None:
    to_waiting_draft(hand)
    hand.type("/slip")
    hand.type("12345")
    hand.press("1")
    hand.send(Started())
    assert hand.type("بله") == "engine-unheard\n\nengine-resume"


def test_cancel_while_idle_is_the_command(hand: Hand) -> None:
    assert hand.type("لغو") == hand.type("/cancel") == "engine-nothing-to-leave"


def test_a_part_of_a_label_that_only_one_has_chooses_it(hand: Hand) -> None:
    to_months(hand)
    hand.press("1")
    hand.type("با درمان")
    assert hand.step == "slip.note"
    hand.press("~back")
    assert hand.type("درمان").startswith("input-yes-no-bad-neither")
    assert hand.type("ان").startswith("input-yes-no-bad-neither")
    assert hand.type("درما").startswith("input-yes-no-bad-neither")


def test_progress_names_the_conversation_that_is_counted(hand: Hand) -> None:
    to_months(hand)
    assert hand.words.startswith("engine-progress k=1 n=4 title=slip-title\nslip-months")
    assert hand.last.title == Text("slip-title")
