"""Are the files of holidays right, and what do they say? Read once, at an explicit moment, never at import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from typing import Any

import yaml

from backend.domain.calendar import BadDate, jalali, parse_jalali
from backend.domain.cases import CaseStatus
from backend.domain.rules import Confidence
from backend.domain.working_days.counting import Dated, WorkingDays

_OFFICES = "offices.yaml"


class BadHolidays(ValueError):
    """A file of holidays is wrong; the message names file and entry, with an example."""


def load_working_days() -> WorkingDays:
    """The calendar of the files in this package. Raises `BadHolidays`."""
    folder = resources.files("backend.domain.working_days")
    files = (entry for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return read_working_days({entry.name: entry.read_text(encoding="utf-8") for entry in files})


def read_working_days(texts: Mapping[str, str]) -> WorkingDays:
    """The calendar of files given as name -> YAML text: `offices.yaml` and one a year. Raises `BadHolidays`."""
    offices = _read(_OFFICES, texts.get(_OFFICES, ""))
    years = [_year(name, _read(name, text)) for name, text in sorted(texts.items()) if name != _OFFICES]
    solar = [{jalali(day)[1:] for day, _ in year["solar"]} for year in years]
    return WorkingDays(
        weekdays=_series(_OFFICES, offices.get("closed_weekdays", []), "weekdays"),
        holidays={day: sure for year in years for days in year.values() for day, sure in days},
        solar=frozenset(set.intersection(*solar)) if solar else frozenset(),
        patience={
            _status(name): _series(_OFFICES, entries, "days") for name, entries in offices.get("patience", {}).items()
        },
    )


def _read(file: str, text: str) -> dict[str, Any]:
    # BaseLoader keeps every scalar as text: 1405-01-01 stays Jalali.
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader makes text alone)
    except yaml.YAMLError as fault:
        raise BadHolidays(f"{file}: {fault}") from fault
    if not isinstance(found, dict):
        raise BadHolidays(f"{file}: holds no names; for example solar: {{days: [{{day: 1405-01-01}}]}}")
    return found


def _year(file: str, content: Mapping[str, Any]) -> dict[str, list[tuple[date, Confidence]]]:
    if set(content) != {"solar", "lunar"}:
        raise BadHolidays(f"{file}: holds solar and lunar, nothing else")
    return {kind: list(_days(file, kind, content[kind])) for kind in ("solar", "lunar")}


def _days(file: str, kind: str, block: Mapping[str, Any]) -> Iterator[tuple[date, Confidence]]:
    if not block.get("source"):
        raise BadHolidays(f"{file}, {kind}: names no source")
    for entry in block.get("days", []):
        sure = _sure(file, entry.get("confidence", block.get("confidence", "")))
        if not str(entry.get("day", "")).startswith(file.removesuffix(".yaml")):
            raise BadHolidays(f"{file}, {kind}: {entry.get('day')} lies in another year")
        yield _day(file, entry["day"]), sure


def _series(file: str, entries: list[Mapping[str, Any]], key: str) -> tuple[Dated, ...]:
    found = []
    for entry in entries:
        if not entry.get("source") or key not in entry:
            raise BadHolidays(f"{file}: an entry needs from, {key}, source, confidence")
        said = entry[key]
        value = frozenset(int(each) for each in said) if isinstance(said, list) else int(said)
        found.append(Dated(_day(file, entry.get("from", "")), value, _sure(file, entry.get("confidence", ""))))
    return tuple(sorted(found, key=lambda dated: dated.since))


def _day(file: str, text: str) -> date:
    try:
        return parse_jalali(text)
    except BadDate as bad:
        raise BadHolidays(f"{file}, {text!r}: {bad}") from None


def _sure(file: str, text: str) -> Confidence:
    try:
        return Confidence(text)
    except ValueError:
        raise BadHolidays(f"{file}: confidence is one of {', '.join(Confidence)}") from None


def _status(text: str) -> CaseStatus:
    try:
        return CaseStatus(text)
    except ValueError:
        raise BadHolidays(f"{_OFFICES}, patience: no such status: {text}") from None
