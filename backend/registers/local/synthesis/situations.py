"""Which cases do the rules tell apart, and what is true of a person in each?

One line a situation. Titles and hints are the messages `situation-<id>` and `situation-<id>-hint`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from backend.registers.local.synthesis import families
from backend.registers.local.synthesis.families import Family
from backend.registers.ports import ContractState, Relation


class MobileOnFile(StrEnum):
    """Whose number the register holds."""

    OWN = "own"
    MISSING = "missing"
    SOMEBODY_ELSES = "somebody_elses"


class LastYear(StrEnum):
    """How the account run of the last Jalali year stands [P6]."""

    SETTLED = "settled"
    NOT_COMPUTED = "not_computed"
    DEBT = "debt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The contract of a situation.

    `rates` percent and `ratios` wage base over minimum wage in millionths: one of each is drawn. `behind`: the last
    paid month lies so many months before this one (1 is up to date). `to_esfand`: paid to the end of this year
    instead. `debt_before`: the year before last left a debt that the next slip collects. `unpaid_for`: nothing paid, concluded so many days ago. `exam`: begun three months ago, two months paid.
    `earlier`: a lapsed contract came before it.
    """

    kind: str
    rates: tuple[int, ...]
    ratios: tuple[int, ...]
    treatment: bool = False
    behind: int = 1
    to_esfand: bool = False
    unpaid_for: int | None = None
    exam: bool = False
    earlier: bool = False
    state: ContractState = ContractState.ACTIVE
    last_year: LastYear = LastYear.SETTLED
    debt_before: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """So many days of compulsory insurance, the last ones so many months ago."""

    days: int
    ago: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One case: `share` of people in thousandths, ages in full years, years of compulsory history before.

    `work` instead of `history` where days count. `relation`: what binds them beside a contract. `family`: the file of a
    pensioner.
    """

    id: str
    share: int
    plan: Plan | None = None
    ages: tuple[int, int] = (28, 58)
    history: tuple[int, int] = (1, 12)
    work: Work | None = None
    relation: Relation | None = None
    family: Family | None = None
    mobile: MobileOnFile = MobileOnFile.OWN
    alive: bool = True


_FLOOR, _MIDDLE, _CEILING = (1_200_000,), (1_800_000, 2_000_000, 2_500_000, 3_000_000, 4_000_000), (7_000_000,)
_WORK = (1_000_000, 1_100_000, 1_200_000, 1_500_000, 2_000_000)
_VOLUNTARY = Plan(kind="voluntary", rates=(27,), ratios=_FLOOR)
_SELF_EMPLOYED = Plan(kind="self_employed", rates=(12, 14, 18), ratios=_WORK)


def _paying(rate: int, *, treatment: bool) -> Plan:
    return replace(_SELF_EMPLOYED, rates=(rate,), treatment=treatment)


def _pensioner(name: str, family: Family, *, share: int = 10) -> Situation:
    relation = Relation(pensioner=True)
    return Situation(id=name, share=share, ages=(60, 82), history=(25, 32), relation=relation, family=family)


SITUATIONS: tuple[Situation, ...] = (
    Situation(id="voluntary-floor", share=90, plan=_VOLUNTARY),
    Situation(id="voluntary-middle", share=80, plan=replace(_VOLUNTARY, ratios=_MIDDLE)),
    Situation(id="voluntary-ceiling", share=20, plan=replace(_VOLUNTARY, ratios=_CEILING)),
    Situation(id="self-employed-12", share=60, plan=_paying(12, treatment=False)),
    Situation(id="self-employed-12-treatment", share=60, plan=_paying(12, treatment=True)),
    Situation(id="self-employed-14", share=50, plan=_paying(14, treatment=False)),
    Situation(id="self-employed-14-treatment", share=50, plan=_paying(14, treatment=True)),
    Situation(id="self-employed-18", share=60, plan=_paying(18, treatment=False)),
    Situation(id="self-employed-18-treatment", share=70, plan=_paying(18, treatment=True)),
    Situation(id="voluntary-behind", share=30, plan=replace(_VOLUNTARY, behind=2)),
    Situation(id="self-employed-behind", share=40, plan=replace(_SELF_EMPLOYED, behind=2, treatment=True)),
    Situation(id="self-employed-behind-two", share=30, plan=replace(_SELF_EMPLOYED, behind=3)),
    Situation(id="voluntary-about-to-lapse", share=20, plan=replace(_VOLUNTARY, behind=3)),
    Situation(id="voluntary-lapsed", share=30, plan=replace(_VOLUNTARY, behind=8, state=ContractState.LAPSED)),
    Situation(id="self-employed-lapsed", share=30, plan=replace(_SELF_EMPLOYED, behind=5)),
    Situation(id="first-payment-open", share=20, plan=replace(_VOLUNTARY, unpaid_for=6)),
    Situation(
        id="first-payment-missed",
        share=10,
        plan=replace(_VOLUNTARY, unpaid_for=70, state=ContractState.ANNULLED),
    ),
    Situation(id="exam-pending", share=15, plan=replace(_VOLUNTARY, exam=True, state=ContractState.EXAM_PENDING)),
    Situation(id="last-year-not-computed", share=20, plan=replace(_SELF_EMPLOYED, last_year=LastYear.NOT_COMPUTED)),
    Situation(id="last-year-debt", share=20, plan=replace(_VOLUNTARY, last_year=LastYear.DEBT)),
    Situation(id="earlier-debt", share=15, plan=replace(_VOLUNTARY, debt_before=True)),
    Situation(id="all-paid", share=20, plan=replace(_VOLUNTARY, to_esfand=True)),
    Situation(id="returned", share=15, plan=replace(_VOLUNTARY, earlier=True)),
    Situation(id="no-contract", share=60, history=(2, 20)),
    Situation(id="no-relation", share=30, history=(0, 0), ages=(18, 60)),
    Situation(id="mobile-missing", share=10, plan=_VOLUNTARY, mobile=MobileOnFile.MISSING),
    Situation(id="mobile-not-own", share=10, plan=_VOLUNTARY, mobile=MobileOnFile.SOMEBODY_ELSES),
    Situation(id="deceased", share=10, plan=replace(_VOLUNTARY, behind=14, state=ContractState.LAPSED), alive=False),
    Situation(id="minor", share=10, ages=(8, 17), history=(0, 0)),
    _pensioner("pensioner", families.ALONE, share=30),
    Situation(id="left-work-exempt", share=20, ages=(25, 45), work=Work(700, 2)),
    Situation(id="left-work-exam", share=20, ages=(25, 45), work=Work(150, 14)),
    Situation(id="left-work-few-days", share=15, ages=(20, 45), work=Work(18, 3)),
    Situation(id="left-work-too-old", share=15, ages=(58, 62), work=Work(1100, 4)),
    Situation(id="left-work-age-covered", share=10, ages=(52, 53), work=Work(1300, 2)),
    Situation(id="left-work-long-history", share=15, ages=(42, 60), work=Work(4200, 3)),
    Situation(id="end-of-service-card", share=10, ages=(21, 30), history=(0, 0), relation=Relation(served=True)),
    Situation(id="employed", share=20, ages=(22, 55), work=Work(900, 0), relation=Relation(employed=True)),
    Situation(id="dependant", share=10, ages=(19, 45), history=(0, 0), relation=Relation(dependant=True)),
    Situation(id="other-fund", share=10, ages=(25, 50), history=(2, 6), relation=Relation(other_fund=True)),
    Situation(
        id="guardianship", share=10, ages=(20, 45), work=Work(800, 5), relation=Relation(under_guardianship=True)
    ),
    _pensioner("pensioner-family", families.WITH_CHILDREN),
    _pensioner("pensioner-spouse-employed", families.SPOUSE_EMPLOYED),
    _pensioner("pensioner-dependency-ended", families.DEPENDENCY_ENDED),
    _pensioner("pensioner-insured", families.INSURED),
    _pensioner("pensioner-left", families.LEFT),
    _pensioner("pensioner-elsewhere", families.ELSEWHERE),
    _pensioner("pensioner-staff", families.STAFF),
)
"""All cases; the first people made are one of each, in this order."""
