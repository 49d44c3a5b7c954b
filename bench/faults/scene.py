"""Where does trouble happen? A cluster with people talking, dice with a seed, and a bell that rings when all have finished."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from bench.cluster.cluster import Cluster
from bench.cluster.payer import Pays, pay_and_return

Trouble = Callable[["Scene"], Coroutine[Any, Any, None]]
"""Makes trouble again and again until nobody talks any more."""


@dataclass(slots=True)
class Scene:
    """What a trouble may touch. `made` counts what it did."""

    cluster: Cluster
    chance: random.Random
    done: asyncio.Event = field(default_factory=asyncio.Event)
    made: int = 0

    async def goes_on(self, least: float, most: float) -> bool:
        """Wait so many seconds, by chance; False as soon as nobody talks any more. The first trouble comes soon."""
        if not self.made:
            least, most = min(least, 1.0), min(most, 2.0)
        try:
            await asyncio.wait_for(self.done.wait(), self.chance.uniform(least, most))
        except TimeoutError:
            return True
        return False

    async def control(self, method: str, path: str, body: Any = None) -> Any:
        """One request to the control side of the street."""
        return await self.cluster.street.ask(method, path, body)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of trouble. `quiet`: nothing is broken off, so nothing may be said twice to anybody.

    `at_once` is how many talk at the same time (few, so that somebody talks for as long as it takes), `within` how many seconds a person waits for the receipt at most, `settles`
    how long everything may take after that.
    """

    name: str
    what: str
    trouble: Trouble
    _: KW_ONLY
    pays: Callable[[int], Pays] = lambda _number: pay_and_return
    at_once: int = 16
    within: float = 420.0
    settles: float = 240.0
    quiet: bool = False
