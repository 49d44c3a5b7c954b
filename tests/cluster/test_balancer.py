"""Is a request tried again only when nothing was sent yet, and is a replica left alone that is not ready?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx2
import pytest
from aiohttp import web

from bench.cluster.balancer import Balancer
from bench.cluster.replica import Kind
from bimeyar.demo_folder import free_port


@dataclass
class House:
    """A replica at hand: says what it got, may be unready, may hang up in the middle."""

    port: int = field(default_factory=free_port)
    ready: bool = True
    hangs_up: bool = False
    got: list[str] = field(default_factory=list)
    asked_by: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def answer(self, request: web.Request) -> web.Response:
        if request.path == "/readyz":
            return web.Response(status=200 if self.ready else 503)
        self.got.append(f"{request.method} {request.raw_path} {await request.text()}")
        self.asked_by += request.headers.getall("X-Forwarded-For")
        if self.hangs_up:
            assert request.transport is not None
            request.transport.close()
        return web.Response(status=207, text="here", headers={"X-House": str(self.port)})


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[House]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", house.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", house.port).start()
    try:
        yield house
    finally:
        await runner.cleanup()


@pytest.fixture
async def balancer() -> AsyncIterator[Balancer]:
    made = Balancer(free_port())
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def client(balancer: Balancer) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(trust_env=False, base_url=balancer.url) as made:
        yield made


async def test_paths_go_to_their_kind_whole(balancer: Balancer, client: httpx2.AsyncClient) -> None:
    async with opened(House()) as api, opened(House()) as bot:
        balancer.add("api", Kind.API, api.base)
        balancer.add("bot", Kind.BOT, bot.base)
        await balancer.settled("api", "bot")
        answer = await client.post("/telegram/webhook?a=%20b", content="update")
        assert (answer.status_code, answer.text, answer.headers["x-house"]) == (207, "here", str(bot.port))
        assert (await client.get("/pay/return/x")).headers["x-house"] == str(api.port)
        assert (await client.get("/sms/delivery/x")).status_code == 503
        assert bot.got == ["POST /telegram/webhook?a=%20b update"]


async def test_the_balancer_says_who_asks_and_believes_nobody(balancer: Balancer, client: httpx2.AsyncClient) -> None:
    async with opened(House()) as house:
        balancer.add("house", Kind.API, house.base)
        await balancer.settled("house")
        await client.get("/x", headers={"X-Forwarded-For": "10.9.8.7"})
        assert house.asked_by == ["127.0.0.1"]


async def test_replicas_take_turns_and_an_unready_one_takes_none(
    balancer: Balancer, client: httpx2.AsyncClient
) -> None:
    async with opened(House()) as one, opened(House()) as two, opened(House(ready=False)) as unready:
        for name, house in (("one", one), ("two", two), ("unready", unready)):
            balancer.add(name, Kind.API, house.base)
        await balancer.settled("one", "two")
        for _ in range(6):
            await client.get("/x")
        assert (len(one.got), len(two.got), len(unready.got)) == (3, 3, 0)


async def test_a_refused_connection_goes_to_the_next(balancer: Balancer, client: httpx2.AsyncClient) -> None:
    async with opened(House()) as stays:
        async with opened(House()) as goes:
            balancer.add("goes", Kind.API, goes.base)
            balancer.add("stays", Kind.API, stays.base)
            await balancer.settled("goes", "stays")
        answers = [(await client.get("/x")).status_code for _ in range(4)]
        assert answers == [207] * 4
        assert len(stays.got) == 4


async def test_what_was_sent_is_not_sent_again(balancer: Balancer, client: httpx2.AsyncClient) -> None:
    async with opened(House(hangs_up=True)) as rude, opened(House(hangs_up=True)) as other:
        balancer.add("rude", Kind.API, rude.base)
        balancer.add("other", Kind.API, other.base)
        await balancer.settled("rude", "other")
        assert (await client.post("/x", content="once")).status_code == 502
        assert len(rude.got) + len(other.got) == 1
        assert balancer.counts.broken == 1


async def test_a_replica_that_comes_back_is_looked_at_once_and_nobody_after_the_end() -> None:
    balancer = Balancer(free_port())
    await balancer.start()
    async with opened(House()) as house:
        balancer.add("house", Kind.API, house.base)
        balancer.add("house", Kind.API, house.base)
        await balancer.settled("house")
        assert _looking() == 1
        await balancer.stop()
        assert _looking() == 0


def _looking() -> int:
    return sum(task.get_name() == "balancer: house" for task in asyncio.all_tasks())
