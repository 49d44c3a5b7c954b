"""Does signing in at another site work in a browser, which keeps strict cookies from whoever comes from there?"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from backend.areas.staff.roles import Grant, Role
from backend.kit.clock import FixedClock
from tests.backend.staff.office import NOW
from tests.backend.staff.provider import StandIn, running_provider
from tests.pages.counter_page import CounterPage, counter_page

PICTURES = os.environ.get("BIMEYAR_PICTURES", "")
"""A folder for pictures of the pages, for whoever wants to look."""


async def look(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.fixture
def at() -> Iterator[StandIn]:
    with running_provider(FixedClock(NOW), "localhost") as made:
        made.asks = True
        yield made


@pytest.fixture
async def console(sqlite_url: str, at: StandIn) -> AsyncIterator[CounterPage]:
    async with counter_page(sqlite_url, at) as made:
        yield made


async def test_in_by_another_site_and_again_before_an_act(console: CounterPage, at: StandIn, desktop: Page) -> None:
    await console.office.settle("zahra", Grant(Role.SUPPORT_REVIEWER))
    await desktop.goto(f"{console.url}/console")
    await look(desktop, "door")
    await desktop.get_by_role("link", name=re.compile("ورود با .?میز واحد")).click()
    await desktop.get_by_role("link", name="I am zahra").click()
    await expect(desktop.locator(".shell")).to_be_visible()
    assert desktop.url == f"{console.url}/console"
    console.office.clock.forward(console.office.limits.step_up)
    await desktop.goto(f"{console.url}/console/me")
    await desktop.evaluate(
        """() => {
        const form = document.querySelector('form[action="/console/sign-out"]');
        form.action = '/console/years/entry/1/approve';
        form.querySelector('button').click();
    }"""
    )
    link = desktop.get_by_role("link", name=re.compile("ورود دوباره با .?میز واحد"))
    await expect(link).to_be_visible()
    await look(desktop, "again")
    await desktop.get_by_role("button", name="ادامه").click()
    await expect(desktop.get_by_role("alert")).to_contain_text("هنوز دوباره وارد نشده‌اید")
    async with desktop.context.expect_page() as opened:
        await link.click()
    other = await opened.value
    await other.get_by_role("link", name="I am zahra").click()
    await expect(other.get_by_text("این صفحه را ببندید")).to_be_visible()
    await look(other, "done")
    await other.close()
    await desktop.get_by_role("button", name="ادامه").click()
    await expect(link).to_have_count(0)
    await expect(desktop.locator(".shell")).to_be_visible()
    await desktop.get_by_role("button", name="خروج").first.click()
    await expect(desktop.get_by_role("link", name=re.compile("خروج از .?میز واحد"))).to_be_visible()
    await look(desktop, "gone")
