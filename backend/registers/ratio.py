"""Which multiple of the minimum wage does a contract keep from year to year (domain.md 1.4 W9)?"""

from __future__ import annotations

from fractions import Fraction

from backend.domain.rules import Ruleset, coefficient_of_wage
from backend.registers.ports import Contract

_MILLION = 1_000_000


def kept_ratio(ruleset: Ruleset, contract: Contract) -> Fraction:
    """Exact where the contract names its wage base, else to a millionth."""
    if contract.wage_base is None:
        return Fraction(contract.ratio_ppm, _MILLION)
    return coefficient_of_wage(ruleset, wage_base_monthly=contract.wage_base, month=contract.first_month)
