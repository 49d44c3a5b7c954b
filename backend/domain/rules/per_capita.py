"""What does treatment cost a month for the insured person and the dependants? (domain.md 2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from backend.domain.calendar import JalaliMonth
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.domain.rules.terms import Nationality


@dataclass(frozen=True, slots=True, kw_only=True)
class PerCapitaOfMonth:
    """The request: a month and the number of covered persons, the insured one among them."""

    month: JalaliMonth
    persons: int
    nationality: Nationality = Nationality.IRANIAN


@dataclass(frozen=True, slots=True)
class PerCapitaCharge:
    """The charge of a month in rial; `published` is False where the year's own figure is not known."""

    month: JalaliMonth
    persons: int
    per_person: int
    amount: int
    published: bool


def charge_per_capita(
    reading: Reading, *, month: JalaliMonth, persons: int, nationality: Nationality
) -> tuple[PerCapitaCharge | None, Reason]:
    """The charge and the reason that goes with it: refusing before the first known figure, else a notice."""
    known = reading.find(f"treatment_per_capita.{nationality}", on=month.first_day)
    if known is None:
        return None, Reason(ReasonCode.PER_CAPITA_KNOWN, met=False, cite=Cite.PER_CAPITA, is_=str(month))
    charge = PerCapitaCharge(month, persons, known.whole, known.whole * persons, published=not known.carried)
    published = Reason(
        ReasonCode.PER_CAPITA_PUBLISHED,
        met=charge.published,
        cite=Cite.PER_CAPITA,
        is_=charge.per_person,
        needed=month.year,
        notice=True,
    )
    return charge, published


def _decide(reading: Reading, asked: PerCapitaOfMonth) -> Verdict[PerCapitaCharge]:
    charge, reason = charge_per_capita(reading, month=asked.month, persons=asked.persons, nationality=asked.nationality)
    return Verdict((reason,), charge)


PER_CAPITA: Rule[PerCapitaOfMonth, PerCapitaCharge] = Rule("per-capita/1", PerCapitaOfMonth, PerCapitaCharge, _decide)


def per_capita(
    ruleset: Ruleset, *, month: JalaliMonth, persons: int, nationality: Nationality = Nationality.IRANIAN
) -> Decision[PerCapitaCharge]:
    """What is the treatment per-capita of so many persons in this month? Rial.

    A year without a published figure goes on with the last one and a notice that this is provisional.
    """
    return PER_CAPITA(ruleset, PerCapitaOfMonth(month=month, persons=persons, nationality=nationality))
