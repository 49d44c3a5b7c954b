"""Is a sub-flow a step of the conversation that entered it: counted there, and changed there like an answer?"""

from __future__ import annotations

import pytest

from conversations.engine import END, Ask, Command, Enter, Flow
from conversations.inputs import choice
from tests.conversations.hand import Hand
from tests.conversations.toys import open_book

size = Ask("size", choice("small", "large"))
sizes = Flow(id="sizes", start=size, edges={size: END}, result=size)
colour = Ask("colour", choice("red", "blue"))
held = Enter("held", sizes, back=True)
fits = Ask("fits", choice("well", "badly"), args=lambda a: {"size": a[held]})
last = Ask("last", choice("buy"), args=lambda a: {"size": a[held], "fits": a[fits]}, changes=(colour, held))
shop = Flow(
    id="shop",
    start=colour,
    edges={colour: held, held: fits, fits: last, last: END},
    progress=(colour, held, fits, last),
)


@pytest.fixture
def hand() -> Hand:
    menu = Ask("menu", choice("shop"))
    home = Flow(id="home", start=menu, edges={menu: END}, resumable=False)
    made = Hand(book=open_book(flows=(home, shop), commands=(Command("shop", "shop"),)))
    made.type("/shop")
    made.press("red")
    return made


def test_a_sub_flow_stands_where_it_was_entered(hand: Hand) -> None:
    assert (hand.step, hand.last.progress) == ("sizes.size", (2, 4))
    assert hand.words.startswith("engine-progress k=2 n=4 title=shop-title")


def test_the_same_result_asks_nothing_again(hand: Hand) -> None:
    for key in ("small", "well", "~change.held"):
        hand.press(key)
    assert hand.step == "sizes.size"
    hand.press("small")
    assert hand.words.endswith("shop-last fits=well size=small")


def test_another_result_asks_again_what_was_made_from_it_and_nothing_else(hand: Hand) -> None:
    for key in ("small", "well", "~change.held", "large"):
        hand.press(key)
    assert hand.words.endswith("shop-fits size=large")
    hand.press("badly")
    assert hand.words.endswith("shop-last fits=badly size=large")


def test_back_goes_into_the_sub_flow_again(hand: Hand) -> None:
    hand.press("small")
    hand.press("~back")
    assert (hand.step, hand.last.progress) == ("sizes.size", (2, 4))
    hand.press("~back")
    assert (hand.step, hand.last.progress) == ("shop.colour", (1, 4))
