"""How does a script run one process of the product, and how does it end it: gently, by a stop, or by kill -9?"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import httpx2

from bench.ending import end_with_parent

ROOT = Path(__file__).parents[2]


class Kind(StrEnum):
    """The kinds of processes, as `python -m bimeyar` names them."""

    API = "api"
    BOT = "bot"
    SMS = "sms"
    WORKER = "worker"


class NotReady(Exception):
    """A process did not come up; the text says which, and the end of what it wrote."""


class Running(Protocol):
    """A process, as a script uses it."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    async def wait(self) -> int: ...
    def send_signal(self, signal: int, /) -> None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


class Starter(Protocol):
    """How `python -m MODULE WORDS` is started, with nothing but this of our own settings, writing into the log."""

    def __call__(self, module: str, *words: str, environment: Mapping[str, str], log: Path) -> Awaitable[Running]: ...


@dataclass(slots=True)
class Replica:
    """One process of the product: `python -m bimeyar KIND` with an environment of its own."""

    kind: Kind
    name: str
    port: int
    environment: Mapping[str, str] = field(repr=False)
    log: Path
    starter: Starter = field(default_factory=lambda: start_process, repr=False)
    process: Running | None = None

    @property
    def base(self) -> str:
        """Its own address, behind the balancer."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def lives(self) -> bool:
        """Does the process run (or stand still)?"""
        return self.process is not None and self.process.returncode is None

    async def start(self) -> None:
        """Start the process; `ready` waits for it."""
        environment = {**self.environment, "BIMEYAR_PORT": str(self.port)}
        self.process = await self.starter("bimeyar", self.kind, environment=environment, log=self.log)

    async def ready(self, *, within: float = 600.0) -> None:
        """Return when it says that it is ready. Raises NotReady."""
        until = time.monotonic() + within
        async with httpx2.AsyncClient(trust_env=False, timeout=5) as client:
            while self.lives and time.monotonic() < until:
                with contextlib.suppress(httpx2.TransportError):
                    if (await client.get(f"{self.base}/readyz")).status_code == httpx2.codes.OK:
                        return
                await asyncio.sleep(0.1)
        raise NotReady(f"{self.name}: {self.last_words()}")

    async def come_back(self, *, tries: int = 5) -> None:
        """Start it as an orchestrator does: where what it stands on went away meanwhile and it ended, once more.

        Raises NotReady where it ends at the last try too, or lives and does not get ready.
        """
        for left in reversed(range(tries)):
            await self.start()
            try:
                await self.ready()
            except NotReady:
                if self.lives or not left:
                    raise
            else:
                return

    async def drain(self, *, within: float = 240.0) -> int:
        """SIGTERM, as an orchestrator does; the exit status. Raises TimeoutError where it takes longer than that."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), within)

    async def kill(self) -> None:
        """Kill (-9)."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()

    def pause(self) -> None:
        """Let it stand still, as a machine does that is moved."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """End a pause."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def last_words(self, characters: int = 2_000) -> str:
        """The end of its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-characters:] if self.log.exists() else ""


async def start_process(
    module: str, *words: str, environment: Mapping[str, str], log: Path
) -> asyncio.subprocess.Process:
    """`python -m MODULE WORDS` with nothing of our own settings in its environment; what it writes goes to the log."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("BIMEYAR_")}
    with log.open("ab") as file:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *words),
            cwd=ROOT,
            env=plain | dict(environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            preexec_fn=end_with_parent,
        )
