"""How is one web application answered on one port of this process?"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI


class WebServer:
    """An application on a port; signals are left to whoever runs the process."""

    def __init__(self, app: FastAPI, *, host: str, port: int, patience: int, proxies: str) -> None:
        """`patience`: seconds that requests under way get when it is stopped. `proxies`: whose word about who asks is taken."""
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            lifespan="off",
            forwarded_allow_ips=proxies,
            timeout_graceful_shutdown=patience,
        )
        self._server = _QuietServer(config)
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Return when it answers. Raises what keeps it from listening."""
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            if self._serving.done():
                await self._serving
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Take no new request, finish what is under way; what takes longer than the patience is cut off."""
        if self._serving is not None:
            self._server.should_exit = True
            await self._serving

    async def ended(self) -> None:
        """Return when it ends by itself."""
        if self._serving is not None:
            await asyncio.wait({self._serving})


class _QuietServer(uvicorn.Server):
    """Leaves the signals to whoever runs the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """No signal handlers of its own."""
        yield
