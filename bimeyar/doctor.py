"""Is everything in order? Each part is tried and said in one line; nothing is changed and nothing secret is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from sqlalchemy import text

from backend.domain.rules import load_ruleset
from backend.kit.db import Database
from backend.migrations.apply import check
from bimeyar.messengers import CHANNELS, messengers
from bimeyar.settings import Settings
from bimeyar.shared_redis import open_redis
from sms.providers.kavenegar import Kavenegar

_SECONDS = 10


async def examine(settings: Settings, *, report: Callable[[str], object]) -> bool:
    """Try every part; True when all that is configured works."""
    parts: dict[str, Callable[[Settings], Awaitable[str]]] = {
        "database": _database,
        "tables": _tables,
        "redis": _redis,
        "rules": _rules,
        "font": _font,
        **{channel: partial(_messenger, channel) for channel in CHANNELS},
        "sms": _sms,
    }
    healthy = True
    for name, examination in parts.items():
        try:
            async with asyncio.timeout(_SECONDS):
                said = await examination(settings)
        except Exception as trouble:  # noqa: BLE001 — the doctor says what is wrong, whatever it is
            healthy = False
            said = f"NOT WELL ({type(trouble).__name__})"
        report(f"{name:<10} {said}")
    return healthy


async def _database(settings: Settings) -> str:
    database = Database(url=settings.database)
    try:
        async with database.begin() as connection:
            await connection.execute(text("SELECT 1"))
    finally:
        await database.close()
    return "answers"


async def _tables(settings: Settings) -> str:
    differences = await asyncio.to_thread(check, settings.database)
    if differences:
        raise RuntimeError("the tables are not of this version; run: python -m bimeyar migrate")
    return "as this version wants them"


async def _redis(settings: Settings) -> str:
    url = settings.redis.get_secret_value()
    if not url:
        return "not configured: sessions and turns belong to one process; more than one bot process needs BIMEYAR_REDIS"
    shared = open_redis(url)
    try:
        said: Any = await shared.client.info("server")
        told: Any = await shared.client.info("memory")
    finally:
        await shared.close()
    version, policy = said["redis_version"], told["maxmemory_policy"]
    advice = "" if policy == "noeviction" else f"; maxmemory-policy is {policy}, noeviction is better"
    return f"answers, version {version}{advice}"


async def _rules(_settings: Settings) -> str:
    return f"ruleset {load_ruleset().id[:12]}"


async def _font(settings: Settings) -> str:
    found = any(settings.fonts.rglob("Vazirmatn-Regular.woff2"))
    return "Vazirmatn is there" if found else "Vazirmatn is missing: papers use a system font; run: ./run setup"


async def _messenger(channel: str, settings: Settings) -> str:
    found = next((messenger for messenger in messengers(settings) if messenger.channel == channel), None)
    if found is None:
        return "not configured"
    bot = Bot(found.token, session=AiohttpSession(api=TelegramAPIServer.from_base(found.url)))
    try:
        await bot.get_me()
    finally:
        await bot.session.close()
    return "answers"


async def _sms(settings: Settings) -> str:
    key = settings.kavenegar_key.get_secret_value()
    if not key:
        return "not configured"
    provider = Kavenegar(key=key, base_url=settings.kavenegar_url)
    try:
        credit = await provider.credit()
    finally:
        await provider.close()
    return f"answers, credit {credit:,} rial"
