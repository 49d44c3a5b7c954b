"""Who is the n-th synthetic person, and what did they work, sign and pay? The same answer every time."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from math import sqrt
from random import Random
from typing import Any

from backend.domain.calendar import JalaliMonth, month_days
from backend.registers.local.contracts import month_number
from backend.registers.local.synthesis import numbers
from backend.registers.local.synthesis.calendar import PAYING_DAYS, Years
from backend.registers.local.synthesis.families import File, make_file
from backend.registers.local.synthesis.names import draw_names
from backend.registers.local.synthesis.places import all_branches
from backend.registers.local.synthesis.situations import SITUATIONS, LastYear, MobileOnFile, Plan, Situation, Work
from backend.registers.ports import ContractState, Relation

Row = tuple[Any, ...]
_MEAN_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, with the case they are made for."""

    id: int
    national_id: str
    first_name: str
    last_name: str
    father_name: str
    birth_date: date
    sso_number: str | None
    mobile: str | None
    mobile_owned: bool
    iban: str | None
    branch: str
    alive: bool
    situation: str


@dataclass(slots=True)
class Life:
    """One person and all rows about them, as tuples in the order of `loading.COLUMNS`."""

    who: Identity
    contracts: list[Row] = field(default_factory=list)
    account_years: list[Row] = field(default_factory=list)
    contributions: list[Row] = field(default_factory=list)
    history: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    file: File | None = None


@dataclass(frozen=True, slots=True)
class _Term:
    """Places of a contract's first month and last paid one; nothing is paid where the last lies before the first."""

    first: int
    last: int
    concluded: date
    state: ContractState


class Population:
    """All synthetic people of one seed, seen on one day."""

    def __init__(self, *, seed: int, years: Years) -> None:
        self._seed = seed
        self._years = years
        self._branches = [branch[0] for branch in all_branches()]
        self._shares = list(accumulate(situation.share for situation in SITUATIONS))

    def life(self, number: int) -> Life:
        """The n-th person, counted from 1. The first ones are one of each situation."""
        source = Random(self._seed * 1_000_003 + number)  # noqa: S311 (nothing secret is drawn)
        situation = self._situation(number, source)
        life = Life(self._identity(number, situation, source))
        ends = self._years.now
        if situation.plan is not None:
            ends = self._sign(life, situation.plan, source)
        if situation.work is None:
            self._work(life, situation, before=ends, source=source)
        else:
            self._work_days(life, situation.work, source)
        if (bound := situation.relation) is not None:
            life.relations.append(relation_row(number, bound))
        if (family := situation.family) is not None:
            who, today = life.who, self._years.today
            name = f"{who.first_name} {who.last_name}"
            life.file = make_file(family, person=number, name=name, branch=who.branch, seed=self._seed, today=today)
        return life

    def national_id(self, number: int) -> str:
        """Their national id, without the rest."""
        return numbers.national_id(number, self._seed)

    def _situation(self, number: int, source: Random) -> Situation:
        if number <= len(SITUATIONS):
            return SITUATIONS[number - 1]
        return SITUATIONS[bisect(self._shares, int(source.random() * self._shares[-1]))]

    def _identity(self, number: int, situation: Situation, source: Random) -> Identity:
        seed = self._seed
        first_name, last_name, father_name = draw_names(source, woman=source.random() < 0.5)
        youngest, oldest = situation.ages
        age_days = (youngest + source.random() * (oldest - youngest)) * _MEAN_YEAR + 1
        somebody_elses = situation.mobile is MobileOnFile.SOMEBODY_ELSES
        mobile = numbers.mobile(number - 1 if somebody_elses else number, seed)
        known = situation.plan is not None or situation.work is not None or situation.history[1] > 0
        return Identity(
            id=number,
            national_id=numbers.national_id(number, seed),
            first_name=first_name,
            last_name=last_name,
            father_name=father_name,
            birth_date=self._years.today - timedelta(days=int(age_days)),
            sso_number=numbers.sso_number(number, seed) if known else None,
            mobile=None if situation.mobile is MobileOnFile.MISSING else mobile,
            mobile_owned=not somebody_elses,
            iban=numbers.iban(number, seed) if known else None,
            branch=self._branches[int(source.random() * len(self._branches))],
            alive=situation.alive,
            situation=situation.id,
        )

    def _sign(self, life: Life, plan: Plan, source: Random) -> int:
        """Write the contract or contracts; the place of the month in which the first one begins."""
        term = self._term(plan, source)
        terms = [term]
        if plan.earlier:
            before = max(0, term.first - 24)
            concluded = self._years.months[before].first_day
            terms.insert(0, _Term(before, max(before, term.first - 10), concluded, ContractState.LAPSED))
        for each in terms:
            self._add_contract(life, plan, each, source)
        return terms[0].first

    def _term(self, plan: Plan, source: Random) -> _Term:
        years = self._years
        if plan.unpaid_for is not None:
            concluded = years.today - timedelta(days=plan.unpaid_for)
            first = years.place(JalaliMonth.of(concluded))
            return _Term(first, first - 1, concluded, plan.state)
        if plan.exam:
            first, last = years.now - 3, years.now - 2
        else:
            last = len(years.months) - 1 if plan.to_esfand else years.now - plan.behind
            latest = years.now - plan.behind - (25 if plan.debt_before else 13)
            earliest = 10 if plan.earlier else 0
            first = earliest + int(sqrt(source.random()) * (latest - earliest))
        concluded = years.months[first].first_day + timedelta(days=int(source.random() * 20))
        return _Term(first, last, concluded, plan.state)

    def _add_contract(self, life: Life, plan: Plan, term: _Term, source: Random) -> None:
        contract = life.who.id * 2 - 1 + len(life.contracts)
        rate, ratio = source.choice(plan.rates), source.choice(plan.ratios)
        covered = 1 + int(source.random() * 5) if plan.treatment else 0
        begins = self._years.months[term.first]
        row = (
            contract,
            life.who.id,
            plan.kind,
            rate,
            f"{begins.year}{life.who.branch}{contract:08d}",
            term.concluded,
            month_number(begins),
            ratio,
            plan.treatment,
            covered,
            term.state.value,
        )
        life.contracts.append(row)
        self._pay(life, contract, term, self._years.prices(plan.kind, rate, ratio), source)
        self._run_accounts(life, contract, begins.year, plan, source)

    def _pay(self, life: Life, contract: int, term: _Term, prices: list[tuple[int, int]], source: Random) -> None:
        habit = int(source.random() * PAYING_DAYS)
        ledger = self._years.ledger
        for place in range(term.first, term.last + 1):
            stored, days, moments = ledger[place]
            wage, premium = prices[place]
            paid_at = moments[(habit + place * 3) % PAYING_DAYS]
            life.contributions.append((contract, stored, days, wage, premium, f"S{contract}-{stored}", paid_at))

    def _run_accounts(self, life: Life, contract: int, first_year: int, plan: Plan, source: Random) -> None:
        last_year = self._years.months[self._years.now].year - 1
        for year in range(first_year, last_year + 1):
            here = plan.last_year if year == last_year else LastYear.SETTLED
            owes = here is LastYear.DEBT or (plan.debt_before and year == last_year - 1)
            debt = 2_000_000 + int(source.random() * 60_000) * 1_000 if owes else 0
            life.account_years.append((contract, year, here is not LastYear.NOT_COMPUTED, debt))

    def _work(self, life: Life, situation: Situation, *, before: int, source: Random) -> None:
        """Compulsory history in the years before the first contract, or up to last year."""
        fewest, most = situation.history
        count = fewest + int(source.random() * (most - fewest + 1))
        if not count:
            return
        born = JalaliMonth.of(life.who.birth_date).year
        last = self._years.months[before].year - 1
        factor = 100 + int(source.random() * 200)
        for year in range(max(last - count + 1, born + 18), last + 1):
            days = _year_of_days(year, source)
            life.history.append((life.who.id, year, days, self._years.minimum_daily(year) * factor // 100))

    def _work_days(self, life: Life, work: Work, source: Random) -> None:
        """So many days without a gap, the last month of them so many months ago; month by month backwards."""
        month, left = self._years.months[self._years.now].plus(-work.ago), work.days
        years: dict[int, list[int]] = {}
        while left:
            days = min(left, month.days)
            years.setdefault(month.year, [0] * 12)[month.month - 1] = days
            left -= days
            month = month.plus(-1)
        factor = 120 + int(source.random() * 100)
        for year in sorted(years):
            wage = self._years.minimum_daily(year) * factor // 100
            life.history.append((life.who.id, year, years[year], wage))


def relation_row(person: int, relation: Relation) -> Row:
    """A relation in the order of `loading.COLUMNS`."""
    return (
        person,
        relation.employed,
        relation.pensioner,
        relation.dependant,
        relation.other_fund,
        relation.under_guardianship,
        relation.served,
    )


def _year_of_days(year: int, source: Random) -> list[int]:
    """Insured days of twelve months: most often all of them, else with one gap."""
    days = list(_full_year(year))
    if source.random() < 0.35:
        gap = int(source.random() * 12)
        for month in range(gap, min(12, gap + 1 + int(source.random() * 4))):
            days[month] = int(source.random() * 20)
    return days


@lru_cache
def _full_year(year: int) -> tuple[int, ...]:
    return tuple(month_days(year, month) for month in range(1, 13))
