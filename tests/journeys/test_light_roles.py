"""Does a process load the libraries of messengers only where it talks? They are half of its memory and of its start."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from backend.migrations.apply import upgrade
from tests.journeys.demo import ROOT, free_port
from tests.journeys.test_commands import environment

_OPENS = """
import asyncio, sys
from bimeyar.process import open_product
from bimeyar.settings import read_settings

async def main():
    product = await open_product(read_settings(), roles=frozenset(sys.argv[1:]))
    print(len(product.chatting.bots), "aiogram" in sys.modules)
    await product.stop()

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        (("api",), "0 False"),
        (("sms",), "0 False"),
        (("api", "sms"), "0 False"),
        (("bot",), "1 True"),
        (("worker",), "1 True"),
        ((), "1 True"),
    ],
    ids=["api", "sms", "both", "bot", "worker", "a-command"],
)
async def test_only_who_talks_loads_messengers(tmp_path: Path, roles: tuple[str, ...], said: str) -> None:
    env = environment(
        tmp_path,
        BIMEYAR_PORT=str(free_port()),
        BIMEYAR_TELEGRAM_TOKEN="123456:AAbbCC",
        BIMEYAR_TELEGRAM_MODE="polling",
    )
    await asyncio.to_thread(upgrade, env["BIMEYAR_DATABASE"])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _OPENS, *roles),
        cwd=ROOT,
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert out.decode().strip() == said, err.decode()[-2000:]
