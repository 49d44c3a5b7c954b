"""May these tokens go into a template of Kavenegar? (channels.md 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SPACES: Mapping[str, int] = MappingProxyType({"token": 0, "token2": 0, "token3": 0, "token10": 5, "token20": 8})
"""Name of a token and how many spaces it may hold."""
LONGEST = 100


def refuse_tokens(tokens: Mapping[str, str]) -> int | None:
    """The return code the vendor would give: 400 no token or one it does not know, 431 a wrong structure, or None."""
    if not tokens.get("token") or not tokens.keys() <= SPACES.keys():
        return 400
    return None if all(_fits(name, value) for name, value in tokens.items()) else 431


def _fits(name: str, value: str) -> bool:
    spaces = SPACES[name]
    blanks = [letter for letter in value if letter.isspace()]
    if not value or len(value) > LONGEST or len(blanks) > spaces or any(blank != " " for blank in blanks):
        return False
    return spaces > 0 or "_" not in value
