"""Is nothing lost and nothing done twice, whatever goes wrong or is deployed? The scenarios of `./run faults`, in small."""

from __future__ import annotations

import pytest

from bench.faults.running import Stage
from bench.faults.scenarios import SCENARIOS
from bench.faults.table import head, line

SMALL = {
    "kill9-bot": 6,
    "kill9-worker": 6,
    "postgres-restart": 6,
    "redis-restart": 6,
    "telegram-duplicates": 6,
    "kavenegar-lost": 6,
    "gateway-down": 6,
}
"""People in each; the whole must stay within minutes on two cores."""
MANY = 30

pytestmark = pytest.mark.slow


async def test_conversations_go_through_a_rolling_restart(stage: Stage) -> None:
    before = {replica.name for replica in stage.cluster.replicas()}
    report = await stage.play(SCENARIOS["rolling-restart"], conversations=MANY)
    print(f"\n{head()}\n{line(report)}")
    assert report.findings == []
    assert report.crowd.finished == MANY == report.figures["paid"] == report.figures["contributions"]
    assert report.figures["shown again"] == 0
    assert report.made == len(before) == 8
    assert before.isdisjoint({replica.name for replica in stage.cluster.replicas()})
    assert stage.cluster.balancer.counts.broken == 0, "no request was broken off"


@pytest.mark.parametrize("name", SMALL)
async def test_whatever_goes_wrong_all_books_agree(name: str, stage: Stage) -> None:
    report = await stage.play(SCENARIOS[name], conversations=SMALL[name])
    print(f"\n{head()}\n{line(report)}")
    assert report.findings == []
    assert report.made > 0, "nothing went wrong, so nothing was shown"
    assert report.crowd.finished == SMALL[name] == report.figures["paid"] == report.figures["contributions"]
    assert report.figures["rial verified"] == report.figures["rial booked"] > 0
