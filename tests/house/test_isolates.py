"""Has every line of a message a letter that tells its direction, outside the marks round inserted values?"""

from __future__ import annotations

import unicodedata

import pytest

from conversations.engine import Reply, Text, write
from locales.isolates import bare_lines
from locales.texts import Texts
from tests.house.test_plain_texts import samples
from tests.house.test_texts import messages

FSI, LRI, PDI = "\u2068", "\u2066", "\u2069"


def direction(line: str) -> str | None:
    """Of the first strong letter outside isolates, as Telegram and browsers find it (UAX 9, P2); None where there is none."""
    depth = 0
    for letter in line:
        if letter in {FSI, LRI}:
            depth += 1
        elif letter == PDI:
            depth = max(0, depth - 1)
        elif depth == 0 and unicodedata.bidirectional(letter) in {"L", "R", "AL"}:
            return "ltr" if unicodedata.bidirectional(letter) == "L" else "rtl"
    return None


@pytest.mark.parametrize(
    ("said", "bare"),
    [
        (f"{FSI}سلام {FSI}رضا{PDI}.{PDI}\nچه کاری؟", f"سلام {FSI}رضا{PDI}.\nچه کاری؟"),
        (f"{FSI}یک\nدو{PDI}\nجمع", "یک\nدو\nجمع"),
        (f"{FSI}رضا{PDI}: سلام", f"{FSI}رضا{PDI}: سلام"),
        (f"ماه: {FSI}مهر{PDI}", f"ماه: {FSI}مهر{PDI}"),
        (f"{FSI}{FSI}مهر{PDI}\n{FSI}آبان{PDI}{PDI}", "مهر\nآبان"),
        (f"{LRI}12{PDI}", f"{LRI}12{PDI}"),
        ("", ""),
    ],
)
def test_marks_round_whole_lines_are_left_out(said: str, bare: str) -> None:
    assert bare_lines(said) == bare


def test_every_line_of_every_persian_message_is_written_from_the_right() -> None:
    texts = Texts()
    for text_id, message in messages("fa").items():
        for args in samples(message) if message.value is not None else []:
            for line in texts.text(text_id, args, "fa").splitlines():
                if any(unicodedata.bidirectional(letter) == "AL" for letter in line):
                    assert direction(line) is not None, (text_id, line)


def test_the_lines_of_a_price_are_written_from_the_right() -> None:
    line = Text("slip-line", {"month": "1405-08", "days": 30, "amount": 54_000_000})
    args = {"months": Text("slip-one-month", {"first": "1405-08"}), "lines": (line, line)}
    reply = Reply(Text("premium-slip-review", {**args, "total": 54_000_000, "deadline": "2027-01-20"}))
    said = write(reply, Texts()).splitlines()
    assert [direction(each) for each in said if each] == ["rtl"] * len([each for each in said if each])
