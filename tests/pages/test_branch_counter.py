"""Is the counter of a branch good to work with: a debt recorded and a code handed out in a browser, on every screen?"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect
from sqlalchemy import update

from backend.areas.staff.roles import Grant, Role
from backend.contract.activation import read_activation_code
from backend.registers.local.tables import account_years
from tests.backend.slips.world import BRANCH, add_person, outbox_meta
from tests.databases import rows_of
from tests.pages.counter_page import CounterPage, counter_page
from tests.pages.test_access import FAINT, NAMELESS
from tests.pages.test_console import SMALL

CLERK = Grant(Role.BRANCH_STAFF, str(BRANCH["code"]))
SIZES: tuple[ViewportSize, ...] = ({"width": 390, "height": 844}, {"width": 1366, "height": 768})
PICTURES = os.environ.get("BIMEYAR_PICTURES", "")
"""A folder for pictures of every page, for somebody who wants to look at them."""


@pytest.fixture
async def console(sqlite_url: str) -> AsyncIterator[CounterPage]:
    """A console whose branch keeps the file of Maryam, who owes for 1404."""
    async with counter_page(sqlite_url) as made:
        async with made.office.database.engine.begin() as connection:
            await connection.run_sync(outbox_meta.create_all)
        await add_person(made.office.database, made.office.vault)
        async with made.office.database.begin() as connection:
            await connection.execute(update(account_years).values(debt=1_234_567))
        yield made


async def open_menu(page: Page, name: str) -> None:
    await page.get_by_role("navigation").get_by_role("link", name=name).click()


async def owe_to_sure(page: Page) -> None:
    """From the search to the page that asks once more."""
    await page.get_by_label("کد ملی").fill("۰۴۹۹۳۷۰۸۹۹")
    await page.get_by_role("button", name="پیدا کردن").click()
    await expect(page.locator("main")).to_contain_text("مریم آزمایشی")
    await page.get_by_label("شمارهٔ رسید").fill("8834/11")
    await page.get_by_role("textbox", name="تاریخ پرداخت").fill("۱۴۰۵/۰۸/۲۷")
    await page.get_by_role("button", name="بازبینی").click()
    await expect(page.locator(".note.wait")).to_contain_text("بازگرداندن ممکن نیست")


async def stand_before(page: Page) -> None:
    """From the new request to the page that asks once more."""
    await page.get_by_role("link", name="درخواست تازه").click()
    await page.get_by_label("کارت ملی", exact=True).check()
    await page.get_by_label("کد ملی").fill("0499370899")
    await page.get_by_label("تاریخ تولد").fill("۱۳۵۹/۰۲/۱۱")
    await page.get_by_label("شمارهٔ همراهی که در دست اوست").fill("۰۹۳۵۹۹۹۰۰۰۰")
    await page.get_by_role("button", name="بازبینی").click()
    await expect(page.locator(".note.wait")).to_contain_text("بلند برای او بخوانید")


@pytest.mark.parametrize("script", [True, False])
async def test_the_day_at_the_counter(console: CounterPage, browser: Browser, script: bool) -> None:
    context = await browser.new_context(java_script_enabled=script, locale="fa-IR")
    page = await context.new_page()
    await console.enter(page, "reza", CLERK)
    await open_menu(page, "ثبت پرداخت بدهی")
    await owe_to_sure(page)
    await page.get_by_role("button", name="بازگشت و اصلاح").click()
    await expect(page.get_by_label("شمارهٔ رسید")).to_have_value("8834/11")
    await page.get_by_role("button", name="بازبینی").click()
    console.office.clock.forward(console.office.limits.step_up)
    await page.get_by_role("button", name="ثبت می‌کنم").click()
    await page.get_by_label("رمز شش‌رقمی").fill(await console.office.code("reza"))
    console.office.next_code()
    await page.get_by_role("button", name="ادامه").click()
    await expect(page.get_by_role("status").first).to_contain_text("به بیمه‌شده خبر داده می‌شود")
    assert rows_of(console.office.url, "SELECT receipt FROM slip_cleared_years") == [("8834/11",)]
    await open_menu(page, "کد فعال‌سازی")
    await stand_before(page)
    await page.get_by_role("button", name="ثبت و صدور کد").click()
    code = await page.locator("#once").inner_text()
    assert read_activation_code(code) is not None
    async with page.context.expect_page() as opened:
        await page.get_by_role("button", name="چاپ فرم").click()
    await (await opened.value).close()
    await expect(page.locator("#once")).to_have_text(code)
    await page.get_by_role("link", name="چاپ شد").click()
    await expect(page.locator("main")).not_to_contain_text(code)
    await page.get_by_text("باطل کردن", exact=True).click()
    await page.get_by_role("button", name="این کد را باطل کن").click()
    await expect(page.get_by_role("status").first).to_contain_text("کد باطل شد")
    told = [row[0] for row in rows_of(console.office.url, "SELECT act FROM staff_audit ORDER BY seq")]
    assert {"debt-cleared", "proved-again", "activation-issued", "activation-printed", "activation-revoked"} <= set(
        told
    )
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_is_for_everybody(
    console: CounterPage, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    """Names, contrast, nothing beside the screen, targets of a finger's size."""
    context = await browser.new_context(color_scheme=scheme, locale="fa-IR")
    page = await context.new_page()
    await console.enter(page, "reza", CLERK)

    async def look(name: str) -> None:
        for size in SIZES:
            await page.set_viewport_size(size)
            assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"], (name, size)
            assert await page.evaluate(FAINT) == [], (name, size)
            assert await page.evaluate(NAMELESS) == [], (name, size)
            assert await page.evaluate(SMALL) == [], (name, size)
            if PICTURES:
                await page.screenshot(path=Path(PICTURES) / f"{name}-{size['width']}-{scheme}.png", full_page=True)

    await page.goto(f"{console.url}/console/debts")
    await look("debts-search")
    await page.get_by_label("کد ملی").fill("0790419904")
    await page.get_by_role("button", name="پیدا کردن").click()
    await expect(page.get_by_role("alert")).to_contain_text("در این شعبه پیدا نشد")
    await look("debts-not-here")
    await page.goto(f"{console.url}/console/debts?account=1")
    await look("debts-account")
    await page.goto(f"{console.url}/console/debts")
    await owe_to_sure(page)
    await look("debts-sure")
    console.office.clock.forward(console.office.limits.step_up)
    await page.get_by_role("button", name="ثبت می‌کنم").click()
    await look("fresh")
    await page.get_by_label("رمز شش‌رقمی").fill(await console.office.code("reza"))
    await page.get_by_role("button", name="ادامه").click()
    await look("debts-done")
    await page.goto(f"{console.url}/console/activation")
    await look("activation-empty")
    await stand_before(page)
    await look("activation-sure")
    await page.get_by_role("button", name="ثبت و صدور کد").click()
    await look("activation-code")
    await page.goto(f"{console.url}/console/activation/new")
    await look("activation-new")
    await page.goto(f"{console.url}/console/activation")
    await page.get_by_text("باطل کردن", exact=True).click()
    await look("activation-list")
    await context.close()
