"""How does a newcomer walk through the demonstration in a real browser? Used by the pictures and by the test of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

from bench.phrases import label, phrase

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_PATIENCE = 30_000


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody at the page, with one of the synthetic people (a row of people.json)."""

    page: Page
    person: dict[str, Any]

    async def arrive(self, url: str) -> None:
        """Open the page, become the person, press start."""
        await self.page.goto(url)
        card = self.page.locator(".person", has_text=str(self.person["name"])).first
        await card.get_by_role("button", name="این شخص باش").click()
        await self.page.get_by_role("button", name="شروع گفتگو").click()
        await self.hear(phrase("home-wish"))

    async def hear(self, words: str) -> Locator:
        """Wait for a message of the bot that holds these words; the last such bubble."""
        bubble = self.page.locator("#log .bubble", has_text=words).last
        await expect(bubble).to_be_visible(timeout=_PATIENCE)
        return bubble

    async def press(self, label: str) -> None:
        """Tap the newest button with this label."""
        await self.page.locator("#log").get_by_role("button", name=label, exact=True).last.click()

    async def write(self, text: str) -> None:
        """Type and send."""
        await self.page.locator("#box").fill(text)
        await self.page.locator("#box").press("Enter")

    async def read_code(self) -> str:
        """The one-time code from the phone."""
        sms = self.page.locator("#inbox", has_text=phrase("sms-code"))
        await expect(sms).to_contain_text(re.compile(r"\d{5}"), timeout=_PATIENCE)
        found = re.findall(r"(?<!\d)\d{5}(?!\d)", await sms.inner_text())
        return str(found[-1])

    async def identify(self) -> None:
        """National id, birth date, no contact, the code of the SMS."""
        await self.hear(phrase("identify-national-id"))
        await self.write(str(self.person["national_id"]))
        await self.hear(phrase("identify-birth-date"))
        await self.write(str(self.person["birth_date"]))
        await self.hear(phrase("identify-mobile"))
        await self.page.locator("#reply").get_by_role("button", name=label("identify-mobile-skip")).click()
        await self.hear(phrase("identify-code"))
        await self.write(await self.read_code())

    async def get_slip(self, months: str) -> None:
        """Months, review, slip with its PDF."""
        await self.hear(phrase("premium-slip-months"))
        await self.write(months)
        await self.hear(phrase("premium-slip-review"))
        await self.press(label("premium-slip-review-issue"))
        await self.hear(phrase("premium-slip-issued"))

    async def open_bank(self) -> Page:
        """Press pay, and follow the button to the bank page in a tab of its own."""
        await self.press(label("premium-slip-issued-pay"))
        await self.hear(phrase("pay-at-bank"))
        async with self.page.context.expect_page() as opening:
            await self.page.locator("#log").get_by_role("link", name=label("pay-at-bank-open")).last.click()
        bank = await opening.value
        await expect(bank.get_by_role("heading", name="اطلاعات کارت")).to_be_visible(timeout=_PATIENCE)
        return bank

    async def pay(self, bank: Page) -> None:
        """Fill in the test card and pay; ends on our return page."""
        await bank.get_by_role("button", name="پر کردن با کارت آزمایشی").click()
        await bank.locator("button.pay").click()
        await expect(bank.locator("body")).to_contain_text(label("payment-page-title-paid"), timeout=_PATIENCE)
