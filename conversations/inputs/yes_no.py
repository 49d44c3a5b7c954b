"""Yes or no?"""

from __future__ import annotations

from typing import ClassVar

from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.engine.reply import Option, Text
from conversations.inputs import words
from conversations.inputs.normalise import squeeze

_YES, _NO = words.heard(words.YES), words.heard(words.NO)


class YesNo(Input[bool]):
    """Two buttons `<flow>-<step>-yes`, `<flow>-<step>-no`; words such as «آره», «اوکی», "no" are understood.

    With `no=False` only the yes button is shown (a page to confirm; the other ways are back, change, cancel).
    """

    kind: ClassVar[str] = "yes-no"
    gives = bool

    def __init__(self, *, no: bool = True) -> None:
        self.no = no

    def options(self, view: View) -> tuple[Option, ...]:
        """Yes, no, then those of the Ask."""
        yes = Option("yes", Text(f"{view.base}-yes"), value=True)
        no = Option("no", Text(f"{view.base}-no"), value=False)
        return (yes, no, *view.options) if self.no else (yes, *view.options)

    def read_text(self, text: str, view: View) -> Read[bool]:  # noqa: ARG002
        """A word for yes or for no."""
        word = squeeze(text)
        if word in _YES:
            return Good(True)
        if word in _NO and self.no:
            return Good(False)
        return Bad("neither")

    def samples(self, view: View) -> tuple[bool, ...]:  # noqa: ARG002
        """Both."""
        return (True, False) if self.no else (True,)

    def reasons(self) -> tuple[str, ...]:
        """Neither yes nor no."""
        return ("neither",)


def yes_no(*, no: bool = True) -> YesNo:
    """Ask for yes or no; `no=False` for a page that is only confirmed."""
    return YesNo(no=no)
