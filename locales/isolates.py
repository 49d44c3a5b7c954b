"""Does a line show its own direction? One that lies wholly inside direction marks has no letter that tells it.

A messenger looks for the first letter of a line outside isolates. A message whose value fills whole lines, or that
chooses between sentences, would have none there and be shown from the wrong side.
"""

from __future__ import annotations

_OPENING = "\u2066\u2067\u2068"
_FIRST_STRONG, _CLOSING = "\u2068", "\u2069"


def bare_lines(text: str) -> str:
    """The text without the isolates that begin where a line begins and end where one ends; all others stay."""
    if not text.startswith(_FIRST_STRONG) and f"\n{_FIRST_STRONG}" not in text:
        return text
    gone: set[int] = set()
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter in _OPENING:
            opened.append(place)
        elif letter == _CLOSING and opened:
            start = opened.pop()
            if text[start] == _FIRST_STRONG and _begins_a_line(text, start, gone, opened) and _ends_a_line(text, place):
                gone |= {start, place}
    return "".join(letter for place, letter in enumerate(text) if place not in gone)


def _begins_a_line(text: str, place: int, gone: set[int], opened: list[int]) -> bool:
    """Only marks that are still open may stand before it on its line."""
    before = place
    while before > 0 and (before - 1 in gone or before - 1 in opened):
        before -= 1
    return before == 0 or text[before - 1] == "\n"


def _ends_a_line(text: str, place: int) -> bool:
    after = place + 1
    while after < len(text) and text[after] == _CLOSING:
        after += 1
    return after == len(text) or text[after] == "\n"
