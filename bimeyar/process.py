"""What does one process serve? Roles (api, bot, sms, worker), alone or together, on one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from fastapi import FastAPI

from backend.kit.clock import Clock
from backend.work.choice import prepare_engine
from bimeyar.chatting import Chatting, build_chatting
from bimeyar.heap import settle_heap
from bimeyar.jobs import register_jobs
from bimeyar.logs import configure_logs, watch_loop
from bimeyar.neighbours import wait_for_neighbours
from bimeyar.pages import build_app, build_inner_app
from bimeyar.papers import build_documents
from bimeyar.parts import Parts, build_parts
from bimeyar.serving import WebServer
from bimeyar.settings import Settings
from bimeyar.texting import Texting, build_texting
from bimeyar.version import VERSION
from bimeyar.watch.lag import LoopLag
from bimeyar.watch.tracing import open_tracer
from bimeyar.watch.watch import Watch, full_registry
from bimeyar.wiring import InProcessBackend

log = structlog.get_logger(__name__)

_CLOSES = 20
"""Seconds for all that is closed after the doors: work under way, threads of providers, connections."""


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
        self._doors = [self._door(app, settings.port)]
        if settings.inner_port:
            self._doors.append(self._door(build_inner_app(parts), settings.inner_port))
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

    def _door(self, app: FastAPI, port: int) -> WebServer:
        settings = self.parts.settings
        return WebServer(
            app, host=settings.host, port=port, patience=settings.finish_seconds, proxies=settings.trusted_proxies
        )

    async def drain(self, hurry: asyncio.Event) -> None:
        """Send everybody elsewhere: /readyz says so at once, work stops, and requests are taken a little longer.

        So a balancer notices before a door closes. A process that only works need not wait, nor one told to `hurry`.
        """
        self.parts.readiness.draining = True
        await self.parts.engine.stop()
        if self._roles != {"worker"}:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(hurry.wait(), self.parts.settings.drain_seconds)

    async def stop(self) -> None:
        """Take nothing new, finish what runs, close."""
        self.parts.readiness.draining = True
        for door in self._doors:
            await door.stop()
        await self.parts.engine.stop()
        for bot in self.chatting.bots.values():
            await bot.stop()
        await self.texting.provider.close()
        await self._lag.stop()
        await self.parts.close()
        await self.parts.watch.tracer.close()

    async def ended(self) -> None:
        """Return when a web server ends."""
        await asyncio.wait({asyncio.create_task(door.ended()) for door in self._doors}, return_when="FIRST_COMPLETED")


async def open_product(settings: Settings, *, roles: frozenset[str], clock: Clock | None = None) -> Product:
    """Build the parts of these roles; nothing is served yet. `clock`: the wall's, unless the demonstration has its own."""
    alone = settings.database.startswith("sqlite")
    if "worker" in roles:
        await asyncio.to_thread(prepare_engine, settings.work_engine, url=settings.database)
    tracer = await asyncio.to_thread(open_tracer, settings.traces, roles=roles)
    watch = Watch.on(full_registry(), tracer=tracer)
    watch.metrics.build.labels(VERSION, " ".join(sorted(roles))).set(1)
    parts = build_parts(settings, clock=clock, alone=alone, watch=watch)
    backend = watch.backend(
        InProcessBackend(
            people=parts.people,
            slips=parts.slips,
            contracts=parts.contracts,
            cases=parts.cases,
            enrolments=parts.enrolments,
            calculator=parts.calculator,
        )
    )
    documents = await asyncio.to_thread(build_documents, parts)
    talks = not roles or bool(roles & {"bot", "worker"})  # without a role: a command, which may answer chats
    chatting = build_chatting(parts, backend=backend, documents=documents, with_bots=talks)
    texting = build_texting(parts)
    delivery = register_jobs(parts, chatting, texting)
    if alone and "worker" in roles:
        await delivery.void_claims()
    lines = replace(parts.lines, papers=documents.of_cases())
    app = build_app(parts, backend=backend, chatting=chatting, texting=texting, lines=lines, roles=roles)
    tracer.follow(app=app, database=parts.database, client=parts.http)
    if tracer.live:
        log.info("traces are written", live=tracer.live)
    return Product(parts=parts, chatting=chatting, texting=texting, app=app, roles=roles)


async def run_roles(settings: Settings, roles: frozenset[str]) -> None:
    """Serve these roles until SIGINT or SIGTERM; a second signal ends the waiting. Raises NeighboursAway."""
    configure_logs(settings.log_level, secrets=settings.secret_words())
    watch_loop()
    told = {"version": VERSION, "roles": sorted(roles)}
    signals = _Signals.of(asyncio.get_running_loop())
    log.info("starting", **told)
    if not await signals.unless_asked(wait_for_neighbours(settings)):
        return
    product = await open_product(settings, roles=roles)
    try:
        await product.start()
        settle_heap()
        log.info("started", **told)
        await signals.unless_asked(product.ended())
        log.info("stopping", **told)
        if signals.politely:
            await product.drain(signals.hurry)
    finally:
        await _stop_in_time(product, settings)
        log.info("stopped", **told)


async def _stop_in_time(product: Product, settings: Settings) -> None:
    """Stop, or end the process all the same: what was under way comes again elsewhere."""
    try:
        async with asyncio.timeout(settings.finish_seconds + _CLOSES):
            await product.stop()
    except TimeoutError:
        log.error("not stopped in time")  # noqa: TRY400 — where it stood says nothing
        os._exit(1)


@dataclass(slots=True)
class _Signals:
    """What the process was told: to stop, by SIGTERM with time to drain (`politely`), and to hurry when told again."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    politely: bool = False

    @classmethod
    def of(cls, loop: asyncio.AbstractEventLoop) -> _Signals:
        """From now on, SIGINT and SIGTERM."""
        signals = cls()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, signals._hear, name)
        return signals

    def _hear(self, name: signal.Signals) -> None:
        if self.asked.is_set():
            self.hurry.set()
        self.politely = name is signal.SIGTERM and not self.asked.is_set()
        self.asked.set()

    async def unless_asked(self, work: Coroutine[Any, Any, None]) -> bool:
        """Do the work until it ends (True) or a stop is asked for. Raises what the work raises."""
        working = asyncio.create_task(work)
        asked = asyncio.create_task(self.asked.wait())
        done, _ = await asyncio.wait({working, asked}, return_when=asyncio.FIRST_COMPLETED)
        for task in (working, asked):
            task.cancel()
        await asyncio.gather(working, asked, return_exceptions=True)
        if working in done:
            working.result()
        return working in done
