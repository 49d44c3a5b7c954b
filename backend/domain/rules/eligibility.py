"""Who may conclude a voluntary contract, and what is lacking where somebody may not? [V6] [V9] (domain.md 1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backend.domain.rules.age import birthday, days_beyond, full_years
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.reasons import Cite, Figure, Reason, ReasonCode
from backend.domain.rules.ruleset import Reading, Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Facts of the person who applies, from the registers.

    `history_days`: days with contributions of any kind. `served`: holds an end-of-service card. `employed`: an active
    compulsory relation. `voluntary`, `self_employed`: a contract of that kind is in force. `main_insured`: insured in
    their own name. `other_fund`: left for another statutory scheme.
    """

    birth_date: date
    history_days: int
    served: bool = False
    employed: bool = False
    voluntary: bool = False
    self_employed: bool = False
    pensioner: bool = False
    main_insured: bool = True
    other_fund: bool = False
    under_guardianship: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VoluntaryEligibility:
    """The request: somebody on the day on which they apply."""

    applicant: Applicant
    on: date


class AgePath(StrEnum):
    """By which of the three ways age was no obstacle."""

    WITHIN_LIMIT = "within_limit"
    TEN_YEARS = "ten_years"
    EXCESS_COVERED = "excess_covered"


@dataclass(frozen=True, slots=True)
class Eligible:
    """May conclude: by which way of the age test, with full years of age, days beyond the limit, days of history."""

    path: AgePath
    age_years: int
    excess_days: int
    history_days: int


@dataclass(frozen=True, slots=True)
class _AgeTest:
    excess: int
    waived_from: int

    def path(self, history: int) -> AgePath | None:
        if not self.excess:
            return AgePath.WITHIN_LIMIT
        if history >= self.waived_from:
            return AgePath.TEN_YEARS
        return AgePath.EXCESS_COVERED if history >= self.excess else None


def _age_test(reading: Reading, asked: VoluntaryEligibility) -> _AgeTest:
    """Days of history that the age asks for, and days from which age is not asked for."""
    on = asked.on
    year = reading.value("history_year_days", on=on).whole
    limit = reading.value("voluntary_age_limit", on=on).whole
    waived = reading.value("voluntary_no_age_test_years", on=on).whole * year
    return _AgeTest(days_beyond(asked.applicant.birth_date, limit, on=on, year_days=year), waived)


def _enough(code: ReasonCode, cite: Cite, *, met: bool, is_: int, needed: int) -> Reason:
    return Reason(code, met=met, cite=cite, is_=is_, needed=needed, nearest=None if met else needed - is_)


def _relations(who: Applicant) -> tuple[Reason, ...]:
    """What else binds the person to this organisation or another one."""

    def free(code: ReasonCode, bound: bool, cite: Cite = Cite.VOLUNTARY_BY_LAW, is_: Figure | None = None) -> Reason:
        return Reason(code, met=not bound, cite=cite, is_=is_)

    return (
        free(ReasonCode.NO_VOLUNTARY_CONTRACT, who.voluntary),
        free(ReasonCode.NOT_EMPLOYED, who.employed),
        free(ReasonCode.NO_SELF_EMPLOYED_CONTRACT, who.self_employed),
        free(ReasonCode.MAIN_INSURED, not who.main_insured),
        free(ReasonCode.NOT_PENSIONER, who.pensioner),
        free(ReasonCode.NO_OTHER_FUND, who.other_fund),
    )


def _decide(reading: Reading, asked: VoluntaryEligibility) -> Verdict[Eligible]:
    who, on = asked.applicant, asked.on
    adult, age = reading.value("adult_age", on=on).whole, full_years(who.birth_date, on)
    of_age = birthday(who.birth_date, adult)
    least = reading.value("voluntary_history_days", on=on).whole
    test = _age_test(reading, asked)
    path = test.path(who.history_days)
    reasons = (
        Reason(
            ReasonCode.OF_AGE,
            met=on >= of_age,
            cite=Cite.CONTRACT_ORDER_3,
            is_=age,
            needed=adult,
            nearest=None if on >= of_age else of_age.isoformat(),
        ),
        Reason(ReasonCode.NO_GUARDIANSHIP, met=not who.under_guardianship, cite=Cite.CONTRACT_ORDER_3),
        *_relations(who),
        _enough(
            ReasonCode.HISTORY_ENOUGH,
            Cite.VOLUNTARY_BY_LAW,
            met=who.served or who.history_days >= least,
            is_=who.history_days,
            needed=least,
        ),
        _enough(
            ReasonCode.AGE_ALLOWED,
            Cite.VOLUNTARY_AGE,
            met=path is not None,
            is_=who.history_days,
            needed=min(test.excess, test.waived_from),
        ),
    )
    if path is None or any(reason.refuses for reason in reasons):
        return Verdict(reasons)
    return Verdict(reasons, Eligible(path, age, test.excess, who.history_days))


VOLUNTARY_ELIGIBILITY: Rule[VoluntaryEligibility, Eligible] = Rule(
    "voluntary-eligibility/1", VoluntaryEligibility, Eligible, _decide
)


def voluntary_eligibility(ruleset: Ruleset, *, applicant: Applicant, on: date) -> Decision[Eligible]:
    """May this person conclude a voluntary contract on that day? Each failed condition, with what is lacking."""
    return VOLUNTARY_ELIGIBILITY(ruleset, VoluntaryEligibility(applicant=applicant, on=on))
