"""How does a server process live in a folder of its own, and how does it die, softly or by kill -9?"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 60.0
"""Seconds for a server to answer, or to end when it is asked to."""

_BEAT = 0.02

_GUARD = 'while kill -0 "$0" && kill -0 "$1"; do sleep 1; done 2>/dev/null; kill -INT "$1" 2>/dev/null'
"""Ends a server whose maker was killed and could not end it."""


class NotInstalled(Exception):
    """The machine lacks the program; the text says which one and how it is installed."""


class NotStarted(Exception):
    """The server ended or gave no answer; the text has the end of its log."""


class ThrowAwayServer(ABC):
    """One server process in a folder of its own; the folder and the port stay the same over a restart."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder, self.durable = folder, durable
        self.log = folder / "server.log"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients connect."""

    @abstractmethod
    def _launch(self) -> subprocess.Popen[bytes]:
        """Begin the process."""

    @abstractmethod
    async def _answers(self) -> bool:
        """Whether it serves by now: this process, and not another one that has the port."""

    async def start(self) -> None:
        """Serve; a server that runs already is left alone. Raises NotInstalled or NotStarted."""
        if self.process is not None and self.process.poll() is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        self.process = begun = await asyncio.to_thread(self._launch)
        self._forsake()
        self._guard = _guard(begun)
        until = time.monotonic() + PATIENCE
        while not await self._answers():
            if begun.poll() is not None or time.monotonic() > until:
                await self.kill()
                raise NotStarted(f"{type(self).__name__} at port {self.port}:\n{end_of(self.log)}")
            await asyncio.sleep(_BEAT)

    async def stop(self) -> None:
        """Ask it to end, as an operator would, and wait; nothing that was promised is lost."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            if not await _ended(self.process):
                await self.kill()
        self.process = None
        self._forsake()

    async def kill(self) -> None:
        """The kill -9 of the server and of every process it has."""
        if self.process is None:
            return
        family = [self.process.pid, *_children(self.process.pid)]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        await _ended(self.process)
        while any(_runs(pid) for pid in family):  # noqa: ASYNC110 - they are not our children
            await asyncio.sleep(_BEAT)
        self.process = None
        self._forsake()

    def _forsake(self) -> None:
        """Nothing is left to guard."""
        if self._guard is not None:
            self._guard.kill()
            self._guard.wait()
            self._guard = None

    async def restart(self, *, hard: bool = False) -> None:
        """End and serve again at the same address with the same data; `hard` is by kill -9."""
        await (self.kill() if hard else self.stop())
        await self.start()

    async def remove(self) -> None:
        """End it and delete what it kept."""
        await self.kill()
        await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.remove()


def _guard(server: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["sh", "-c", _GUARD, str(os.getpid()), str(server.pid)], start_new_session=True)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def spawn(command: Sequence[str | Path], *, log: Path, **how: Any) -> subprocess.Popen[bytes]:
    """A process of its own session that writes into `log`; `how` is for `subprocess.Popen`."""
    with log.open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            **how,
        )


async def _ended(process: subprocess.Popen[bytes]) -> bool:
    with suppress(subprocess.TimeoutExpired):
        await asyncio.to_thread(process.wait, PATIENCE)
    return process.returncode is not None


def _children(pid: int) -> list[int]:
    """PostgreSQL has a process a connection, which live on for a moment when their parent is killed."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def end_of(log: Path, lines: int = 15) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
