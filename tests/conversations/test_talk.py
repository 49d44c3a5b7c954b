"""Does the transcript player pass what is so and fail what is not?"""

from __future__ import annotations

from pathlib import Path

import pytest

from conversations.play import play
from conversations.talk import Player, TalkFailed, parse_talk, read_talk
from conversations.talk_lines import matches
from tests.conversations.toys import FakeBackend, open_book

STORY = """
# from hello to the end
user: سلام
bot: home-menu
buttons: پرداخت حق بیمه | طوطی | *
[پرداخت*]
bot: identify-code
user: 99999
bot: refused-code-wrong left=4
  identify-code
! double
bot: engine-doubled*
user: ۱۲۳۴۵
bot: *slip-months
[2 ماه]
bot: *slip-support
! stale
bot: engine-stale*
! photo
bot: input-any-bad-photo*
! contact 09121234567 other
bot: input-any-bad-contact*
! repeat
[بدون درمان]
bot: *slip-note
user: hello
bot: *slip-review note=hello total=2000
[slip-review-yes]
bot: slip-wait
! happened news x1 state=1
bot: notice-news ref=x1 state=1
bot: slip-wait
! wait 1d
bot: engine-lapse-warn*
bot: engine-expired*
! start
bot: engine-resume
buttons: * title=slip-title | engine-fresh
[*title=slip*]
bot: slip-wait
! happened payment s1
bot: slip-done number=s1
file: slip
"""


def player() -> Player:
    return Player(open_book(), FakeBackend())


async def test_a_story_that_is_so() -> None:
    await player().play(parse_talk(STORY))


@pytest.mark.parametrize(
    ("talk", "why"),
    [
        ("user: سلام\nbot: something else", "it said"),
        ("user: سلام", "it also said"),
        ("user: سلام\nbot: home-menu\nbot: more", "nothing more"),
        ("user: سلام\nbot: *\nbuttons: a | b", "the buttons are"),
        ("user: سلام\nbot: *\n[no such button]", "the buttons are"),
        ("[x]", "no buttons"),
        ("user: سلام\nbot: *\nfile: slip", "it carries"),
        ("! dance", "nobody knows"),
        ("! wait long", "write a span"),
        ("! stale", "no earlier screen"),
        ("buttons: a", "no message above"),
    ],
)
async def test_a_story_that_is_not_so(talk: str, why: str) -> None:
    with pytest.raises(TalkFailed, match=why):
        await player().play(parse_talk(talk))


def test_a_line_that_says_nothing() -> None:
    with pytest.raises(TalkFailed, match="none of"):
        parse_talk("hello there")


async def test_unknown_commands_are_given_to_the_backend() -> None:
    done: list[tuple[str, list[str]]] = []
    one = Player(open_book(), FakeBackend(), do=lambda name, rest: done.append((name, rest)))
    await one.play(
        parse_talk("! fail issue twice\n! locale en\nuser: hello\nbot: [[]en] home-menu".replace("[[]", "["))
    )
    assert done == [("fail", ["issue", "twice"])]


async def test_rewriting_puts_in_what_is_said() -> None:
    talk = parse_talk("user: سلام\nbot: old words\n[پرداخت*]")
    written = await player().rewrite(talk)
    assert "bot: home-menu\nbuttons: پرداخت حق بیمه | " in written
    assert "old words" not in written
    await player().play(parse_talk(written))


async def test_play_in_the_terminal() -> None:
    lines = iter(["[پرداخت*]", "12345", "[nothing]"])
    said: list[str] = []

    def read(_prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    await play(open_book(), FakeBackend(), start="menu", locale="fa", read=read, say=said.append)
    assert "home-menu" in said
    assert "identify-code" in said
    assert any("the buttons are" in line for line in said)


def test_matching() -> None:
    assert matches("a*c", "a b\nc")
    assert matches("\u2068a\u2069 b", "a  b")
    assert not matches("a", "ab")
    assert matches("(a)", "(a)")


def test_a_transcript_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.talk").write_text(STORY, encoding="utf-8")
    assert read_talk(tmp_path / "x.talk").name == "x.talk"
