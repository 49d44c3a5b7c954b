"""Does the Bale profile show Bale's manners on the wire, and do they trip the clients that know only Telegram?"""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiogram
import httpx2
import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiogram.types import Update
from pydantic import ValidationError

from simulators.telegram.profile import Profile
from tests.simulators.telegram.control import Chat, new_bot, new_user
from tests.simulators.telegram.server import running_messenger
from tests.simulators.telegram.webhook import Listener, eventually, open_listener

YES = {"inline_keyboard": [[{"text": "بله", "callback_data": "y"}]]}


@pytest.fixture(scope="module")
def bale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Bale of this module."""
    with running_messenger(tmp_path_factory.mktemp("bale") / "bale.db", Profile.BALE) as url:
        yield url


@pytest.fixture
async def chat(bale: str) -> AsyncIterator[Chat]:
    """A person who has pressed start."""
    async with httpx2.AsyncClient(base_url=bale, trust_env=False) as client:
        bot_id, token = await new_bot(client)
        chat = Chat(client, bot_id, token, await new_user(client))
        await chat.act("start")
        yield chat


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    async with open_listener() as ready:
        yield ready


async def call(chat: Chat, method: str, **fields: object) -> Any:
    return (await chat.client.post(f"/telegram/bot{chat.token}/{method}", json=fields)).json()


async def say(chat: Chat, text: str, **fields: object) -> Any:
    return await call(chat, "sendMessage", chat_id=chat.chat_id, text=text, **fields)


async def test_ids_edits_and_callbacks(chat: Chat) -> None:
    sent = await say(chat, "؟", reply_markup=YES)
    assert sent["result"]["message_id"] == 2
    await chat.act("press", label="بله")
    query = (await call(chat, "getUpdates"))["result"][-1]["callback_query"]
    assert "chat_instance" not in query
    edited = await call(chat, "editMessageText", chat_id=chat.chat_id, message_id=2, text="!")
    assert edited == {"ok": True, "result": {"message_id": 0}}
    assert (await chat.last())["text"] == "!"


async def test_aiograms_models_reject_the_tap_and_the_stub(bale: str, chat: Chat) -> None:
    await say(chat, "؟", reply_markup=YES)
    await chat.act("press", label="بله")
    raw = (await call(chat, "getUpdates"))["result"][-1]
    with pytest.raises(ValidationError, match="chat_instance"):
        Update.model_validate(raw)
    bot = aiogram.Bot(chat.token, session=AiohttpSession(api=TelegramAPIServer.from_base(f"{bale}/telegram")))
    with pytest.raises(ClientDecodeError):
        await bot.edit_message_text("!", chat_id=chat.chat_id, message_id=2)
    await bot.session.close()


@pytest.mark.parametrize(
    ("sent", "shown", "kinds"),
    [
        ("مبلغ *۱۲* ریال", "مبلغ ۱۲ ریال", ["bold"]),
        ("a_b_c", "abc", ["italic"]),
        ("[اینجا](https://a.ir/x_y)", "اینجا", ["text_link"]),
        ("`کد`", "کد", ["code"]),
        ("یک * تنها _ است", "یک * تنها _ است", []),
        ("<b>x</b>", "<b>x</b>", []),
    ],
)
async def test_every_text_is_read_as_its_own_markdown(chat: Chat, sent: str, shown: str, kinds: list[str]) -> None:
    await say(chat, sent, parse_mode="HTML")
    last = await chat.last()
    assert last["text"] == shown
    assert [entity["type"] for entity in last["entities"]] == kinds


async def test_what_a_person_writes_is_left_as_it_is(chat: Chat) -> None:
    await chat.act("text", text="*a* _b_")
    assert (await call(chat, "getUpdates"))["result"][-1]["message"]["text"] == "*a* _b_"


@pytest.mark.parametrize("method", ["sendMessageDraft", "editMessageReplyMarkup", "setMyDescription", "nothing"])
async def test_what_bale_has_not(chat: Chat, method: str) -> None:
    await say(chat, "؟")
    answer = await call(chat, method, chat_id=chat.chat_id, draft_id=1, message_id=2, text="x", description="x")
    assert answer["error_code"] == 404


async def test_nobody_is_told_of_a_block_and_nothing_is_protected(chat: Chat) -> None:
    assert (await chat.act("block"))["update_id"] is None
    await chat.act("start")
    await say(chat, "x", protect_content=True)
    assert not (await chat.last())["protected"]


async def test_refusals_in_its_own_words(bale: str, chat: Chat) -> None:
    stranger = await new_user(chat.client)
    for number in (stranger, 999_999_999):
        answer = await call(chat, "sendMessage", chat_id=number, text="x")
        assert (answer["error_code"], answer["description"]) == (400, "no such group or user")
    await chat.act("block")
    answer = await say(chat, "x")
    assert (answer["error_code"], answer["description"]) == (403, "permission_denied")
    answer = (await chat.client.post("/telegram/bot1:wrong/getMe")).json()
    assert (answer["error_code"], answer["description"]) == (404, "Bad Request: Token not found")


@pytest.mark.parametrize(
    ("limit", "code", "words"),
    [("chat_per_second", 400, "local_rate_limited"), ("bot_per_second", 429, "bot limit exceed")],
)
async def test_limits_do_not_say_how_long(chat: Chat, limit: str, code: int, words: str) -> None:
    assert (await chat.client.put("/control/telegram/flood", json={limit: 0.5})).is_success
    try:
        await say(chat, "x")
        answer = await say(chat, "x")
    finally:
        await chat.client.put("/control/telegram/flood", json={})
    assert answer["error_code"] == code
    assert words in answer["description"]
    assert "parameters" not in answer


async def test_one_menu_for_everybody(chat: Chat) -> None:
    commands = [{"command": "start", "description": "شروع"}]
    assert (await call(chat, "setMyCommands", commands=commands))["ok"]
    scope = {"type": "all_private_chats"}
    assert (await call(chat, "setMyCommands", commands=commands, scope=scope))["error_code"] == 400
    assert (await call(chat, "setMyCommands", commands=commands, language_code="en"))["error_code"] == 400


async def test_the_webhook_has_no_secret_and_its_answer_is_not_read(chat: Chat, listener: Listener) -> None:
    wanted = {"secret_token": "s3cret", "allowed_updates": ["callback_query"], "max_connections": 3}
    assert (await call(chat, "setWebhook", url=listener.url, **wanted))["ok"]
    assert (await call(chat, "getWebhookInfo"))["result"] == {"url": listener.url}
    await say(chat, "؟", reply_markup=YES)
    await chat.act("press", label="بله")

    async def delivered() -> bool:
        return any("callback_query" in update for update in listener.received)

    await eventually(delivered)
    assert any("message" in update for update in listener.received), "the choice of kinds is not heeded"
    assert not any("secret" in name.lower() for headers in listener.headers for name in headers)


@pytest.mark.parametrize(("port", "ok"), [("", True), (":443", True), (":88", True), (":8443", False), (":x", False)])
async def test_https_on_two_ports_only(chat: Chat, port: str, ok: bool) -> None:
    assert (await call(chat, "setWebhook", url=f"https://bime.example.ir{port}/bale"))["ok"] is ok
