"""How is a long text read in pieces, forth and back, before it is agreed to?"""

from __future__ import annotations

from conversations.engine import Bad, Good, Option, Read, Text, Turned, View
from conversations.inputs import Choice, words
from conversations.inputs.normalise import squeeze

AGREE, NEXT, PREVIOUS, LAST = "agree", "next", "previous", "last"
_YES = words.heard(words.YES)


class Reading(Choice[str]):
    """The options of the Ask are the pieces, each a text; one is shown at a time. Agreed to (AGREE) at the last one."""

    def __init__(self) -> None:
        super().__init__(gives=str)

    def options(self, view: View) -> tuple[Option, ...]:
        """To the next piece, the one before, the last one; at the last one, to agree."""
        place, last = _place(view), len(view.options)
        keys = [AGREE] if place == last else [NEXT]
        keys += [PREVIOUS] if place > 1 else []
        keys += [LAST] if place < last - 1 else []
        return tuple(Option(key, Text(f"{view.base}-{key}"), value=key) for key in keys)

    def prompt(self, view: View) -> Text | None:
        """The piece."""
        return view.options[_place(view) - 1].text

    def read_press(self, key: str, view: View) -> Read[str]:
        """Another piece, or the agreement."""
        place, last = _place(view), len(view.options)
        turned = {NEXT: min(place + 1, last), PREVIOUS: max(place - 1, 1), LAST: last}.get(key)
        return Good(AGREE) if turned is None else Turned(str(turned))

    def read_text(self, text: str, view: View) -> Read[str]:
        """A word for yes turns to the next piece, and agrees at the last one."""
        if squeeze(text) not in _YES:
            return Bad("choice")
        return self.read_press(self.options(view)[0].key, view)

    def samples(self, view: View) -> tuple[str, ...]:  # noqa: ARG002
        """The agreement."""
        return (AGREE,)


def _place(view: View) -> int:
    return int(view.page or 1)


def reading() -> Reading:
    """Ask for agreement to a text; the Ask's `options` are its pieces, each with its `text`."""
    return Reading()
