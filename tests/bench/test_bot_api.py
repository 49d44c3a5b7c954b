"""Does the Bot API of the bench keep what a chat is shown, whichever way a bot sends it?"""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest

from bench.bot_api import BotApi
from bimeyar.demo_folder import free_port

KEYS = {"inline_keyboard": [[{"text": "a", "callback_data": "1:a"}]]}
TEXT_KEYS = '{"inline_keyboard": [[{"text": "a", "callback_data": "1:a"}]]}'


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    made = BotApi()
    yield made
    await made.stop()


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[httpx2.AsyncClient]:
    port = free_port()
    await api.start(port)
    async with httpx2.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}/bot42:x") as made:
        yield made


async def test_json_forms_and_files_are_shown_alike(api: BotApi, bot: httpx2.AsyncClient) -> None:
    said = {"text": "سلام"}
    await bot.post("/sendMessage", json={"chat_id": 7, **said, "reply_markup": KEYS})
    await bot.post("/sendMessage", data={"chat_id": "7", **said, "reply_markup": TEXT_KEYS})
    await bot.post("/sendDocument", data={"chat_id": "7", "reply_markup": TEXT_KEYS}, files={"document": b"%PDF"})
    shown = api.chat(7)
    assert [message["text"] for message in shown.messages] == ["سلام", "سلام", ""]
    assert all(message["inline_keyboard"] == KEYS["inline_keyboard"] for message in shown.messages)
    assert shown.change == 3
    assert shown.bell.is_set()


@pytest.mark.parametrize("way", ["json", "data"])
async def test_an_edit_takes_the_place_of_its_message(api: BotApi, bot: httpx2.AsyncClient, way: str) -> None:
    answer = await bot.post("/sendMessage", json={"chat_id": 7, "text": "before"})
    number = answer.json()["result"]["message_id"]
    body = {"chat_id": 7, "message_id": number, "text": "after"}
    await (bot.post("/editMessageText", json=body) if way == "json" else bot.post("/editMessageText", data=body))
    assert [message["text"] for message in api.chat(7).messages] == ["after"]


async def test_what_shows_nothing_rings_no_bell(api: BotApi, bot: httpx2.AsyncClient) -> None:
    assert (await bot.post("/getMe")).json()["result"]["is_bot"]
    assert (await bot.post("/sendChatAction", json={"chat_id": 7, "action": "typing"})).json()["ok"]
    assert not api.chat(7).bell.is_set()


async def test_where_only_the_answer_counts_it_rings_and_keeps_nothing() -> None:
    api, port = BotApi(keeps=False), free_port()
    await api.start(port)
    async with httpx2.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}/bot42:x") as made:
        numbers = [
            (await made.post("/sendMessage", data={"chat_id": "7", "text": "سلام"})).json()["result"]["message_id"]
            for _ in range(2)
        ]
    await api.stop()
    assert api.chat(7).bell.is_set()
    assert (api.chat(7).messages, api.chat(7).change) == ([], 2)
    assert len(set(numbers)) == 2
