"""How does a test receive updates? A small web server that writes down what is posted and answers as told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answerer = Callable[[dict[str, Any]], Awaitable[web.Response]]


@dataclass(slots=True)
class Listener:
    """What was received; `statuses` are given one by one, then 200; `answer` replaces them all."""

    url: str
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    answer: Answerer | None = None

    async def until(self, number: int, seconds: float = 8.0) -> list[dict[str, Any]]:
        """Waits for so many posts."""

        async def enough() -> bool:
            return len(self.received) >= number

        await eventually(enough, seconds)
        return self.received

    def texts(self) -> list[str]:
        """The texts of the messages received."""
        return [update["message"]["text"] for update in self.received if "message" in update]


async def eventually(check: Callable[[], Awaitable[Any]], seconds: float = 8.0) -> Any:
    """Asks again until the answer is true; returns it."""
    async with asyncio.timeout(seconds):
        while not (answer := await check()):  # noqa: ASYNC110 -- what is asked for happens in another process
            await asyncio.sleep(0.01)
    return answer


@asynccontextmanager
async def open_listener() -> AsyncIterator[Listener]:
    """The listener on a port of its own."""
    listener = Listener("")

    async def receive(request: web.Request) -> web.Response:
        update = await request.json()
        listener.received.append(update)
        listener.headers.append(dict(request.headers))
        if listener.answer is not None:
            return await listener.answer(update)
        return web.Response(status=listener.statuses.pop(0) if listener.statuses else 200)

    application = web.Application()
    application.router.add_post("/hook", receive)
    runner = web.AppRunner(application, shutdown_timeout=0.01)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield listener
    finally:
        await runner.cleanup()
