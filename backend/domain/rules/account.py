"""What must be known of a contract to say what can be paid for it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from backend.domain.calendar import JalaliMonth
from backend.domain.rules.terms import AccountRun, ExamState, InsuranceKind, Nationality, SubKind


class BadFacts(ValueError):
    """The facts contradict each other: a defect of whoever made them, not of the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """Facts of one contract, from the registers; money in rial.

    `rate` in percent. `coefficient` is wage base / minimum wage when the base was fixed; it is kept in later years.
    `starts` is the first insured month, `paid_until` the last paid one (months are paid without a gap), None before
    the first payment. `covered_persons` counts the insured and each dependant. `account_run` and `run_debt` speak of
    the year before the first unpaid month; `debt` is an earlier debt that the next slip collects.
    """

    kind: InsuranceKind
    rate: int
    coefficient: Fraction
    contract_date: date
    starts: JalaliMonth
    paid_until: JalaliMonth | None = None
    sub_kind: SubKind | None = None
    treatment_support: bool = False
    covered_persons: int = 1
    nationality: Nationality = Nationality.IRANIAN
    account_run: AccountRun = AccountRun.SETTLED
    run_debt: int = 0
    debt: int = 0
    exam: ExamState = ExamState.NOT_NEEDED

    def __post_init__(self) -> None:
        check_sub_kind(self.kind, self.sub_kind)
        if self.coefficient <= 0 or self.rate <= 0:
            raise BadFacts("rate and coefficient are positive")
        if self.covered_persons < 1:
            raise BadFacts("the insured person is covered too")
        if self.debt < 0 or self.run_debt < 0:
            raise BadFacts("a debt is not negative")
        if self.paid_until is not None and self.paid_until < self.starts:
            raise BadFacts("paid before the contract began")

    @property
    def first_unpaid(self) -> JalaliMonth:
        """The month that must be paid next."""
        return self.starts if self.paid_until is None else self.paid_until.next()

    @property
    def charges_per_capita(self) -> bool:
        """Is the treatment per-capita part of every month? Voluntary insured are treated without it (domain.md 1.7)."""
        return self.kind is InsuranceKind.SELF_EMPLOYED and self.treatment_support


def check_sub_kind(kind: InsuranceKind, sub_kind: SubKind | None) -> None:
    """Raises `BadFacts` for a sub-kind of another kind."""
    if sub_kind is not None and kind is not InsuranceKind.SELF_EMPLOYED:
        raise BadFacts("only self-employed insurance has sub-kinds")
