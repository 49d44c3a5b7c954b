"""Contract years for the examples: the published one of 1404, and the one of 1405 that goes on with its figures."""

from __future__ import annotations

from backend.domain.calendar import parse_jalali
from backend.domain.confidence import Confidence
from backend.domain.supplementary import Basis, ContractYear, MemberRules, Plan

GOLD = Plan(code="gold", premium=12_500_000, organisation=2_500_000, pensioner=10_000_000)
RULES = MemberRules(
    spouse_compulsory=True,
    spouse_exempt=(Basis.EMPLOYED, Basis.RETIRED, Basis.CHILDS_DEPENDANT, Basis.OTHER_INSURER),
    barred=(Basis.OTHER_INSURER,),
    all_or_none=True,
)


def year_of(year: int, *, ends: str, window_to: str, confidence: Confidence) -> ContractYear:
    """A year from 1 Azar, with a window from the same day."""
    first = parse_jalali(f"{year}-09-01")
    return ContractYear(
        year=year,
        starts=first,
        ends=parse_jalali(ends),
        window_from=first,
        window_to=parse_jalali(window_to),
        plans=(GOLD,),
        rules=RULES,
        life_cover=400_000_000,
        order_number="1",
        order_date=first,
        source="domain.md 5.2",
        confidence=confidence,
    )


YEARS = {
    1404: year_of(1404, ends="1405-08-30", window_to="1404-11-30", confidence=Confidence.HIGH),
    1405: year_of(1405, ends="1406-08-30", window_to="1405-11-30", confidence=Confidence.LOW),
}
