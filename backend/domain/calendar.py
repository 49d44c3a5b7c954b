"""Which Jalali month is it, how long is it, and which day of the Gregorian calendar is that? (domain.md 8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import jdatetime

FIRST_YEAR, LAST_YEAR = 1300, 1499
MONTHS_A_YEAR = 12
_MONTH = re.compile(r"(1[34][0-9]{2})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"(1[34][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


class BadDate(ValueError):
    """A Jalali month or day that does not exist, or text that names none. The text is not repeated."""


def is_leap(year: int) -> bool:
    """Has Esfand of this Jalali year 30 days, as in 1395, 1399, 1403, 1408 and 1412?"""
    _check_year(year)
    return bool(jdatetime.date(year, 1, 1).isleap())


@lru_cache(maxsize=4096)
def month_days(year: int, month: int) -> int:
    """Days of a Jalali month: 31 for months 1-6, 30 for 7-11, 29 or in leap years 30 for Esfand."""
    _check_month(year, month)
    if month <= 6:
        return 31
    if month < MONTHS_A_YEAR or is_leap(year):
        return 30
    return 29


@lru_cache(maxsize=4096)
def _first_day(year: int, month: int) -> date:
    _check_month(year, month)
    day: date = jdatetime.date(year, month, 1).togregorian()
    return day


@dataclass(frozen=True, slots=True, order=True)
class JalaliMonth:
    """One month of the Jalali calendar, years 1300-1499; earlier months sort first.

    Raises `BadDate` for a month that does not exist.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        _check_month(self.year, self.month)

    @classmethod
    def parse(cls, text: str) -> JalaliMonth:
        """Month of text such as "1405-08" (Latin digits). Raises `BadDate`."""
        found = _MONTH.fullmatch(text)
        if found is None:
            raise BadDate("a Jalali month is written as 1405-08")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> JalaliMonth:
        """The Jalali month in which this Gregorian day lies."""
        year, month, _ = jalali(day)
        return cls(year, month)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def days(self) -> int:
        """Length in days: 29, 30 or 31."""
        return month_days(self.year, self.month)

    @property
    def first_day(self) -> date:
        """First day, Gregorian."""
        return _first_day(self.year, self.month)

    @property
    def last_day(self) -> date:
        """Last day, Gregorian."""
        return self.first_day + timedelta(days=self.days - 1)

    @property
    def esfand(self) -> JalaliMonth:
        """The last month of the same year."""
        return JalaliMonth(self.year, MONTHS_A_YEAR)

    def plus(self, months: int) -> JalaliMonth:
        """The month so many later; a negative number goes back."""
        year, index = divmod(self.year * MONTHS_A_YEAR + self.month - 1 + months, MONTHS_A_YEAR)
        return JalaliMonth(year, index + 1)

    def next(self) -> JalaliMonth:
        """The month after this one."""
        return self.plus(1)

    def months_until(self, other: JalaliMonth) -> int:
        """How many months later `other` is; negative when it is earlier."""
        return (other.year - self.year) * MONTHS_A_YEAR + other.month - self.month

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class MonthRange:
    """Consecutive months, both ends included; a `last` before `first` holds no month."""

    first: JalaliMonth
    last: JalaliMonth

    @classmethod
    def counted(cls, first: JalaliMonth, count: int) -> MonthRange:
        """So many months from `first`; zero gives an empty range."""
        return cls(first, first.plus(count - 1))

    @property
    def count(self) -> int:
        """Number of months, 0 when empty."""
        return max(0, self.first.months_until(self.last) + 1)

    @property
    def months(self) -> tuple[JalaliMonth, ...]:
        """The months in order."""
        return tuple(self.first.plus(step) for step in range(self.count))


@lru_cache(maxsize=8192)
def jalali(day: date) -> tuple[int, int, int]:
    """Jalali year, month and day of a Gregorian date."""
    found = jdatetime.date.fromgregorian(date=day)
    return found.year, found.month, found.day


def gregorian(year: int, month: int, day: int) -> date:
    """Gregorian date of a Jalali day. Raises `BadDate` where the day does not exist, such as 1404-12-30."""
    if not 1 <= day <= month_days(year, month):
        raise BadDate(f"the month has {month_days(year, month)} days")
    return _first_day(year, month) + timedelta(days=day - 1)


def parse_jalali(text: str) -> date:
    """Gregorian date of Jalali text such as "1405-01-31" (Latin digits). Raises `BadDate`."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise BadDate("a Jalali day is written as 1405-01-31")
    return gregorian(int(found[1]), int(found[2]), int(found[3]))


def jalali_text(day: date) -> str:
    """Jalali text "1405-01-31" of a Gregorian date."""
    year, month, of_month = jalali(day)
    return f"{year}-{month:02d}-{of_month:02d}"


def add_months(day: date, months: int) -> date:
    """The same day of the Jalali month so many months later, or that month's last day where it is shorter."""
    year, month, of_month = jalali(day)
    target = JalaliMonth(year, month).plus(months)
    return target.first_day + timedelta(days=min(of_month, target.days) - 1)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDate(f"Jalali years run from {FIRST_YEAR} to {LAST_YEAR}")


def _check_month(year: int, month: int) -> None:
    _check_year(year)
    if not 1 <= month <= MONTHS_A_YEAR:
        raise BadDate("months run from 1 to 12")
