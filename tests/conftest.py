"""What every folder of tests may ask for: databases of both kinds, and a Redis."""

import gc

from tests.databases import (
    bare_url,
    database_url,
    databases,
    postgres_databases,
    postgres_place,
    sqlite_mould,
    sqlite_url,
)
from tests.redis_at_hand import redis_url, shared

__all__ = (
    "bare_url",
    "database_url",
    "databases",
    "postgres_databases",
    "postgres_place",
    "redis_url",
    "shared",
    "sqlite_mould",
    "sqlite_url",
)


def pytest_collection_finish() -> None:
    """Modules and tests live to the end: the collector of garbage need not walk through them before every tenth test."""
    gc.collect()
    gc.freeze()
