"""What can be asked of the rules without a contract and without login [R3], the calculator?"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from backend.contract.shape import Shape
from backend.contract.slips import Month

Kind = Literal["voluntary", "self_employed"]
Rate = Annotated[int, Field(ge=1, le=100, examples=[27])]
"""Percent of the wage base; which there are, the law of the month says (`AskRates`)."""
Rial = Annotated[int, Field(ge=0, le=10**13)]


class AskRates(Shape):
    """Which rates does this kind of insurance have? `month` None means the current one."""

    kind: Kind
    month: Month | None = None


class OfferedRate(Shape):
    """A rate in percent, and what it covers: words `cover-<name>`."""

    rate: Rate
    covers: tuple[str, ...]


class Rates(Shape):
    """The rates of a kind in a month, by the law of its first day; never empty."""

    kind: Kind
    month: Month
    items: tuple[OfferedRate, ...]


class PremiumForWage(Shape):
    """Which premium does this monthly wage base (rial, 30 days) give? `month` None means the current one."""

    kind: Kind
    rate: Rate
    wage_base: Rial
    month: Month | None = None


class WageForPremium(Shape):
    """Which wage base does this monthly premium (rial) give?"""

    kind: Kind
    rate: Rate
    premium: Rial
    month: Month | None = None


class ReasonView(Shape):
    """One reason of a decision: Fluent id, met or not, article or order clause, what is there, what is needed."""

    code: str
    met: bool
    cite: str
    found: str | int | None = None
    needed: str | int | None = None


class Calculation(Shape):
    """Answer of the calculator, all in rial for the month's real days (`wage_base` for 30 days).

    `granted` is False where the asked figure lies outside the bounds; then `premium` and `wage_base` are those of
    the nearest allowed figure and `reasons` say why. In a conversation bounds are whole toman within those of the law.
    """

    granted: bool
    kind: Kind
    rate: Rate
    month: Month
    days: int
    premium: int
    wage_base: int
    lowest_premium: int
    highest_premium: int
    lowest_wage_base: int
    highest_wage_base: int
    reasons: tuple[ReasonView, ...]
    ruleset: str
    on: date
