"""Which of the options shown does a typed text mean?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conversations.engine.reply import Option, Text
from conversations.inputs import words
from conversations.inputs.normalise import fold, fold_digits, squeeze

_LONG_WORD = 6
_SHORT_WORD = 3
_NAV = frozenset({"~back", "~help", "~cancel"})
_GO_ON = ("~resume.0", "~fresh")
_YES, _NO = words.heard(words.YES), words.heard(words.NO)


def counted(keys: Sequence[str]) -> list[str]:
    """The keys that a typed number may mean: the ways about (back, help, cancel) have none."""
    return [key for key in keys if key not in _NAV]


def number_in(text: str) -> int | None:
    """The place of an option that this text names, in any digits; None where it is no such number."""
    digits = fold_digits(text.strip()).rstrip(".)")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 3 else None


def by_number(text: str, keys: Sequence[str]) -> str | None:
    """The key at this place of what was shown, counted from 1 without the ways about, in any digits."""
    number, real = number_in(text), counted(keys)
    return real[number - 1] if number is not None and 1 <= number <= len(real) else None


def labels_of(options: Sequence[Option], hear: Callable[[Text], str]) -> dict[str, str]:
    """Keys by squeezed label; labels that look alike are left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for option in options:
        if option.url is not None:
            continue
        label = hear(option.text)
        if label in found:
            twice.add(label)
        found[label] = option.key
    return {label: key for label, key in found.items() if label and label not in twice}


def by_label(text: str, labels: dict[str, str]) -> str | None:
    """The key whose label this is, spacing and letter forms aside."""
    return labels.get(squeeze(text))


def by_consent(text: str, keys: Sequence[str]) -> str | None:
    """Yes and no on the engine's own questions; to "go on?" only where one conversation is unfinished."""
    word = squeeze(text)
    for key, known in (("~yes", _YES), ("~no", _NO)):
        if key in keys and word in known:
            return key
    if tuple(keys) == _GO_ON:
        return _GO_ON[0] if word in _YES else _GO_ON[1] if word in _NO else None
    return None


def by_part(text: str, options: Sequence[Option], words_of: Callable[[Text], Sequence[str]]) -> str | None:
    """The only key in whose label these words stand one after the other, whole; what is too short says nothing."""
    said = fold(text).split()
    if len("".join(said)) < _SHORT_WORD or not any(char.isalpha() for char in text):
        return None
    found = [option.key for option in options if option.url is None and _stand_in(said, words_of(option.text))]
    return found[0] if len(found) == 1 else None


def _stand_in(said: Sequence[str], label: Sequence[str]) -> bool:
    return any(list(label[place : place + len(said)]) == said for place in range(len(label) - len(said) + 1))


def by_near_label(text: str, labels: dict[str, str]) -> str | None:
    """The only label within one wrong letter (two from six letters on)."""
    word = squeeze(text)
    if len(word) < _SHORT_WORD:
        return None
    allowed = 1 if len(word) < _LONG_WORD else 2
    near = {key for label, key in labels.items() if distance(word, label, allowed) <= allowed}
    return near.pop() if len(near) == 1 else None


def distance(one: str, other: str, most: int) -> int:
    """Letters to change, add, drop or swap; anything above `most` is given as `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
