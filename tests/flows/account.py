"""Which months does the pretended account still have to pay, and what do they cost?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from backend.contract.calendar import JalaliMonth
from backend.contract.outcome import RefusalValue, Refused
from backend.contract.slips import Branch, PayableMonth, PremiumAccount, QuoteLine

BRANCH = Branch(code="1401", name="شعبهٔ ۱۴ تهران", address="تهران، خیابان آزادی، شمارهٔ ۱۲۰", phone="02166000014")
VISIT: dict[str, RefusalValue] = {"branch": BRANCH.name, "address": BRANCH.address, "phone": BRANCH.phone}
PROBLEMS: dict[str, Refused] = {
    "none": Refused("account-none"),
    "all-paid": Refused("account-all-paid", {"year": 1405}),
    "not-begun": Refused("account-not-begun", {"opens": "2027-03-21", "month": "1406-01"}),
    "unsettled": Refused("account-unsettled", VISIT),
    "debt": Refused("account-debt", VISIT | {"amount": 12_500_000}),
    "lapsed": Refused("account-lapsed", VISIT | {"lapsed_on": "2026-09-23"}),
    "over": Refused("account-over", VISIT | {"number": "140300127"}),
    "exam": Refused("account-exam-pending", VISIT),
    "unfit": Refused("account-exam-unfit", VISIT),
}
"""What the backend says to each kind of account that cannot pay."""
KINDS: dict[str, dict[str, Any]] = {
    "last-month": {"paid_until": JalaliMonth(1405, 11)},
    "self-employed": {"kind": "self_employed", "rate": 18},
    "overdue": {"paid_until": JalaliMonth(1405, 5), "overdue": 1, "lapses_on": date(2026, 11, 20)},
    "support": {"covered": 2, "debt": 3_000_000},
    "new": {"unpaid": True, "lapses_on": date(2026, 12, 20)},
}
"""What is different about each kind of account that can pay."""
_PER_CAPITA = 1_900_000


@dataclass(slots=True)
class Account:
    """A contract and how far it is paid. `raised` is a change of the wage in percent; `covered` persons with support."""

    kind: str = "voluntary"
    rate: int = 27
    wage_base: int = 200_000_000
    paid_until: JalaliMonth = field(default_factory=lambda: JalaliMonth(1405, 7))
    problem: str = ""
    raised: int = 0
    covered: int = 0
    debt: int = 0
    overdue: int = 0
    lapses_on: date | None = date(2027, 1, 21)
    unpaid: bool = False

    def open_months(self) -> list[JalaliMonth]:
        first = self.paid_until.next()
        return [JalaliMonth(first.year, number) for number in range(first.month, 13)]

    def line(self, month: JalaliMonth) -> QuoteLine:
        wage = self.wage_base * (100 + self.raised) // 100
        return QuoteLine(
            month=str(month),
            days=month.days,
            premium=wage * month.days * self.rate // 3000,
            per_capita=_PER_CAPITA * self.covered,
        )

    def view(self) -> PremiumAccount:
        """Raises Refused where nothing can be paid."""
        if self.problem:
            raise PROBLEMS[self.problem]
        if self.paid_until.month == 12:
            raise PROBLEMS["all-paid"]
        return PremiumAccount(
            kind=self.kind,
            rate=self.rate,
            contract_number="140300127",
            contract_date=date(2024, 6, 1),
            wage_base=self.wage_base,
            treatment_support=self.covered > 0,
            covered_persons=self.covered,
            branch=BRANCH,
            paid_until=None if self.unpaid else str(self.paid_until),
            lapses_on=self.lapses_on,
            debt=self.debt,
            months=tuple(self._payable(place, month) for place, month in enumerate(self.open_months())),
        )

    def _payable(self, place: int, month: JalaliMonth) -> PayableMonth:
        line = self.line(month)
        late = place < self.overdue
        return PayableMonth(
            month=line.month,
            days=line.days,
            premium=line.premium,
            per_capita=line.per_capita,
            due=date(2026, 10, 22) + timedelta(days=30 * place) if late else month.plus(2).last_day,
            overdue=late,
        )
