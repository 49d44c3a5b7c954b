"""How is one scenario played? People talk while trouble is made, then everything settles, then the books are compared."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backend.kit.db import Database
from bench.cluster.audit import audit
from bench.cluster.cluster import Cluster
from bench.cluster.crowd import Crowd, converse
from bench.faults.scene import Scenario, Scene

_LOOKS_EVERY = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a scenario: figures of this one alone, seconds until nothing moved any more, and the findings."""

    name: str
    wanted: int
    crowd: Crowd
    made: int
    settled: float
    figures: Mapping[str, int]
    findings: Sequence[str]

    @property
    def middle(self) -> float:
        """Seconds from hello to receipt, median."""
        return statistics.median(self.crowd.seconds) if self.crowd.seconds else 0.0


@dataclass(slots=True)
class Stage:
    """Plays one scenario after another on the same cluster; each is charged only with what is new."""

    cluster: Cluster
    seed: int
    _figures: Mapping[str, int] = field(default_factory=dict)
    _findings: Sequence[str] = ()

    async def play(self, scenario: Scenario, *, conversations: int) -> Report:
        """One scenario with so many people."""
        scene = Scene(self.cluster, random.Random(f"{self.seed} {scenario.name}"))
        trouble = asyncio.create_task(scenario.trouble(scene))
        try:
            crowd = await converse(
                self.cluster.street,
                self.cluster.take_people(conversations),
                first_chat=self.cluster.next_chats(conversations),
                at_once=scenario.at_once,
                within=scenario.within,
                pays=scenario.pays,
            )
        finally:
            scene.done.set()
            await trouble
        return await self._account(scenario, scene, crowd, conversations)

    async def _account(self, scenario: Scenario, scene: Scene, crowd: Crowd, wanted: int) -> Report:
        begun = time.monotonic()
        findings, figures = await self._settle(scenario.settles)
        settled = time.monotonic() - begun
        new = {name: value - self._figures.get(name, 0) for name, value in figures.items()}
        found = [finding for finding in findings if finding not in self._findings]
        if crowd.failures:
            found.insert(0, f"{len(crowd.failures)} people without a receipt, for example: {crowd.failures[0]}")
        if new["paid"] != crowd.finished:
            found.append(f"{new['paid']} slips paid by {crowd.finished} people with a receipt")
        if scenario.quiet and new["shown again"]:
            found.append(f"messages shown again although nothing was broken off: {new['shown again']}")
        self._figures, self._findings = figures, findings
        return Report(
            name=scenario.name,
            wanted=wanted,
            crowd=crowd,
            made=scene.made,
            settled=settled,
            figures=new,
            findings=found,
        )

    async def _settle(self, seconds: float) -> tuple[Sequence[str], Mapping[str, int]]:
        """The audit, once it finds nothing new, or at the end of this time."""
        until = time.monotonic() + seconds
        database = Database(url=self.cluster.site.database, pool=1)
        try:
            while True:
                findings, figures = await audit(database, self.cluster.street)
                if set(findings) <= set(self._findings) or time.monotonic() >= until:
                    return findings, figures
                await asyncio.sleep(_LOOKS_EVERY)
        finally:
            await database.close()
