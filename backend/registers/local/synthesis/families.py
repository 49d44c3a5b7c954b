"""Which families do the synthetic pensioners have, who of them is insured, and what is deducted for them?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from backend.domain.calendar import MONTHS_A_YEAR, JalaliMonth, MonthRange
from backend.domain.supplementary import Basis, Kinship
from backend.registers.local.contracts import month_number
from backend.registers.local.synthesis.names import WOMEN, draw_names
from backend.registers.local.synthesis.places import all_branches

_AZAR = 9
_GOLD, _PENSIONER, _ORGANISATION = "gold", 10_000_000, 2_500_000
"""The published plan of 1404 (domain.md 5.2 P1 P2), which goes on in these invented files."""
_FIRST_NUMBER = 20_000_000


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the file. `ends`: dependency ends so many days from today, None without an end.

    `woman` is not asked of spouses: they are what the pensioner is not.
    """

    kinship: Kinship
    woman: bool = False
    ends: int | None = None
    basis: Basis = Basis.THROUGH_PENSIONER


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The file of a situation. `insured`: everybody has it already. `elsewhere`: the active file is at another branch."""

    relatives: tuple[Relative, ...] = ()
    insured: bool = False
    elsewhere: bool = False
    staff: bool = False


_SPOUSE = Relative(Kinship.SPOUSE)
_SON = Relative(Kinship.CHILD, woman=False, ends=700)
_DAUGHTER = Relative(Kinship.CHILD, woman=True)

ALONE = Family()
WITH_CHILDREN = Family(relatives=(_SPOUSE, _SON, _DAUGHTER))
SPOUSE_EMPLOYED = Family(relatives=(replace(_SPOUSE, basis=Basis.EMPLOYED), _DAUGHTER))
DEPENDENCY_ENDED = Family(relatives=(_SPOUSE, replace(_SON, ends=-40), _DAUGHTER))
INSURED = Family(relatives=(_SPOUSE, _DAUGHTER, Relative(Kinship.PARENT, woman=True)), insured=True)
LEFT = Family(relatives=(_SPOUSE, replace(_SON, ends=-12), _DAUGHTER), insured=True)
ELSEWHERE = Family(relatives=(_SPOUSE,), elsewhere=True)
STAFF = Family(relatives=(_SPOUSE,), staff=True)


@dataclass(slots=True)
class File:
    """The rows of one pension file, in the order of `loading.COLUMNS`; names of members are not sealed yet."""

    pension: tuple[Any, ...]
    members: list[tuple[Any, ...]] = field(default_factory=list)
    loans: list[tuple[Any, ...]] = field(default_factory=list)
    lines: list[tuple[Any, ...]] = field(default_factory=list)


def make_file(family: Family, *, person: int, name: str, branch: str, seed: int, today: date) -> File:
    """The file of a pensioner; the same every time, without touching what else is drawn for them."""
    source = Random(seed * 7_000_003 + person)  # noqa: S311 (nothing secret is drawn)
    number = str(_FIRST_NUMBER + person)
    county = next(each[4] for each in all_branches() if each[0] == branch)
    file = File((number, person, _another(branch) if family.elsewhere else branch, county, True, family.staff))
    relatives = (Relative(Kinship.SELF), *family.relatives)
    is_woman, fathers = name.split(" ", maxsplit=1)[0] in WOMEN, name.split(" ", 1)[1]
    for place, relative in enumerate(relatives):
        own = place == 0
        is_spouse = relative.kinship is Kinship.SPOUSE
        first, last, _ = draw_names(source, woman=not is_woman if is_spouse else relative.woman)
        if is_spouse and is_woman:
            fathers = last
        surname = fathers if relative.kinship is Kinship.CHILD else last
        until = None if relative.ends is None else today + timedelta(days=relative.ends)
        plan = _GOLD if family.insured else None
        called = name if own else f"{first} {surname}"
        file.members.append(
            (number, str(place), relative.kinship.value, called, until, relative.basis.value, plan is not None, plan)
        )
        if family.insured:
            _deduct(file, number, str(place), loan=person * 10 + place, today=today)
    return file


def _deduct(file: File, number: str, member: str, *, loan: int, today: date) -> None:
    month = JalaliMonth.of(today)
    first = JalaliMonth(month.year if month.month >= _AZAR else month.year - 1, _AZAR)
    file.loans.append((loan, number, member, _GOLD, f"S{first.year}"))
    file.lines += [
        (loan, month_number(each), _PENSIONER, _ORGANISATION)
        for each in MonthRange.counted(first, MONTHS_A_YEAR).months
    ]


def _another(branch: str) -> str:
    codes = [each[0] for each in all_branches()]
    return codes[(codes.index(branch) + 1) % len(codes)]
