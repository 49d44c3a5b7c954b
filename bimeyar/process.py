"""What does one process serve? Roles (api, bot, sms, worker), alone or together, on one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from backend.work.choice import prepare_engine
from bimeyar.chatting import Chatting, build_chatting
from bimeyar.jobs import register_jobs
from bimeyar.logs import configure_logs
from bimeyar.pages import build_app
from bimeyar.papers import build_documents
from bimeyar.parts import Parts, build_parts
from bimeyar.settings import Settings
from bimeyar.texting import Texting, build_texting
from bimeyar.wiring import InProcessBackend


class Product:
    """One running process: parts, conversations, web application."""

    def __init__(
        self, *, parts: Parts, chatting: Chatting, texting: Texting, app: FastAPI, roles: frozenset[str]
    ) -> None:
        self.parts = parts
        self.chatting = chatting
        self.texting = texting
        self.app = app
        self._roles = roles
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Answer HTTP first, then take updates and work: what a dead process left behind comes at once."""
        settings = self.parts.settings
        config = uvicorn.Config(
            self.app, host=settings.host, port=settings.port, log_level="warning", access_log=False, lifespan="off"
        )
        self._server = _QuietServer(config)
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            if self._serving.done():
                await self._serving
            await asyncio.sleep(0.01)
        if "worker" in self._roles:
            await self.parts.engine.start()
        if "bot" in self._roles:
            for bot in self.chatting.bots.values():
                if settings.telegram_mode == "webhook":
                    await bot.start_webhook(settings.public_url)
                else:
                    await bot.start_polling()

    async def stop(self) -> None:
        """Take nothing new, finish what runs, close."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        await self.parts.engine.stop()
        for bot in self.chatting.bots.values():
            await bot.stop()
        await self.texting.provider.close()
        await self.parts.close()

    async def ended(self) -> None:
        """Return when the web server ends."""
        if self._serving is not None:
            await asyncio.wait({self._serving})


class _QuietServer(uvicorn.Server):
    """Leaves the signals to whoever runs the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """No signal handlers of its own."""
        yield


async def open_product(settings: Settings, *, roles: frozenset[str]) -> Product:
    """Build the parts of these roles; nothing is served yet."""
    alone = settings.database.startswith("sqlite")
    if "worker" in roles:
        await asyncio.to_thread(prepare_engine, settings.work_engine, url=settings.database)
    parts = build_parts(settings, alone=alone)
    backend = InProcessBackend(people=parts.people, slips=parts.slips, calculator=parts.calculator)
    documents = await asyncio.to_thread(build_documents, parts)
    chatting = build_chatting(parts, backend=backend, documents=documents)
    texting = build_texting(parts)
    delivery = register_jobs(parts, chatting, texting)
    if alone and "worker" in roles:
        await delivery.void_claims()
    app = build_app(parts, backend=backend, chatting=chatting, texting=texting, roles=roles)
    return Product(parts=parts, chatting=chatting, texting=texting, app=app, roles=roles)


async def run_roles(settings: Settings, roles: frozenset[str]) -> None:
    """Serve these roles until SIGINT or SIGTERM."""
    configure_logs(settings.log_level)
    product = await open_product(settings, roles=roles)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        await product.start()
        asked = asyncio.create_task(stop.wait())
        ended = asyncio.create_task(product.ended())
        await asyncio.wait({asked, ended}, return_when=asyncio.FIRST_COMPLETED)
        for task in (asked, ended):
            task.cancel()
    finally:
        await product.stop()
