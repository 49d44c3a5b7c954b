"""Can a visitor be somebody, talk to the bot, and read the phone, on a desktop and on a phone?"""

import socket
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.pages.visitor import Bot, Person, start_chat
from tests.simulators.street import Street, running_street


async def test_a_person_talks_to_the_bot_side_by_side_with_the_phone(
    street: Street, bot: Bot, person: Person, desktop: Page
) -> None:
    await start_chat(desktop, street.url, person)
    for panel in ("people", "chat", "phone"):
        await expect(desktop.locator(f'[data-panel="{panel}"]')).to_be_visible()
    bot.say(person.mobile, "سلام <b>مریم</b>", parse_mode="HTML")
    await expect(desktop.locator(".bubble.bot b", has_text="مریم")).to_be_visible()
    await desktop.get_by_label("نوشتن پیام").fill("فیش می‌خواهم")
    await desktop.keyboard.press("Enter")
    await expect(desktop.locator(".bubble.mine").last).to_contain_text("فیش می‌خواهم")
    await expect(desktop.get_by_label("نوشتن پیام")).to_have_value("")
    assert bot.transcript(person.mobile)["messages"][-1]["text"] == "فیش می‌خواهم"


async def test_a_tapped_button_waits_is_answered_and_the_message_changes_in_place(
    street: Street, bot: Bot, person: Person, desktop: Page
) -> None:
    await start_chat(desktop, street.url, person)
    rows = [[{"text": "مهر", "callback_data": "s:1"}, {"text": "پرداخت", "url": "https://example.org/"}]]
    number = bot.say(person.mobile, "کدام ماه؟", reply_markup={"inline_keyboard": rows})
    await expect(desktop.get_by_role("link", name="پرداخت").last).to_have_attribute("target", "_blank")
    button = desktop.locator(f'[data-id="{number}"]').get_by_role("button", name="مهر")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    asked = bot.transcript(person.mobile)["answers"][-1]
    bot.call("answerCallbackQuery", callback_query_id=asked["callback_id"], text="مهر برگزیده شد")
    await expect(desktop.locator("#toasts")).to_contain_text("مهر برگزیده شد")
    bot.call("editMessageText", chat_id=bot.user(person.mobile), message_id=number, text="مهر ۱۴۰۵")
    changed = desktop.locator(f'[data-id="{number}"]')
    await expect(changed).to_contain_text("مهر ۱۴۰۵")
    await expect(changed).to_contain_text("ویرایش‌شده")
    await expect(changed.get_by_role("button")).to_have_count(0)


async def test_an_alert_is_shown_as_a_dialog(street: Street, bot: Bot, person: Person, desktop: Page) -> None:
    await start_chat(desktop, street.url, person)
    number = bot.say(person.mobile, "؟", reply_markup={"inline_keyboard": [[{"text": "کهنه", "callback_data": "old"}]]})
    await desktop.locator(f'[data-id="{number}"]').get_by_role("button", name="کهنه").click()
    await expect(desktop.locator("[aria-busy]")).to_be_visible()
    asked = bot.transcript(person.mobile)["answers"][-1]
    bot.call("answerCallbackQuery", callback_query_id=asked["callback_id"], text="دکمهٔ کهنه", show_alert=True)
    await expect(desktop.get_by_role("dialog")).to_contain_text("دکمهٔ کهنه")
    await desktop.get_by_role("button", name="باشد").click()
    await expect(desktop.get_by_role("dialog")).to_be_hidden()


async def test_the_contact_button_shares_ones_own_number(
    street: Street, bot: Bot, person: Person, desktop: Page
) -> None:
    await start_chat(desktop, street.url, person)
    keys = [[{"text": "فرستادن شمارهٔ من", "request_contact": True}]]
    bot.say(person.mobile, "شماره؟", reply_markup={"keyboard": keys, "one_time_keyboard": True})
    await desktop.get_by_role("button", name="فرستادن شمارهٔ من").click()
    await expect(desktop.locator(".bubble.mine .card")).to_contain_text("+۹۸۹۱۲")
    assert bot.transcript(person.mobile)["messages"][-1]["contact"]["user_id"] == bot.user(person.mobile)


async def test_a_code_on_the_phone_goes_into_the_chat_with_one_tap(
    street: Street, bot: Bot, person: Person, desktop: Page
) -> None:
    await start_chat(desktop, street.url, person)
    bot.text(person.mobile, "کد ورود شما: ۴۸۲۹۱\nمبلغ ۲۹٬۹۰۴٬۷۴۰ ریال")
    await expect(desktop.locator("#badge")).to_contain_text("۱")
    code = desktop.locator("#inbox").get_by_role("button", name="رونوشت کد ۴۸۲۹۱")
    await expect(desktop.locator("#inbox .otp")).to_have_count(1)
    await code.click()
    await expect(desktop.get_by_label("نوشتن پیام")).to_have_value("48291")
    await expect(desktop.locator("#badge")).to_be_hidden()


async def test_files_are_offered_with_name_and_size(street: Street, bot: Bot, person: Person, desktop: Page) -> None:
    await start_chat(desktop, street.url, person)
    files = {"document": ("slip.pdf", b"%PDF-1.4" + b" " * 2040, "application/pdf")}
    sent = street.client.post(
        "/telegram/bot123456:STREET/sendDocument", data={"chat_id": str(bot.user(person.mobile))}, files=files
    )
    assert sent.json()["ok"]
    link = desktop.locator("a.card").last
    await expect(link).to_contain_text("slip.pdf")
    await expect(link).to_contain_text("۲ کیلوبایت")
    fetched = street.client.get(await link.get_attribute("href") or "")
    assert (fetched.headers["content-type"], fetched.content[:5]) == ("application/pdf", b"%PDF-")


async def test_the_menu_sends_a_photo_and_anothers_contact_and_blocks(
    street: Street, bot: Bot, person: Person, desktop: Page
) -> None:
    await start_chat(desktop, street.url, person)
    for deed, seen in (("فرستادن عکس", ".photo img"), ("فرستادن مخاطبی دیگر", ".card")):
        await desktop.get_by_label("کارهای دیگر").click()
        await desktop.get_by_role("button", name=deed).click()
        await expect(desktop.locator(".bubble.mine").last.locator(seen)).to_be_visible()
    assert bot.transcript(person.mobile)["messages"][-1]["contact"]["user_id"] != bot.user(person.mobile)
    await desktop.get_by_label("کارهای دیگر").click()
    await desktop.get_by_role("button", name="مسدود کردن ربات").click()
    await expect(desktop.locator("#chat-state")).to_have_text("مسدود شده است")
    await desktop.get_by_role("button", name="رفع مسدودی").last.click()
    await expect(desktop.get_by_label("نوشتن پیام")).to_be_visible()


async def test_a_phone_shows_one_panel_at_a_time_without_sideways_scrolling(
    street: Street, bot: Bot, person: Person, handset: Page
) -> None:
    await start_chat(handset, street.url, person)
    bot.say(person.mobile, "https://example.org/" + "x" * 300)
    label = "همهٔ ماه‌های پرداخت‌نشده تا پایان سال با سرانهٔ درمان " * 2
    bot.say(person.mobile, "؟", reply_markup={"inline_keyboard": [[{"text": label, "callback_data": "a"}]]})
    await expect(handset.locator(".inline").last).to_be_visible()
    await handset.reload()
    for tab in ("people", "phone", "chat"):
        await handset.locator(f'[data-go="{tab}"]').click()
        visible = handset.locator("[data-panel]:visible")
        await expect(visible).to_have_count(1)
        assert await handset.evaluate("document.documentElement.scrollWidth") == 360
        inner = "[...document.querySelectorAll('.log,.inbox,.people')].every(n => n.scrollWidth <= n.clientWidth)"
        assert await handset.evaluate(inner)
    await expect(handset.locator(".inline").last).to_be_in_viewport()


async def test_a_reload_and_a_restart_of_the_street_go_on(browser: Browser, folder: Path, person: Person) -> None:
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with running_street(folder, port) as first:
        await start_chat(page, first.url, person)
        await page.reload()
        await expect(page.locator(".bubble.mine", has_text="/start")).to_be_visible()
    await page.get_by_label("نوشتن پیام").fill("هنوز هستی؟")
    with running_street(folder, port) as second:
        Bot(second.client).say(person.mobile, "دوباره برخاستم")
        await expect(page.locator(".bubble.bot", has_text="دوباره برخاستم")).to_be_visible(timeout=15000)
        await page.keyboard.press("Enter")
        await expect(page.locator(".bubble.mine").last).to_contain_text("هنوز هستی؟")
        await expect(page.locator("#offline")).to_be_hidden()
        await context.close()


async def test_an_empty_street_says_so_and_takes_any_number(desktop: Page, tmp_path: Path) -> None:
    with running_street(tmp_path) as street:
        await desktop.goto(street.url)
        await expect(desktop.locator("#no-people")).to_be_visible()
        await desktop.get_by_text("با شمارهٔ دیگر").click()
        await desktop.get_by_label("تلفن همراه").fill("۰۹۱۲۰۰۰۱۱۲۲")
        await desktop.get_by_role("button", name="باز کردن گفتگو").click()
        await expect(desktop.locator("#number")).to_have_text("۰۹۱۲۰۰۰۱۱۲۲")
        await expect(desktop.locator("#toasts")).to_contain_text("هنوز رباتی")
        await desktop.goto("about:blank")
