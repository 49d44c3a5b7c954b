"""How does a test start, kill and start again the whole demonstration, and whom does it find there?"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import time
from pathlib import Path

from backend.kit.db import Database
from bimeyar.demo_folder import demo_settings, open_folder
from bimeyar.people import find_people
from bimeyar.settings import Settings
from tests.nursery import PIPE, Process, begin

ROOT = Path(__file__).parents[2]
START_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Demo:
    """`python -m bimeyar demo` in a process group of its own."""

    def __init__(self, *, data: Path, people: int) -> None:
        self.data = data
        self.people = people
        self.port = free_port()
        self.process: Process | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("BIMEYAR_")}
        log = (self.data / "demo.log").open("ab")
        self.process = await begin(
            *("demo", "--port", str(self.port), "--data", str(self.data), "--people", str(self.people)),
            env=environment,
            stdout=PIPE,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        assert self.process.stdout is not None
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            line = (await asyncio.wait_for(self.process.stdout.readline(), START_SECONDS)).decode()
            if re.fullmatch(rf"ready http://127\.0\.0\.1:{self.port}/\n", line):
                return
            if not line:
                break
        raise AssertionError(f"the demonstration did not start:\n{(self.data / 'demo.log').read_text()[-4000:]}")

    async def kill(self) -> None:
        """kill -9, every process of it at the same moment."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> None:
        """As Ctrl-C does."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), 30)
        except TimeoutError:
            await self.kill()

    def settings(self) -> Settings:
        return demo_settings(self.data, open_folder(self.data), street=self.base)


async def payable_people(settings: Settings, situations: tuple[str, ...], count: int) -> list[dict[str, str]]:
    """People of these situations from the registers, as `bimeyar people` prints them."""
    database = Database(url=settings.database)
    found: list[dict[str, str]] = []
    try:
        for situation in situations:
            found += await find_people(database, settings.vault(), situation=situation, limit=count)
    finally:
        await database.close()
    return found[:count]
