"""Do faults strike where they were scheduled, and do both libraries see them as they would in production?"""

import time

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from telegram.error import NetworkError

from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.peers import Peer, Refused

# python-telegram-bot announces a future change of type whenever it builds a RetryAfter
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_flood_refusal_with_retry_after(peer: Peer, chat: Chat) -> None:
    await chat.fault("refuse", method="sendMessage", status=429, retry_after=7)
    with pytest.raises(Refused) as caught:
        await peer.call("send_message", chat_id=chat.chat_id, text="x")
    assert (caught.value.error, caught.value.retry_after) == (
        {"aiogram": "TelegramRetryAfter", "ptb": "RetryAfter"}[peer.name],
        7,
    )
    await peer.call("send_message", chat_id=chat.chat_id, text="x")
    calls = await chat.calls("sendMessage")
    assert [call["status"] for call in calls] == [429, 200]
    assert calls[0]["fault"] is not None


async def test_times_and_skip(peer: Peer, chat: Chat) -> None:
    await chat.fault("refuse", method="getMe", status=500, times=2, skip=1)
    outcomes = []
    for _ in range(4):
        try:
            await peer.call("get_me")
            outcomes.append("ok")
        except Refused as refused:
            outcomes.append(refused.words.split(":")[-1].strip())
    assert outcomes == ["ok", "Internal Server Error", "Internal Server Error", "ok"]


async def test_own_words_and_chat(peer: Peer, chat: Chat) -> None:
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    await chat.fault("refuse", chat_id=chat.chat_id, status=400, description=words, migrate_to_chat_id=-1005)
    assert await peer.call("get_me")
    with pytest.raises(Refused) as caught:
        await peer.call("send_message", chat_id=chat.chat_id, text="x")
    assert caught.value.migrate_to == -1005


async def test_html_from_a_proxy(peer: Peer, chat: Chat) -> None:
    await chat.fault("html", method="sendMessage", status=502)
    if peer.name == "aiogram":
        with pytest.raises(ClientDecodeError):
            await peer.bot.send_message(chat_id=chat.chat_id, text="x")
    else:
        with pytest.raises(NetworkError):
            await peer.bot.send_message(chat_id=chat.chat_id, text="x")
    assert (await chat.last())["text"] == "/start"


async def test_bare_error(peer: Peer, chat: Chat) -> None:
    await chat.fault("bare", method="sendMessage", status=500)
    with pytest.raises(TypeError if peer.name == "aiogram" else NetworkError):
        await peer.bot.send_message(chat_id=chat.chat_id, text="x")


async def test_accepted_but_unanswered(peer: Peer, chat: Chat) -> None:
    await chat.fault("drop", method="sendMessage")
    with pytest.raises(TelegramNetworkError if peer.name == "aiogram" else NetworkError):
        await peer.bot.send_message(chat_id=chat.chat_id, text="رسید یا نه؟")
    assert (await chat.last())["text"] == "رسید یا نه؟"


async def test_slow_answer(peer: Peer, chat: Chat) -> None:
    await chat.fault("delay", method="sendMessage", delay=0.4)
    began = time.monotonic()
    await peer.call("send_message", chat_id=chat.chat_id, text="x")
    assert time.monotonic() - began >= 0.4


async def test_faults_are_listed_and_taken_back(peer: Peer, chat: Chat) -> None:
    await chat.fault("refuse", method="getMe", times=-1)
    mine = [fault for fault in await chat.read("/faults") if fault["bot_id"] == chat.bot_id]
    assert [fault["times"] for fault in mine] == [-1]
    for _ in range(3):
        with pytest.raises(Refused):
            await peer.call("get_me")
    assert (await chat.ask("DELETE", f"/faults/{mine[0]['id']}")).status_code == 204
    assert await peer.call("get_me")


@pytest.mark.parametrize(
    ("limits", "allowed"),
    [({"chat_per_second": 0.2, "burst": 3}, 3), ({"bot_per_second": 0.2}, 1), ({"chat_per_second": 0.2}, 1)],
)
async def test_flood_control(peer: Peer, chat: Chat, limits: dict[str, float], allowed: int) -> None:
    await chat.ask("PUT", "/flood", json=limits)
    try:
        for _ in range(allowed):
            await peer.call("send_message", chat_id=chat.chat_id, text="x")
        with pytest.raises(Refused) as caught:
            await peer.call("send_message", chat_id=chat.chat_id, text="x")
        assert caught.value.retry_after is not None
        assert 1 <= caught.value.retry_after <= 5
        await peer.call("send_chat_action", chat_id=chat.chat_id, action="typing")
        await chat.ask("POST", "/clock", json={"seconds": caught.value.retry_after})
        await peer.call("send_message", chat_id=chat.chat_id, text="x")
    finally:
        await chat.ask("PUT", "/flood", json={})


async def test_flood_control_of_groups(peer: Peer, chat: Chat) -> None:
    made = await chat.ask("POST", "/groups", json={"title": "شعبه", "members": [chat.chat_id]})
    await chat.ask("PUT", "/flood", json={"group_per_minute": 2})
    try:
        for _ in range(2):
            await peer.call("send_message", chat_id=made.json()["id"], text="x")
        with pytest.raises(Refused) as caught:
            await peer.call("send_message", chat_id=made.json()["id"], text="x")
        assert caught.value.retry_after == 30
        await peer.call("send_message", chat_id=chat.chat_id, text="x")
    finally:
        await chat.ask("PUT", "/flood", json={})
