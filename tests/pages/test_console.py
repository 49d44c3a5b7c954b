"""Is the console good to work with: each role's day in a browser, nothing loaded whole, with and without a script?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from backend.areas.enrolments.seeding import seed_years
from backend.areas.enrolments.years import ContractYears
from backend.areas.staff.roles import Grant, Role
from backend.domain.cases import CaseStatus, MoveName, Mover
from backend.kit.cases import Act
from tests.backend.cases.counter import UNDO, association
from tests.databases import rows_of
from tests.pages.counter_page import CounterPage, counter_page
from tests.pages.test_access import FAINT, NAMELESS

TEHRAN, BRANCH = Grant(Role.ASSOCIATION, "تهران"), Grant(Role.BRANCH_STAFF, "تهران")
SIZES: tuple[ViewportSize, ...] = (
    {"width": 390, "height": 844},
    {"width": 768, "height": 900},
    {"width": 1366, "height": 768},
)
SMALL = """() => [...document.querySelectorAll('button, a.button, input, select, textarea, summary')]
  .filter(n => n.checkVisibility() && !n.closest('.skip'))
  .map(n => [n, n.getBoundingClientRect()]).filter(([n, r]) => r.width > 1 && (r.height < 24 || r.width < 24))
  .map(([n]) => n.outerHTML.slice(0, 120))"""
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
"""axe-core, for the rules that we do not measure ourselves."""


@pytest.fixture
async def console(sqlite_url: str) -> AsyncIterator[CounterPage]:
    async with counter_page(sqlite_url) as made:
        yield made


def status_of(console: CounterPage, ref: str) -> str:
    return str(rows_of(console.office.url, f"SELECT status FROM cases WHERE ref = '{ref}'")[0][0])


async def test_the_day_of_an_association_without_one_full_load(console: CounterPage, desktop: Page) -> None:
    refs = await console.line(old=2, new=3)
    await console.enter(desktop, "parvin", TEHRAN)
    await desktop.evaluate("window.stayed = true")
    await desktop.get_by_role("navigation").get_by_role("link", name="صف درخواست‌ها").click()
    await expect(desktop.locator("table.line tbody tr")).to_have_count(5)
    await expect(desktop.locator('[data-count="late"]')).to_have_text("۲")
    await desktop.get_by_role("button", name="برداشتن درخواست بعدی").click()
    await expect(desktop.locator("main")).to_be_focused()
    await desktop.get_by_role("link", name="رد درخواست").click()
    await desktop.get_by_label("دلیل").select_option(label="کفالت یکی از افراد تأیید نشد.")
    await desktop.get_by_label("توضیح برای متقاضی").fill("مدرک کفالت نرسیده است.")
    await desktop.get_by_role("button", name="رد می‌کنم").click()
    await expect(desktop.get_by_role("status").first).to_contain_text("متقاضی باخبر شد")
    assert status_of(console, refs[0]) == CaseStatus.REJECTED
    await desktop.go_back()
    await expect(desktop.get_by_label("دلیل")).to_have_count(0)
    assert await desktop.evaluate("window.stayed"), "the page was never loaded whole"


async def test_several_at_once_and_all_of_it_undone(console: CounterPage, desktop: Page) -> None:
    refs = await console.line(old=0, new=4)
    await console.enter(desktop, "parvin", TEHRAN)
    await desktop.goto(f"{console.url}/console/queue")
    await desktop.get_by_label("نشان زدن همهٔ این صفحه").check()
    await desktop.get_by_role("button", name="تأیید").click()
    await desktop.get_by_role("button", name="تأیید می‌کنم").click()
    await expect(desktop.locator(".tag.wait")).to_have_count(4)
    await desktop.get_by_role("button", name="پس گرفتن همه").click()
    await expect(desktop.get_by_role("status").first).to_contain_text("هیچ پیامکی نرفت")
    console.office.clock.forward(UNDO)
    assert await console.counter.together.apply() == 0
    assert {status_of(console, ref) for ref in refs} == {CaseStatus.AT_ASSOCIATION}


async def test_the_day_of_a_branch_on_a_phone(console: CounterPage, handset: Page) -> None:
    (ref,) = await console.line(old=0, new=1)
    await console.counter.desk.claim(association(99), ref)
    approve = Act(move=MoveName.APPROVE, by=Mover.ASSOCIATION, office="تهران")
    await console.counter.desk.act(association(99), ref, approve)
    await console.enter(handset, "bahram", BRANCH)
    await handset.goto(f"{console.url}/console/queue")
    await handset.get_by_role("link", name="عضویت بیمهٔ تکمیلی").click()
    await handset.get_by_role("button", name="برداشتن درخواست").click()
    await handset.get_by_role("link", name="تغییر شعبه بیمه‌پردازی").click()
    await handset.get_by_label("کد شعبهٔ تازه").fill("۰۱۱۵")
    await handset.get_by_label("دلیل").select_option(index=1)
    await handset.get_by_role("button", name="بفرست").click()
    await expect(handset.locator(".note")).to_contain_text("شعبه دو تهران")
    assert await handset.evaluate("document.documentElement.scrollWidth") <= 360
    await handset.get_by_role("button", name="بفرست").click()
    await expect(handset.get_by_role("status").first).to_contain_text("به شعبهٔ تازه رفت")
    assert rows_of(console.office.url, f"SELECT office FROM cases WHERE ref = '{ref}'") == [("0115",)]


async def test_the_day_of_an_administrator(console: CounterPage, desktop: Page) -> None:
    await console.line(old=0, new=1)
    await console.enter(desktop, "zahra", Grant(Role.ADMINISTRATOR))
    await expect(desktop.get_by_role("link", name="صف درخواست‌ها")).to_have_count(0)
    await desktop.get_by_role("navigation").get_by_role("link", name="حساب‌های کارکنان").click()
    await desktop.get_by_text("افزودن حساب", exact=True).first.click()
    await desktop.get_by_role("textbox", name="نام کاربری").fill("sima")
    await desktop.get_by_label("نام و نام خانوادگی").fill("سیما نمونه")
    await desktop.get_by_label("کانون بازنشستگان شهرستان").first.check()
    await desktop.locator('input[name="office-association"]').first.fill("تهران")
    await desktop.get_by_role("button", name="افزودن").click()
    await expect(desktop.locator(".once")).to_be_visible()
    await desktop.goto(f"{console.url}/console/queue")
    await expect(desktop.locator("main")).to_contain_text("نقش شما این صفحه را ندارد")
    await desktop.get_by_role("navigation").get_by_role("link", name="دفتر رویدادها").click()
    await expect(desktop.locator("tbody")).to_contain_text("افزودن حساب")


async def test_numbers_change_by_themselves(console: CounterPage, desktop: Page) -> None:
    await console.line(old=0, new=2)
    await console.enter(desktop, "parvin", TEHRAN)
    await desktop.goto(f"{console.url}/console/queue")
    await expect(desktop.locator('[data-count="line"]')).to_have_text("۲")
    await console.line(old=0, new=3)
    await expect(desktop.locator('[data-count="line"]')).to_have_text("۵", timeout=15_000)


async def test_a_day_is_picked_by_keyboard_or_typed(console: CounterPage, desktop: Page) -> None:
    await console.line(old=3, new=1)
    await console.enter(desktop, "parvin", TEHRAN)
    await desktop.goto(f"{console.url}/console/queue")
    await desktop.get_by_text("پالایش فهرست", exact=True).click()
    await desktop.get_by_role("button", name="برگزیدن روز: از تاریخ").focus()
    await desktop.keyboard.press("Enter")
    today = desktop.locator('dialog [aria-current="date"]')
    await expect(today).to_be_focused()
    await expect(today).to_have_attribute("aria-label", "جمعه ۲۹ آبان ۱۴۰۵")
    for key in ("ArrowUp", "ArrowRight", "PageDown", "PageUp"):
        await desktop.keyboard.press(key)
    await desktop.keyboard.press("Enter")
    field = desktop.get_by_role("textbox", name="از تاریخ")
    await expect(field).to_have_value("۱۴۰۵/۰۸/۲۱")
    await expect(desktop.get_by_role("button", name="برگزیدن روز: از تاریخ")).to_be_focused()
    await desktop.get_by_role("button", name="نمایش").click()
    await expect(desktop.locator("table.line tbody tr a")).to_have_count(1)
    assert "since=" in desktop.url
    await desktop.get_by_role("button", name="برگزیدن روز: از تاریخ").click()
    await desktop.keyboard.press("Escape")
    await expect(desktop.locator("dialog")).to_have_count(0)


async def test_everything_works_without_a_script(console: CounterPage, browser: Browser) -> None:
    refs = await console.line(old=0, new=2)
    context = await browser.new_context(java_script_enabled=False, locale="fa-IR")
    page = await context.new_page()
    await console.enter(page, "parvin", TEHRAN)
    await page.goto(f"{console.url}/console/queue")
    await page.get_by_text("پالایش فهرست", exact=True).click()
    await page.get_by_label("از تاریخ").fill("1405/08/01")
    await page.get_by_role("button", name="نمایش").click()
    await page.get_by_role("button", name="برداشتن درخواست بعدی").click()
    await page.get_by_role("link", name="تأیید", exact=True).click()
    await page.get_by_role("button", name="تأیید می‌کنم").click()
    await page.locator('input[name="ref"]').check()
    await page.get_by_role("button", name="رد درخواست").click()
    await page.get_by_label("دلیل").select_option(index=1)
    await page.get_by_role("button", name="رد می‌کنم").click()
    await expect(page.locator(".tag.wait")).to_have_count(1)
    assert status_of(console, refs[0]) == CaseStatus.AT_BRANCH
    await context.close()


async def judge(page: Page, address: str) -> None:
    """A page at every width: nothing beside the screen, contrast, names, targets of a finger's size, the rules of axe."""
    for size in SIZES:
        await page.set_viewport_size(size)
        await page.goto(address)
        assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"], (address, size)
        for script in (FAINT, NAMELESS, SMALL):
            assert await page.evaluate(script) == [], (address, size)
        await page.add_script_tag(content=AXE)
        found = await page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})"
        )
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], (address, size)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_is_for_everybody(
    console: CounterPage, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    """Names, contrast, nothing beside the screen, targets of a finger's size; and the rules of axe."""
    refs = await console.line(old=2, new=26)
    context = await browser.new_context(color_scheme=scheme, locale="fa-IR", bypass_csp=True)
    page = await context.new_page()
    await console.enter(page, "parvin", TEHRAN)
    await console.counter.desk.claim(association(1), refs[0])
    paths = (
        "",
        "/queue?order=overdue&late=1",
        "/queue?status=at-branch",
        f"/case/{refs[0]}",
        f"/case/{refs[0]}/act?move=send-back",
        "/me",
        "/case/0",
    )
    for path in paths:
        await judge(page, f"{console.url}/console{path}")
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_pages_of_an_administrator_are_for_everybody(
    console: CounterPage, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = await browser.new_context(color_scheme=scheme, locale="fa-IR", bypass_csp=True)
    page = await context.new_page()
    await console.enter(page, "zahra", Grant(Role.ADMINISTRATOR))
    async with console.office.database.begin() as connection:
        await seed_years(ContractYears(clock=console.office.clock), connection)
    for path in ("/years", "/years/entry/1", "/years/new?from=1", "/accounts", "/audit"):
        await judge(page, f"{console.url}/console{path}")
    await context.close()
