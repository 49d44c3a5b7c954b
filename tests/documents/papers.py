"""Slips to print in tests: plain, long, paid, cancelled, expired."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from backend.contract.slips import SlipState
from backend.documents.slip import Contract, Insured, Office, Settlement, SlipDocument, SlipLine
from backend.domain.calendar import JalaliMonth

PAID = Settlement("201045678912", datetime(2026, 11, 19, 8, 42, tzinfo=UTC))


def slip(months: int = 3, *, per_capita: int = 0, first: str = "1405-08", **changes: object) -> SlipDocument:
    """A voluntary slip of so many months of 1405 from `first`; the premium is 27 % of 199,506,600 rial for 30 days."""
    start = JalaliMonth.parse(first)
    lines = tuple(
        SlipLine(month, month.days, 53_866_782 * month.days // 30, per_capita)
        for month in (start.plus(step) for step in range(months))
    )
    plain = SlipDocument(
        number="140500000429",
        state=SlipState.ISSUED,
        insured=Insured("زهرا کریمی‌نژاد", "0499370899", "31415926"),
        branch=Office("0112", "شعبهٔ یک تهران", "تهران، خیابان آزادی، نبش خیابان جیحون، پلاک ۲۱۰", "02166001234"),
        contract=Contract(
            number="1405/27/003182",
            concluded=date(2026, 5, 4),
            kind="voluntary",
            rate=27,
            wage_base=199_506_600,
            covered_persons=2 if per_capita else 0,
        ),
        lines=lines,
        debt=0,
        issued_on=date(2026, 11, 18),
        deadline=date(2027, 1, 20),
        bill_id="4200074",
        payment_id="161601",
        payment_url="https://bimeyar.example/pay/3f9kQ2mTz8Lw",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def paid(document: SlipDocument) -> SlipDocument:
    """The same slip, paid."""
    return replace(document, state=SlipState.PAID, settlement=PAID)


def crowded() -> SlipDocument:
    """Everything at its longest: twelve months, a debt, long names, great amounts."""
    grown = slip(12, per_capita=36_147_000, first="1405-01", debt=987_654_321, provisional=True)
    return replace(
        grown,
        insured=Insured("سیده فاطمه‌الزهرا حسینی‌نژاد طباطبایی اصفهانی", "0684159414", "0098765432"),
        branch=Office(
            "30711",
            "شعبهٔ شهیدان محمدی‌نیا و رستم‌آبادی بندر امام خمینی",
            "خوزستان، بندر امام خمینی، ناحیهٔ صنعتی، بلوار شهید تندگویان، روبه‌روی پایانهٔ مسافربری، ساختمان شمارهٔ ۱۴",
            "06152220000",
        ),
        contract=replace(grown.contract, kind="self_employed", rate=18, wage_base=1_163_788_500, covered_persons=9),
        lines=tuple(replace(line, premium=314_222_895 * line.days // 30) for line in grown.lines),
    )
