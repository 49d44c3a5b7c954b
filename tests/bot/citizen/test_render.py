"""Does what people read look as it was approved, and does every message fit Telegram's limits?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.citizen.pieces import Hand, Say, pieces_of, take_keyboard_away
from bot.citizen.render import LABEL_LIMIT, REMOVE_KEYBOARD, Renderer, shorten, split, visible
from conversations.engine.reply import FileRef, Keyboard, Option, Reply, Text
from locales.texts import LOCALES
from tests.bot.citizen.rendering import FOLDER, album


@pytest.mark.parametrize("locale", LOCALES)
def test_the_screens_look_as_they_were_approved(locale: str) -> None:
    approved = (FOLDER / f"{locale}.txt").read_text(encoding="utf-8")
    assert album(locale) == approved, "look at it, then: python -m tests.bot.citizen.rendering"


class Plain:
    """Every text is its own id."""

    def has(self, text_id: str, locale: str) -> bool:
        return True

    def text(
        self, text_id: str, args: Mapping[str, Any] | None = None, locale: str = "fa", *, isolate: bool = True
    ) -> str:
        return text_id


def render(*labels: str, columns: int = 1, keyboard: Keyboard = "inline", nav: tuple[str, ...] = ()) -> Any:
    options = (
        *(Option(str(number), Text(label)) for number, label in enumerate(labels)),
        *(Option(f"~{label}", Text(label), nav=True) for label in nav),
    )
    reply = Reply(Text("?"), options=options, screen="a1", keyboard=keyboard, columns=columns)
    return Renderer(Plain()).render(reply).markup


def rows(markup: Any) -> list[list[str]]:
    return [[button["text"] for button in row] for row in markup["inline_keyboard"]]


def test_options_stand_in_columns_and_the_engines_own_in_a_row_of_their_own() -> None:
    markup = render("1", "2", "3", columns=2, nav=("back", "help", "cancel"))
    assert rows(markup) == [["1", "2"], ["3"], ["back", "help", "cancel"]]
    assert markup["inline_keyboard"][0][1] == {"text": "2", "callback_data": "a1:1"}


def test_a_row_that_a_small_phone_cannot_show_is_broken_up() -> None:
    assert rows(render("a" * 20, "b" * 20, "c", columns=3)) == [["a" * 20], ["b" * 20], ["c"]]
    marked = "\u2068" + "a" * 12 + "\u2069"
    assert rows(render(*[marked] * 3, columns=3)) == [[marked] * 3], "direction marks take no room"


def test_a_message_without_options_has_no_keyboard() -> None:
    assert render() is None
    assert render("1", keyboard="none") is None


def test_a_link_is_a_link() -> None:
    reply = Reply(Text("?"), options=(Option("open", Text("bank"), url="https://bank.example/1"),), screen="a1")
    markup: Any = Renderer(Plain()).render(reply).markup
    assert markup["inline_keyboard"] == [[{"text": "bank", "url": "https://bank.example/1"}]]


def test_the_contact_keyboard_goes_after_use() -> None:
    markup = render("skip", keyboard="contact", nav=("back", "help"))
    assert markup["keyboard"] == [
        [{"text": "input-mobile-share", "request_contact": True}],
        [{"text": "skip"}],
        [{"text": "back"}, {"text": "help"}],
    ]
    assert markup["one_time_keyboard"]
    assert markup["resize_keyboard"]


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("a short one", "a short one"),
        ("two\nlines", "two lines"),
        ("word " * 30, "word word word word word word word word word word word…"),
        ("x" * 100, "x" * (LABEL_LIMIT - 1) + "…"),
        (
            "from \u2068" + "word " * 30 + "\u2069",
            "from \u2068word word word word word word word word word word\u2069…",
        ),
    ],
)
def test_a_label_is_one_line_cut_at_a_word_with_its_marks_closed(label: str, short: str) -> None:
    assert shorten(label) == short
    assert visible(shorten(label)) <= LABEL_LIMIT


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("abc", ("abc",)),
        ("aaaa\n\nbbbb cc", ("aaaa", "bbbb cc")),
        ("aaaa\nbbbb\ncc", ("aaaa\nbbbb", "cc")),
        ("aaa bbb ccc ddd", ("aaa bbb", "ccc ddd")),
        ("aaaaaaaaaabbbbb", ("aaaaaaaaaa", "bbbbb")),
        ("🙂🙂🙂🙂🙂🙂🙂", ("🙂🙂🙂🙂🙂", "🙂🙂")),
    ],
    ids=["short", "paragraph", "line", "word", "anywhere", "an emoji is two units"],
)
def test_a_long_text_is_divided_where_a_reader_would(text: str, parts: tuple[str, ...]) -> None:
    assert split(text, 10) == parts


def reply(**changes: Any) -> Reply:
    return Reply(Text("?"), screen="a1", **changes)


def pieces(of: Reply) -> list[Any]:
    return list(pieces_of(of, Renderer(Plain()).render(of)))


OPTION = (Option("y", Text("yes")),)


def test_files_come_before_their_words_and_then_nothing_is_replaced() -> None:
    file = FileRef("slip", "1", Text("f"))
    hand, say = pieces(reply(files=(file,), protect=True, edit=True))
    assert hand == Hand(file, "fa", protect=True)
    assert say == Say("?", None, protect=True, in_place=False)


def test_only_a_message_without_a_keyboard_below_takes_the_place_of_another() -> None:
    assert pieces(reply(edit=True, options=OPTION))[0].in_place
    assert pieces(reply(edit=True))[0].in_place
    assert not pieces(reply(edit=False, options=OPTION))[0].in_place
    assert not pieces(reply(edit=True, keyboard="contact"))[0].in_place


def test_the_contact_keyboard_leaves_with_a_message_that_has_no_buttons() -> None:
    told, asked = Say("told", None, in_place=True), Say("asked", {"inline_keyboard": []})
    assert take_keyboard_away([told, asked], "noted") == [Say("told", REMOVE_KEYBOARD), asked]
    assert take_keyboard_away([asked], "noted") == [Say("noted", REMOVE_KEYBOARD), asked]
    again = Say("again", {"keyboard": []})
    assert take_keyboard_away([told, again], "noted") == [told, again], "it is asked for again"
