"""How do several replicas share one public address? Each path goes to one kind of process, in turn, to whoever is ready.

A replica is taken out when /readyz does not say 200, and at once when it refuses a connection. A request is tried with
another replica only when the connection was refused, so before anything was sent; whatever else goes wrong is told to the
caller (502), who knows best whether it may be repeated.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, TCPConnector, web

from bench.cluster.replica import Kind

ROUTES: tuple[tuple[str, Kind], ...] = (
    ("/telegram/", Kind.BOT),
    ("/bale/", Kind.BOT),
    ("/sms/", Kind.SMS),
    ("/", Kind.API),
)
"""Beginning of a path, and who answers it; the first that fits."""

_LOOK_EVERY = 0.2
_LOOK_SECONDS = 2.0
_LONGEST = 65.0
"""Seconds for one answer; Telegram waits 60."""
_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "host",
        "content-length",
        "x-forwarded-for",
    }
)


@dataclass(slots=True)
class Seat:
    """One replica as the balancer sees it."""

    kind: Kind
    base: str
    healthy: bool = False
    under_way: int = 0


@dataclass(slots=True)
class Counts:
    """What came of the requests: passed on, tried again elsewhere, broken off in the middle, nobody there."""

    passed: int = 0
    elsewhere: int = 0
    broken: int = 0
    nobody: int = 0


@dataclass(slots=True)
class Balancer:
    """One address on loopback in front of many replicas."""

    port: int
    counts: Counts = field(default_factory=Counts)
    _seats: dict[str, Seat] = field(default_factory=dict)
    _turns: dict[Kind, Iterator[int]] = field(default_factory=lambda: {kind: count() for kind in Kind})
    _session: ClientSession | None = None
    _runner: web.AppRunner | None = None
    _looking: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The public address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen; whoever is added is used as soon as it is ready."""
        # a connection of its own for each request: a kept one may be closed by a draining replica in the middle
        self._session = ClientSession(
            connector=TCPConnector(limit=0, force_close=True),
            timeout=ClientTimeout(total=_LONGEST),
            auto_decompress=False,
        )
        app = web.Application(client_max_size=16 << 20)
        app.router.add_route("*", "/{path:.*}", self._forward)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024).start()

    async def stop(self) -> None:
        """Listen no more."""
        looking = list(self._looking.values())
        for name in list(self._seats):
            self.remove(name)
        await asyncio.gather(*looking, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    def add(self, name: str, kind: Kind, base: str) -> None:
        """From now on this replica is looked at, and used as soon as it is ready; an earlier one of this name is forgotten."""
        self.remove(name)
        seat = self._seats[name] = Seat(kind, base)
        self._looking[name] = asyncio.create_task(self._look_after(seat), name=f"balancer: {name}")

    def remove(self, name: str) -> None:
        """Forget a replica; what it is answering now goes on."""
        self._seats.pop(name, None)
        if (looking := self._looking.pop(name, None)) is not None:
            looking.cancel()

    async def settled(self, *names: str, within: float = 30.0) -> None:
        """Return when these replicas are in use. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while not all(name in self._seats and self._seats[name].healthy for name in names):  # noqa: ASYNC110 — nobody rings
                await asyncio.sleep(0.05)

    def _ready(self, kind: Kind) -> list[Seat]:
        ready = [seat for seat in self._seats.values() if seat.kind is kind and seat.healthy]
        turn = next(self._turns[kind])
        return [ready[(turn + step) % len(ready)] for step in range(len(ready))]

    async def _forward(self, request: web.Request) -> web.Response:
        kind = next(kind for beginning, kind in ROUTES if request.path.startswith(beginning))
        body = await request.read()
        for seat in self._ready(kind):
            seat.under_way += 1
            try:
                answer = await self._ask(seat, request, body)
            except ClientConnectorError:
                seat.healthy = False
                self.counts.elsewhere += 1
                continue
            except (ClientError, TimeoutError):
                self.counts.broken += 1
                return web.Response(status=502, text="the replica broke off")
            finally:
                seat.under_way -= 1
            self.counts.passed += 1
            return answer
        self.counts.nobody += 1
        return web.Response(status=503, text="nobody is ready", headers={"Retry-After": "1"})

    async def _ask(self, seat: Seat, request: web.Request, body: bytes) -> web.Response:
        assert self._session is not None
        headers = [(name, value) for name, value in request.headers.items() if name.lower() not in _HOP_BY_HOP]
        headers.append(("X-Forwarded-For", request.remote or ""))
        async with self._session.request(
            request.method,
            f"{seat.base}{request.raw_path}",
            headers=headers,
            data=body,
            allow_redirects=False,
            skip_auto_headers=("Accept-Encoding", "Content-Type", "User-Agent"),
        ) as answer:
            content = await answer.read()
            kept = [(name, value) for name, value in answer.headers.items() if name.lower() not in _HOP_BY_HOP]
            return web.Response(status=answer.status, body=content, headers=kept)

    async def _look_after(self, seat: Seat) -> None:
        while True:
            seat.healthy = await self._is_ready(seat)
            await asyncio.sleep(_LOOK_EVERY)

    async def _is_ready(self, seat: Seat) -> bool:
        assert self._session is not None
        with contextlib.suppress(ClientError, TimeoutError):
            timeout = ClientTimeout(total=_LOOK_SECONDS)
            async with self._session.get(f"{seat.base}/readyz", timeout=timeout) as answer:
                return answer.status == web.HTTPOk.status_code
        return False
