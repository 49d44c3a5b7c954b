"""What must hold for every figure, not only for the published ones?"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.calendar import JalaliMonth, MonthRange
from backend.domain.money import (
    agrees_with_published,
    rial_of_toman,
    round_down,
    round_half_up,
    round_up,
    toman_of_rial,
)
from backend.domain.rules import (
    AccountFacts,
    InsuranceKind,
    Ruleset,
    SubKind,
    coefficient_of_wage,
    load_ruleset,
    payable_months,
    premium_for_wage,
    premium_of_months,
    quote_slip,
    recompute,
    wage_for_premium,
)

RULESET = load_ruleset()
MONTHS = st.builds(JalaliMonth, st.integers(1398, 1405), st.integers(1, 12))
RATES = st.sampled_from(
    [
        (InsuranceKind.VOLUNTARY, 27, None),
        *((InsuranceKind.SELF_EMPLOYED, rate, sub) for rate in (12, 14, 18) for sub in (None, *SubKind)),
    ]
)
Rated = tuple[InsuranceKind, int, SubKind | None]
FRACTIONS = st.fractions(min_value=0, max_value=10**13)


def bounds(rated: Rated, month: JalaliMonth) -> tuple[int, int, int, int]:
    kind, rate, sub_kind = rated
    decision = premium_for_wage(
        RULESET, kind=kind, rate=rate, month=month, coefficient=Fraction(7), sub_kind=sub_kind
    ).granted_value()
    return (
        decision.lowest_wage_base,
        decision.highest_wage_base,
        decision.lowest_premium,
        decision.highest_premium,
    )


@given(FRACTIONS)
def test_rounding_is_to_the_nearest_and_a_half_goes_up(amount: Fraction) -> None:
    rounded = round_half_up(amount)
    assert -Fraction(1, 2) < rounded - amount <= Fraction(1, 2)
    assert round_down(amount) <= amount <= round_up(amount)
    assert round_up(amount) - round_down(amount) in {0, 1}


@pytest.mark.parametrize(
    ("amount", "whole"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("3292813.8", 3292814), ("7", 7)]
)
def test_rounding_by_hand(amount: str, whole: int) -> None:
    assert round_half_up(Fraction(amount)) == whole


@given(st.integers(0, 10**13))
def test_toman_and_back(rial: int) -> None:
    toman, rest = toman_of_rial(rial)
    assert rial_of_toman(toman) + rest == rial
    assert agrees_with_published(rial, toman, unit=1)
    assert not agrees_with_published(rial, toman + 2, unit=1)


@given(RATES, MONTHS, st.data())
def test_a_wished_premium_is_met_to_the_rial(rated: Rated, month: JalaliMonth, data: st.DataObject) -> None:
    kind, rate, sub_kind = rated
    low_wage, high_wage, low, high = bounds(rated, month)
    premium = data.draw(st.integers(low, high))
    quote = wage_for_premium(
        RULESET, kind=kind, rate=rate, premium=premium, month=month, sub_kind=sub_kind
    ).granted_value()
    assert quote.premium == premium
    assert low_wage <= quote.wage_base <= high_wage
    back = premium_for_wage(
        RULESET, kind=kind, rate=rate, wage_base_monthly=quote.wage_base, month=month, sub_kind=sub_kind
    ).granted_value()
    assert back.premium == premium


@given(RATES, MONTHS, st.data())
def test_a_wage_comes_back_within_two_rial_a_day(rated: Rated, month: JalaliMonth, data: st.DataObject) -> None:
    kind, rate, sub_kind = rated
    low, high, _, _ = bounds(rated, month)
    wage = data.draw(st.integers(low, high))
    premium = (
        premium_for_wage(RULESET, kind=kind, rate=rate, wage_base_monthly=wage, month=month, sub_kind=sub_kind)
        .granted_value()
        .premium
    )
    back = wage_for_premium(
        RULESET, kind=kind, rate=rate, premium=premium, month=month, sub_kind=sub_kind
    ).granted_value()
    # Half a rial of premium is at most 3000 / (2 * 29 * 12) = 4.3 rial of a wage base of 30 days.
    assert abs(back.wage_base - wage) <= 5


@given(RATES, MONTHS, st.data())
def test_a_higher_wage_never_costs_less(rated: Rated, month: JalaliMonth, data: st.DataObject) -> None:
    kind, rate, sub_kind = rated
    low, high, _, _ = bounds(rated, month)
    first, second = sorted(data.draw(st.tuples(st.integers(low, high), st.integers(low, high))))
    one, two = (
        premium_for_wage(RULESET, kind=kind, rate=rate, wage_base_monthly=wage, month=month, sub_kind=sub_kind)
        for wage in (first, second)
    )
    assert one.granted_value().premium <= two.granted_value().premium


@given(RATES, MONTHS, st.integers(0, 10**11))
def test_outside_the_bounds_is_refused_with_the_nearest_figure(rated: Rated, month: JalaliMonth, wage: int) -> None:
    kind, rate, sub_kind = rated
    low, high, _, _ = bounds(rated, month)
    decision = premium_for_wage(RULESET, kind=kind, rate=rate, wage_base_monthly=wage, month=month, sub_kind=sub_kind)
    assert decision.granted is (low <= wage <= high)
    answer = decision.value or decision.nearest
    assert answer is not None
    assert answer.wage_base == min(max(wage, low), high)


@given(RATES, st.builds(JalaliMonth, st.integers(1398, 1404), st.integers(1, 12)), st.integers(1, 12))
def test_months_cost_what_each_costs_alone(rated: Rated, first: JalaliMonth, count: int) -> None:
    kind, rate, sub_kind = rated
    months = MonthRange.counted(first, count)
    whole = premium_of_months(
        RULESET, kind=kind, rate=rate, coefficient=Fraction(3, 2), months=months, sub_kind=sub_kind
    ).granted_value()
    alone = [
        premium_for_wage(RULESET, kind=kind, rate=rate, coefficient=Fraction(3, 2), month=month, sub_kind=sub_kind)
        for month in months.months
    ]
    assert [line.premium for line in whole.lines] == [decision.granted_value().premium for decision in alone]
    assert [line.days for line in whole.lines] == [month.days for month in months.months]
    assert whole.total == sum(line.premium for line in whole.lines)


@given(
    st.builds(JalaliMonth, st.integers(1400, 1404), st.integers(1, 12)),
    st.integers(0, 92),
    st.integers(1, 12),
    st.integers(0, 10**8),
    st.booleans(),
)
def test_a_granted_slip_can_still_be_paid_and_adds_up(
    paid_until: JalaliMonth, later: int, count: int, debt: int, support: bool
) -> None:
    account = AccountFacts(
        kind=InsuranceKind.SELF_EMPLOYED,
        rate=14,
        coefficient=Fraction(6, 5),
        contract_date=paid_until.first_day,
        starts=paid_until,
        paid_until=paid_until,
        treatment_support=support,
        covered_persons=2,
        debt=debt,
    )
    on = paid_until.last_day + timedelta(days=later)
    months = MonthRange.counted(paid_until.next(), count)
    decision = quote_slip(RULESET, account=account, months=months, on=on)
    assert recompute(decision.to_json()) == decision.to_json()
    if not decision.granted:
        assert decision.unmet
        return
    quote = decision.granted_value()
    assert on <= quote.deadline <= min(line.due for line in quote.lines)
    assert quote.total == sum(line.premium + line.per_capita for line in quote.lines) + debt
    assert {line.month.year for line in quote.lines} == {months.first.year}
    assert (quote.per_capita > 0) is support
    open_months = payable_months(RULESET, account=account, on=on).granted_value().months
    assert open_months[: len(quote.lines)] == quote.lines


def test_the_ratio_of_a_wage_base_is_kept_in_later_years(ruleset: Ruleset) -> None:
    ratio = coefficient_of_wage(ruleset, wage_base_monthly=155_864_520, month=JalaliMonth(1404, 1))
    assert ratio == Fraction(3, 2)
    months = MonthRange(JalaliMonth(1404, 12), JalaliMonth(1405, 1))
    lines = (
        premium_of_months(ruleset, kind=InsuranceKind.VOLUNTARY, rate=27, coefficient=ratio, months=months)
        .granted_value()
        .lines
    )
    assert [line.wage_base for line in lines] == [155_864_520, 249_383_250]
