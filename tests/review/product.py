"""One process of the product on an empty database, built from settings as the command line builds it; nothing is started."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
from fastapi import FastAPI

from backend.areas.notifications.delivery import Delivery
from backend.kit.vault import new_key
from backend.migrations.apply import upgrade
from bimeyar.chatting import Chatting, build_chatting
from bimeyar.jobs import register_jobs
from bimeyar.pages import build_app
from bimeyar.papers import build_documents
from bimeyar.parts import Parts, build_parts
from bimeyar.settings import Settings
from bimeyar.texting import build_texting
from bimeyar.wiring import InProcessBackend


class BuiltProduct:
    """Its parts, and a client that speaks to it."""

    def __init__(self, parts: Parts, chatting: Chatting, delivery: Delivery, app: FastAPI) -> None:
        self.parts, self.chatting, self.delivery, self.app = parts, chatting, delivery, app
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://product.test")


def some_settings(where: str | Path, **more: Any) -> Settings:
    """Settings on this database: its address, or a folder for an empty file."""
    url = where if isinstance(where, str) else f"sqlite+aiosqlite:///{where / 'product.db'}"
    return Settings(database=url, data_key=new_key(), index_key=new_key(), work_engine="lease", **more)


@asynccontextmanager
async def built_product(where: str | Path, **more: Any) -> AsyncGenerator[BuiltProduct]:
    settings = some_settings(where, **more)
    if isinstance(where, Path):
        upgrade(settings.database)
    parts = build_parts(settings)
    backend = parts.watch.backend(
        InProcessBackend(
            people=parts.people,
            slips=parts.slips,
            contracts=parts.contracts,
            cases=parts.cases,
            enrolments=parts.enrolments,
            calculator=parts.calculator,
        )
    )
    chatting = build_chatting(parts, backend=backend, documents=build_documents(parts))
    texting = build_texting(parts)
    delivery = register_jobs(parts, chatting, texting)
    roles = frozenset({"api", "bot", "sms", "worker"})
    app = build_app(parts, backend=backend, chatting=chatting, texting=texting, lines=parts.lines, roles=roles)
    product = BuiltProduct(parts, chatting, delivery, app)
    try:
        yield product
    finally:
        await product.client.aclose()
        for bot in chatting.bots.values():
            await bot.stop()
        await texting.provider.close()
        await parts.close()
