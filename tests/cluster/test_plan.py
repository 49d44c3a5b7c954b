"""Do planned faults leave a way through, however few call? A street without callers, and one where everybody calls."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

from bench.cluster.cluster import Cluster
from bench.faults.outside import plan
from bench.faults.scene import Scene

NOW = (0.0, 0.001)


@dataclass
class QuietStreet:
    """Keeps planned faults; each call of the product takes the first, if there is one."""

    waiting: list[Any] = field(default_factory=list)
    most: int = 0
    moments: int = 0
    ends_after: int = 200
    called: bool = False
    struck: int = 0
    got_through: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        assert path == "/telegram/faults"
        if method == "POST":
            self.waiting.append(body)
        elif method == "DELETE":
            self.waiting.clear()
            self.moments += 1
        elif self.called and self.waiting:
            self.waiting.pop(0)
            self.struck += 1
        elif self.called:
            self.got_through += 1
        self.most = max(self.most, len(self.waiting))
        if self.moments >= self.ends_after:
            self.done.set()
        return list(self.waiting)


async def play(street: QuietStreet) -> Scene:
    cluster = cast("Cluster", SimpleNamespace(street=street))
    scene = Scene(cluster, random.Random(3), done=street.done)
    await plan("telegram", ({"kind": "html"},), every=NOW)(scene)
    return scene


async def test_faults_that_nobody_meets_do_not_pile_up() -> None:
    street = QuietStreet()
    scene = await play(street)
    assert street.most == 1
    assert street.waiting == []
    assert scene.made == 0


async def test_about_every_other_call_gets_through() -> None:
    street = QuietStreet(called=True)
    scene = await play(street)
    assert scene.made == street.struck
    assert 60 < street.struck < 140
    assert 60 < street.got_through < 140
