"""What stands on the pages of the button calendar: decades, years, months, days?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.contract.calendar import JalaliMonth
from conversations.engine.reply import Option, Text

_ID = "input-jalali-date"
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Bounds:
    """Both Gregorian, both included."""

    earliest: date
    latest: date


def page_options(page: str, bounds: Bounds) -> tuple[Option, ...]:
    """Buttons of a page: "" decades, "136" years of the 1360s, "1365" months, "1365-04" days. A value is a page or a day."""
    if not page:
        return _decades(bounds)
    if len(page) == 3:
        shown = _years(int(page), bounds)
    elif len(page) == 4:
        shown = _months(int(page), bounds)
    else:
        shown = _days(JalaliMonth(int(page[:4]), int(page[5:])), bounds)
    return (*shown, Option("up", Text(f"{_ID}-up"), value=_above(page)))


def page_columns(page: str) -> int:
    """Decades 3, years 5, months 3, days 7 side by side."""
    return {0: 3, 3: 5, 4: 3}.get(len(page), 7)


def page_prompt(page: str) -> Text | None:
    """What to pick on this page; None on the first."""
    if not page:
        return None
    if len(page) == 3:
        return Text(f"{_ID}-pick-year", {"decade": f"{page}0"})
    if len(page) == 4:
        return Text(f"{_ID}-pick-month", {"year": page})
    return Text(f"{_ID}-pick-day", {"month": page})


def _above(page: str) -> str:
    return {3: "", 4: page[:3]}.get(len(page), page[:4])


def _decades(bounds: Bounds) -> tuple[Option, ...]:
    first, last = JalaliMonth.of(bounds.earliest).year // _DECADE, JalaliMonth.of(bounds.latest).year // _DECADE
    return tuple(
        Option(f"d{decade}", Text(f"{_ID}-decade", {"decade": f"{decade}0"}), str(decade))
        for decade in range(first, last + 1)
    )


def _years(decade: int, bounds: Bounds) -> tuple[Option, ...]:
    first, last = JalaliMonth.of(bounds.earliest).year, JalaliMonth.of(bounds.latest).year
    years = range(max(first, decade * _DECADE), min(last, decade * _DECADE + _DECADE - 1) + 1)
    return tuple(Option(f"y{year}", Text(f"{_ID}-year", {"year": str(year)}), str(year)) for year in years)


def _months(year: int, bounds: Bounds) -> tuple[Option, ...]:
    months = (JalaliMonth(year, number) for number in range(1, 13))
    return tuple(
        Option(f"m{month}", Text(f"{_ID}-month", {"month": str(month)}), str(month))
        for month in months
        if month.last_day >= bounds.earliest and month.first_day <= bounds.latest
    )


def _days(month: JalaliMonth, bounds: Bounds) -> tuple[Option, ...]:
    days = (date.fromordinal(month.first_day.toordinal() + offset) for offset in range(month.days))
    return tuple(
        Option(f"t{number}", Text(f"{_ID}-day", {"day": number}), day)
        for number, day in enumerate(days, start=1)
        if bounds.earliest <= day <= bounds.latest
    )
