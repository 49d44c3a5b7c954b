"""How much money?"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from conversations.engine.asking import Bad, Good, Input, Read, Turned, View
from conversations.engine.reply import Option, Text
from conversations.inputs import words
from conversations.inputs.money_words import read_money
from conversations.inputs.normalise import squeeze

Unit = Literal["rial", "toman"]
_PAGE = "unit:"
_NO = words.heard(words.NO)
_IN_RIAL = {"rial": 1, "toman": 10}


class Amount(Input[int]):
    """Integer rial; typed as «دو میلیون تومان», «۲۵۰ هزار تومن», "2,000,000 rial".

    A number without a unit is taken in `unit`; where that is None the person is asked, rial or toman.
    `least` and `most` are rial.
    """

    kind: ClassVar[str] = "amount"
    takes_numbers: ClassVar[bool] = True
    gives = int

    def __init__(self, *, unit: Unit | None = None, least: int = 1, most: int = 10**12) -> None:
        self.unit = unit
        self.least = least
        self.most = most

    def options(self, view: View) -> tuple[Option, ...]:
        """Rial or toman while that is the question, else those of the Ask."""
        number = _asked_about(view)
        if number is None:
            return view.options
        return tuple(
            Option(unit, Text(f"input-amount-{unit}", {"number": number, "rial": number * size}), value=number * size)
            for unit, size in _IN_RIAL.items()
        )

    def prompt(self, view: View) -> Text | None:
        """Rial or toman?"""
        number = _asked_about(view)
        return None if number is None else Text("input-amount-unit", {"number": number})

    def read_press(self, key: str, view: View) -> Read[int]:
        """An option, within the bounds."""
        found = super().read_press(key, view)
        return self._bounded(found.value) if isinstance(found, Good) else found

    def read_text(self, text: str, view: View) -> Read[int]:
        """The amount in rial, or what is wrong: no amount; out of bounds {least, most, amount}."""
        read = read_money(text)
        if read is None or squeeze(text) in _NO:  # «نه» alone refuses; nine toman are «نه تومان»
            return Bad("not-amount")
        number, unit = read
        asked = _asked_about(view)
        if number is None:
            if asked is None or unit is None:
                return Bad("not-amount")
            number = Decimal(asked)
        unit = unit or self.unit
        if unit is None:
            whole = int(number)
            return Turned(f"{_PAGE}{whole}") if 0 < whole <= self.most and whole == number else Bad("not-amount")
        rial = number * _IN_RIAL[unit]
        return self._bounded(int(rial)) if rial == int(rial) else Bad("not-amount")

    def _bounded(self, rial: int) -> Read[int]:
        if rial < self.least:
            return Bad("low", {"least": self.least, "most": self.most, "amount": rial})
        if rial > self.most:
            return Bad("high", {"least": self.least, "most": self.most, "amount": rial})
        return Good(rial)

    def samples(self, view: View) -> tuple[int, ...]:  # noqa: ARG002
        """One amount within the bounds."""
        return (min(max(self.least, 1_000_000), self.most),)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("not-amount", "low", "high")

    def texts(self) -> tuple[str, ...]:
        """The question of the unit and its two answers."""
        return () if self.unit else ("input-amount-unit", "input-amount-rial", "input-amount-toman")


def _asked_about(view: View) -> int | None:
    return int(view.page[len(_PAGE) :]) if view.page.startswith(_PAGE) else None


def amount(*, unit: Unit | None = None, least: int = 1, most: int = 10**12) -> Amount:
    """Ask for an amount; bounds in rial."""
    return Amount(unit=unit, least=least, most=most)
