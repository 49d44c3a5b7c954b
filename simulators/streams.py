"""How do event streams end when the street closes? They are told, so that nobody waits for readers who never leave."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import uvicorn
from fastapi import FastAPI, Request


def closing_of(app: FastAPI) -> asyncio.Event:
    """Set once the street closes."""
    found: asyncio.Event | None = getattr(app.state, "closing", None)
    if found is None:
        found = app.state.closing = asyncio.Event()
    return found


async def until_closed(request: Request, source: AsyncGenerator[str]) -> AsyncIterator[str]:
    """What the source gives, until it ends or the street closes."""
    closed = asyncio.create_task(closing_of(request.app).wait())
    waiting = asyncio.create_task(_next_of(source))
    try:
        while True:
            await asyncio.wait([waiting, closed], return_when=asyncio.FIRST_COMPLETED)
            piece = waiting.result() if waiting.done() else None
            if piece is None:
                return
            yield piece
            waiting = asyncio.create_task(_next_of(source))
    finally:
        closed.cancel()
        waiting.cancel()


async def _next_of(source: AsyncGenerator[str]) -> str | None:
    return await anext(source, None)


class StreetServer(uvicorn.Server):
    """A server that tells the streams before it waits for its connections."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        """Streams first, then everything else."""
        closing_of(self._app).set()
        await super().shutdown(sockets)
