"""How do the simulators and the page become one street on one port?"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI

from simulators.kavenegar.account import open_account
from simulators.kavenegar.api import create_api as create_kavenegar
from simulators.kavenegar.carrier import run_carrier
from simulators.kavenegar.control import create_control as create_kavenegar_control
from simulators.ledger import Clock
from simulators.page.routes import add_page, read_street
from simulators.telegram.app import TelegramSimulator, open_simulator
from simulators.telegram.profile import Profile
from simulators.zarinpal.api import create_api as create_zarinpal
from simulators.zarinpal.control import create_control as create_zarinpal_control
from simulators.zarinpal.gateway import open_gateway


def register_bot(telegram: TelegramSimulator, data: Path) -> None:
    """The bot that street.json names exists from the start, as if its owner had asked for it before."""
    bot = read_street(data)["bot"]
    if bot is not None:
        telegram.world.bots.register(bot["token"], username=bot["username"], name=bot["name"])


def create_street(data: Path, *, clock: Clock = time.time) -> FastAPI:
    """Everything outside the product: state in SQLite files under `data`, times from `clock` (Unix seconds)."""
    account = open_account(data, clock=clock)
    gateway = open_gateway(data, clock=clock)
    telegram = open_simulator(data / "telegram.db")
    bale = open_simulator(data / "bale.db", profile=Profile.BALE)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        register_bot(telegram, data)
        await telegram.start()
        await bale.start()
        carrier = asyncio.create_task(run_carrier(account))
        try:
            yield
        finally:
            carrier.cancel()
            with suppress(asyncio.CancelledError):
                await carrier
            await telegram.stop()
            await bale.stop()
            account.ledger.close()
            gateway.ledger.close()

    app = FastAPI(title="The street", lifespan=lifespan, docs_url="/docs", redoc_url=None)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    app.mount("/telegram", telegram.api)  # first, so that a call of the bot passes no control route
    app.mount("/bale", bale.api)
    app.include_router(create_kavenegar_control(account), prefix="/control/kavenegar", tags=["kavenegar"])
    app.include_router(create_zarinpal_control(gateway), prefix="/control/zarinpal", tags=["zarinpal"])
    app.include_router(telegram.control, prefix="/control/telegram", tags=["telegram"])
    app.include_router(bale.control, prefix="/control/bale", tags=["bale"])
    app.mount("/kavenegar", create_kavenegar(account))
    app.mount("/zarinpal", create_zarinpal(gateway))
    add_page(app, data)
    return app
