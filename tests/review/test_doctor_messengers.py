"""Does the doctor say of each messenger how it is, and show nothing secret?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from bimeyar.doctor import examine
from simulators.telegram.profile import Profile
from tests.review.product import some_settings
from tests.simulators.telegram.server import running_messenger

TOKEN = "83001:AAdoctor"


@pytest.fixture
async def bale(tmp_path: Path) -> AsyncIterator[str]:
    with running_messenger(tmp_path / "bale.db", Profile.BALE) as url:
        async with httpx2.AsyncClient(base_url=url, trust_env=False) as client:
            bot = {"token": TOKEN, "username": "b_bot", "name": "بیمه‌یار"}
            assert (await client.post("/control/telegram/bots", json=bot)).is_success
        yield f"{url}/telegram"


@pytest.mark.parametrize(
    ("token", "well", "said"),
    [
        (TOKEN, True, "answers; updates come by polling, 0 updates wait"),
        ("83001:AAwrong", False, "NOT WELL: asked for itself and its webhook: 404 token not found"),
    ],
    ids=["right", "wrong token"],
)
async def test_each_messenger_by_itself(sqlite_url: str, bale: str, token: str, well: bool, said: str) -> None:
    lines: list[str] = []
    settings = some_settings(sqlite_url, bale_token=token, bale_url=bale, bale_mode="polling")
    assert await examine(settings, report=lines.append) is well
    found = dict(line.split(maxsplit=1) for line in lines)
    assert (found["bale"], found["telegram"]) == (said, "not configured")
    assert token not in "\n".join(lines)
