"""Is a process that ended while it started begun again, and is one that never comes up told of?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.cluster.replica import Kind, NotReady, Replica, start_process


@dataclass(slots=True)
class Frail(Replica):
    """Ends at once so many times, then answers that it is ready."""

    ends: int = 0
    starts: int = 0

    async def start(self) -> None:
        self.starts += 1
        words = ("timeit", "-n", "0") if self.starts <= self.ends else ("http.server", str(self.port))
        self.process = await start_process(*words, environment={}, log=self.log)

    async def ready(self, *, within: float = 600.0) -> None:
        assert self.process is not None
        if self.starts <= self.ends:
            await self.process.wait()
            raise NotReady(self.name)


def frail(folder: Path, ends: int) -> Frail:
    return Frail(kind=Kind.WORKER, name="w", port=0, environment={}, log=folder / "w.log", ends=ends)


async def test_it_is_begun_again_until_it_is_ready(tmp_path: Path) -> None:
    replica = frail(tmp_path, 2)
    await replica.come_back(tries=3)
    assert (replica.starts, replica.lives) == (3, True)
    await replica.kill()


async def test_one_that_never_comes_up_is_told_of(tmp_path: Path) -> None:
    replica = frail(tmp_path, 9)
    with pytest.raises(NotReady, match="w"):
        await replica.come_back(tries=3)
    assert replica.starts == 3
