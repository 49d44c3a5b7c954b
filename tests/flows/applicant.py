"""Who applies for a voluntary contract, what is lacking, and on which terms? Facts of the pretended register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backend.contract.people import MyData
from backend.contract.voluntary import ByLaw, ByLawPiece, Condition, ContractTerms, Door, Eligibility, EntryExam
from backend.domain.money import typeable_bounds
from tests.flows.account import BRANCH

LOWEST_WAGE, HIGHEST_WAGE, RATE = 199_506_600, 1_163_788_500, 27
TAKE_BY = date(2027, 1, 1)
LACKS: dict[str, Condition] = {
    "days": Condition(
        code="history-enough",
        met=False,
        cite="voluntary-by-law",
        values={"is": 18, "needed": 30, "nearest": 12},
    ),
    "age": Condition(
        code="age-allowed", met=False, cite="voluntary-age", values={"is": 900, "needed": 1215, "nearest": 315}
    ),
    "employed": Condition(code="not-employed", met=False, cite="voluntary-by-law", values={}),
    "self-employed": Condition(code="no-self-employed-contract", met=False, cite="voluntary-by-law", values={}),
    "dependant": Condition(code="main-insured", met=False, cite="voluntary-by-law", values={}),
    "pensioner": Condition(code="not-pensioner", met=False, cite="voluntary-by-law", values={}),
    "other-fund": Condition(code="no-other-fund", met=False, cite="voluntary-by-law", values={}),
    "minor": Condition(
        code="of-age",
        met=False,
        cite="voluntary-contract-order-3",
        values={"is": 16, "needed": 18, "nearest": "2028-05-01"},
    ),
    "guardian": Condition(code="no-guardianship", met=False, cite="voluntary-contract-order-3", values={}),
}
"""What may stand in the way, by the word of a transcript."""
BRING = {
    "minor": ("identity", "majority-certificate"),
    "guardian": ("identity", "guardianship-order", "guardian-identity"),
}
DATA = MyData(
    first_name="رضا",
    last_name="احمدی",
    father_name="حسن",
    national_id="0499370899",
    birth_date=date(1966, 10, 13),
    sso_number="0012345678",
    mobile="0912***4567",
    address="تهران، خیابان آزادی، شمارهٔ 120",
    postal_code="1598765432",
    iban=None,
    branch="شعبهٔ ۱۴ تهران",
    branch_address="تهران، خیابان آزادی، شمارهٔ 120",
    branch_phone="02166000014",
)
BY_LAWS = {
    "1399-10": ByLaw(
        version="1399-10",
        title="آیین‌نامهٔ ادامهٔ بیمه به طور اختیاری",
        since=date(2020, 12, 21),
        pieces=(
            ByLawPiece(heading="چه کسی می‌تواند", text="کسی که دست‌کم 30 روز سابقه دارد."),
            ByLawPiece(heading="حق بیمه", text="نرخ 27 درصد دستمزد مبناست."),
            ByLawPiece(heading="نخستین پرداخت", text="باید در مهلت قرارداد انجام شود."),
        ),
    ),
    "1405-08": ByLaw(
        version="1405-08",
        title="آیین‌نامهٔ تازه",
        since=date(2026, 10, 23),
        pieces=(ByLawPiece(heading="همه در یک بخش", text="این متن تازه است."),),
    ),
}


@dataclass(slots=True)
class Applicant:
    """Somebody who applies. `lacking`: words of LACKS. `average`: wage base that is not chosen. `raised`: percent.

    `opens`: the day from which a contract of theirs can be paid, where its first month is one of next year.
    """

    lacking: tuple[str, ...] = ()
    exempt: bool = True
    average: int | None = None
    raised: int = 0
    opens: date | None = None
    by_law: str = "1399-10"
    data: MyData = field(default_factory=lambda: DATA)

    def eligibility(self, contract: str | None) -> Eligibility:
        """Where they go; `contract` is the one in force."""
        lacks = tuple(LACKS[word] for word in self.lacking)
        at_branch = [word for word in self.lacking if word in BRING]
        door = Door.HERE if not lacks else Door.BRANCH if at_branch else Door.NOWHERE
        return Eligibility(
            door=Door.HAS_ONE if contract else door,
            conditions=tuple(LACKS[word] for word in at_branch) or lacks,
            branch=BRANCH,
            bring=tuple(dict.fromkeys(what for word in at_branch for what in BRING[word])),
            age_years=60,
            history_days=900,
            contract=contract,
            decision="d1",
        )

    def terms(self, premium: int | None, *, personal: bool) -> ContractTerms:
        """As backend.domain.rules.contract_terms: the nearest bound where the wish lies outside."""
        low, high = (self._wage(bound) for bound in (LOWEST_WAGE, HIGHEST_WAGE))
        if self.average is not None:
            low = high = self.average
        lowest, highest = typeable_bounds(_premium(low), _premium(high))
        granted = premium is None or _premium(low) <= premium <= _premium(high)
        wish = premium if granted or premium is None else min(max(premium, lowest), highest)
        wished = low if wish is None else -(-wish * 100 // RATE)
        wage = min(max(wished, low), high)
        return ContractTerms(
            granted=granted,
            premium=_premium(wage),
            wage_base=wage,
            rate=RATE,
            lowest_premium=lowest,
            highest_premium=highest,
            lowest_wage_base=low,
            highest_wage_base=high,
            fixed=self.average is not None,
            first_month="1405-08" if self.opens is None else "1406-01",
            days=30,
            starts_on=self.opens or date(2026, 10, 23),
            provisional=False,
            personal=personal,
            conditions=(),
        )

    def exam(self) -> EntryExam:
        """Exempt, or with too few days before the break."""
        lack = Condition(
            code="exam-history-enough",
            met=False,
            cite="exam-exemption",
            values={"is": 90, "needed": 365, "nearest": 275},
        )
        return EntryExam(
            exempt=self.exempt,
            conditions=() if self.exempt else (lack,),
            take_by=TAKE_BY,
            pay_until="1405-09",
            care_before=("outpatient",),
        )

    def _wage(self, bound: int) -> int:
        return bound * (100 + self.raised) // 100

    def become(self, words: list[str]) -> None:
        """Words of a transcript. Raises LookupError for one that nobody knows."""
        changes: dict[str, dict[str, Any]] = {
            "examined": {"exempt": False},
            "long": {"average": 300_000_000},
            "dearer": {"raised": 10},
            "esfand": {"opens": date(2027, 3, 21)},
            "by-law": {"by_law": "1405-08"},
            "nothing": {"lacking": ()},
        }
        for word in words:
            for name, value in (
                changes[word] if word in changes else {"lacking": (*self.lacking, _known(word))}
            ).items():
                setattr(self, name, value)


def _known(word: str) -> str:
    if word not in LACKS:
        raise LookupError(word)
    return word


def _premium(wage: int) -> int:
    return (wage * RATE + 50) // 100
