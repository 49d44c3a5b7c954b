"""How large may what somebody sends us be? No larger than anything that we ever ask for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException

MOST_BYTES = 1 << 20
"""An update of Telegram, the largest thing that comes in, has some kilobytes."""

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class BodyLimit:
    """ASGI middleware: whoever reads more than `most` bytes of a request gets HTTPException 413, and reads no further."""

    def __init__(self, app: Application, *, most: int = MOST_BYTES) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a body that announces its size is judged by that."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = _announced(scope) if _announced(scope) > self._most else 0

        async def counted() -> Message:
            nonlocal read
            if read > self._most:
                raise HTTPException(413)
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


def _announced(scope: Scope) -> int:
    sizes = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(sizes[0][:20]) if sizes and sizes[0].isdigit() else 0
