"""Does every language say everything, in clean letters?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from locales.texts import LOCALES

HOME = Path(__file__).parents[2] / "locales"


def messages(locale: str) -> dict[str, ast.Message]:
    found: dict[str, ast.Message] = {}
    for file in sorted((HOME / locale).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content[:80]!r} is no message"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{file.name}: {entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


def variables(message: ast.Message) -> set[str]:
    names: set[str] = set()

    class Collector:
        def visit(self, node: object) -> None:
            if isinstance(node, ast.VariableReference):
                names.add(node.id.name)
            if isinstance(node, ast.BaseNode):
                for value in vars(node).values():
                    for part in value if isinstance(value, list) else [value]:
                        self.visit(part)

    Collector().visit(message.value)
    return names


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_every_language_has_every_message(locale: str) -> None:
    first, other = messages(LOCALES[0]), messages(locale)
    assert sorted(first.keys() - other.keys()) == []
    assert sorted(other.keys() - first.keys()) == []


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_no_language_asks_for_other_variables(locale: str) -> None:
    first, other = messages(LOCALES[0]), messages(locale)
    extra = {key: variables(other[key]) - variables(first[key]) for key in first.keys() & other.keys()}
    assert {key: names for key, names in extra.items() if names} == {}


@pytest.mark.parametrize("file", sorted((HOME / "fa").glob("*.ftl")), ids=lambda file: file.name)
def test_persian_is_written_in_persian_letters(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"\S*[يكة٠-٩]\S*", text) == [], "Arabic letters or digits"
    assert re.findall(r"\bمی [آ-ی]+|\bنمی [آ-ی]+|[آ-ی] (?:ها|های)\b", text) == [], "a half-space is missing"
