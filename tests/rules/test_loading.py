"""Is a mistake in a parameter file named by file, key and line?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from backend.domain.calendar import parse_jalali
from backend.domain.rules import BadParameter, Confidence, Ruleset, UnknownParameter, load_ruleset, read_ruleset

GOOD = """\
wage:
  - {from: 1405-01-01, value: 20, unit: rial/day, source: here, confidence: medium}
  - {from: 1404-01-01, value: 10, unit: rial/day, source: there, confidence: high, note: "old, but sure"}
on:
  - {from: 1404-01-01, until: 1404-12-29, value: 1.2, unit: ratio, source: here, confidence: high}
kinds:
  one:
    - from: 1404-01-01
      value: [a, b]
      unit: names
      source: here
      confidence: high
"""
ENTRY = "{from: 1405-01-01, value: 20, unit: rial/day, source: here, confidence: high}"


def read(text: str) -> Ruleset:
    return read_ruleset({"law.yaml": text})


def test_dates_are_jalali_and_numbers_exact_although_nothing_is_quoted() -> None:
    law = read(GOOD)
    assert law.names == ("kinds.one", "on", "wage")
    wage = law.value("wage", on=date(2026, 3, 21))
    assert (wage.value, wage.valid_from, wage.valid_to) == (20, date(2026, 3, 21), None)
    older = law.value("wage", on=date(2026, 3, 20))
    assert (older.value, older.valid_to, older.note) == (10, date(2026, 3, 20), "old, but sure")
    assert law.value("on", on=parse_jalali("1404-05-05")).value == Fraction(6, 5)
    assert law.value("kinds.one", on=parse_jalali("1404-05-05")).value == ("a", "b")


def test_a_figure_goes_on_provisionally_after_its_end() -> None:
    law = read(GOOD)
    last, first = (law.value("on", on=parse_jalali(day)) for day in ("1404-12-29", "1405-01-01"))
    assert (last.carried, last.confidence) == (False, Confidence.HIGH)
    assert (first.carried, first.confidence, first.value) == (True, Confidence.LOW, last.value)


def test_a_figure_is_read_as_what_it_is() -> None:
    law = read(GOOD).at(parse_jalali("1404-06-01"))
    assert (law.value("wage").whole, law.value("wage").ratio, law.value("on").ratio) == (
        10,
        Fraction(10),
        Fraction(6, 5),
    )
    for name, kind in (("on", "whole"), ("kinds.one", "ratio"), ("wage", "numbers")):
        with pytest.raises(TypeError, match=name):
            getattr(law.value(name), kind)


def test_before_the_first_value_nothing_is_guessed() -> None:
    law = read(GOOD)
    with pytest.raises(UnknownParameter, match="wage is not known on 2025-03-20"):
        law.value("wage", on=parse_jalali("1403-12-30"))
    assert law.find("nothing", on=date(2026, 1, 1)) is None
    assert law.history("nothing") == ()
    assert [parameter.name for parameter in law.at(parse_jalali("1404-01-01")).all()] == ["kinds.one", "on", "wage"]


@pytest.mark.parametrize(
    ("text", "line", "key", "problem"),
    [
        (f"wage:\n  - {ENTRY.replace('1405-01-01', '1404-12-30')}", 2, "wage.from", "no Jalali day"),
        (f"wage:\n  - {ENTRY.replace('1405-01-01', '2026-03-21')}", 2, "wage.from", "no Jalali day"),
        (f"wage:\n  - {ENTRY.replace('20', '0')}", 2, "wage.value", "positive whole number"),
        (f"wage:\n  - {ENTRY.replace('20', '2.5')}", 2, "wage.value", "positive whole number"),
        (f"wage:\n  - {ENTRY.replace('20', '۲۰')}", 2, "wage.value", "Latin digits"),
        (f"wage:\n  - {ENTRY.replace('rial/day', 'toman')}", 2, "wage", "unknown unit toman"),
        (f"wage:\n  - {ENTRY.replace('high', 'sure')}", 2, "wage", "confidence is"),
        (f"wage:\n  - {ENTRY.replace('source: here, ', '')}", 2, "wage", "source is missing"),
        (f"wage:\n  - {ENTRY.replace('source: here', 'source: ')}", 2, "wage.source", "text was expected"),
        (f"wage:\n  - {ENTRY.replace('source', 'sauce')}", 2, "wage", "unknown field sauce"),
        (f"wage:\n  - {ENTRY}\n  - {ENTRY}", 3, "wage", "newest first"),
        (
            f"wage:\n  - {ENTRY}\n  - {ENTRY.replace('1405', '1404').replace('rial/day', 'days')}",
            3,
            "wage",
            "the unit was",
        ),
        (
            f"wage:\n  - {ENTRY}\n  - {ENTRY.replace('1405-01-01', '1404-01-01, until: 1405-02-01')}",
            3,
            "wage",
            "ends before it begins, or after",
        ),
        (
            f"wage:\n  - {ENTRY.replace('1405-01-01', '1405-01-01, until: 1404-02-01')}",
            2,
            "wage",
            "ends before it begins",
        ),
        (f"wage:\n  - {ENTRY}\nwage:\n  - {ENTRY}", 3, "wage", "stands twice"),
        (f"a:\n  - {ENTRY.replace('value: 20', 'value: 20, value: 30')}", 2, "a.value", "stands twice"),
        ("wage: []", 1, "wage", "has no entry"),
        ("wage: 5", 1, "wage", "a mapping was expected"),
        (f"Wage:\n  - {ENTRY}", 2, "Wage", "names are small"),
        (f"\n\nwage:\n  - {ENTRY.replace('20', '[1, 2]')}", 4, "wage.value", "text was expected"),
        (
            "wage:\n  - {from: 1405-01-01, value: x, unit: ratio, source: a, confidence: low}",
            2,
            "wage.value",
            "a ratio is",
        ),
        (
            "wage:\n  - {from: 1405-01-01, value: 0.0, unit: ratio, source: a, confidence: low}",
            2,
            "wage.value",
            "a ratio is",
        ),
        (
            "wage:\n  - {from: 1405-01-01, value: [], unit: names, source: a, confidence: low}",
            2,
            "wage.value",
            "a list was",
        ),
        ("wage:\n  - {from: 1405", 2, "(file)", "expected"),
        ("- 5", 1, "(file)", "a mapping was expected"),
    ],
)
def test_a_mistake_is_named(text: str, line: int, key: str, problem: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read(text)
    assert (caught.value.file, caught.value.key) == ("law.yaml", key)
    assert problem in caught.value.problem
    assert caught.value.line == line
    assert f"law.yaml, line {line}, {key}" in str(caught.value)


def test_one_figure_has_one_file() -> None:
    with pytest.raises(BadParameter, match="stands twice"):
        read_ruleset({"a.yaml": f"wage:\n  - {ENTRY}", "b.yaml": f"wage:\n  - {ENTRY}"})


def test_the_id_is_stable_and_follows_every_change() -> None:
    first = read(GOOD)
    assert read(GOOD).id == first.id
    assert read(GOOD.replace("\n", "\r\n")).id == first.id
    assert read(GOOD.replace("20", "21")).id != first.id
    assert read_ruleset({"other.yaml": GOOD}).id != first.id


def test_our_own_files_are_right() -> None:
    law = load_ruleset()
    assert law.id == load_ruleset().id
    assert {"minimum_daily", "wage_ceiling_multiple", "overdue_slip_days"} <= set(law.names)
    for name in law.names:
        for parameter in law.history(name):
            assert parameter.source, name
            assert parameter.confidence is not Confidence.LOW or parameter.note, f"{name}: a doubt says why"
