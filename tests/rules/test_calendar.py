"""Do Jalali months and days agree with the Gregorian calendar? (domain.md 8)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.calendar import (
    BadDate,
    JalaliMonth,
    MonthRange,
    add_months,
    gregorian,
    is_leap,
    jalali,
    jalali_text,
    parse_jalali,
)

MONTHS = st.builds(JalaliMonth, st.integers(1310, 1489), st.integers(1, 12))
DAYS = st.dates(date(1925, 3, 22), date(2100, 1, 1))


def test_known_days() -> None:
    assert parse_jalali("1405-01-01") == date(2026, 3, 21)
    assert parse_jalali("1399-12-30") == date(2021, 3, 20)
    assert jalali_text(date(1979, 2, 11)) == "1357-11-22"
    assert jalali(date(2024, 3, 20)) == (1403, 1, 1)


def test_leap_years() -> None:
    assert [year for year in range(1393, 1414) if is_leap(year)] == [1395, 1399, 1403, 1408, 1412]


@pytest.mark.parametrize(
    ("month", "days"), [("1404-01", 31), ("1404-06", 31), ("1404-07", 30), ("1404-12", 29), ("1403-12", 30)]
)
def test_month_lengths(month: str, days: int) -> None:
    assert JalaliMonth.parse(month).days == days


@given(DAYS)
def test_a_day_comes_back_from_its_jalali_text(day: date) -> None:
    assert parse_jalali(jalali_text(day)) == day
    assert gregorian(*jalali(day)) == day
    assert day in JalaliMonth.of(day)


@given(MONTHS, st.integers(-120, 120))
def test_months_step_forward_and_back(month: JalaliMonth, count: int) -> None:
    later = month.plus(count)
    assert later.plus(-count) == month
    assert month.months_until(later) == count
    assert (later > month) is (count > 0)
    assert JalaliMonth.parse(str(month)) == month


@given(MONTHS)
def test_months_follow_each_other_without_a_gap(month: JalaliMonth) -> None:
    assert month.last_day + timedelta(days=1) == month.next().first_day
    assert (month.last_day - month.first_day).days + 1 == month.days
    assert month.first_day - timedelta(days=1) not in month
    assert month.esfand.month == 12
    assert month.esfand.year == month.year


@given(MONTHS, st.integers(0, 24))
def test_a_range_counts_its_months(first: JalaliMonth, count: int) -> None:
    months = MonthRange.counted(first, count)
    assert months.count == len(months.months) == count
    assert list(months.months) == sorted(set(months.months))


def test_a_range_that_ends_before_it_begins_is_empty() -> None:
    assert MonthRange(JalaliMonth(1405, 4), JalaliMonth(1405, 1)).months == ()


def test_a_month_later_is_the_same_day_or_the_last_one() -> None:
    assert jalali_text(add_months(parse_jalali("1405-06-31"), 1)) == "1405-07-30"
    assert jalali_text(add_months(parse_jalali("1404-11-30"), 1)) == "1404-12-29"
    assert jalali_text(add_months(parse_jalali("1405-03-20"), 2)) == "1405-05-20"


@pytest.mark.parametrize(
    "text", ["1405-13", "1405-00", "1405-1", "1205-01", "1405/01", "", "۱۴۰۵-۰۱", "1405-01-01", "2026-03", "1405-08\n"]
)
def test_no_month(text: str) -> None:
    with pytest.raises(BadDate):
        JalaliMonth.parse(text)


@pytest.mark.parametrize(
    "text", ["1404-12-30", "1405-07-31", "1405-13-01", "1405-01-00", "1405-1-1", "2026-03-21", "1405-01", "😀"]
)
def test_no_day(text: str) -> None:
    with pytest.raises(BadDate):
        parse_jalali(text)


@pytest.mark.parametrize(("year", "month"), [(1405, 0), (1405, 13), (1299, 1), (1500, 1), (2026, 3)])
def test_no_such_month(year: int, month: int) -> None:
    with pytest.raises(BadDate):
        JalaliMonth(year, month)
