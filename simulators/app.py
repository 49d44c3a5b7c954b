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
from simulators.page.routes import add_page
from simulators.zarinpal.api import create_api as create_zarinpal
from simulators.zarinpal.control import create_control as create_zarinpal_control
from simulators.zarinpal.gateway import open_gateway


def create_street(data: Path, *, clock: Clock = time.time) -> FastAPI:
    """Everything outside the product: state in SQLite files under `data`, times from `clock` (Unix seconds)."""
    account = open_account(data, clock=clock)
    gateway = open_gateway(data, clock=clock)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        carrier = asyncio.create_task(run_carrier(account))
        try:
            yield
        finally:
            carrier.cancel()
            with suppress(asyncio.CancelledError):
                await carrier
            account.ledger.close()
            gateway.ledger.close()

    app = FastAPI(title="The street", lifespan=lifespan, docs_url="/docs", redoc_url=None)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    app.include_router(create_kavenegar_control(account), prefix="/control/kavenegar", tags=["kavenegar"])
    app.include_router(create_zarinpal_control(gateway), prefix="/control/zarinpal", tags=["zarinpal"])
    app.mount("/kavenegar", create_kavenegar(account))
    app.mount("/zarinpal", create_zarinpal(gateway))
    add_page(app, data)
    return app
