"""Something to choose, or straight away another amount of money?"""

from __future__ import annotations

from conversations.engine import Bad, Good, Option, Read, Text, View
from conversations.flows.consent import Consent
from conversations.inputs import Amount
from conversations.inputs.normalise import only_digits

_SIGN = "="
_FEWEST_DIGITS = 4
"""A shorter bare number means a button, or nothing."""


class AnotherAmount(Consent):
    """One of its `keys` as in `Consent`, or an amount, which is answered as "=<rial>"; `amount_in` reads it."""

    def __init__(self, *keys: str, yes: str, no: str, least: int, most: int) -> None:
        super().__init__(*keys, yes=yes, no=no)
        self._amount = Amount(least=least, most=most)

    def options(self, view: View) -> tuple[Option, ...]:
        """Rial or toman while that is the question."""
        return self._amount.options(view) if view.page else super().options(view)

    def prompt(self, view: View) -> Text | None:
        """Rial or toman?"""
        return self._amount.prompt(view)

    def read_press(self, key: str, view: View) -> Read[str]:
        """A button, of the keys or of the unit."""
        return _as_answer(self._amount.read_press(key, view)) if view.page else super().read_press(key, view)

    def read_text(self, text: str, view: View) -> Read[str]:
        """An amount, or what is wrong with one: low, high; what is none is no choice either."""
        consent = super().read_text(text, view)
        if isinstance(consent, Good):
            return consent
        bare = only_digits(text)
        if not view.page and bare is not None and len(bare) < _FEWEST_DIGITS:
            return Bad("choice")
        read = self._amount.read_text(text, view)
        return Bad("choice") if isinstance(read, Bad) and read.reason == "not-amount" else _as_answer(read)

    def samples(self, view: View) -> tuple[str, ...]:
        """Every key, and an amount."""
        return (*super().samples(view), *(f"{_SIGN}{rial}" for rial in self._amount.samples(view)))

    def texts(self) -> tuple[str, ...]:
        """Those of the unit."""
        return self._amount.texts()


def _as_answer(read: Read[int]) -> Read[str]:
    return Good(f"{_SIGN}{read.value}") if isinstance(read, Good) else read


def amount_in(answer: str | None) -> int | None:
    """The rial of an answer; None where it is a key."""
    return int(answer[len(_SIGN) :]) if answer is not None and answer.startswith(_SIGN) else None


def another_amount(*keys: str, yes: str, no: str, least: int, most: int) -> AnotherAmount:
    """Ask for one of these keys or for an amount; `yes` and `no` are the keys that those words mean, bounds in rial."""
    return AnotherAmount(*keys, yes=yes, no=no, least=least, most=most)
