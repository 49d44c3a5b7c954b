"""Which multiple of the minimum wage does a contract keep from year to year (domain.md 1.4 W9)?"""

from __future__ import annotations

from fractions import Fraction

from backend.domain.money import round_half_up
from backend.domain.rules import Ruleset, coefficient_of_wage
from backend.registers.ports import Contract

_MILLION = 1_000_000


def kept_ratio(ruleset: Ruleset, contract: Contract) -> Fraction:
    """Exact where the contract names its wage base and the minimum wage is the one it was concluded by, else to a millionth.

    A contract of Esfand may begin in a year whose minimum wage is published after it: its ratio is kept, not its rials.
    """
    if contract.wage_base is not None:
        exact = coefficient_of_wage(ruleset, wage_base_monthly=contract.wage_base, month=contract.first_month)
        if round_half_up(exact * _MILLION) == contract.ratio_ppm:
            return exact
    return Fraction(contract.ratio_ppm, _MILLION)
