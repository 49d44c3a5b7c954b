"""Does the same adapter hold a conversation on Bale, whose Bot API is smaller and speaks otherwise?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx2
import pytest

from bot.citizen.calls import NotDelivered
from conversations.engine.chat import ChatKey
from conversations.engine.reply import FileRef, Reply, Text
from conversations.stores.memory import MemoryStore
from simulators.telegram.profile import Profile
from tests.bot.citizen.product import SECRET, Front, Product, Talk, labels, open_product, texts
from tests.simulators.telegram.control import Chat, new_bot, new_user
from tests.simulators.telegram.server import running_messenger
from tests.simulators.telegram.webhook import eventually


@pytest.fixture(scope="module")
def bale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_messenger(tmp_path_factory.mktemp("bale") / "bale.db", Profile.BALE) as url:
        yield url


@pytest.fixture
async def chat(bale: str) -> AsyncIterator[Chat]:
    async with httpx2.AsyncClient(base_url=bale, trust_env=False, timeout=20.0) as client:
        bot_id, token = await new_bot(client)
        yield Chat(client, bot_id, token, await new_user(client))


@pytest.fixture
async def product(bale: str, front: Front, chat: Chat) -> AsyncIterator[Product]:
    async with open_product(bale, chat.token, front=front, channel="bale") as product:
        await product.bot.start_webhook(product.url)
        yield product


@pytest.fixture
async def talk(product: Product, chat: Chat) -> Talk:
    talk = Talk(product, chat)
    await talk.do("start")
    return talk


async def refused(chat: Chat) -> list[tuple[str, int]]:
    return [(call["method"], call["status"]) for call in await chat.calls() if call["status"] != 200]


async def taps_answered(chat: Chat) -> list[bool]:
    return [bool(answer["answered"]) for answer in (await chat.transcript())["answers"]]


# ---- taps and edits -------------------------------------------------------------------------------------------------


async def test_a_tap_without_its_instance_is_read_answered_by_a_call_and_edits_in_place(talk: Talk) -> None:
    (edited,) = await talk.press("طوطی")
    assert (edited["text"], edited["edits"]) == ("parrot-word", 1), "the stub that an edit returns is a success"
    assert talk.product.ports.parked == []

    async def rested() -> bool:
        return await taps_answered(talk.chat) == [True]

    await eventually(rested)
    assert [call["via"] for call in await talk.chat.calls("answerCallbackQuery")] == ["http"]
    assert await refused(talk.chat) == []


async def test_the_buttons_of_an_answered_question_go_without_a_method_for_it(talk: Talk) -> None:
    old = (await talk.seen())[-1]
    await talk.say("/calc")
    await talk.say("100")
    answer = await talk.press("طوطی", message_id=old["message_id"])
    assert any(text.startswith("engine-stale") for text in texts(answer))
    now = {message["message_id"]: message for message in await talk.seen()}
    assert (labels(now[old["message_id"]]), now[old["message_id"]]["text"]) == ([], old["text"])
    assert await refused(talk.chat) == []


async def test_a_tap_on_a_message_that_is_gone_gets_a_new_one(talk: Talk, chat: Chat) -> None:
    menu = (await talk.seen())[-1]
    data = menu["inline_keyboard"][1][0]["callback_data"]
    gone = {"chat_id": chat.chat_id, "message_id": menu["message_id"]}
    await chat.client.post(f"/telegram/bot{chat.token}/deleteMessage", json=gone)
    assert texts(await talk.do("press", data=data, message_id=menu["message_id"], force=True)) == ["parrot-word"]


async def test_an_edit_that_is_denied_brings_a_new_message_and_does_not_count_as_a_block(talk: Talk) -> None:
    await talk.chat.fault("refuse", method="editMessageText", status=403, description="permission_denied")
    assert texts(await talk.press("طوطی"))[-1] == "parrot-word"
    assert talk.product.ports.reachable[str(talk.chat.chat_id)] is True


# ---- text -----------------------------------------------------------------------------------------------------------


async def test_what_looks_like_its_markdown_is_shown_as_it_is(talk: Talk) -> None:
    await talk.press("طوطی")
    (answer,) = await talk.say("*a* _b_ [c](https://d.ir) `e`")
    assert answer["text"] == "echo-again text=∗a∗ ˍbˍ [c]\u200b(https://d.ir) ˋeˋ"
    assert {entity["type"] for entity in answer["entities"]} <= {"url"}
    assert not any("parse_mode" in call["fields"] for call in await talk.chat.calls())


async def test_addresses_written_out_lead_where_they_did(talk: Talk) -> None:
    await talk.press("طوطی")
    (answer,) = await talk.say("https://a.ir/x_y_z")
    assert answer["text"] == "echo-again text=https://a.ir/x%5Fy%5Fz"


# ---- what it cannot -------------------------------------------------------------------------------------------------


async def to_phone(talk: Talk) -> dict[str, Any]:
    await talk.say("/me")
    (question,) = await talk.say("مریم")
    return question


async def test_the_contact_keyboard_works_and_protection_is_not_asked_for(talk: Talk) -> None:
    assert not (await to_phone(talk))["protected"]
    said = await talk.press("input-mobile-share")
    assert texts(said) == ["bot-noted", "personal-sure"]
    (thanks,) = await talk.press("personal-sure-yes")
    assert (thanks["text"], thanks["edits"]) == ("personal-thanks", 1), (
        "where nothing is protected all is edited in place"
    )
    assert not any("protect_content" in call["fields"] for call in await talk.chat.calls())


async def test_it_says_of_itself_only_what_is_understood(talk: Talk) -> None:
    async def introduced() -> bool:
        return bool(await talk.chat.calls("setMyCommands"))

    await eventually(introduced)
    (menu,) = [call for call in await talk.chat.calls() if call["method"].startswith("setMy")]
    assert (menu["method"], list(menu["fields"]), menu["status"]) == ("setMyCommands", ["commands"], 200)
    (webhook,) = await talk.chat.calls("setWebhook")
    assert webhook["fields"] == {"url": f"{talk.product.url}/bale/webhook/{SECRET}"}


async def test_a_menu_it_does_not_know_is_left(bale: str, front: Front, chat: Chat) -> None:
    await chat.fault("refuse", method="setMyCommands", status=404, description="Not Found: method not found", times=-1)
    async with open_product(bale, chat.token, front=front, channel="bale") as product:
        await product.bot.start_webhook(product.url)
        talk = Talk(product, chat)
        await talk.do("start")
        await talk.say("/calc")
        assert len(await chat.calls("setMyCommands")) == 1


async def test_a_paper_comes_as_a_file(talk: Talk) -> None:
    key = ChatKey("bale", str(talk.chat.bot_id), str(talk.chat.chat_id))
    reply = Reply(Text("slip-done"), files=(FileRef("slip", "s1", Text("slip-file")),), protect=True)
    await talk.product.bot.way_to(key)((reply,))
    paper, words = (await talk.seen())[-2:]
    assert (paper["files"][0]["name"], words["text"]) == ("slip-file.pdf", "slip-done")
    assert (await talk.chat.client.get(paper["files"][0]["url"])).content == b"%PDF-1.7 s1"


# ---- who may come in ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "/", "/wrong", f"/{SECRET}x", f"/{SECRET[:-1]}", "/%D8%B3%D8%B1"])
async def test_only_the_path_with_the_secret_lets_in(product: Product, chat: Chat, path: str) -> None:
    body = (
        b'{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}}'
    )
    header = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{product.url}/bale/webhook{path}", data=body, headers=header) as answer,
    ):
        assert answer.status in {401, 404}
    assert await chat.calls("sendMessage") == []


async def test_kinds_that_nobody_asked_for_are_acknowledged(talk: Talk) -> None:
    await talk.press("طوطی")
    sent = await talk.chat.act("text", text="یک")
    await talk.settled()
    before = len(await talk.seen())
    await talk.chat.act(f"messages/{sent[0]['message_id']}/edit", text="دو")
    await talk.settled()
    assert len(await talk.seen()) == before


# ---- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [(400, "Bad Request: local_rate_limited"), (429, "bot limit exceed"), (400, "bot limit exceed")],
)
async def test_a_limit_without_a_time_is_waited_for(talk: Talk, status: int, words: str) -> None:
    await talk.chat.fault("refuse", method="sendMessage", status=status, description=words, times=2)
    assert texts(await talk.say("/calc")) == ["calc-money"]


async def test_a_block_is_noticed_by_the_next_message_and_over_with_the_next_word(talk: Talk) -> None:
    chat, known = talk.chat, talk.product.ports.reachable
    key = ChatKey("bale", str(chat.bot_id), str(chat.chat_id))
    await chat.act("block")
    await talk.product.bot.way_to(key)((Reply(Text("news-of-the-day")),))
    assert known[str(chat.chat_id)] is False
    await chat.act("unblock")
    await talk.say("/calc")
    assert known[str(chat.chat_id)] is True


async def test_somebody_unknown_is_noted_as_gone(talk: Talk) -> None:
    stranger = await new_user(talk.chat.client)
    key = ChatKey("bale", str(talk.chat.bot_id), str(stranger))
    await talk.product.bot.way_to(key)((Reply(Text("news-of-the-day")),))
    assert talk.product.ports.reachable[str(stranger)] is False


async def test_a_wrong_token_is_not_tried_for_every_message(bale: str, chat: Chat) -> None:
    async with open_product(bale, f"{chat.bot_id}:wrong", channel="bale") as product:
        way = product.bot.way_to(ChatKey("bale", str(chat.bot_id), str(chat.chat_id)))
        for _ in range(3):
            with pytest.raises(NotDelivered, match="configuration"):
                await way((Reply(Text("x")),))


# ---- beside Telegram, and by polling --------------------------------------------------------------------------------


async def test_the_same_numbers_on_telegram_are_another_chat(
    messenger: str, bale: str, chat: Chat, tmp_path: Path
) -> None:
    store = MemoryStore()
    async with httpx2.AsyncClient(base_url=messenger, trust_env=False, timeout=20.0) as client:
        body = {"token": chat.token, "username": "same_bot", "name": "همان"}
        assert (await client.post("/control/telegram/bots", json=body)).is_success
        twin = Chat(client, chat.bot_id, chat.token, await new_user(client, id=chat.chat_id))
        async with (
            open_product(bale, chat.token, channel="bale", store=store) as ours,
            open_product(messenger, chat.token, store=store) as theirs,
        ):
            await ours.bot.start_webhook(ours.url)
            await theirs.bot.start_webhook(theirs.url)
            here, there = Talk(ours, chat), Talk(theirs, twin)
            await here.do("start")
            await there.do("start")
            assert texts(await here.press("طوطی")) == ["parrot-word"]
            assert texts(await there.say("/calc")) == ["calc-money"]
            assert texts(await here.say("یک")) == ["echo-again text=یک"]
    keys = {ChatKey(channel, str(chat.bot_id), str(chat.chat_id)) for channel in ("telegram", "bale")}
    assert all([await store.load(key) for key in keys])


async def test_by_polling(bale: str, chat: Chat) -> None:
    async with open_product(bale, chat.token, channel="bale") as product:
        await product.bot.start_polling()
        await chat.act("start")
        talk = Talk(product, chat)

        async def menu() -> bool:
            return bool(labels((await talk.seen())[-1]))

        await eventually(menu)
        await chat.act("press", label="طوطی")

        async def answered() -> bool:
            return (await talk.seen())[-1]["text"] == "parrot-word" and await taps_answered(chat) == [True]

        await eventually(answered)
        assert product.ports.parked == []
