"""How old is somebody on a day, and by how much do they exceed an age? By the Jalali calendar (domain.md 1.2)."""

from __future__ import annotations

from datetime import date

from backend.domain.calendar import MONTHS_A_YEAR, JalaliMonth, add_months


def birthday(birth_date: date, years: int) -> date:
    """The day on which so many years are full; born on 30 Esfand of a leap year, that is the last day of Esfand."""
    return add_months(birth_date, years * MONTHS_A_YEAR)


def full_months(since: date, on: date) -> int:
    """Whole Jalali months from one day to another; negative where it lies before."""
    months = JalaliMonth.of(since).months_until(JalaliMonth.of(on))
    return months if add_months(since, months) <= on else months - 1


def full_years(birth_date: date, on: date) -> int:
    """Whole years of age."""
    return full_months(birth_date, on) // MONTHS_A_YEAR


def days_beyond(birth_date: date, years: int, *, on: date, year_days: int) -> int:
    """By how many days the age exceeds so many years, 0 where it does not.

    Years and months count by the convention that a year of history has `year_days` days, so that both sides of the
    comparison are measured alike; the days left over count as they are.
    """
    since = birthday(birth_date, years)
    if on <= since:
        return 0
    months = full_months(since, on)
    rest = (on - add_months(since, months)).days
    return months * year_days // MONTHS_A_YEAR + rest
