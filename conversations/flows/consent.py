"""May a question with buttons of its own also be answered by «بله» and «نه»?"""

from __future__ import annotations

from conversations.engine import Good, Read, View
from conversations.inputs import Choice, words
from conversations.inputs.normalise import squeeze

_YES, _NO = words.heard(words.YES), words.heard(words.NO)


class Consent(Choice[str]):
    """One of its `keys`; a word for yes means the key `yes`, a word for no the key `no` where there is one."""

    def __init__(self, *keys: str, yes: str, no: str | None = None) -> None:
        super().__init__(gives=str, keys=keys)
        self.yes = yes
        self.no = no

    def read_text(self, text: str, view: View) -> Read[str]:
        """Words for yes and no; anything else is no choice."""
        word = squeeze(text)
        if word in _YES:
            return Good(self.yes)
        if word in _NO and self.no is not None:
            return Good(self.no)
        return super().read_text(text, view)


def consent(*keys: str, yes: str, no: str | None = None) -> Consent:
    """Ask for one of these keys; `yes` and `no` are the keys that those words mean."""
    return Consent(*keys, yes=yes, no=no)
