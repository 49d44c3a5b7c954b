"""What does a person bring along: days of contributions, their last day, the average wage of the last ones (domain.md 1)?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.ports import ContractsPorts
from backend.domain.calendar import JalaliMonth
from backend.domain.money import round_half_up
from backend.domain.rules import Ruleset
from backend.registers.ports import Contract, HistoryYear
from backend.registers.ratio import kept_ratio


@dataclass(frozen=True, slots=True)
class InsuredMonth:
    """A month with contributions: its insured days and the wage of a day in rial."""

    month: JalaliMonth
    days: int
    wage_daily: Fraction


@dataclass(frozen=True, slots=True)
class Past:
    """All insured months up to a day, oldest first; months of two relations at once stand twice."""

    months: tuple[InsuredMonth, ...]

    @property
    def days(self) -> int:
        """Days of contributions; no month counts more days than it has."""
        counted: dict[JalaliMonth, int] = {}
        for one in self.months:
            counted[one.month] = min(one.month.days, counted.get(one.month, 0) + one.days)
        return sum(counted.values())

    @property
    def insured_until(self) -> date | None:
        """The last insured day, as near as months tell; None for somebody who was never insured."""
        if not self.months:
            return None
        last = self.months[-1]
        return last.month.first_day + timedelta(days=last.days - 1)

    def average_daily(self, days: int) -> int | None:
        """Average wage in rial a day of the last so many insured days (domain.md 1.4 V4); None without any."""
        left, earned = days, Fraction(0)
        for one in reversed(self.months):
            taken = min(left, one.days)
            earned += one.wage_daily * taken
            left -= taken
        counted = days - left
        return round_half_up(earned / counted) if counted else None


async def read_past(
    ports: ContractsPorts, connection: AsyncConnection, person: int, contracts: Sequence[Contract], on: date
) -> Past:
    """Compulsory history and paid months of all contracts, those that have begun by this day."""
    months = [month for year in await ports.contributions.history(connection, person) for month in _of_year(year)]
    for contract in contracts:
        ratio = kept_ratio(ports.ruleset, contract)
        paid = await ports.contributions.paid_months(connection, contract.id)
        months += [InsuredMonth(month, month.days, ratio * _minimum(ports.ruleset, month)) for month in paid]
    begun = [one for one in months if one.month.first_day <= on]
    return Past(tuple(sorted(begun, key=lambda one: (one.month, one.days))))


def _of_year(year: HistoryYear) -> list[InsuredMonth]:
    return [
        InsuredMonth(JalaliMonth(year.year, number), days, Fraction(year.wage_daily))
        for number, days in enumerate(year.days, start=1)
        if days
    ]


def _minimum(ruleset: Ruleset, month: JalaliMonth) -> int:
    found = ruleset.find("minimum_daily", on=month.first_day)
    return found.whole if found is not None else 0
