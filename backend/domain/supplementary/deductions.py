"""From which month is a premium deducted from the pension, and what in each month of the contract year?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from backend.domain.calendar import JalaliMonth, MonthRange, jalali
from backend.domain.supplementary.contract_year import ContractYear, Plan


@dataclass(frozen=True, slots=True)
class Instalment:
    """What one month's pension bears for one person, rial: the pensioner's share, and the organisation's beside it."""

    month: JalaliMonth
    pensioner: int
    organisation: int


def first_month_of(year: ContractYear, *, on: date, payroll_day: int) -> JalaliMonth:
    """The month with which a change of this day begins, never before the year's own first month.

    `payroll_day`: the last day of a Jalali month that still reaches that month's pension.
    """
    month = JalaliMonth.of(on)
    reached = month if jalali(on)[2] <= payroll_day else month.next()
    return max(reached, year.first_month)


def last_day_for(month: JalaliMonth, *, payroll_day: int) -> date:
    """The last day, Gregorian, on which a change still begins with this month."""
    return month.first_day + timedelta(days=min(payroll_day, month.days) - 1)


def instalments(year: ContractYear, plan: Plan, first: JalaliMonth) -> tuple[Instalment, ...]:
    """One a month from `first` to the end of the contract year; none where it is over by then."""
    months = MonthRange(first, year.last_month).months
    return tuple(Instalment(month, plan.pensioner, plan.organisation) for month in months)
