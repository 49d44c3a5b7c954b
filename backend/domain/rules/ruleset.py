"""Which value had this figure of the law on that day, who says so, and how sure are we?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from backend.domain.confidence import Confidence

Value = int | Fraction | tuple[str | int, ...]


class UnknownParameter(LookupError):
    """No figure of this name is known for that day."""

    def __init__(self, name: str, on: date) -> None:
        super().__init__(f"{name} is not known on {on.isoformat()}")
        self.name = name
        self.on = on


@dataclass(frozen=True, slots=True)
class Parameter:
    """One dated figure of the law.

    `valid_from` and `valid_to` are Gregorian, both included; `valid_to` None means until further notice. `unit` is
    one of `loading.UNITS`. `carried` says that the day asked for lies after `valid_to`: the figure of the new time
    is not published, the last one goes on provisionally and its confidence is low.
    """

    name: str
    value: Value
    unit: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Confidence
    note: str | None = None
    carried: bool = False

    @property
    def whole(self) -> int:
        """The value as a whole number. Raises `TypeError` for another kind of value."""
        if isinstance(self.value, int):
            return self.value
        raise TypeError(f"{self.name} is no whole number")

    @property
    def ratio(self) -> Fraction:
        """The value as an exact ratio."""
        if isinstance(self.value, (int, Fraction)):
            return Fraction(self.value)
        raise TypeError(f"{self.name} is no ratio")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The value as a list of whole numbers."""
        if isinstance(self.value, tuple):
            return tuple(item for item in self.value if isinstance(item, int))
        raise TypeError(f"{self.name} is no list")


class _Series:
    """All values of one figure, oldest first, ready for search by day."""

    __slots__ = ("carried", "entries", "starts")

    def __init__(self, entries: Iterable[Parameter]) -> None:
        self.entries = tuple(sorted((replace(entry, carried=False) for entry in entries), key=lambda e: e.valid_from))
        self.carried = tuple(replace(entry, carried=True, confidence=Confidence.LOW) for entry in self.entries)
        self.starts = [entry.valid_from for entry in self.entries]

    def on(self, day: date) -> Parameter | None:
        place = bisect_right(self.starts, day) - 1
        if place < 0:
            return None
        entry = self.entries[place]
        return entry if entry.valid_to is None or day <= entry.valid_to else self.carried[place]


class Ruleset:
    """All figures of the law by name and day.

    `id` is a stable hash of the parameter files; a decision carries it.
    """

    __slots__ = ("_series", "id", "names")

    def __init__(self, ruleset_id: str, parameters: Iterable[Parameter]) -> None:
        self.id = ruleset_id
        named: dict[str, list[Parameter]] = {}
        for parameter in parameters:
            named.setdefault(parameter.name, []).append(parameter)
        self._series: Mapping[str, _Series] = MappingProxyType({name: _Series(all_) for name, all_ in named.items()})
        self.names = tuple(sorted(named))

    def value(self, name: str, *, on: date) -> Parameter:
        """The figure on a Gregorian day. Raises `UnknownParameter`."""
        found = self.find(name, on=on)
        if found is None:
            raise UnknownParameter(name, on)
        return found

    def find(self, name: str, *, on: date) -> Parameter | None:
        """The figure on a Gregorian day, or None before the first known value."""
        series = self._series.get(name)
        return None if series is None else series.on(on)

    def history(self, name: str) -> tuple[Parameter, ...]:
        """All values of a figure, oldest first; empty for a name that is not known."""
        series = self._series.get(name)
        return () if series is None else series.entries

    def at(self, day: date) -> Parameters:
        """All figures as they stood on one Gregorian day."""
        return Parameters(self, day)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The figures of the law on one day."""

    ruleset: Ruleset
    day: date

    def value(self, name: str) -> Parameter:
        """The figure on this day. Raises `UnknownParameter`."""
        return self.ruleset.value(name, on=self.day)

    def all(self) -> tuple[Parameter, ...]:
        """Every figure known on this day, by name."""
        found = (self.ruleset.find(name, on=self.day) for name in self.ruleset.names)
        return tuple(parameter for parameter in found if parameter is not None)


class Reading:
    """A ruleset being read by one rule; remembers which figures were used, in the order of their first use."""

    __slots__ = ("_ruleset", "_used")

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._used: dict[int, Parameter] = {}

    def value(self, name: str, *, on: date) -> Parameter:
        """As `Ruleset.value`, remembered."""
        found = self._ruleset.value(name, on=on)
        self._used.setdefault(id(found), found)
        return found

    def find(self, name: str, *, on: date) -> Parameter | None:
        """As `Ruleset.find`, remembered when found."""
        found = self._ruleset.find(name, on=on)
        if found is not None:
            self._used.setdefault(id(found), found)
        return found

    @property
    def used(self) -> tuple[Parameter, ...]:
        """The figures read so far."""
        return tuple(self._used.values())
