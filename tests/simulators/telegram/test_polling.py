"""Does getUpdates wait, confirm, limit and filter as Telegram's does?"""

import asyncio
import time

import pytest

from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.peers import Peer, Refused


async def test_numbers_rise_by_one_and_offset_confirms(peer: Peer, chat: Chat) -> None:
    for text in ("۱", "۲", "۳"):
        await chat.act("text", text=text)
    first = await peer.call("get_updates", limit=2)
    again = await peer.call("get_updates")
    assert [u["message"]["text"] for u in first] == ["۱", "۲"]
    assert [u["message"]["text"] for u in again] == ["۱", "۲", "۳"]
    numbers = [u["update_id"] for u in again]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    left = await peer.call("get_updates", offset=numbers[1])
    assert [u["message"]["text"] for u in left] == ["۲", "۳"]
    assert await peer.call("get_updates", offset=numbers[2] + 1) == []
    assert (await chat.states())[-3:] == ["delivered"] * 3


async def test_negative_offset_keeps_the_last(peer: Peer, chat: Chat) -> None:
    for text in ("۱", "۲", "۳"):
        await chat.act("text", text=text)
    last = await peer.call("get_updates", offset=-1)
    assert [u["message"]["text"] for u in last] == ["۳"]
    assert len(await peer.call("get_updates")) == 1


async def test_long_poll_wakes_at_once(peer: Peer, chat: Chat) -> None:
    poll = asyncio.create_task(peer.call("get_updates", timeout=5))
    await asyncio.sleep(0.3)
    assert not poll.done()
    began = time.monotonic()
    await chat.act("text", text="بیدار")
    assert [u["message"]["text"] for u in await poll] == ["بیدار"]
    assert time.monotonic() - began < 1


async def test_long_poll_ends_empty(peer: Peer, chat: Chat) -> None:
    began = time.monotonic()
    assert await peer.call("get_updates", timeout=1) == []
    assert 0.9 < time.monotonic() - began < 3


async def test_second_poller_throws_the_first_out(peer: Peer, chat: Chat) -> None:
    first = asyncio.create_task(peer.call("get_updates", timeout=5))
    await asyncio.sleep(0.3)
    second = asyncio.create_task(peer.call("get_updates", timeout=5))
    with pytest.raises(Refused) as caught:
        await first
    assert caught.value.error == {"aiogram": "TelegramConflictError", "ptb": "Conflict"}[peer.name]
    assert "terminated by other getUpdates request" in caught.value.words
    await chat.act("text", text="دومی")
    assert len(await second) == 1


async def test_webhook_and_polling_exclude_each_other(peer: Peer) -> None:
    poll = asyncio.create_task(peer.call("get_updates", timeout=5))
    await asyncio.sleep(0.3)
    await peer.call("set_webhook", url="http://127.0.0.1:9/")
    with pytest.raises(Refused, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Refused, match="can't use getUpdates method while webhook is active"):
        await peer.call("get_updates")
    await peer.call("delete_webhook")
    assert await peer.call("get_updates") == []


async def test_only_wanted_kinds_come(peer: Peer, chat: Chat) -> None:
    await peer.call("get_updates", allowed_updates=["message", "my_chat_member"])
    sent = (await chat.act("text", text="یک"))[0]
    assert (await chat.act(f"messages/{sent['message_id']}/edit", text="دو"))["update_id"] is None
    await chat.act("block")
    await chat.act("unblock")
    kinds = [next(k for k in u if k != "update_id") for u in await peer.call("get_updates")]
    assert kinds == ["message", "my_chat_member", "my_chat_member"]
    await peer.call("get_updates", allowed_updates=["message", "edited_message"])
    assert (await chat.act(f"messages/{sent['message_id']}/edit", text="سه"))["update_id"] is not None


async def test_updates_live_a_day(peer: Peer, chat: Chat) -> None:
    await chat.act("text", text="کهنه")
    await chat.ask("POST", "/clock", json={"seconds": 25 * 3600})
    await chat.act("text", text="تازه")
    assert [u["message"]["text"] for u in await peer.call("get_updates")] == ["تازه"]
    assert (await chat.states())[-2:] == ["expired", "pending"]
