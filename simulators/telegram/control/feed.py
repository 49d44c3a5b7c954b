"""When does a chat look different? The change counter of a chat, as a long poll and as server-sent events."""

import asyncio
import json
from collections.abc import AsyncGenerator

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from simulators.streams import until_closed
from simulators.telegram.control.seats import find_bot_id
from simulators.telegram.world import TelegramWorld

HEARTBEAT = 15.0  # seconds between signs of life of an event stream
LONGEST_WAIT = 60.0


def feed_routes(world: TelegramWorld) -> APIRouter:
    """GET /chats/{chat_id}/changes and /events."""
    router = APIRouter(prefix="/chats")

    async def next_change(chat_id: int, bot: int | None, after: int, seconds: float) -> int:
        bot_id = find_bot_id(world, bot)
        dialog = world.dialogs.get(bot_id, chat_id)
        change = dialog.change if dialog else 0
        if change <= after and await world.signals.wait(("chat", bot_id, chat_id), seconds):
            dialog = world.dialogs.get(bot_id, chat_id)
            change = dialog.change if dialog else 0
        return change

    @router.get("/{chat_id}/changes")
    async def changes(chat_id: int, bot: int | None = None, after: int = 0, wait: float = 25.0) -> dict[str, int]:
        """Waits until the chat's change counter is above `after`, at most `wait` seconds."""
        return {"change": await next_change(chat_id, bot, after, min(wait, LONGEST_WAIT))}

    @router.get("/{chat_id}/events")
    async def events(request: Request, chat_id: int, bot: int | None = None) -> StreamingResponse:
        """The change counter as server-sent events: `data: {"change": n}`."""
        bot_id = find_bot_id(world, bot)

        async def stream() -> AsyncGenerator[str]:
            seen = -1
            while not await request.is_disconnected():
                change = await next_change(chat_id, bot_id, seen, HEARTBEAT)
                yield f"data: {json.dumps({'change': change})}\n\n" if change > seen else ": still here\n\n"
                seen = max(seen, change)
                await asyncio.sleep(0)

        told = until_closed(request, stream())
        return StreamingResponse(told, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return router
