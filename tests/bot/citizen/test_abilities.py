"""Is everything that a messenger cannot do done without, whatever the messenger?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import bot.citizen
from bot.citizen.abilities import ABILITIES, Abilities, Menu
from bot.citizen.dialects import as_it_is, without_marks
from bot.citizen.introduction import sayings
from bot.citizen.render import Renderer
from conversations.engine.reply import Option, Reply, Text
from conversations.flows.book import open_book
from locales.texts import Texts
from simulators.telegram.bale import read_text

SKIP = Option("skip", Text("identify-mobile-skip"))


def test_without_a_contact_button_the_question_is_asked_with_its_options() -> None:
    reply = Reply(Text("identify-mobile", {"born": "1966-10-13"}), options=(SKIP,), screen="a1", keyboard="contact")
    markup = Renderer(Texts(), abilities=Abilities(asks_contact=False)).render(reply).markup
    assert markup is not None
    assert [button["callback_data"] for row in markup["inline_keyboard"] for button in row] == ["a1:skip"]


def test_without_menus_and_descriptions_nothing_is_said() -> None:
    assert list(sayings(open_book(Texts()), Abilities(menu=Menu.NONE, describes=False))) == []


def test_a_part_of_a_long_text_fits_as_it_is_written() -> None:
    reply = Reply(Text("bot-description"))
    assert Renderer(Texts(), abilities=Abilities(write=lambda _text: "ب" * 5000)).render(reply).parts[0] == "ب" * 4096


def test_handlers_know_no_messenger_by_name() -> None:
    folder = Path(bot.citizen.__file__).parent
    names = re.compile("|".join(f'"{channel}"' for channel in ABILITIES))
    assert [path.name for path in folder.glob("*.py") if names.search(path.read_text("utf-8"))] == ["abilities.py"]


@given(some.text(alphabet="ab *_`[]()~|\n\u06a9 http://x.ir/"))
def test_no_mark_is_left_and_once_is_enough(text: str) -> None:
    written = without_marks(text)
    assert read_text(written) == (written, [])
    assert without_marks(written) == written


@pytest.mark.parametrize("text", ["مبلغ ۵٬۰۰۰ ریال (۳ ماه)", "https://a.ir/b?c=d", "", "[یک] (دو)"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert without_marks(text) == text == as_it_is(text)
