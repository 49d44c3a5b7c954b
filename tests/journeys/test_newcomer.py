"""Does a newcomer get from the printed address to the receipt, in a real browser, and find it again after a restart?"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from bench.newcomer import CHROMIUM, CHROMIUM_ARGS, Newcomer
from bench.phrases import label, phrase
from tests.journeys.demo import Demo

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    running = Demo(data=tmp_path / "demo", people=60)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as player:
        opened = await player.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield opened
        await opened.close()


async def test_from_hello_to_the_receipt_and_after_a_restart(demo: Demo, browser: Browser) -> None:
    rows = json.loads((demo.data / "street" / "people.json").read_text(encoding="utf-8"))
    person = next(row for row in rows if row["situation"] == "voluntary-floor")
    page = await (await browser.new_context(viewport={"width": 1366, "height": 800}, locale="fa-IR")).new_page()
    newcomer = Newcomer(page=page, person=person)
    await newcomer.arrive(f"{demo.base}/")
    await newcomer.press(label("home-wish-premium-slip"))
    await newcomer.identify()
    await newcomer.get_slip("۱ تا ۲")
    bank = await newcomer.open_bank()
    await newcomer.pay(bank)
    await bank.close()
    await newcomer.hear(phrase("pay-paid"))
    await page.locator("#inbox", has_text=phrase("sms-payment-received")).wait_for()

    await demo.stop()
    await demo.start()
    await page.reload()
    await newcomer.hear(phrase("pay-paid"))
    await newcomer.write(label("home-wish-my-slips"))
    await newcomer.hear(phrase("my-slips-chosen"))
    await page.locator("#log").get_by_role("button", name=label("slip-state-paid")).last.click()
    await page.locator("#log").get_by_role("button", name=label("my-slips-act-receipt")).last.wait_for()


async def test_the_page_leads_to_where_a_paper_is_checked(demo: Demo, browser: Browser) -> None:
    page = await (await browser.new_context(viewport={"width": 1366, "height": 800}, locale="fa-IR")).new_page()
    await page.goto(f"{demo.base}/")
    link = page.get_by_role("link", name=label("verify-link"))
    async with page.context.expect_page() as opened:
        await link.click()
    there = await opened.value
    await there.get_by_role("heading", name=label("verify-title")).wait_for()
    await there.get_by_label(label("verify-field")).fill("سلام")
    await there.get_by_role("button", name=label("verify-check")).click()
    await there.get_by_role("status").get_by_text(label("verify-seen-no-paper")).wait_for()
