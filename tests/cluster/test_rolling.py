"""Does a deployment under load lose nothing, keep nobody waiting for an answer, and say nothing twice?"""

from __future__ import annotations

import pytest

from bench.faults.running import Stage
from bench.faults.scenarios import SCENARIOS
from bench.faults.table import head, line

CONVERSATIONS = 60

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]


async def test_sixty_conversations_go_through_a_rolling_restart(stage: Stage) -> None:
    before = {replica.name for replica in stage.cluster.replicas()}
    report = await stage.play(SCENARIOS["rolling-restart"], conversations=CONVERSATIONS)
    print(f"\n{head()}\n{line(report)}")
    assert report.findings == []
    assert report.crowd.finished == CONVERSATIONS == report.figures["paid"] == report.figures["contributions"]
    assert report.figures["shown again"] == 0
    assert report.made == len(before) == 8
    assert before.isdisjoint({replica.name for replica in stage.cluster.replicas()})
    assert stage.cluster.balancer.counts.broken == 0, "no request was broken off"
