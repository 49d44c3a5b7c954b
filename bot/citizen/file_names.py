"""Under which name does a file reach a person: its words in their language, or the plain name of the backend?"""

from __future__ import annotations

from pathlib import PurePosixPath

_UNFIT = frozenset('\\/:*?"<>|')
"""What some system does not allow in the name of a file."""
_HALF_SPACE = "\u200c"
_MOST_BYTES = 180
"""With its ending a name stays below the 255 bytes that file systems hold."""


def file_name(words: str, plain: str) -> str:
    """`words` with the ending of `plain`; `plain` itself where nothing of the words can stand in a name."""
    fit = "".join(
        letter for letter in words if letter == _HALF_SPACE or (letter.isprintable() and letter not in _UNFIT)
    )
    short = fit.encode()[:_MOST_BYTES].decode(errors="ignore")
    name = " ".join(short.split(" ")).strip(f" .{_HALF_SPACE}")
    return f"{name}{PurePosixPath(plain).suffix}" if name else plain
