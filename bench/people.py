"""seed_people: synthetic people with histories and contracts into SQLite, encrypted."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from backend.kit.vault import new_key
from backend.migrations.apply import upgrade
from bench.figures import Figure
from bimeyar.people import seed_people
from bimeyar.settings import Settings

_PEOPLE = 100_000


def measure() -> Iterator[Figure]:
    """Seconds for 100,000 people, database made before."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'people.db'}"
        settings = Settings.model_validate({"database": url, "data_key": new_key(), "index_key": new_key()})
        upgrade(url)
        begun = time.perf_counter()
        asyncio.run(seed_people(settings, people=_PEOPLE, seed=1, report=lambda _line: None))
        spent = time.perf_counter() - begun
    yield Figure("seed_people", spent, f"s for {_PEOPLE} people", "target: a minute or so")
