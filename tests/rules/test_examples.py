"""Does every example that a civil servant could sign still hold?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from backend.domain.calendar import jalali_text
from backend.domain.rules import Ruleset
from tests.rules.asking import ASKS
from tests.rules.given import number

HERE = Path(__file__).parent
Example = dict[str, Any]


def read_examples() -> Iterator[tuple[str, Example]]:
    """All examples with a readable name; every scalar stays text, so that 1405-01-01 is never a Gregorian day."""
    for file in sorted(HERE.glob("*.yaml")):
        for example in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            yield f"{file.stem}: {example['en']}", example


EXAMPLES = list(read_examples())


def as_expected(text: str) -> object:
    return number(text) if re.fullmatch(r"-?\d[\d,]*", text) else text


def as_answered(value: object) -> object:
    return value if not isinstance(value, str) else as_expected(value)


@pytest.mark.parametrize("example", [pytest.param(example, id=name) for name, example in EXAMPLES])
def test_the_example_holds(example: Example, ruleset: Ruleset) -> None:
    answer = ASKS[example["ask"]](ruleset, example["given"])
    assert example["then"], "an example that expects nothing proves nothing"
    for name, text in example["then"].items():
        assert name in answer, f"{example['ask']} does not answer {name}: {sorted(answer)}"
        assert as_answered(answer[name]) == as_expected(text), (name, answer)


def test_every_example_says_what_it_shows_in_both_languages() -> None:
    names = Counter(name for name, _ in EXAMPLES)
    assert [name for name, count in names.items() if count > 1] == []
    for name, example in EXAMPLES:
        assert set(example) <= {"fa", "en", "source", "ask", "given", "then"}, name
        assert re.search("[آ-ی]", example["fa"]), name
        assert re.search("[A-Za-z]", example["en"]), name


def test_every_table_of_the_collected_facts_is_complete() -> None:
    by_ask = Counter(example["ask"] for _, example in EXAMPLES)
    assert by_ask["wages"] == 9  # 3.1
    published = [name for name, _ in EXAMPLES if name.startswith("published_premiums: Example")]
    assert len(published) == 20  # 3.3
    table = [example["then"] for _, example in EXAMPLES if example["ask"] == "premium table"]
    assert (len(table), sum(map(len, table))) == (20, 160)  # 3.4


def test_every_dated_change_has_an_example_on_its_eve_and_on_its_day(ruleset: Ruleset) -> None:
    shown = {(e["given"]["figure"], e["given"]["day"]) for _, e in EXAMPLES if e["ask"] == "figure"}
    missing = []
    for name in ruleset.names:
        history = ruleset.history(name)
        days = {entry.valid_from for entry in history[1:]}
        days |= {entry.valid_to + timedelta(days=1) for entry in history if entry.valid_to is not None}
        for day in sorted(days):
            around = {(name, jalali_text(day - timedelta(days=1))), (name, jalali_text(day))}
            missing += sorted(around - shown)
    assert missing == []
