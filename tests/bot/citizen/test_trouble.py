"""Is nothing lost, and nobody left without an answer, when Telegram falters or we die?"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from limits import parse

from backend.contract.outcome import Refused, Unavailable
from bot.citizen.calls import NotDelivered
from bot.citizen.limiter import SendingLimits
from conversations.engine.chat import ChatKey
from conversations.engine.reply import FileRef, Reply, Text
from conversations.stores.memory import MemoryStore
from tests.bot.citizen.product import DyingSender, Product, Talk, labels, open_product, start_product, texts
from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.webhook import eventually


async def attempts(chat: Chat, method: str = "sendMessage") -> int:
    return len(await chat.calls(method))


# ---- faults of one call ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "refuse", "status": 500},
        {"kind": "refuse", "status": 502, "times": 3},
        {"kind": "html", "status": 502, "times": 2},
        {"kind": "bare", "status": 500},
        {"kind": "refuse", "status": 429, "retry_after": 1},
    ],
    ids=["500", "502 three times", "html", "no description", "429"],
)
async def test_a_passing_fault_costs_nobody_anything(talk: Talk, fault: dict[str, Any]) -> None:
    await talk.chat.fault(**fault, method="sendMessage")
    assert texts(await talk.say("/calc")) == ["calc-money"]
    assert await attempts(talk.chat) == 2 + fault.get("times", 1)


async def test_429_holds_the_whole_token(talk: Talk, control: Any) -> None:
    await talk.chat.fault("refuse", method="sendMessage", status=429, retry_after=1)
    began = asyncio.get_running_loop().time()
    other = ChatKey("telegram", str(talk.chat.bot_id), str(talk.chat.chat_id))
    await talk.chat.act("text", text="/calc")

    async def refused() -> bool:
        return await attempts(talk.chat) == 2

    await eventually(refused)
    await talk.product.bot.way_to(other)((Reply(Text("news-of-the-day")),))
    assert asyncio.get_running_loop().time() - began >= 1
    await talk.settled()
    assert {message["text"] for message in await talk.seen()} >= {"calc-money", "news-of-the-day"}


async def test_a_long_retry_after_is_not_sat_out_in_the_webhook(talk: Talk) -> None:
    chat = ChatKey("telegram", str(talk.chat.bot_id), str(talk.chat.chat_id))
    await talk.chat.fault("refuse", method="sendMessage", status=429, retry_after=600)
    async with asyncio.timeout(3):
        with pytest.raises(NotDelivered, match="flood"):
            await talk.product.bot.way_to(chat)((Reply(Text("x")),))


async def test_dropped_after_it_was_accepted_it_comes_twice_rather_than_never(talk: Talk) -> None:
    await talk.chat.fault("drop", method="sendMessage")
    assert texts(await talk.say("/calc")) == ["calc-money", "calc-money"]


async def test_telegram_out_of_reach_then_back_the_answer_comes_once(talk: Talk) -> None:
    await talk.chat.fault("refuse", method="sendMessage", status=503, times=7)
    assert texts(await talk.say("/calc")) == ["calc-money"]
    updates = await talk.chat.read("/updates")
    assert max(update["attempts"] for update in updates) >= 1, "it came again"


async def test_a_delivery_that_broke_off_goes_on_where_it_was(talk: Talk) -> None:
    await talk.chat.fault("refuse", method="sendMessage", status=503, times=5, skip=2)
    answer = await talk.say("/long")
    assert len(answer) == len({message["text"] for message in answer}) >= 3, "no part comes twice"


async def test_an_unknown_refusal_of_the_buttons_still_brings_the_words(talk: Talk) -> None:
    await talk.chat.fault("refuse", method="sendMessage", status=400, description="BUTTON_DATA_INVALID")
    (said,) = await talk.say("/calc")
    assert said["text"] == "calc-money"
    assert labels(said) == []


@pytest.mark.parametrize(
    ("status", "words"),
    [(403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found")],
)
async def test_a_chat_that_is_gone_is_noted_and_the_update_acknowledged(talk: Talk, status: int, words: str) -> None:
    await talk.chat.fault("refuse", method="sendMessage", status=status, description=words)
    assert await talk.say("/calc") == []
    assert talk.product.ports.reachable[str(talk.chat.chat_id)] is False
    await talk.do("start")
    assert talk.product.ports.reachable[str(talk.chat.chat_id)] is True


async def test_a_revoked_token_is_not_asked_for_every_message(talk: Talk) -> None:
    chat = ChatKey("telegram", str(talk.chat.bot_id), str(talk.chat.chat_id))
    await talk.chat.fault("refuse", method="sendMessage", status=401, description="Unauthorized", times=-1)
    before = await attempts(talk.chat)
    for _ in range(5):
        with pytest.raises(NotDelivered):
            await talk.product.bot.way_to(chat)((Reply(Text("x")),))
    assert await attempts(talk.chat) == before + 1


async def test_flood_control_of_telegram_is_never_met(messenger: str, chat: Chat) -> None:
    async with open_product(messenger, chat.token, limits=SendingLimits(chat=parse("3/second"))) as product:
        await product.bot.start_webhook(product.url)
        flood = {"chat_per_second": 3, "bot_per_second": 30, "burst": 4}
        assert (await chat.client.put("/control/telegram/flood", json=flood)).is_success
        try:
            talk = Talk(product, chat)
            await talk.do("start")
            await talk.say("/long")
            await talk.say("/calc")
        finally:
            await chat.client.put("/control/telegram/flood", json={})
        sent = [call["status"] for call in await chat.calls("sendMessage")]
        assert len(sent) > 4
        assert set(sent) == {200}


# ---- papers -----------------------------------------------------------------------------------------------------------


async def hand_over(product: Product, chat: Chat, *errors: Exception) -> list[str]:
    product.ports.papers[:] = errors
    key = ChatKey("telegram", str(chat.bot_id), str(chat.chat_id))
    reply = Reply(Text("slip-done"), files=(FileRef("slip", "s1", Text("slip-file")),), protect=True)
    await product.bot.way_to(key)((reply,))
    return texts((await chat.transcript())["messages"])[2:]


async def test_the_paper_comes_before_its_words(talk: Talk) -> None:
    assert await hand_over(talk.product, talk.chat) == ["slip-file.pdf", "slip-done"]
    paper, words = (await talk.seen())[-2:]
    assert paper["protected"]
    assert words["protected"]
    content = await talk.chat.client.get(paper["files"][0]["url"])
    assert content.content == b"%PDF-1.7 s1"


async def test_a_paper_is_tried_again_also_when_the_upload_breaks_off(talk: Talk) -> None:
    await talk.chat.fault("html", method="sendDocument", status=502, times=2)
    assert await hand_over(talk.product, talk.chat, Unavailable()) == ["slip-file.pdf", "slip-done"]


@pytest.mark.parametrize(
    "errors",
    [(Unavailable(), Unavailable(), Unavailable()), (Refused("document-unknown"),), (ZeroDivisionError(),)],
    ids=["not now", "refused", "defect"],
)
async def test_a_paper_that_cannot_be_had_holds_nothing_up(talk: Talk, errors: tuple[Exception, ...]) -> None:
    said = await hand_over(talk.product, talk.chat, *errors)
    assert said == ["bot-file-not-ready name=slip-file", "slip-done"]


# ---- defects and death --------------------------------------------------------------------------------------------------


async def test_a_reply_that_cannot_be_rendered_is_answered_and_does_not_come_for_ever(talk: Talk) -> None:
    await talk.say("/slip")
    await talk.say("12345")
    await talk.say("2")
    assert texts(await talk.say("شاید")) == ["engine-trouble"]
    assert "pending" not in await talk.chat.states()
    assert texts(await talk.say("/calc")) == ["calc-money"]


async def test_killed_between_writing_and_sending_the_answer_comes_from_the_next_process(
    messenger: str, chat: Chat
) -> None:
    store = MemoryStore()
    first = await start_product(messenger, chat.token, store=store, sender=DyingSender)
    await first.bot.start_webhook(first.url)
    await chat.act("start")

    async def written() -> bool:
        return await store.load(ChatKey("telegram", str(chat.bot_id), str(chat.chat_id))) is not None

    await eventually(written)
    await first.kill()
    assert await chat.calls("sendMessage") == []
    port = int(first.url.rsplit(":", 1)[1])
    async with open_product(messenger, chat.token, store=store, port=port) as second:
        talk = Talk(second, chat)
        await talk.settled()
        said = [message for message in await talk.seen() if message["from"] == "bot"]
        assert texts(said) == ["home-menu"]
        assert texts(await talk.press("طوطی")) == ["parrot-word"]
    assert labels(said[0])


async def test_a_commit_of_a_dead_process_is_made_once_and_answered(messenger: str, chat: Chat) -> None:
    store = MemoryStore()
    first = await start_product(messenger, chat.token, store=store)
    await first.bot.start_webhook(first.url)
    talk = Talk(first, chat)
    await talk.do("start")
    for text in ("/slip", "12345", "2", "بدون درمان", "یادداشت"):
        await talk.say(text)
    await first.kill()
    port = int(first.url.rsplit(":", 1)[1])
    dying = await start_product(
        messenger, chat.token, store=store, port=port, sender=DyingSender, backend=first.backend
    )
    await chat.act("text", text="بله")

    async def issued() -> bool:
        return len(first.backend.effects) == 1

    await eventually(issued)
    await asyncio.sleep(0.1)
    await dying.kill()
    async with open_product(messenger, chat.token, store=store, port=port, backend=first.backend) as last:
        talk = Talk(last, chat)
        await talk.settled()
        assert (await talk.seen())[-1]["text"].startswith("slip-wait")
    assert len(first.backend.effects) == 1
