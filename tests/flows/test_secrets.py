"""Does a conversation keep to itself whether somebody exists [I1]?"""

from __future__ import annotations

from conversations.engine import Book
from conversations.talk import parse_talk
from tests.flows.stage import Stage

ASKING = """
user: پرداخت حق بیمه
user: 0499370899
user: 1345/7/21
user: نه
user: 11111
[کد نرسید، دوباره بفرست]
! wait 2m
[کد نرسید، دوباره بفرست]
user: 22222
user: 33333
user: 44444
user: 55555
user: پرداخت حق بیمه
user: 0499370899
user: 1345/7/21
user: نه
"""


async def told(book: Book, before: str) -> str:
    stage = Stage(book)
    return await stage.player.rewrite(parse_talk(before + ASKING))


async def test_strangers_and_people_hear_the_same_words(book: Book) -> None:
    known, unknown = await told(book, ""), await told(book, "! stranger\n")
    assert unknown.removeprefix("! stranger\n\n") == known


async def test_a_wrong_birth_date_or_number_sounds_no_different(book: Book) -> None:
    known = await told(book, "")
    for wrong in ("1345/7/22", "1345/7/21\n! contact 09351112233"):
        other = ASKING.replace("1345/7/21\nuser: نه", wrong if "contact" in wrong else f"{wrong}\nuser: نه")
        said = await Stage(book).player.rewrite(parse_talk(other))
        assert heard(said) == heard(known)


def heard(talk: str) -> list[str]:
    """What the bot said; the birth date that it shows back is the person's own words."""
    return [
        line.replace("۲۲ مهر", "۲۱ مهر") for line in talk.splitlines() if line.startswith(("bot:", "  ", "buttons:"))
    ]
