"""Do the rules of voluntary contracts hold for every age, history and premium?"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.domain.calendar import JalaliMonth, add_months
from backend.domain.rules import (
    Applicant,
    Ruleset,
    coefficient_of_wage,
    contract_terms,
    exam_exemption,
    load_ruleset,
    recompute,
    voluntary_eligibility,
)
from backend.domain.rules.age import birthday, days_beyond, full_months, full_years
from backend.domain.rules.month_law import read_month_law
from backend.domain.rules.ruleset import Reading
from backend.domain.rules.terms import InsuranceKind

LAW: Ruleset = load_ruleset()
BIRTHS = st.dates(date(1930, 1, 1), date(2010, 1, 1))
DAYS = st.dates(date(2017, 4, 1), date(2027, 3, 1))
HISTORY = st.integers(0, 12_000)
MONTHS = st.builds(JalaliMonth, st.integers(1398, 1406), st.integers(1, 12))


@given(BIRTHS, DAYS, HISTORY, st.integers(0, 3_000))
def test_more_history_never_takes_a_contract_away(born: date, on: date, history: int, more: int) -> None:
    def may(days: int) -> bool:
        return voluntary_eligibility(LAW, applicant=Applicant(birth_date=born, history_days=days), on=on).granted

    assert may(history + more) or not may(history)


@given(BIRTHS, DAYS, HISTORY)
def test_what_is_lacking_is_exactly_what_would_qualify(born: date, on: date, history: int) -> None:
    decision = voluntary_eligibility(LAW, applicant=Applicant(birth_date=born, history_days=history), on=on)
    lacking = [reason.nearest for reason in decision.unmet if isinstance(reason.nearest, int)]
    of_age = full_years(born, on) >= 18
    assert decision.granted is (of_age and not lacking)
    if lacking and of_age:
        enough = Applicant(birth_date=born, history_days=history + max(lacking))
        short = Applicant(birth_date=born, history_days=history + max(lacking) - 1)
        assert voluntary_eligibility(LAW, applicant=enough, on=on).granted
        assert not voluntary_eligibility(LAW, applicant=short, on=on).granted
    assert recompute(decision.to_json()) == decision.to_json()


@given(BIRTHS, st.integers(0, 30_000))
def test_age_goes_up_by_the_day_and_a_year_is_full_on_its_birthday(born: date, lived: int) -> None:
    on = born + timedelta(days=lived)
    years = full_years(born, on)
    assert birthday(born, years) <= on < birthday(born, years + 1)
    months = full_months(born, on)
    assert add_months(born, months) <= on < add_months(born, months + 1)
    assert (days_beyond(born, 50, on=on, year_days=365) > 0) is (on > birthday(born, 50))


@given(MONTHS, st.data())
def test_every_premium_within_the_bounds_is_granted_and_costs_itself(month: JalaliMonth, data: st.DataObject) -> None:
    lowest = contract_terms(LAW, month=month).granted_value()
    premium = data.draw(st.integers(lowest.lowest_premium, lowest.highest_premium))
    terms = contract_terms(LAW, month=month, premium=premium).granted_value()
    assert terms.premium == premium
    law = read_month_law(Reading(LAW), kind=InsuranceKind.VOLUNTARY, sub_kind=None, month=month)
    assert law is not None
    kept = coefficient_of_wage(LAW, wage_base_monthly=terms.wage_base, month=month)
    assert law.premium(kept, terms.rate) == premium
    assert law.within(kept) == kept


@given(HISTORY, DAYS, st.integers(0, 500))
def test_waiting_longer_never_brings_the_exemption_back(history: int, until: date, waited: int) -> None:
    def exempt(days: int) -> bool:
        on = until + timedelta(days=days)
        return exam_exemption(LAW, history_days=history, insured_until=until, on=on).granted

    assert exempt(waited) or not exempt(waited + 1)
