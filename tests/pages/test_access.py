"""Can everybody use the pages: names for screen readers, keyboard, contrast in light and dark?"""

from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from tests.pages.visitor import Bot, Person, start_chat
from tests.simulators.street import Street

NAMELESS = """() => [...document.querySelectorAll('button, a[href], input, textarea, summary')]
  .filter(n => n.checkVisibility() && !(n.getAttribute('aria-label') || n.labels?.length || n.innerText?.trim()))
  .map(n => n.outerHTML.slice(0, 120))"""
FAINT = """() => {
  const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return text.startsWith('color(') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a]; };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  const ground = (node) => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) {
      const c = parse(getComputedStyle(n).backgroundColor);
      if (c[3] > 0) layers.unshift(c);
    }
    return layers.reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const light = (c) => c.map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !node.checkVisibility() || node.disabled || node.closest('.sr, .draft, [disabled]')) continue;
    const below = ground(node), ink = over(parse(getComputedStyle(node).color), below);
    const [a, b] = [light(below), light(ink)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.push([node.textContent.trim().slice(0, 30), (a + 0.05) / (b + 0.05)]);
  }
  return found;
}"""


async def fill(street: Street, bot: Bot, person: Person, page: Page) -> None:
    """A chat with a little of everything."""
    await start_chat(page, street.url, person)
    keys = [[{"text": "پرداخت", "callback_data": "1", "style": "primary"}, {"text": "نه", "callback_data": "2"}]]
    bot.say(
        person.mobile, "متن /help و https://example.org", protect_content=True, reply_markup={"inline_keyboard": keys}
    )
    bot.text(person.mobile, "کد شما: 12345\nhttps://example.org/")
    await expect(page.locator(".inline").last).to_be_visible()
    await expect(page.locator("#inbox .otp").last).to_be_visible()


async def test_every_control_has_a_name(street: Street, bot: Bot, person: Person, desktop: Page) -> None:
    await fill(street, bot, person, desktop)
    await desktop.get_by_label("کارهای دیگر").click()
    assert await desktop.evaluate(NAMELESS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_texts_stand_out(
    street: Street, bot: Bot, person: Person, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page = await context.new_page()
    await fill(street, bot, person, page)
    await page.get_by_label("کارهای دیگر").click()
    assert await page.evaluate(FAINT) == []
    await page.add_style_tag(content=".text { color: #888 !important; }")
    assert await page.evaluate(FAINT), "the measure sees grey on white"
    await page.goto(f"{street.url}/zarinpal/pg/StartPay/{open_payment(street)}")
    await page.get_by_text("آزمودن حالت‌های دیگر").click()
    assert await page.evaluate(FAINT) == []
    assert await page.evaluate(NAMELESS) == []
    await context.close()


async def test_the_keyboard_is_enough(street: Street, bot: Bot, person: Person, desktop: Page) -> None:
    await fill(street, bot, person, desktop)
    await desktop.get_by_label("نوشتن پیام").focus()
    await desktop.keyboard.type("یک")
    await desktop.keyboard.press("Shift+Enter")
    await desktop.keyboard.type("دو")
    await desktop.keyboard.press("Tab")
    await desktop.keyboard.press("Enter")
    await expect(desktop.locator(".bubble.mine").last.locator(".text")).to_have_text("یک\nدو")
    last = desktop.locator(".inline").last.get_by_role("button", name="پرداخت")
    await last.focus()
    await desktop.keyboard.press("Enter")
    await expect(last).to_have_attribute("aria-busy", "true")


def open_payment(street: Street, back: str = "https://merchant.example/") -> str:
    """A session at the bank."""
    body = {"merchant_id": "1" * 36, "amount": 29_904_740, "description": "فیش", "callback_url": back}
    answer = street.client.post("/zarinpal/pg/v4/payment/request.json", json=body).json()
    return str(answer["data"]["authority"])


async def test_a_visitor_pays_at_the_bank_on_a_phone(street: Street, handset: Page) -> None:
    authority = open_payment(street, f"{street.url}/healthz")
    await handset.goto(f"{street.url}/zarinpal/pg/StartPay/{authority}")
    assert await handset.evaluate("document.documentElement.scrollWidth") == 360
    await handset.get_by_role("button", name="پر کردن با کارت آزمایشی").click()
    await handset.get_by_role("button", name="دریافت رمز پویا").click()
    await expect(handset.get_by_text("رمز پویای نمایشی")).to_be_visible()
    await handset.get_by_role("button", name="پرداخت ۲۹٬۹۰۴٬۷۴۰ ریال").click()
    await handset.wait_for_url(f"**/healthz?Authority={authority}&Status=OK")
    paid = street.client.get(f"/control/zarinpal/payments/{authority}").json()
    assert paid["state"] == "PAID"
