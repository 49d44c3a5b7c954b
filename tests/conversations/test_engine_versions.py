"""Does a conversation in progress survive a new version of its definition?"""

from __future__ import annotations

from dataclasses import replace

from conversations.engine import END, Ask, Frame, Pressed, Typed
from conversations.engine.flow import Flow
from conversations.inputs import choice, free_text, yes_no
from tests.conversations import toys
from tests.conversations.hand import Hand
from tests.conversations.toys import open_book


def one_flow(version: int, *, renamed: bool = False, extra: bool = False) -> Flow[None]:
    first = Ask("first", free_text())
    second = Ask("second-new" if renamed else "second", yes_no())
    third = Ask("third", choice("x"))
    edges = {first: second, second: third if extra else END}
    if extra:
        edges[third] = END
    return Flow(id="tale", version=version, start=first, edges=edges)


def book_of(flow: Flow[None], **changes):
    return open_book(
        flows=(toys.home, toys.slip, toys.calc, toys.lang, toys.parrot, flow),
        commands=(*toys.COMMANDS, toys.Command("tale", "tale")),
        **changes,
    )


def rename_second(frame: Frame) -> Frame:
    step = "second-new" if frame.step == "second" else frame.step
    return replace(frame, version=2, step=step, trail=tuple(step if name == "second" else name for name in frame.trail))


def half_way() -> Hand:
    hand = Hand(book_of(one_flow(1)))
    hand.send(Typed("/tale"))
    hand.type("words")
    assert hand.step == "tale.second"
    return hand


def test_a_migration_leads_on() -> None:
    hand = half_way()
    hand.book = book_of(one_flow(2, renamed=True), migrations={("tale", 1): rename_second})
    screen = hand.last.screen
    hand.send(Pressed(screen, "yes"))
    assert hand.step == "home.menu", "the tale came to its end"


def test_without_a_migration_it_starts_again_with_the_old_answers_at_hand() -> None:
    hand = half_way()
    hand.book = book_of(one_flow(2, renamed=True))
    hand.type("yes")
    assert hand.words.startswith("engine-updated title=tale-title")
    assert hand.step == "tale.second-new", "the first answer was used, not asked again"
    assert hand.session.frames[-1].answers == {"first": "words"}


def test_a_migration_that_leads_nowhere_starts_it_again() -> None:
    hand = half_way()
    hand.book = book_of(one_flow(2, renamed=True), migrations={("tale", 1): lambda frame: replace(frame, version=2)})
    hand.type("yes")
    assert hand.words.startswith("engine-updated")


def test_a_flow_that_is_gone_leads_to_the_menu() -> None:
    hand = half_way()
    hand.book = open_book()
    hand.type("yes")
    assert hand.step == "home.menu"


def test_a_draft_is_migrated_when_it_is_resumed() -> None:
    hand = half_way()
    hand.press("~cancel")
    hand.press("~keep")
    hand.book = book_of(
        one_flow(3, renamed=True),
        migrations={("tale", 1): rename_second, ("tale", 2): lambda frame: replace(frame, version=3)},
    )
    hand.press("~resume.0")
    assert hand.step == "tale.second-new"
    assert hand.session.frames[-1].version == 3


def test_an_answer_of_another_shape_is_asked_again() -> None:
    hand = half_way()
    first = Ask("first", yes_no())
    second = Ask("second", yes_no())
    hand.book = book_of(Flow(id="tale", version=2, start=first, edges={first: second, second: END}))
    hand.type("x")
    assert hand.step == "tale.first"
