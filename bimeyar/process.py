"""What does one process serve? Roles (api, bot, sms, worker), alone or together, on one event loop."""

from __future__ import annotations

import asyncio
import signal

import structlog
from fastapi import FastAPI

from backend.work.choice import prepare_engine
from bimeyar.chatting import Chatting, build_chatting
from bimeyar.jobs import register_jobs
from bimeyar.logs import configure_logs
from bimeyar.pages import build_app, build_inner_app
from bimeyar.papers import build_documents
from bimeyar.parts import Parts, build_parts
from bimeyar.serving import WebServer
from bimeyar.settings import Settings
from bimeyar.texting import Texting, build_texting
from bimeyar.version import VERSION
from bimeyar.watch.lag import LoopLag
from bimeyar.watch.watch import Watch, full_registry
from bimeyar.wiring import InProcessBackend

log = structlog.get_logger(__name__)


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
        settings = parts.settings
        self._doors = [WebServer(app, host=settings.host, port=settings.port)]
        if settings.inner_port:
            self._doors.append(WebServer(build_inner_app(parts), host=settings.host, port=settings.inner_port))
        self._lag = LoopLag(metrics=parts.watch.metrics)

    async def start(self) -> None:
        """Answer HTTP first, then take updates and work: what a dead process left behind comes at once."""
        for door in self._doors:
            await door.start()
        self._lag.start()
        if "worker" in self._roles:
            await self.parts.engine.start()
        if "bot" in self._roles:
            await self.chatting.start_bots()

    async def stop(self) -> None:
        """Take nothing new, finish what runs, close."""
        for door in self._doors:
            await door.stop()
        await self.parts.engine.stop()
        for bot in self.chatting.bots.values():
            await bot.stop()
        await self.texting.provider.close()
        await self._lag.stop()
        await self.parts.close()

    async def ended(self) -> None:
        """Return when a web server ends."""
        await asyncio.wait({asyncio.create_task(door.ended()) for door in self._doors}, return_when="FIRST_COMPLETED")


async def open_product(settings: Settings, *, roles: frozenset[str]) -> Product:
    """Build the parts of these roles; nothing is served yet."""
    alone = settings.database.startswith("sqlite")
    if "worker" in roles:
        await asyncio.to_thread(prepare_engine, settings.work_engine, url=settings.database)
    watch = Watch.on(full_registry())
    watch.metrics.build.labels(VERSION, " ".join(sorted(roles))).set(1)
    parts = build_parts(settings, alone=alone, watch=watch)
    backend = watch.backend(InProcessBackend(people=parts.people, slips=parts.slips, calculator=parts.calculator))
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
    told = {"version": VERSION, "roles": sorted(roles)}
    log.info("starting", **told)
    product = await open_product(settings, roles=roles)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        await product.start()
        log.info("started", **told)
        asked = asyncio.create_task(stop.wait())
        ended = asyncio.create_task(product.ended())
        await asyncio.wait({asked, ended}, return_when=asyncio.FIRST_COMPLETED)
        for task in (asked, ended):
            task.cancel()
    finally:
        log.info("stopping", **told)
        await product.stop()
        log.info("stopped", **told)
