"""Does a message put together plainly have the same letters as one that Fluent resolves?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from fluent.syntax import FluentSerializer, ast

from locales.isolates import bare_lines
from locales.texts import LOCALES, Texts, _functions
from tests.house.test_texts import messages, variables

VALUES: Mapping[str, tuple[Any, ...]] = {
    "MONEY": (0, 5_541_850, "250000000"),
    "TOMAN": (53_866_782, "10"),
    "NUM": (3, 12_345),
    "JDATE": ("2026-10-27", "2026-10-27T20:35:00+00:00"),
    "JSHORT": ("2026-10-27",),
    "JTIME": ("2026-10-27T20:35:00+00:00",),
    "JMONTH": ("1405-08", "1406-01"),
    "CODE": ("140500000429", 1405, "12, 14, 18"),
    "PHONE": ("02164501",),
    "WORDS": ("خیابان آزادی، پلاک 115",),
}
REFERRED = {
    "channel": "telegram",
    "one": "yes",
    "first": "1405-08",
    "last": "1405-09",
    "by": "2026-12-06",
    "later": "1405-10",
}
"""Variables of messages that other messages refer to."""
BARE = ("متن با ZWNJ‌ و 12", "", 7, 12_345)


def samples(message: ast.Message) -> list[dict[str, Any]]:
    """Values for every variable, by the function that it is given to."""
    source = FluentSerializer().serialize_entry(message)
    function = {name: call for call, name in re.findall(r"\b([A-Z]+)\(\s*\$([a-z_]+)", source)}
    kinds = {name: VALUES[function[name]] if name in function else BARE for name in variables(message)}
    most = max((len(values) for values in kinds.values()), default=0)
    rows = [{name: values[turn % len(values)] for name, values in kinds.items()} for turn in range(most)]
    return [REFERRED | row for row in rows]


@pytest.mark.parametrize("isolate", [True, False])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_has_the_same_letters_either_way(locale: str, isolate: bool) -> None:
    texts, plainly = Texts(), 0
    for text_id, message in messages(locale).items():
        for args in samples(message) if message.value is not None else []:
            resolved = texts._write(text_id, args, locale, isolate=isolate)
            wanted = bare_lines(resolved) if isolate else resolved
            assert texts.text(text_id, args, locale, isolate=isolate) == wanted, text_id
            pattern = texts._read_plainly((text_id, locale, isolate))
            plainly += pattern is not None and pattern.write(args) is not None
    assert plainly > 200, "hardly any message takes the quick way"


def test_a_value_that_is_missing_is_still_found_out() -> None:
    texts = Texts()
    with pytest.raises(KeyError, match="reason-wage-base-not-below-floor"):
        texts.text("reason-wage-base-not-below-floor", {"is": 5})
    assert set(_functions("fa", isolate=True)) == set(VALUES)
