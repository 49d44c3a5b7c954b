"""Which reasons can a decision give, which law can it cite, and which refusal does a person read for each?

Every code is a Fluent id: `reason-<code>` for a reason, `cite-<cite>` for a source, `refused-<code>` for a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

Figure = str | int
"""What stands in a reason: rial, days, percent or a count as int; a month as "1405-08"; a day as ISO text; a word."""


class ReasonCode(StrEnum):
    """Claims that a rule tests; `met` says whether the claim holds."""

    RATE_OFFERED = "rate-offered"
    MONTH_WITHIN_LAW = "month-within-law"
    WAGE_BASE_NOT_BELOW_FLOOR = "wage-base-not-below-floor"
    WAGE_BASE_NOT_ABOVE_CEILING = "wage-base-not-above-ceiling"
    PREMIUM_NOT_BELOW_LOWEST = "premium-not-below-lowest"
    PREMIUM_NOT_ABOVE_HIGHEST = "premium-not-above-highest"
    COEFFICIENT_WITHIN_BOUNDS = "coefficient-within-bounds"
    MINIMUM_WAGE_PUBLISHED = "minimum-wage-published"
    PER_CAPITA_PUBLISHED = "per-capita-published"
    PER_CAPITA_KNOWN = "per-capita-known"
    CONTRACT_IN_FORCE = "contract-in-force"
    FIRST_PAYMENT_IN_TIME = "first-payment-in-time"
    YEAR_BEGUN = "year-begun"
    ACCOUNT_RUN_COMPUTED = "account-run-computed"
    ACCOUNT_RUN_WITHOUT_DEBT = "account-run-without-debt"
    EXAM_DECIDED = "exam-decided"
    MONTHS_AT_LEAST_ONE = "months-at-least-one"
    MONTHS_WITHIN_YEAR = "months-within-year"
    MONTHS_END_BY_ESFAND = "months-end-by-esfand"
    MONTHS_UNPAID = "months-unpaid"
    MONTHS_CONSECUTIVE = "months-consecutive"
    SLIP_IN_TIME = "slip-in-time"
    OF_AGE = "of-age"
    NO_GUARDIANSHIP = "no-guardianship"
    NO_VOLUNTARY_CONTRACT = "no-voluntary-contract"
    NOT_EMPLOYED = "not-employed"
    NO_SELF_EMPLOYED_CONTRACT = "no-self-employed-contract"
    MAIN_INSURED = "main-insured"
    NOT_PENSIONER = "not-pensioner"
    NO_OTHER_FUND = "no-other-fund"
    HISTORY_ENOUGH = "history-enough"
    AGE_ALLOWED = "age-allowed"
    EXAM_HISTORY_ENOUGH = "exam-history-enough"
    EXAM_BREAK_SHORT = "exam-break-short"
    IS_PENSIONER = "is-pensioner"
    NOT_OF_THE_STAFF = "not-of-the-staff"
    FILE_ACTIVE = "file-active"
    YEAR_RUNNING = "year-running"
    PLAN_OFFERED = "plan-offered"
    CHANGE_MADE = "change-made"
    CHANGE_POSSIBLE = "change-possible"
    WINDOW_OPEN = "window-open"
    PENSIONER_COVERED = "pensioner-covered"
    SPOUSE_COVERED = "spouse-covered"
    OTHERS_ALL_OR_NONE = "others-all-or-none"


class Cite(StrEnum):
    """Order clauses and sections of the collected facts that a reason rests on."""

    SLIP_ORDER_3 = "premium-slip-order-3"
    """period from one month up to Esfand of the same year"""
    SLIP_ORDER_6 = "premium-slip-order-6"
    """last year's account run not computed or in debt: the branch"""
    CONTRACT_ORDER_1 = "voluntary-contract-order-1"
    """the person enters the wished monthly premium"""
    CONTRACT_ORDER_2 = "voluntary-contract-order-2"
    """two months for the medical examination"""
    CONTRACT_ORDER_3 = "voluntary-contract-order-3"
    """guardianship order or certificate of majority: the branch"""
    CONTRACT_ORDER_4 = "voluntary-contract-order-4"
    """the wage base may be changed before the first payment"""
    CONTRACT_ORDER_5 = "voluntary-contract-order-5"
    """first payment within so many days of the contract"""
    FIRST_PAYMENT = "first-payment"
    """the same for self-employed contracts, which no order read here speaks of"""
    VOLUNTARY_RATE = "voluntary-rate"
    SELF_EMPLOYED_RATE = "self-employed-rate"
    WAGE_FLOOR = "wage-floor"
    WAGE_CEILING = "wage-ceiling"
    MINIMUM_WAGE = "minimum-wage"
    COEFFICIENT_KEPT = "coefficient-kept"
    PER_CAPITA = "treatment-per-capita"
    PAYMENT_DEADLINE = "payment-deadline"
    LAPSE = "lapse-rule"
    VOLUNTARY_BY_LAW = "voluntary-by-law"
    """the by-law of voluntary continuation of insurance"""
    VOLUNTARY_AGE = "voluntary-age"
    """age limit, excess age and the rule of ten years in it"""
    EXAM_EXEMPTION = "exam-exemption"
    """decision of the board of trustees, order of 29 Mordad 1393"""
    AVERAGE_WAGE = "average-wage"
    """more than ten years of history: the average of the last 360 days"""
    SUPPLEMENTARY_ORDER_1 = "supplementary-order-1"
    """pensioners who are not of the organisation's staff, and their dependants"""
    SUPPLEMENTARY_ORDER_4 = "supplementary-order-4"
    """the last branch with an active file"""
    SUPPLEMENTARY_ORDER_5 = "supplementary-order-5"
    """who is listed, and what each may do"""
    SUPPLEMENTARY_ORDER_15 = "supplementary-order-15"
    """time and terms are those of each year's own order"""
    SUPPLEMENTARY_CONTRACT = "supplementary-contract"
    """the one-year contract of the High Council of the associations with the insurer"""
    OVERDUE_SLIP = "overdue-slip"
    """the orders are silent: a rule of this service"""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a decision.

    `is_` is what is there, `needed` what the law needs, `nearest` the nearest change that would meet it. A `notice`
    tells something and never refuses.
    """

    code: ReasonCode
    met: bool
    cite: Cite
    is_: Figure | None = None
    needed: Figure | None = None
    nearest: Figure | None = None
    notice: bool = False

    @property
    def refuses(self) -> bool:
        """Does this reason stand against the request?"""
        return not (self.met or self.notice)

    @property
    def args(self) -> dict[str, Figure]:
        """Arguments for the Fluent text: `is`, `needed`, `nearest`, where they are known."""
        named = {"is": self.is_, "needed": self.needed, "nearest": self.nearest}
        return {name: figure for name, figure in named.items() if figure is not None}


def weightiest(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """One reason of each code: the first that is not met, else the first; in order of first appearance."""
    found: dict[ReasonCode, Reason] = {}
    for reason in reasons:
        if reason.code not in found or (found[reason.code].met and not reason.met):
            found[reason.code] = reason
    return tuple(found.values())


REFUSALS: Mapping[ReasonCode, str] = MappingProxyType(
    {
        ReasonCode.RATE_OFFERED: "rate-kind-mismatch",
        ReasonCode.MONTH_WITHIN_LAW: "month-unknown",
        ReasonCode.WAGE_BASE_NOT_BELOW_FLOOR: "wage-base-too-low",
        ReasonCode.WAGE_BASE_NOT_ABOVE_CEILING: "wage-base-too-high",
        ReasonCode.PREMIUM_NOT_BELOW_LOWEST: "premium-too-low",
        ReasonCode.PREMIUM_NOT_ABOVE_HIGHEST: "premium-too-high",
        ReasonCode.PER_CAPITA_KNOWN: "month-unknown",
        ReasonCode.CONTRACT_IN_FORCE: "account-lapsed",
        ReasonCode.FIRST_PAYMENT_IN_TIME: "account-lapsed",
        ReasonCode.YEAR_BEGUN: "account-all-paid",
        ReasonCode.ACCOUNT_RUN_COMPUTED: "account-unsettled",
        ReasonCode.ACCOUNT_RUN_WITHOUT_DEBT: "account-debt",
        ReasonCode.EXAM_DECIDED: "account-exam-pending",
        ReasonCode.MONTHS_AT_LEAST_ONE: "months-none",
        ReasonCode.MONTHS_WITHIN_YEAR: "months-outside-year",
        ReasonCode.MONTHS_END_BY_ESFAND: "months-outside-year",
        ReasonCode.MONTHS_UNPAID: "months-already-paid",
        ReasonCode.MONTHS_CONSECUTIVE: "months-not-consecutive",
        ReasonCode.OF_AGE: "contract-at-branch",
        ReasonCode.NO_GUARDIANSHIP: "contract-at-branch",
        ReasonCode.NO_VOLUNTARY_CONTRACT: "contract-exists",
        ReasonCode.NOT_EMPLOYED: "contract-not-eligible",
        ReasonCode.NO_SELF_EMPLOYED_CONTRACT: "contract-not-eligible",
        ReasonCode.MAIN_INSURED: "contract-not-eligible",
        ReasonCode.NOT_PENSIONER: "contract-not-eligible",
        ReasonCode.NO_OTHER_FUND: "contract-not-eligible",
        ReasonCode.HISTORY_ENOUGH: "contract-not-eligible",
        ReasonCode.AGE_ALLOWED: "contract-not-eligible",
        ReasonCode.EXAM_HISTORY_ENOUGH: "undertaking-needed",
        ReasonCode.EXAM_BREAK_SHORT: "undertaking-needed",
        ReasonCode.IS_PENSIONER: "enrolment-not-pensioner",
        ReasonCode.NOT_OF_THE_STAFF: "enrolment-staff",
        ReasonCode.FILE_ACTIVE: "enrolment-file-closed",
        ReasonCode.YEAR_RUNNING: "enrolment-no-year",
        ReasonCode.PLAN_OFFERED: "enrolment-plan-unknown",
        ReasonCode.CHANGE_MADE: "enrolment-nothing-changed",
        ReasonCode.CHANGE_POSSIBLE: "enrolment-changed",
        ReasonCode.WINDOW_OPEN: "enrolment-window-closed",
        ReasonCode.PENSIONER_COVERED: "enrolment-pensioner-first",
        ReasonCode.SPOUSE_COVERED: "enrolment-spouse-compulsory",
        ReasonCode.OTHERS_ALL_OR_NONE: "enrolment-all-or-none",
    }
)
"""Refusal code of the backend's contract for a reason that is not met; notices have none."""
