"""How are rials rounded and turned into toman? Money is whole rials, always an int (domain.md 3.2)."""

from __future__ import annotations

from fractions import Fraction

RIAL_A_TOMAN = 10


def round_half_up(amount: Fraction | int) -> int:
    """Whole rials of an exact amount; a half goes up. Used once, at the end of a formula (domain.md 3.2)."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def round_up(amount: Fraction | int) -> int:
    """The least whole number not below an exact amount: a lower bound in rials."""
    return -(-amount.numerator // amount.denominator)


def round_down(amount: Fraction | int) -> int:
    """The greatest whole number not above an exact amount: an upper bound in rials."""
    return amount.numerator // amount.denominator


def rial_of_toman(toman: int) -> int:
    """Rials of whole toman."""
    return toman * RIAL_A_TOMAN


def toman_of_rial(rial: int) -> tuple[int, int]:
    """Whole toman and the rials left over, 0 to 9."""
    return divmod(rial, RIAL_A_TOMAN)


def typeable_bounds(lowest: int, highest: int) -> tuple[int, int]:
    """Bounds in rial as they are shown: inward to whole toman, so that what is read can be typed and lies within.

    Where no whole toman lies between them they stay as they are: then nothing is chosen.
    """
    low, high = (round_up(Fraction(lowest, RIAL_A_TOMAN)) * RIAL_A_TOMAN, highest // RIAL_A_TOMAN * RIAL_A_TOMAN)
    return (low, high) if low <= high else (lowest, highest)


def agrees_with_published(rial: int, toman: int, *, unit: int) -> bool:
    """Is a figure published in toman this amount, rounded or cut to `unit` toman? (domain.md 3.2)."""
    exact = Fraction(rial, RIAL_A_TOMAN * unit)
    return toman in {round_half_up(exact) * unit, round_down(exact) * unit}
