"""A console in a browser: an office with a line in Tehran, and its staff who come in with password and code."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx2
import uvicorn
from playwright.async_api import Page

from backend.areas.staff.provider_terms import RETURN_PATH
from backend.areas.staff.roles import Grant
from tests.backend.cases.counter import Counter
from tests.backend.staff.office import PASSWORD, Office
from tests.backend.staff.provider import StandIn
from tests.console.desk import console_app
from tests.journeys.demo import free_port


@dataclass
class CounterPage:
    """The console at `url`, and what lies under it."""

    url: str
    office: Office
    counter: Counter

    async def enter(self, page: Page, user: str, *grants: Grant) -> None:
        """Sign in as a member of staff who is made known first."""
        await self.office.settle(user, *grants)
        await page.goto(f"{self.url}/console")
        await page.locator('input[name="user"]').fill(user)
        await page.locator('input[name="password"]').fill(PASSWORD)
        await page.keyboard.press("Enter")
        code = page.locator('input[name="code"]')
        await code.wait_for()
        await code.fill(await self.office.code(user))
        self.office.next_code()
        await page.keyboard.press("Enter")
        await page.locator(".shell").wait_for()

    async def line(self, *, old: int, new: int) -> list[str]:
        """So many requests of two weeks ago, and of today."""
        self.office.clock.forward(-timedelta(days=14))
        refs = await self.counter.line(old)
        self.office.clock.forward(timedelta(days=14))
        return refs + await self.counter.line(new)


@asynccontextmanager
async def counter_page(database_url: str, at: StandIn | None = None) -> AsyncGenerator[CounterPage]:
    """The console on a port of its own, with this provider for its staff."""
    port, asking = free_port(), httpx2.AsyncClient(trust_env=False)
    url = f"http://127.0.0.1:{port}"
    office = Office(database_url)
    if at is not None:
        at.return_url = f"{url}{RETURN_PATH}"
        office = Office(database_url, clock=at.clock, provider=at.provider(asking, label="میز واحد"))
    counter = Counter(office.url, office.vault, office.clock, office.database)
    app = console_app(office, public_url=url, lines=counter.ports)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    serving = asyncio.create_task(server.serve())
    async with httpx2.AsyncClient(transport=httpx2.AsyncHTTPTransport(retries=20)) as client:
        await client.get(f"{url}/console/static/console.css")
    try:
        yield CounterPage(url, office, counter)
    finally:
        server.should_exit = True
        await serving
        await asking.aclose()
        await office.database.close()
