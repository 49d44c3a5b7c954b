"""Are the parameter files right, and what do they say? Read once, at an explicit moment, never at import."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from importlib import resources

import yaml

from backend.domain.calendar import BadDate, parse_jalali
from backend.domain.confidence import Confidence
from backend.domain.rules.ruleset import Parameter, Ruleset, Value

UNITS = frozenset(
    {
        "rial/day",
        "rial/person/month",
        "ratio",
        "percent",
        "percents",
        "days",
        "months",
        "month",
        "years",
        "names",
        "day of month",
    }
)
_REQUIRED = frozenset({"from", "value", "unit", "source", "confidence"})
_ALLOWED = _REQUIRED | {"until", "note"}
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*")


class BadParameter(ValueError):
    """A parameter file is wrong; the message names file, key and line."""

    def __init__(self, file: str, key: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}, {key}: {problem}")
        self.file = file
        self.key = key
        self.line = line
        self.problem = problem


class _Place:
    """Where in the files we are, for a message that helps."""

    def __init__(self, file: str, key: str, node: yaml.Node) -> None:
        self.file, self.key, self.node = file, key, node

    def wrong(self, problem: str) -> BadParameter:
        return BadParameter(self.file, self.key or "(file)", self.node.start_mark.line + 1, problem)

    def inner(self, key: str, node: yaml.Node) -> _Place:
        return _Place(self.file, f"{self.key}.{key}" if self.key else key, node)


def load_ruleset() -> Ruleset:
    """The ruleset of the parameter files in this package. Raises `BadParameter`."""
    folder = resources.files("backend.domain.rules").joinpath("parameters")
    files = (entry for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return read_ruleset({entry.name: entry.read_text(encoding="utf-8") for entry in files})


def read_ruleset(texts: Mapping[str, str]) -> Ruleset:
    """The ruleset of parameter files given as file name -> YAML text. Raises `BadParameter`."""
    digest = hashlib.sha256()
    parameters: list[Parameter] = []
    names: set[str] = set()
    for file in sorted(texts):
        text = texts[file].replace("\r\n", "\n")
        digest.update(f"{file}\n{len(text)}\n{text}".encode())
        for place, series in _read_file(file, text):
            if place.key in names:
                raise place.wrong("stands twice")
            names.add(place.key)
            parameters.extend(series)
    return Ruleset(f"rules-{digest.hexdigest()[:16]}", parameters)


def _read_file(file: str, text: str) -> Iterator[tuple[_Place, tuple[Parameter, ...]]]:
    try:
        # BaseLoader keeps every scalar as text: 1405-01-01 stays Jalali, 1.2 stays exact, `on` stays a word.
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise BadParameter(file, "(file)", line, fault.problem or "is no YAML") from fault
    if root is not None:
        yield from _read_names(_Place(file, "", root))


def _read_names(place: _Place) -> Iterator[tuple[_Place, tuple[Parameter, ...]]]:
    """Nested names become dotted ones: `floor_coefficient: {voluntary: [...]}` is floor_coefficient.voluntary."""
    for key, node in _mapping(place).items():
        inner = place.inner(key, node)
        if not _NAME.fullmatch(key):
            raise inner.wrong("names are small Latin letters, digits and _")
        if isinstance(node, yaml.SequenceNode):
            yield inner, _read_series(inner)
        else:
            yield from _read_names(inner)


def _mapping(place: _Place) -> dict[str, yaml.Node]:
    if not isinstance(place.node, yaml.MappingNode):
        raise place.wrong("a mapping was expected")
    found: dict[str, yaml.Node] = {}
    for key, node in place.node.value:
        if key.value in found:
            raise place.inner(str(key.value), key).wrong("stands twice")
        found[key.value] = node
    return found


def _read_series(place: _Place) -> tuple[Parameter, ...]:
    later: Parameter | None = None
    series: list[Parameter] = []
    for node in place.node.value:
        entry = _Place(place.file, place.key, node)
        parameter = _read_entry(entry, ends=later.valid_from - timedelta(days=1) if later else None)
        if later and parameter.valid_from >= later.valid_from:
            raise entry.wrong("entries stand newest first")
        if later and parameter.unit != later.unit:
            raise entry.wrong(f"the unit was {later.unit} in the entry above")
        series.append(parameter)
        later = parameter
    if not series:
        raise place.wrong("has no entry")
    return tuple(series)


def _read_entry(place: _Place, *, ends: date | None) -> Parameter:
    fields = _mapping(place)
    if fields.keys() - _ALLOWED:
        raise place.wrong(f"unknown field {min(fields.keys() - _ALLOWED)}")
    if _REQUIRED - fields.keys():
        raise place.wrong(f"field {min(_REQUIRED - fields.keys())} is missing")
    unit = _text(place.inner("unit", fields["unit"]))
    if unit not in UNITS:
        raise place.wrong(f"unknown unit {unit}")
    start = _day(place.inner("from", fields["from"]))
    until = _day(place.inner("until", fields["until"])) if "until" in fields else ends
    if "until" in fields and until is not None and (until < start or (ends is not None and until > ends)):
        raise place.wrong("ends before it begins, or after the next entry begins")
    confidence = _text(place.inner("confidence", fields["confidence"]))
    if confidence not in {level.value for level in Confidence}:
        raise place.wrong("confidence is high, medium or low")
    return Parameter(
        name=place.key,
        value=_value(place.inner("value", fields["value"]), unit),
        unit=unit,
        valid_from=start,
        valid_to=until,
        source=_text(place.inner("source", fields["source"])),
        confidence=Confidence(confidence),
        note=_text(place.inner("note", fields["note"])) if "note" in fields else None,
    )


def _text(place: _Place) -> str:
    if not isinstance(place.node, yaml.ScalarNode) or not place.node.value.strip():
        raise place.wrong("a text was expected")
    return str(place.node.value).strip()


def _day(place: _Place) -> date:
    try:
        return parse_jalali(_text(place))
    except BadDate as fault:
        raise place.wrong(f"no Jalali day such as 1405-01-01 ({fault})") from fault


def _value(place: _Place, unit: str) -> Value:
    if unit == "names":
        return tuple(_text(place.inner("item", item)) for item in _items(place))
    if unit == "percents":
        return tuple(_whole(place.inner("item", item)) for item in _items(place))
    if unit == "ratio":
        text = _text(place)
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", text) or not Fraction(text):
            raise place.wrong("a ratio is a positive decimal number such as 1.2")
        return Fraction(text)
    return _whole(place)


def _items(place: _Place) -> list[yaml.Node]:
    if not isinstance(place.node, yaml.SequenceNode) or not place.node.value:
        raise place.wrong("a list was expected")
    return list(place.node.value)


def _whole(place: _Place) -> int:
    text = _text(place)
    if not re.fullmatch(r"[1-9][0-9]{0,14}", text):
        raise place.wrong("a positive whole number in Latin digits was expected")
    return int(text)
