"""Which day of the Jalali calendar?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from backend.contract.calendar import JalaliMonth
from conversations.engine.asking import Bad, Good, Input, Read, Turned, View
from conversations.engine.reply import Option, Text
from conversations.inputs import date_words
from conversations.inputs.date_pages import Bounds, page_columns, page_options, page_prompt

_FIRST_DAY = JalaliMonth(1300, 1).first_day


class JalaliDate(Input[date]):
    """A Gregorian `date`, typed as a Jalali day («۱۳۶۵/۴/۱۲», «12 tir 1365») or picked: years, year, month, day.

    `earliest` and `latest` are Gregorian days, or functions of today; `latest` None allows the future.
    """

    kind: ClassVar[str] = "jalali-date"
    takes_numbers: ClassVar[bool] = True
    gives = date

    def __init__(self, *, earliest: Callable[[date], date], latest: Callable[[date], date]) -> None:
        self.earliest = earliest
        self.latest = latest

    def _bounds(self, view: View) -> Bounds:
        return Bounds(self.earliest(view.today), self.latest(view.today))

    def options(self, view: View) -> tuple[Option, ...]:
        """The buttons of the calendar page, then those of the Ask."""
        return (*page_options(view.page, self._bounds(view)), *view.options)

    def columns(self, view: View) -> int:
        """As the page is laid out."""
        return page_columns(view.page)

    def prompt(self, view: View) -> Text | None:
        """Year, month or day? The first page leaves the Ask its own words."""
        return page_prompt(view.page)

    def read_press(self, key: str, view: View) -> Read[date]:
        """A day is the answer; a year or month turns the page."""
        for option in self.options(view):
            if option.key == key:
                return self._within(option.value, view) if isinstance(option.value, date) else Turned(str(option.value))
        return Bad("choice")

    def read_text(self, text: str, view: View) -> Read[date]:
        """The day, or what is wrong: no date; no such day {days}; in the future {latest}; too early {earliest}."""
        parsed = date_words.read_date(text)
        if isinstance(parsed, date):
            return self._within(parsed, view)
        bounds = self._bounds(view)
        if parsed.reason == "early":
            return Bad("early", {"earliest": bounds.earliest.isoformat()})
        if parsed.reason == "future":
            return self._too_late(bounds, view)
        return Bad(parsed.reason, parsed.args)

    def _within(self, day: date, view: View) -> Read[date]:
        bounds = self._bounds(view)
        if day > bounds.latest:
            return self._too_late(bounds, view)
        if day < bounds.earliest:
            return Bad("early", {"earliest": bounds.earliest.isoformat()})
        return Good(day)

    def _too_late(self, bounds: Bounds, view: View) -> Bad:
        return Bad("future" if bounds.latest == view.today else "late", {"latest": bounds.latest.isoformat()})

    def samples(self, view: View) -> tuple[date, ...]:
        """The middle of the bounds."""
        bounds = self._bounds(view)
        return (bounds.earliest + (bounds.latest - bounds.earliest) // 2,)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("not-date", "no-such-day", "gregorian", "future", "late", "early")

    def texts(self) -> tuple[str, ...]:
        """What stands on the calendar."""
        return tuple(
            f"input-jalali-date-{part}"
            for part in ("decade", "year", "month", "day", "up", "pick-year", "pick-month", "pick-day")
        )


def jalali_date(
    *,
    earliest: Callable[[date], date] = lambda _today: _FIRST_DAY,
    latest: Callable[[date], date] = lambda today: today,
) -> JalaliDate:
    """Ask for a day; by default not in the future and not before 1300."""
    return JalaliDate(earliest=earliest, latest=latest)
