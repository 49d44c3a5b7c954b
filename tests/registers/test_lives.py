"""Are the synthetic people plausible, all different, and the same every time?"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from backend.domain.calendar import JalaliMonth, gregorian
from backend.domain.identifiers import is_iban, is_national_id
from backend.domain.rules.deadline import lapse_day
from backend.domain.rules.ruleset import Reading, Ruleset
from backend.registers.local.contracts import month_of
from backend.registers.local.synthesis import numbers
from backend.registers.local.synthesis.calendar import TooEarly, Years
from backend.registers.local.synthesis.lives import Life, Population
from backend.registers.local.synthesis.situations import SITUATIONS

from .conftest import TODAY

DAYS = [TODAY, gregorian(1405, 1, 1), gregorian(1405, 1, 20), gregorian(1405, 3, 31), gregorian(1405, 12, 29)]


def lives(ruleset: Ruleset, count: int, *, seed: int = 1, today: date = TODAY) -> list[Life]:
    population = Population(seed=seed, years=Years(ruleset, today))
    return [population.life(number) for number in range(1, count + 1)]


def of(all_lives: list[Life], situation: str) -> list[Life]:
    return [life for life in all_lives if life.who.situation == situation]


def months(life: Life, contract: int = -1) -> list[JalaliMonth]:
    wanted = life.contracts[contract][0]
    return [month_of(row[1]) for row in life.contributions if row[0] == wanted]


def test_same_seed_same_people_other_seed_other_people(ruleset: Ruleset) -> None:
    assert lives(ruleset, 300) == lives(ruleset, 300)
    assert lives(ruleset, 300) != lives(ruleset, 300, seed=2)


def test_numbers_are_valid_and_nobody_shares_them(ruleset: Ruleset) -> None:
    people = [life.who for life in lives(ruleset, 3000)]
    ids = [who.national_id for who in people]
    assert all(map(is_national_id, ids))
    assert len(set(ids)) == len(ids)
    ibans = [who.iban for who in people if who.iban]
    assert all(map(is_iban, ibans))
    assert len(set(ibans)) == len(ibans) > 2500
    assert all(who.mobile is None or (who.mobile.startswith("09") and len(who.mobile) == 11) for who in people)
    owned = [who.mobile for who in people if who.mobile and who.mobile_owned]
    assert len(set(owned)) == len(owned)


def test_first_and_last_id_of_a_large_register_differ() -> None:
    sample = [*range(1, 2000), *range(numbers.MOST_PEOPLE - 2000, numbers.MOST_PEOPLE)]
    for seed in (1, 7):
        found = [numbers.national_id(number, seed) for number in sample]
        assert len(set(found)) == len(sample)
        assert all(map(is_national_id, found))


def test_every_situation_is_there_and_first_of_all(ruleset: Ruleset) -> None:
    people = lives(ruleset, 2000)
    assert [life.who.situation for life in people[: len(SITUATIONS)]] == [situation.id for situation in SITUATIONS]
    counted = Counter(life.who.situation for life in people)
    assert min(counted[situation.id] for situation in SITUATIONS) >= 5
    assert counted["voluntary-floor"] > 100


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_what_is_paid_fits_the_situation_on_any_day(ruleset: Ruleset, today: date) -> None:
    people = lives(ruleset, 1200, today=today)
    this = JalaliMonth.of(today)
    behind = {
        "voluntary-floor": 1,
        "self-employed-18-treatment": 1,
        "voluntary-behind": 2,
        "self-employed-behind": 2,
        "self-employed-behind-two": 3,
        "voluntary-about-to-lapse": 3,
        "self-employed-lapsed": 5,
        "returned": 1,
    }
    for situation, distance in behind.items():
        for life in of(people, situation):
            paid = months(life)
            assert paid[-1] == this.plus(-distance)
            assert paid == [paid[0].plus(step) for step in range(len(paid))]
            lapses = lapse_day(Reading(ruleset), paid[-1].next())
            assert (lapses <= today) is (situation == "self-employed-lapsed")
    about_to_lapse = of(people, "voluntary-about-to-lapse")[0]
    assert lapse_day(Reading(ruleset), months(about_to_lapse)[-1].next()) == this.next().first_day
    assert all(months(life)[-1] == this.esfand for life in of(people, "all-paid"))


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_happens_today_or_later(ruleset: Ruleset, today: date) -> None:
    for life in lives(ruleset, 400, today=today):
        assert all(row[6].date() < today for row in life.contributions)
        assert all(row[5] <= today for row in life.contracts)
        assert all(row[1] < JalaliMonth.of(today).year for row in life.account_years)
        assert life.who.birth_date < today


def test_premiums_are_those_of_the_rules(ruleset: Ruleset) -> None:
    found: dict[tuple[str, int, int, int], tuple[int, int]] = {}
    for life in lives(ruleset, 1500):
        for contract, month, days, wage, premium, *_ in life.contributions:
            [(kind, rate, ratio)] = [(row[2], row[3], row[7]) for row in life.contracts if row[0] == contract]
            assert found.setdefault((kind, rate, ratio, month), (days, premium)) == (days, premium)
            assert abs(premium * 100 - wage * rate) <= 100
    assert found["voluntary", 27, 1_200_000, 140506] == (31, 55_662_341)
    assert found["voluntary", 27, 7_000_000, 140507] == (30, 314_222_895)
    assert found["self_employed", 12, 1_000_000, 140412] == (29, 12_053_523)
    assert found["self_employed", 18, 1_000_000, 140107] == (30, 7_523_550)


def test_last_year_of_each_account(ruleset: Ruleset) -> None:
    people = lives(ruleset, 2000)
    assert all(life.account_years[-1][1:] == (1404, False, 0) for life in of(people, "last-year-not-computed"))
    for life in of(people, "last-year-debt"):
        _, year, computed, debt = life.account_years[-1]
        assert (year, computed) == (1404, True)
        assert 2_000_000 <= debt < 62_000_000
    for life in of(people, "earlier-debt"):
        assert [row[1] for row in life.account_years if row[3]] == [1403]
        assert all(row[2] for row in life.account_years)
    settled = [row for life in of(people, "voluntary-floor") for row in life.account_years]
    assert {row[2:] for row in settled} == {(True, 0)}


def test_people_without_contract_number_or_relation(ruleset: Ruleset) -> None:
    people = lives(ruleset, 2000)
    none = [life for name in ("no-contract", "no-relation", "minor", "pensioner") for life in of(people, name)]
    assert all(not life.contracts and not life.contributions for life in none)
    assert all(not life.history and life.who.sso_number is None for life in of(people, "no-relation"))
    assert all(len(life.history) >= 25 for life in of(people, "pensioner"))
    assert all(life.who.mobile is None for life in of(people, "mobile-missing"))
    assert not any(life.who.alive for life in of(people, "deceased"))
    numbers_owned = {life.who.mobile: life.who for life in people if life.who.mobile_owned}
    for life in of(people, "mobile-not-own"):
        assert numbers_owned.get(life.who.mobile, life.who).id in {life.who.id - 1, life.who.id}
        assert not life.who.mobile_owned
    ages = [(TODAY - life.who.birth_date) / timedelta(days=365.25) for life in of(people, "minor")]
    assert (
        max(ages)
        < 18
        <= min((TODAY - life.who.birth_date) / timedelta(days=365.2) for life in of(people, "no-relation"))
    )


def test_new_contracts_and_exams(ruleset: Ruleset) -> None:
    people = lives(ruleset, 2000)
    assert all(not life.contributions for life in of(people, "first-payment-open"))
    assert {(TODAY - life.contracts[0][5]).days for life in of(people, "first-payment-open")} == {6}
    assert {life.contracts[0][10] for life in of(people, "first-payment-missed")} == {"annulled"}
    for life in of(people, "exam-pending"):
        assert life.contracts[0][10] == "exam_pending"
        assert [str(month) for month in months(life)] == ["1405-05", "1405-06"]
    assert all(len(life.contracts) == 2 for life in of(people, "returned"))
    assert {life.contracts[0][10] for life in of(people, "returned")} == {"lapsed"}


def test_history_ends_before_the_contract_and_starts_after_school(ruleset: Ruleset) -> None:
    for life in lives(ruleset, 1000):
        born = JalaliMonth.of(life.who.birth_date).year
        for _, year, days, wage in life.history:
            assert year >= born + 18
            assert len(days) == 12
            assert all(0 <= day <= 31 for day in days)
            assert wage > 0
        if life.contracts and life.history:
            assert life.history[-1][1] < life.contracts[0][6] // 100


def test_day_too_near_to_the_first_known_wage_is_refused(ruleset: Ruleset) -> None:
    with pytest.raises(TooEarly):
        Years(ruleset, gregorian(1400, 1, 1))
