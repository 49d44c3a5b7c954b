"""Is nothing lost and nothing done twice, whatever goes wrong? The scenarios of `./run faults`, in small."""

from __future__ import annotations

import pytest

from bench.faults.running import Stage
from bench.faults.scenarios import SCENARIOS
from bench.faults.table import head, line

SMALL = {
    "kill9-bot": 8,
    "kill9-worker": 8,
    "postgres-restart": 8,
    "redis-restart": 8,
    "telegram-duplicates": 6,
    "kavenegar-lost": 6,
    "gateway-down": 6,
}
"""People in each; the whole must stay within minutes on two cores."""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]


@pytest.mark.parametrize("name", SMALL)
async def test_whatever_goes_wrong_all_books_agree(name: str, stage: Stage) -> None:
    report = await stage.play(SCENARIOS[name], conversations=SMALL[name])
    print(f"\n{head()}\n{line(report)}")
    assert report.findings == []
    assert report.made > 0, "nothing went wrong, so nothing was shown"
    assert report.crowd.finished == SMALL[name] == report.figures["paid"] == report.figures["contributions"]
    assert report.figures["rial verified"] == report.figures["rial booked"] > 0
