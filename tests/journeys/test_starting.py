"""May processes be started in any order, and does one that is told to end finish what it has begun?"""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from backend.migrations.apply import upgrade
from bimeyar.neighbours import NeighboursAway, wait_until_ready
from tests.journeys.demo import ROOT, free_port
from tests.journeys.test_commands import environment


class Watchmaker:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


async def test_who_is_early_waits_ever_longer_until_all_is_there() -> None:
    clock = Watchmaker()
    answers = iter([("database", "schema"), ("database", "schema"), ("schema",), ()])

    async def reasons() -> tuple[str, ...]:
        return next(answers)

    await wait_until_ready(reasons, seconds=60, now=clock.now, sleep=clock.sleep)
    assert clock.slept == [0.25, 0.5, 1.0]


async def test_who_waits_too_long_says_what_is_missing_and_what_to_do() -> None:
    clock = Watchmaker()

    async def reasons() -> tuple[str, ...]:
        return ("database", "schema", "redis")

    with pytest.raises(NeighboursAway) as said:
        await wait_until_ready(reasons, seconds=30, now=clock.now, sleep=clock.sleep)
    assert clock.time == 30
    assert "BIMEYAR_DATABASE" in str(said.value)
    assert "BIMEYAR_REDIS" in str(said.value)
    assert "migrate" not in str(said.value), "without a database nobody can say anything about its tables"


async def start(role: str, env: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bimeyar", role),
        cwd=ROOT,
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def test_a_process_waits_for_the_tables_and_gives_up_in_words(tmp_path: Path) -> None:
    env = environment(tmp_path, BIMEYAR_PORT=str(free_port()), BIMEYAR_START_SECONDS="1")
    process = await start("sms", env)
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    assert "python -m bimeyar migrate" in said.decode()
    assert "Traceback" not in said.decode()


async def test_a_process_waits_for_a_server_that_is_not_there(tmp_path: Path) -> None:
    nobody = f"postgresql+asyncpg://nobody:hidden-word@127.0.0.1:{free_port()}/nothing"
    env = environment(tmp_path, BIMEYAR_PORT=str(free_port()), BIMEYAR_START_SECONDS="1", BIMEYAR_DATABASE=nobody)
    process = await start("worker", env)
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    assert "the database does not answer" in said.decode()
    assert "hidden-word" not in said.decode()


@asynccontextmanager
async def running_api(tmp_path: Path, *, drain_seconds: int) -> AsyncIterator[tuple[asyncio.subprocess.Process, int]]:
    port = free_port()
    env = environment(tmp_path, BIMEYAR_PORT=str(port), BIMEYAR_DRAIN_SECONDS=str(drain_seconds))
    await asyncio.to_thread(upgrade, env["BIMEYAR_DATABASE"])
    process = await start("api", env)
    try:
        async with httpx2.AsyncClient(trust_env=False) as client:
            for _ in range(1_200):
                try:
                    if (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                        break
                except httpx2.TransportError:
                    assert process.returncode is None, "it ended by itself"
                await asyncio.sleep(0.1)
        yield process, port
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_sigterm_turns_people_away_first_and_finishes_what_is_under_way(tmp_path: Path) -> None:
    async with running_api(tmp_path, drain_seconds=3) as (process, port):
        under_way = socket.create_connection(("127.0.0.1", port))
        under_way.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n")  # half a request
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        async with httpx2.AsyncClient(trust_env=False) as client:
            while (answer := await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:  # noqa: ASYNC110 — nobody rings
                await asyncio.sleep(0.01)
            assert "draining" in answer.text
            rules = await client.get(f"http://127.0.0.1:{port}/v1/rules/parameters?name=minimum_daily")
            assert rules.status_code == 200, "whoever was on the way is still served"
        under_way.sendall(b"\r\n")
        assert (await asyncio.to_thread(under_way.recv, 12)).startswith(b"HTTP/1.1 200")
        under_way.close()
        assert await asyncio.wait_for(process.wait(), 60) == 0
        assert time.monotonic() - begun >= 2.9


async def test_a_second_signal_hurries(tmp_path: Path) -> None:
    async with running_api(tmp_path, drain_seconds=300) as (process, _):
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 120) == 0
