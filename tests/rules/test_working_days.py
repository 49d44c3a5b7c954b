"""Are working days counted by weekends and holidays, and is a wrong file named with its entry?"""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources

import pytest

from backend.domain.calendar import parse_jalali
from backend.domain.cases import CaseStatus
from backend.domain.rules import Confidence
from backend.domain.working_days import BadHolidays, load_working_days, read_working_days

DAYS = load_working_days()


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("1405-09-07", True),  # Saturday
        ("1405-09-12", False),  # Thursday
        ("1405-09-13", False),  # Friday
        ("1402-09-09", True),  # a Thursday before the five-day week
        ("1405-10-02", False),  # birth of Imam Ali, Wednesday
        ("1405-11-22", False),  # Revolution day
        ("1409-01-01", False),  # Nowruz of a year without a file
        ("1409-03-14", False),
    ],
)
def test_open_and_closed(day: str, is_open: bool) -> None:
    assert DAYS.is_open(parse_jalali(day)) is is_open


def test_what_came_in_today_has_waited_none_and_weekends_do_not_count() -> None:
    wednesday = parse_jalali("1405-09-11")
    assert DAYS.between(wednesday, wednesday) == 0
    assert DAYS.between(wednesday, wednesday + timedelta(days=2)) == 0
    assert DAYS.between(wednesday, wednesday + timedelta(days=3)) == 1
    assert DAYS.between(parse_jalali("1404-12-27"), parse_jalali("1405-01-05")) == 1, "weekend, then Nowruz"


@pytest.mark.parametrize("status", [CaseStatus.AT_ASSOCIATION, CaseStatus.AT_BRANCH, CaseStatus.EXAM_UNFIT])
def test_late_before_is_where_the_count_passes_the_limit(status: CaseStatus) -> None:
    for step in range(400):
        today = date(2026, 3, 1) + timedelta(days=step)
        bound, limit = DAYS.late_before(status, today), DAYS.limit(status, today)
        assert bound is not None
        assert limit is not None
        assert DAYS.between(bound - timedelta(days=1), today) > limit >= DAYS.between(bound, today)


def test_no_clock_runs_while_an_exam_is_waited_for() -> None:
    assert DAYS.late_before(CaseStatus.AWAITING_EXAM, date(2026, 11, 28)) is None


def test_lunar_days_of_a_year_to_come_are_said_to_be_unsure() -> None:
    assert DAYS.holidays[parse_jalali("1406-01-14")] is Confidence.LOW
    assert DAYS.holidays[parse_jalali("1406-01-13")] is Confidence.HIGH


def files() -> dict[str, str]:
    folder = resources.files("backend.domain.working_days")
    return {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml")}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("1405.yaml", "1405-03-06", "1405-13-06", "1405.yaml, '1405-13-06'"),
        ("1405.yaml", "1405-03-06", "1404-03-06", "another year"),
        ("1405.yaml", "confidence: medium", "confidence: sure", "high, medium, low"),
        ("1405.yaml", "lunar:", "moon:", "solar and lunar"),
        ("1406.yaml", "source: tabular lunar calendar", "source:", "names no source"),
        ("offices.yaml", "at-branch", "nowhere", "no such status: nowhere"),
        ("offices.yaml", "days: 5, source", "days: 5, sauce", "an entry needs"),
    ],
)
def test_a_wrong_file_is_named(file: str, old: str, new: str, said: str) -> None:
    texts = files()
    assert old in texts[file]
    with pytest.raises(BadHolidays, match=said):
        read_working_days(texts | {file: texts[file].replace(old, new, 1)})
