"""How does a test run the whole product on Telegram and Bale at once? One process of ours in this loop, a street beside it."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import text

from backend.kit.vault import new_key
from backend.migrations.apply import upgrade
from bench.phrases import plain
from bimeyar.people import seed_people
from bimeyar.process import Product, open_product
from bimeyar.settings import Settings
from simulators.person import Citizen, Street
from tests.journeys.demo import free_port, payable_people
from tests.simulators.street import running_street

TOKENS = {"telegram": "81001:AAtelegram", "bale": "81001:AAbale"}
"""The same number on both: their spaces have nothing in common."""
ROLES = frozenset({"api", "bot", "sms", "worker"})
SITUATIONS = ("self-employed-12", "voluntary-floor")


@dataclass(frozen=True, slots=True)
class Both:
    """The running product, the street around it, and people who can pay."""

    product: Product
    street: Street
    rows: list[dict[str, str]]

    @property
    def url(self) -> str:
        return self.product.parts.settings.public_url

    async def arrive(self, messenger: str, row: dict[str, str], number: int) -> Citizen:
        return await Citizen.arrive(self.street, name="n", mobile=row["mobile"], number=number, messenger=messenger)

    async def calls(self, messenger: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.street.ask("GET", f"/{messenger}/calls?limit=10000")
        return found

    async def books(self, statement: str) -> list[dict[str, Any]]:
        async with self.product.parts.database.begin() as connection:
            return [dict(row._mapping) for row in await connection.execute(text(statement))]

    async def heard(self, citizen: Citizen) -> list[str]:
        """What stands in the chat from the bot, without direction marks."""
        said = [message for message in await citizen.transcript() if message["from"] == "bot"]
        return [plain(message["text"] or ",".join(file["name"] for file in message["files"])) for message in said]


def settings_on(folder: Path, street: str, **more: Any) -> Settings:
    port = free_port()
    return Settings(
        database=f"sqlite+aiosqlite:///{folder / 'product.db'}",
        data_key=new_key(),
        index_key=new_key(),
        public_url=f"http://127.0.0.1:{port}",
        port=port,
        work_engine="lease",
        identity_floor_ms=0,
        telegram_token=TOKENS["telegram"],
        telegram_url=f"{street}/telegram",
        telegram_secret=secrets.token_urlsafe(24),
        telegram_chat_url="https://t.me/bimeyar_bot",
        bale_token=TOKENS["bale"],
        bale_url=f"{street}/bale",
        bale_secret=secrets.token_urlsafe(24),
        bale_chat_url="https://ble.ir/bimeyar_bot",
        kavenegar_key=secrets.token_hex(32),
        kavenegar_url=f"{street}/kavenegar",
        kavenegar_sender="10008663",
        kavenegar_calls_per_second=50.0,
        sms_callback_secret=secrets.token_urlsafe(24),
        zarinpal_merchant="00000000-0000-0000-0000-000000000000",
        zarinpal_url=f"{street}/zarinpal",
        **more,
    )


@asynccontextmanager
async def both_running(folder: Path, **more: Any) -> AsyncIterator[Both]:
    """Everything from the first start on; the same people each time."""
    (folder / "street").mkdir(parents=True)
    with running_street(folder / "street") as outside:
        settings = settings_on(folder, outside.url, **more)
        upgrade(settings.database)
        await seed_people(settings, people=60, seed=1, report=lambda _line: None)
        async with httpx2.AsyncClient(trust_env=False, timeout=20) as client:
            street = Street(outside.url, client, patience=20)
            for messenger, token in TOKENS.items():
                bot = {"token": token, "username": "bimeyar_bot", "name": "بیمه‌یار"}
                await street.ask("POST", f"/{messenger}/bots", bot)
            secret = settings.sms_callback_secret.get_secret_value()
            delivery = {"delivery_url": f"{settings.public_url}/sms/delivery/{secret}"}
            await street.ask("PUT", "/kavenegar/settings", delivery)
            product = await open_product(settings, roles=ROLES)
            try:
                await product.start()
                yield Both(product, street, await payable_people(settings, SITUATIONS, 4))
            finally:
                await product.stop()
