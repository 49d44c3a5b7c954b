"""Does the chat behave as a messenger does: its end in view, its buttons, its directions, its files?"""

import socket
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.pages.visitor import Bot, Person, start_chat
from tests.simulators.street import Street, running_street

AT_END = "(n => n.scrollHeight - n.scrollTop - n.clientHeight < 2)(document.getElementById('log'))"
KEYBOARD = {
    "keyboard": [[{"text": "فرستادن شمارهٔ من", "request_contact": True}], [{"text": "بازگشت"}, {"text": "راهنما"}]],
    "one_time_keyboard": True,
}


async def fill_up(bot: Bot, person: Person) -> None:
    for number in range(14):
        bot.say(person.mobile, f"پیام {number}\nبا دو خط")


@pytest.mark.parametrize("device", ["desktop", "handset"])
async def test_the_end_stays_in_view_when_the_keyboard_opens(
    street: Street, bot: Bot, person: Person, device: str, request: pytest.FixtureRequest, browser: Browser
) -> None:
    size = {"desktop": {"width": 1280, "height": 800}, "handset": {"width": 390, "height": 844}}[device]
    context = await browser.new_context(viewport=size, locale="fa-IR")  # type: ignore[arg-type]
    page = await context.new_page()
    await start_chat(page, street.url, person)
    await fill_up(bot, person)
    bot.say(person.mobile, "شمارهٔ شما چیست؟", reply_markup=KEYBOARD)
    await expect(page.locator("#reply").get_by_role("button", name="بازگشت")).to_be_visible()
    await page.wait_for_function(AT_END)
    await expect(page.locator(".bubble.bot", has_text="شمارهٔ شما چیست؟")).to_be_in_viewport(ratio=1)
    await context.close()


async def test_who_reads_further_up_is_left_there(street: Street, bot: Bot, person: Person, desktop: Page) -> None:
    await start_chat(desktop, street.url, person)
    await fill_up(bot, person)
    await expect(desktop.locator(".bubble.bot", has_text="پیام 13")).to_be_visible()
    await desktop.evaluate("document.getElementById('log').scrollTop = 0")
    await desktop.wait_for_timeout(100)
    bot.say(person.mobile, "شماره؟", reply_markup=KEYBOARD)
    await expect(desktop.locator("#reply").get_by_role("button", name="راهنما")).to_be_visible()
    await desktop.wait_for_timeout(200)
    assert await desktop.evaluate("document.getElementById('log').scrollTop") == 0


async def test_a_key_under_the_field_sends_its_words_whatever_stands_above(
    street: Street, bot: Bot, person: Person, desktop: Page
) -> None:
    await start_chat(desktop, street.url, person)
    inline = {"inline_keyboard": [[{"text": "بازگشت", "callback_data": "old:~back"}]]}
    bot.say(person.mobile, "پرسش پیشین", reply_markup=inline)
    bot.say(person.mobile, "شماره؟", reply_markup=KEYBOARD)
    await desktop.locator("#reply").get_by_role("button", name="بازگشت").click()
    await expect(desktop.locator(".bubble.mine").last).to_contain_text("بازگشت")
    assert bot.transcript(person.mobile)["answers"] == []
    await expect(desktop.locator("#reply")).to_be_hidden()


async def test_a_message_has_one_direction(street: Street, bot: Bot, person: Person, desktop: Page) -> None:
    await start_chat(desktop, street.url, person)
    bot.say(person.mobile, "\u2068سلام رضا.\u2069\nچه کاری برایتان انجام دهم؟")
    bot.say(person.mobile, "Hello\nwhat would you like?")
    for words, direction in (("چه کاری", "rtl"), ("Hello", "ltr")):
        text = desktop.locator(".bubble.bot .text", has_text=words)
        assert await text.evaluate("n => getComputedStyle(n).direction") == direction
        assert await text.evaluate("n => getComputedStyle(n).unicodeBidi") != "plaintext"


async def test_an_empty_field_has_nothing_to_scroll(street: Street, bot: Bot, person: Person, desktop: Page) -> None:
    await start_chat(desktop, street.url, person)
    box = desktop.get_by_label("نوشتن پیام")
    for words in ("", "یک خط", ""):
        await box.fill(words)
        assert await box.evaluate("n => getComputedStyle(n).overflowY") == "hidden"
        assert await box.evaluate("n => n.scrollHeight - n.clientHeight") <= 0
    await box.fill("\n".join("خط" for _ in range(30)))
    assert await box.evaluate("n => getComputedStyle(n).overflowY") == "auto"


async def test_choosing_a_person_leaves_no_error_behind(street: Street, person: Person, desktop: Page) -> None:
    said: list[str] = []
    desktop.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    await desktop.goto(street.url)
    await desktop.locator(".person", has_text=person.name).get_by_role("button", name="این شخص باش").click()
    await expect(desktop.get_by_role("button", name="شروع گفتگو")).to_be_visible()
    await desktop.wait_for_timeout(200)
    assert said == []


async def test_a_cut_connection_is_said_where_the_state_stands(browser: Browser, folder: Path, person: Person) -> None:
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="fa-IR")
    page = await context.new_page()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with running_street(folder, port) as first:
        await start_chat(page, first.url, person)
        await expect(page.locator("#chat-state")).to_have_text("برخط")
    await expect(page.locator("#chat-state")).to_have_text("ارتباط قطع است", timeout=15000)
    with running_street(folder, port):
        await expect(page.locator("#chat-state")).to_have_text("برخط", timeout=15000)
    await context.close()


async def test_a_new_sms_does_not_cover_the_name_of_the_bot(
    street: Street, bot: Bot, person: Person, handset: Page
) -> None:
    await start_chat(handset, street.url, person)
    bot.text(person.mobile, "کد ورود شما: ۴۸۲۹۱")
    toast = handset.locator("#toasts p")
    await expect(toast).to_be_visible()
    header, box = await handset.locator(".chat > header").bounding_box(), await toast.bounding_box()
    assert header is not None
    assert box is not None
    assert box["y"] >= header["y"] + header["height"]


async def test_a_contact_is_shown_with_its_country_in_persian(
    street: Street, bot: Bot, person: Person, desktop: Page
) -> None:
    await start_chat(desktop, street.url, person)
    bot.say(person.mobile, "شماره؟", reply_markup=KEYBOARD)
    await desktop.get_by_role("button", name="فرستادن شمارهٔ من").click()
    digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    shown = f"+98{person.mobile[1:]}".translate(digits)
    number = desktop.locator(".bubble.mine .card bdi[dir=ltr]")
    await expect(number).to_have_text(shown)


async def test_a_file_opens_under_its_name(street: Street, bot: Bot, person: Person, desktop: Page) -> None:
    await start_chat(desktop, street.url, person)
    for name in ("slip-1405-000012-5.pdf", "فیش حق بیمه.pdf"):
        files = {"document": (name, b"%PDF-1.4", "application/pdf")}
        sent = street.client.post(
            "/telegram/bot123456:STREET/sendDocument", data={"chat_id": str(bot.user(person.mobile))}, files=files
        )
        assert sent.json()["ok"]
    last = bot.transcript(person.mobile)["messages"][-2:]
    plain, persian = (street.client.get(message["files"][0]["url"]).headers["content-disposition"] for message in last)
    assert plain == 'inline; filename="slip-1405-000012-5.pdf"'
    assert persian.startswith("inline; filename*=utf-8''%D9%81")
