"""Do updates reach a webhook: with the secret, in order, again after a failure, twice when asked for?"""

import asyncio
import json
import time
from itertools import pairwise
from typing import Any

import aiogram
import pytest
from aiogram.methods import SendMessage
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from tests.simulators.telegram.control import Chat, new_user
from tests.simulators.telegram.peers import Libraries, Peer
from tests.simulators.telegram.webhook import Listener, eventually


async def test_secret_and_order(peer: Peer, chat: Chat, listener: Listener) -> None:
    await peer.call("set_webhook", url=listener.url, secret_token="s3cret")
    for number in range(20):
        await chat.act("text", text=str(number))
    await listener.until(20)
    assert listener.texts() == [str(number) for number in range(20)]
    assert {h["X-Telegram-Bot-Api-Secret-Token"] for h in listener.headers} == {"s3cret"}
    assert (await peer.call("get_webhook_info"))["pending_update_count"] == 0


async def test_what_was_waiting_is_delivered_first(peer: Peer, chat: Chat, listener: Listener) -> None:
    await chat.act("text", text="پیش")
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="پس")
    await listener.until(2)
    assert listener.texts() == ["پیش", "پس"]


async def test_drop_pending_updates(peer: Peer, chat: Chat, listener: Listener) -> None:
    await chat.act("text", text="پیش")
    await peer.call("set_webhook", url=listener.url, drop_pending_updates=True)
    await chat.act("text", text="پس")
    await listener.until(1)
    assert listener.texts() == ["پس"]


async def test_redelivery_with_growing_delay_holds_the_chat(peer: Peer, chat: Chat, listener: Listener) -> None:
    listener.statuses = [500, 503, 404]
    times: list[float] = []
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="یک")
    await chat.act("text", text="دو")
    for number in range(1, 6):
        await listener.until(number)
        times.append(time.monotonic())
    assert listener.texts() == ["یک"] * 4 + ["دو"]
    assert len({u["update_id"] for u in listener.received[:4]}) == 1
    gaps = [later - earlier for earlier, later in pairwise(times[:4])]
    assert gaps[0] < gaps[1] < gaps[2]
    attempts = [u["attempts"] for u in await chat.read("/updates", state="delivered")][-2:]
    assert attempts == [4, 1]


async def test_last_error_is_told(peer: Peer, chat: Chat, listener: Listener) -> None:
    listener.statuses = [500] * 50
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="یک")
    await listener.until(2)
    info = await peer.call("get_webhook_info")
    assert (info["pending_update_count"], info["last_error_message"]) == (
        1,
        "Wrong response from the webhook: 500 Internal Server Error",
    )


async def test_webhook_that_is_down(peer: Peer, chat: Chat, listener: Listener) -> None:
    await peer.call("set_webhook", url="http://127.0.0.1:1/hook")
    await chat.act("text", text="یک")

    async def last_error() -> Any:
        return (await peer.call("get_webhook_info")).get("last_error_message")

    assert await eventually(last_error) == "Connection refused"
    await peer.call("set_webhook", url=listener.url)
    await listener.until(1)
    assert listener.texts() == ["یک"]


async def test_chats_are_served_side_by_side(peer: Peer, chat: Chat, listener: Listener) -> None:
    gate = asyncio.Event()

    async def answer(update: dict[str, Any]) -> web.Response:
        if update["message"]["text"] == "کند":
            await gate.wait()
        return web.Response()

    listener.answer = answer
    other = Chat(chat.client, chat.bot_id, chat.token, await new_user(chat.client))
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="کند")
    await chat.act("text", text="منتظر")
    await other.act("start")
    await listener.until(2)
    await asyncio.sleep(0.1)
    assert listener.texts() == ["کند", "/start"]
    gate.set()
    await listener.until(3)


async def test_one_connection_serves_one_at_a_time(peer: Peer, chat: Chat, listener: Listener) -> None:
    busy, most = 0, 0

    async def answer(update: dict[str, Any]) -> web.Response:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.02)
        busy -= 1
        return web.Response()

    listener.answer = answer
    await peer.call("set_webhook", url=listener.url, max_connections=1)
    for _ in range(5):
        await Chat(chat.client, chat.bot_id, chat.token, await new_user(chat.client)).act("start")
    await listener.until(5)
    assert most == 1


async def test_slow_answer_counts_as_none(peer: Peer, chat: Chat, listener: Listener) -> None:
    async def answer(update: dict[str, Any]) -> web.Response:
        if len(listener.received) == 1:
            await asyncio.sleep(1.5)
        return web.Response()

    listener.answer = answer
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="یک")
    await listener.until(2)
    assert listener.received[0] == listener.received[1]


@pytest.mark.parametrize("kind", ["json", "form"])
async def test_method_in_the_answer_is_performed(peer: Peer, chat: Chat, listener: Listener, kind: str) -> None:
    fields = {"method": "sendMessage", "chat_id": str(chat.chat_id), "text": "در پاسخ"}

    async def answer(update: dict[str, Any]) -> web.Response:
        if kind == "json":
            return web.json_response(fields)
        return web.Response(
            text="method=sendMessage&chat_id=" + fields["chat_id"] + "&text=%D8%AF%D8%B1%20%D9%BE%D8%A7%D8%B3%D8%AE",
            content_type="application/x-www-form-urlencoded",
        )

    listener.answer = answer
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="؟")
    calls = await eventually(lambda: chat.calls("sendMessage"))
    assert (calls[0]["via"], calls[0]["status"]) == ("webhook", 200)
    assert (await chat.last())["text"] == "در پاسخ"


async def test_aiogram_webhook_handler_replies(chat: Chat, libraries: Libraries) -> None:
    """aiogram's own aiohttp handler answers with a multipart body."""
    bot = libraries.peer("aiogram", chat.token).bot
    assert isinstance(bot, aiogram.Bot)
    dispatcher = aiogram.Dispatcher()

    async def echo(message: aiogram.types.Message) -> SendMessage:
        return SendMessage(chat_id=message.chat.id, text=f"شنیدم: {message.text}")

    dispatcher.message.register(echo)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token="abc", handle_in_background=False).register(application, "/hook")
    application.on_shutdown.clear()
    runner = web.AppRunner(application, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="abc")
    await chat.act("text", text="سلام")
    await eventually(lambda: chat.calls("sendMessage"))
    assert (await chat.last())["text"] == "شنیدم: سلام"
    await bot.delete_webhook()
    await runner.cleanup()


async def test_duplicates(peer: Peer, chat: Chat, listener: Listener) -> None:
    await chat.fault("duplicate", together=True)
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="دوبار")
    await chat.act("text", text="یکبار")
    await listener.until(3)
    assert sorted(listener.texts()) == ["دوبار", "دوبار", "یکبار"]
    numbers = [u["update_id"] for u in listener.received if u["message"]["text"] == "دوبار"]
    assert numbers[0] == numbers[1]


async def test_late_duplicate(peer: Peer, chat: Chat, listener: Listener) -> None:
    await chat.fault("duplicate", delay=0.5)
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="یک")
    await chat.act("text", text="دو")
    await listener.until(3)
    assert listener.texts() == ["یک", "دو", "یک"]


async def test_reordering(peer: Peer, chat: Chat, listener: Listener) -> None:
    await chat.fault("reorder", delay=2)
    await chat.act("text", text="یک")
    await chat.act("text", text="دو")
    await chat.act("text", text="سه")
    await peer.call("set_webhook", url=listener.url)
    await listener.until(3)
    assert listener.texts() == ["دو", "یک", "سه"]


async def test_parallel_updates_of_one_chat(peer: Peer, chat: Chat, listener: Listener) -> None:
    gate = asyncio.Event()

    async def answer(update: dict[str, Any]) -> web.Response:
        await gate.wait()
        return web.Response()

    listener.answer = answer
    await chat.fault("parallel")
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="یک")
    await chat.act("text", text="دو")
    await listener.until(2)
    gate.set()

    async def all_delivered() -> bool:
        return "pending" not in await chat.states()

    assert await eventually(all_delivered)


async def test_lost_answer_brings_the_update_again(peer: Peer, chat: Chat, listener: Listener) -> None:
    await chat.fault("lose")
    await peer.call("set_webhook", url=listener.url)
    await chat.act("text", text="یک")
    await listener.until(2)
    assert json.dumps(listener.received[0]) == json.dumps(listener.received[1])
