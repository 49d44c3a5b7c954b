"""Does the text of a contract year say the same money as its plans? People accept the text; the deduction follows the plans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend.domain.supplementary import YearDocument

_FIGURE = re.compile(r"\d[\d\u066c,\u060c]*\d")
_MONEY = 1_000_000
"""From so many rial on a number of the text is taken for money; years and days are smaller."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Rial. `missing`: of the plans, and the text does not name them; `strange`: of the text, and nothing else has them."""

    missing: tuple[int, ...]
    strange: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.strange)


def unsaid(document: YearDocument) -> Unsaid:
    """Where text and plans do not agree; digits of any script, with commas or without."""
    year = document.year
    told = {figure for piece in document.terms.pieces for figure in _figures(piece.text)}
    plans = {share for plan in year.plans for share in (plan.premium, plan.organisation, plan.pensioner) if share}
    known = plans if year.life_cover is None else plans | {year.life_cover}
    return Unsaid(tuple(sorted(plans - told)), tuple(sorted(told - known)))


def _figures(text: str) -> set[int]:
    latin = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    numbers = (int(re.sub(r"\D", "", found)) for found in _FIGURE.findall(latin))
    return {number for number in numbers if number >= _MONEY}
