"""Which name does a backup get in a folder of backups, and which old ones make room? Only sound ones count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

_NAMED = re.compile(r"\d{8}T\d{6}Z\.bimeyar")


def name_in(folder: Path, *, now: datetime) -> Path:
    """The file of this moment, for example 20260422T193000Z.bimeyar; names sort by age."""
    return folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.bimeyar"


def set_aside(file: Path) -> Path:
    """A backup that was looked at and is not sound: it is kept for whoever finds out why, and counts no more."""
    return file.rename(file.with_name(f"{file.name}.unsound"))


def make_room(folder: Path, *, keep: int) -> Sequence[Path]:
    """Delete all but the newest `keep` that were named here; other files of the folder are left alone."""
    named = sorted(file for file in folder.iterdir() if _NAMED.fullmatch(file.name))
    old = named[:-keep]
    for file in old:
        file.unlink()
    return old
