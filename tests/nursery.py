"""How do tests start many processes of the product without waiting each time for the same modules to be read?

One process reads them once and waits, without a thread or a connection; each start is a fork of it that runs
`python -m bimeyar WORDS` as a program does, in a process that can be killed, paused and waited for like any other.
Where the system cannot do that, a process is started the long way. `test_starting` and `test_commands` start real ones.

    process = await begin("api", env=env, cwd=ROOT, stdout=PIPE)
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from bench.ending import end_with_parent

ROOT = Path(__file__).parents[1]
PIPE = subprocess.PIPE
_MODULES = ("bimeyar.cli", "bimeyar.process", "bimeyar.stuck", "bot.citizen.app", "dbos", "aiosqlite", "asyncpg")
_ANSWER = 65_536


class Child:
    """A process of the nursery, with what scripts use of `asyncio.subprocess.Process`."""

    def __init__(self, pid: int, nursery: Nursery, stdout: asyncio.StreamReader | None) -> None:
        self.pid = pid
        self.stdout = stdout
        self._nursery = nursery
        self._handle = os.pidfd_open(pid)
        self._code: int | None = None

    @property
    def returncode(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs or stands still."""
        if self._code is None and select.select([self._handle], [], [], 0)[0]:
            self._code = self._nursery.code_of(self.pid)
            os.close(self._handle)
        return self._code

    async def wait(self) -> int:
        """Return when it has ended."""
        while (code := self.returncode) is None:
            loop = asyncio.get_running_loop()
            over: asyncio.Future[None] = loop.create_future()
            handle = os.dup(self._handle)
            loop.add_reader(handle, lambda over=over: over.done() or over.set_result(None))
            try:
                await over
            finally:
                loop.remove_reader(handle)
                os.close(handle)
        return code

    async def communicate(self) -> tuple[bytes, bytes]:
        """All that it writes, until it has ended."""
        said = b"" if self.stdout is None else await self.stdout.read()
        await self.wait()
        return said, b""

    def send_signal(self, number: int) -> None:
        """Raises ProcessLookupError where it has ended."""
        if self.returncode is not None:
            raise ProcessLookupError(self.pid)
        signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


Process = asyncio.subprocess.Process | Child


class Nursery:
    """The waiting process of this process of tests."""

    def __init__(self) -> None:
        self._here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "tests.nursery", str(there.fileno())]
        with there:
            self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[there.fileno()], stdin=subprocess.DEVNULL)
        self._one = threading.Lock()
        atexit.register(self.close)

    def close(self) -> None:
        self._here.close()
        self._process.kill()
        self._process.wait()

    def fork(self, asked: Mapping[str, object], files: list[int]) -> int:
        """The number of a new process that writes into these two files."""
        return self._ask(asked, files)

    def code_of(self, pid: int) -> int:
        """How a process ended that has ended."""
        return self._ask({"ended": pid}, [])

    def _ask(self, asked: Mapping[str, object], files: list[int]) -> int:
        with self._one:
            socket.send_fds(self._here, [json.dumps(asked).encode()], files)
            answer = self._here.recv(_ANSWER)
        assert answer, "the nursery has ended"
        return int(answer)


_nursery: list[Nursery] = []


async def begin(
    *words: str,
    env: Mapping[str, str],
    cwd: Path = ROOT,
    stdout: int | IO[bytes] | None = None,
    stderr: int | IO[bytes] | None = None,
    start_new_session: bool = False,
) -> Process:
    """`python -m bimeyar WORDS`; `stdout` and `stderr` are files, PIPE (stdout alone) or `subprocess.STDOUT`."""
    if not hasattr(os, "pidfd_open"):
        command = (sys.executable, "-m", "bimeyar", *words)
        how = {"cwd": cwd, "env": dict(env), "stdout": stdout, "stderr": stderr}
        return await asyncio.create_subprocess_exec(*command, **how, start_new_session=start_new_session)
    if not _nursery:
        _nursery.append(Nursery())
    asked = {"words": words, "env": dict(env), "cwd": str(cwd), "session": start_new_session}
    reading, writing = os.pipe() if stdout == PIPE else (-1, -1)
    out = writing if stdout == PIPE else _number(stdout, 1)
    errors = out if stderr == subprocess.STDOUT else _number(stderr, 2)
    try:
        pid = await asyncio.to_thread(_nursery[0].fork, asked, [out, errors])
    finally:
        if writing >= 0:
            os.close(writing)
    return Child(pid, _nursery[0], None if reading < 0 else await _reader(reading))


async def begin_into(module: str, *words: str, environment: Mapping[str, str], log: Path) -> Process:
    """As `bench.cluster.replica.start_process` does, for the product's own processes. Raises ValueError for others."""
    if module != "bimeyar":
        raise ValueError(f"the nursery knows bimeyar alone, not {module}")
    plain = {key: value for key, value in os.environ.items() if not key.startswith("BIMEYAR_")}
    with log.open("ab") as file:
        return await begin(*words, env=plain | dict(environment), stdout=file, stderr=file)


def _number(file: int | IO[bytes] | None, otherwise: int) -> int:
    if file is None:
        return otherwise
    return file if isinstance(file, int) else file.fileno()


async def _reader(reading: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    pipe = os.fdopen(reading, "rb", 0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    return reader


def _serve(line: socket.socket) -> None:
    """Wait for questions; a fork returns from here never."""
    while True:
        question, files, _, _ = socket.recv_fds(line, 4_000_000, 2)
        if not question:
            return
        asked = json.loads(question)
        if "ended" in asked:
            _, status = os.waitpid(asked["ended"], 0)
            line.send(str(os.waitstatus_to_exitcode(status)).encode())
            continue
        pid = os.fork()
        if not pid:
            line.close()
            os._exit(_become(asked, files))
        for file in files:
            os.close(file)
        line.send(str(pid).encode())


def _become(asked: dict[str, object], files: list[int]) -> int:
    """Run the program as `python -m bimeyar` does; the exit status."""
    if asked["session"]:
        os.setsid()
    elif end_with_parent is not None:
        end_with_parent()
    for place, file in enumerate(files, start=1):
        os.dup2(file, place)
    for file in set(files) - {1, 2}:
        os.close(file)
    sys.stdout, sys.stderr = (open(place, "w", encoding="utf-8", closefd=False) for place in (1, 2))  # noqa: SIM115
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[arg-type]
    time.tzset()
    os.chdir(str(asked["cwd"]))
    sys.argv = ["bimeyar", *asked["words"]]  # type: ignore[misc]
    try:
        runpy.run_module("bimeyar", run_name="__main__", alter_sys=True)
        code: object = 0
    except SystemExit as ended:
        code = ended.code or 0
    except BaseException:  # noqa: BLE001 (whatever it is, this process must end here and not go on as the nursery)
        traceback.print_exc()
        code = 1
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    return code if isinstance(code, int) else 1


if __name__ == "__main__":
    import gc
    import importlib

    for name in _MODULES:
        importlib.import_module(name)
    assert threading.active_count() == 1, "a fork takes no thread along"
    gc.freeze()
    _serve(socket.socket(fileno=int(sys.argv[1])))
