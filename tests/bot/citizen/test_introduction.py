"""Does the bot introduce itself in every language, and does it start when Telegram is down?"""

from __future__ import annotations

import asyncio

import pytest

from bot.citizen.abilities import ABILITIES
from bot.citizen.introduction import sayings
from conversations.flows.book import open_book
from locales.texts import LOCALES, Texts
from tests.bot.citizen.product import SECRET, Front, Talk, open_product, texts
from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.webhook import eventually


def test_what_the_bot_says_of_itself_fits_telegrams_limits() -> None:
    said = list(sayings(open_book(Texts()), ABILITIES["telegram"]))
    assert len(said) == 3 * len(LOCALES)
    for saying in said:
        if "commands" in saying.fields:
            commands = saying.fields["commands"]
            assert commands[0]["command"] == "start"
            assert len(commands) <= 100
            assert all(1 <= len(command["description"]) <= 256 for command in commands)
        assert len(saying.fields.get("description", "")) <= 512
        assert len(saying.fields.get("short_description", "")) <= 120


async def introduced(chat: Chat) -> None:
    async def all_said() -> bool:
        said = [call for call in await chat.calls() if call["method"].startswith("setMy")]
        return len(said) >= 6 and said[-1]["fields"].get("language_code") == "en"

    await eventually(all_said, 12)


async def test_menus_and_descriptions_are_set_for_both_languages(product: object, chat: Chat) -> None:
    await introduced(chat)
    calls = [call for call in await chat.calls() if call["method"].startswith("setMy")]
    assert {call["status"] for call in calls} == {200}
    assert [call["fields"].get("language_code") for call in calls] == [None] * 3 + ["en"] * 3
    menu = await chat.read(f"/menu/{chat.chat_id}")
    assert [command["command"] for command in menu][:2] == ["start", "slip"]


async def test_telegram_down_at_start_stops_nothing_and_is_told_later(messenger: str, chat: Chat) -> None:
    await chat.fault("html", method="setWebhook", status=502, times=2)
    await chat.fault("refuse", method="setMyCommands", status=500)
    await chat.fault("refuse", method="setMyDescription", status=400, description="description is too long")
    async with open_product(messenger, chat.token) as product:
        await asyncio.wait_for(product.bot.start_webhook(product.url), 8)
        await introduced(chat)
        talk = Talk(product, chat)
        await talk.do("start")
        assert texts(await talk.seen())[-1] == "home-menu"


async def test_nobody_there_at_start_does_not_hold_up_the_process(chat: Chat) -> None:
    async with open_product("http://127.0.0.1:9", chat.token) as product:
        await asyncio.wait_for(product.bot.start_webhook(product.url), 8)


# ---- several replicas, and one after the other --------------------------------------------------------------------------


async def said(chat: Chat) -> list[str]:
    return [call["method"] for call in await chat.calls() if call["method"].startswith(("set", "delete"))]


async def all_looked_up(chat: Chat, times: int) -> None:
    async def enough() -> bool:
        return len(await chat.calls("getMyShortDescription")) >= 2 * times

    await eventually(enough, 12)


async def test_what_is_known_already_is_not_said_again(messenger: str, front: Front, chat: Chat) -> None:
    async with open_product(messenger, chat.token, front=front) as first:
        await first.bot.start_webhook(first.url)
        await introduced(chat)
        before = await said(chat)
        async with open_product(messenger, chat.token, front=front) as second:
            await second.bot.start_webhook(second.url)
            await all_looked_up(chat, 2)
    assert await said(chat) == before
    assert before.count("setWebhook") == 1
    (bot,) = [bot for bot in (await chat.client.get("/control/telegram/bots")).json() if bot["id"] == chat.bot_id]
    assert bot["webhook_url"], "a replica that ends does not take the webhook of the others away"


async def test_replicas_that_start_at_once_do_no_harm(messenger: str, front: Front, chat: Chat) -> None:
    async with (
        open_product(messenger, chat.token, front=front) as first,
        open_product(messenger, chat.token, front=front) as second,
    ):
        await asyncio.gather(*(product.bot.start_webhook(first.url) for product in (first, second)))
        talk = Talk(second, chat)
        await talk.do("start")
        assert texts(await talk.seen())[-1] == "home-menu"


@pytest.mark.parametrize(
    "other", [{"secret": "another-secret"}, {"url": "/elsewhere"}], ids=["another secret", "another address"]
)
async def test_what_has_changed_is_said(messenger: str, front: Front, chat: Chat, other: dict[str, str]) -> None:
    url = other.pop("url", "")
    async with open_product(messenger, chat.token, front=front) as first:
        await first.bot.start_webhook(first.url)
    async with open_product(messenger, chat.token, front=front, **other) as second:
        await second.bot.start_webhook(f"{second.url}{url}")
    assert (await said(chat)).count("setWebhook") == 2


async def test_the_address_does_not_show_the_secret(messenger: str, front: Front, chat: Chat) -> None:
    async with open_product(messenger, chat.token, front=front) as product:
        await product.bot.start_webhook(product.url)
    (call,) = await chat.calls("setWebhook")
    assert call["fields"]["url"].startswith(f"{product.url}/telegram/webhook?v=")
    assert SECRET not in call["fields"]["url"]
