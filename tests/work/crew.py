"""Starts worker processes on one database, kills, pauses and counts: what did they do, and how often?"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.kit.db import Database
from backend.kit.outbox import Lane
from backend.work.choice import EngineKind
from tests.work.engines import make_engine, open_database

NOTES = (
    "CREATE TABLE begun (n INTEGER, pid INTEGER)",
    "CREATE TABLE effects (n INTEGER PRIMARY KEY)",
    "CREATE TABLE ticked (pid INTEGER, at DOUBLE PRECISION, what TEXT)",
)
Worker = asyncio.subprocess.Process


class Crew:
    """Several worker processes, and the tables in which they note what they do."""

    def __init__(self, kind: EngineKind, database: Database, url: str) -> None:
        self.kind, self.database, self.url = kind, database, url
        self.workers: list[Worker] = []

    async def start(self, *, alone: bool = False) -> Worker:
        worker = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.work.worker_process", self.kind, self.url),
            "alone" if alone else "shared",
            stdout=asyncio.subprocess.PIPE,
        )
        self.workers.append(worker)
        assert worker.stdout is not None
        assert await asyncio.wait_for(worker.stdout.readline(), 60) == b"ready\n"
        return worker

    async def enqueue(self, numbers: range, **args: int) -> None:
        engine = make_engine(self.kind, self.database, self.url)
        async with self.database.begin() as connection:
            for number in numbers:
                await engine.enqueue(connection, "work", {"n": number} | args, lane=Lane.REPLIES)
        await engine.stop()

    async def ask(self, question: str) -> list[Any]:
        async with self.database.begin() as connection:
            return list(await connection.execute(text(question)))

    async def effects(self) -> list[int]:
        return sorted(row.n for row in await self.ask("SELECT n FROM effects"))

    async def wait(self, question: str, *, within: float = 60) -> list[Any]:
        """Ask until the answer has rows; a server that is being restarted is asked again."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            try:
                if found := await self.ask(question):
                    return found
            except (DBAPIError, OSError):
                pass
            await asyncio.sleep(0.05)
        raise AssertionError(f"not within {within} seconds: {question}")

    async def wait_for_effects(self, least: int, within: float = 60) -> None:
        await self.wait(f"SELECT 1 FROM (SELECT COUNT(*) AS c FROM effects) AS e WHERE c >= {least}", within=within)


def send(worker: Worker, how: signal.Signals) -> None:
    os.kill(worker.pid, how)


@asynccontextmanager
async def open_crew(kind: EngineKind, url: str) -> AsyncIterator[Crew]:
    async with open_database(url, kind) as database:
        async with database.begin() as connection:
            for statement in NOTES:
                await connection.execute(text(statement))
        crew = Crew(kind, database, url)
        try:
            yield crew
        finally:
            for worker in crew.workers:
                if worker.returncode is None:
                    worker.kill()
                    await worker.wait()
