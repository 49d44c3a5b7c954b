"""One cluster for all tests of this folder: it takes longer to start than most of them to run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench.cluster.cluster import Cluster
from bench.faults.running import Stage
from bench.servers import NotInstalled, postgres_programs, redis_program
from tests.nursery import begin_into


@pytest.fixture(scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """Two replicas of everything behind one address; they end with the file, for even at rest they take a quarter of a core."""
    try:
        postgres_programs()
        redis_program()
    except NotInstalled as missing:
        pytest.skip(str(missing))
    folder: Path = tmp_path_factory.mktemp("cluster")
    async with Cluster(folder=folder, people=800, starter=begin_into) as cluster:
        yield Stage(cluster, seed=7)
