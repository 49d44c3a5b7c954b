"""Does the webhook let in only Telegram, take each update once, and answer every tap?"""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.bot.citizen.product import SECRET, Product, Talk, labels, open_product, texts
from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.webhook import eventually

HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def post(product: Product, body: Any, secret: str | None = SECRET) -> tuple[int, bytes]:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{product.url}/telegram/webhook", data=body, headers=headers) as answer,
    ):
        return answer.status, await answer.read()


def update(chat: Chat, number: int, **message: Any) -> bytes:
    person = {"id": chat.chat_id, "is_bot": False, "first_name": "م"}
    base = {"message_id": number, "date": 1, "chat": {"id": chat.chat_id, "type": "private"}, "from": person}
    return json.dumps({"update_id": number, "message": base | message}).encode()


# ---- who may come in ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "سِر"])
async def test_a_wrong_secret_gets_nowhere(product: Product, chat: Chat, secret: str | None) -> None:
    sent = secret.encode().decode("latin-1") if secret else secret
    assert (await post(product, update(chat, 1, text="سلام"), sent))[0] == 401
    assert await chat.calls("sendMessage") == []


async def test_without_a_secret_of_ours_nobody_comes_in(messenger: str, chat: Chat) -> None:
    async with open_product(messenger, chat.token, secret="") as product:
        for secret in ("", None, "x"):
            assert (await post(product, update(chat, 1, text="سلام"), secret))[0] == 401


async def test_a_huge_body_is_refused_and_not_read(product: Product) -> None:
    assert (await post(product, io.BytesIO(b"x" * (2 << 20))))[0] == 413

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 65_536

    assert (await post(product, endless()))[0] == 413, "also where no length is announced"


@pytest.mark.parametrize(
    ("body", "number"),
    [
        (b"", ""),
        (b"{", ""),
        (b"[]", ""),
        (b'{"update_id": 77, "message": {"text": 5}}', "77"),
        (b'{"update_id": "x"}', "x"),
        (b"\xff\xfe", ""),
        (b"[" * 5000, ""),
    ],
    ids=["empty", "cut off", "a list", "no message", "no number", "no text", "too deep"],
)
async def test_what_is_no_update_is_parked_and_acknowledged(product: Product, body: bytes, number: str) -> None:
    assert (await post(product, body))[0] == 200
    assert product.ports.parked == [(number, body)]


async def test_an_unknown_kind_of_update_is_acknowledged(product: Product, chat: Chat) -> None:
    assert (await post(product, b'{"update_id": 1, "something_new": {"a": 1}}'))[0] == 200
    edited = json.loads(update(chat, 2, text="x", edit_date=3))
    edited["edited_message"] = edited.pop("message")
    assert (await post(product, json.dumps(edited).encode()))[0] == 200
    assert product.ports.parked == []
    assert await chat.calls("sendMessage") == []


# ---- once, whatever comes again --------------------------------------------------------------------------------------


async def test_hello_brings_the_menu_by_webhook(talk: Talk) -> None:
    (menu,) = [message for message in await talk.seen() if message["from"] == "bot"]
    assert labels(menu)[:3] == ["پرداخت حق بیمه", "طوطی", "ماشین‌حساب"]
    assert talk.product.ports.reachable[str(talk.chat.chat_id)] is True


@pytest.mark.parametrize("fault", [{"kind": "duplicate", "together": True}, {"kind": "duplicate"}, {"kind": "lose"}])
async def test_an_update_that_comes_twice_is_answered_once(talk: Talk, fault: dict[str, Any]) -> None:
    await talk.chat.fault(**fault)
    assert texts(await talk.press("طوطی")) == ["parrot-word"]
    await asyncio.sleep(0.5)
    await talk.settled()
    assert [message["text"] for message in await talk.seen() if message["from"] == "bot"] == ["parrot-word"]
    assert len(await talk.chat.calls("editMessageText")) == 1


async def test_an_update_overtaken_by_the_next_is_still_answered(talk: Talk) -> None:
    await talk.press("طوطی")
    await talk.chat.fault("reorder", delay=0.2)
    await asyncio.gather(talk.chat.act("text", text="/calc"), talk.chat.act("text", text="100"))
    await talk.settled()
    assert talk.product.ports.parked == []
    assert len(texts(await talk.seen())) >= 5


async def test_a_person_who_writes_while_we_think_is_answered_in_order(talk: Talk) -> None:
    await talk.press("طوطی")
    for text in ("یک", "بله", "/calc"):
        await talk.chat.act("text", text=text)
    await talk.settled()
    said = [message["text"].split()[0] for message in await talk.seen() if message["from"] == "bot"]
    assert said == ["parrot-word", "echo-again", "parrot-end", "calc-money"]


# ---- taps --------------------------------------------------------------------------------------------------------------


async def taps_answered(chat: Chat) -> list[bool]:
    return [bool(answer["answered"]) for answer in (await chat.transcript())["answers"]]


async def test_a_tap_edits_in_place_and_is_answered(talk: Talk) -> None:
    (edited,) = await talk.press("طوطی")
    assert edited["text"] == "parrot-word"
    assert edited["edits"] == 1
    assert await taps_answered(talk.chat) == [True]


async def test_two_taps_at_once_act_once_and_leave_one_keyboard(talk: Talk) -> None:
    menu = (await talk.seen())[-1]
    await asyncio.gather(
        *(talk.chat.act("press", label="پرداخت حق بیمه", message_id=menu["message_id"]) for _ in range(2))
    )
    await talk.settled()
    said = [message for message in await talk.seen() if message["from"] == "bot"]
    assert [message["text"].split("\n")[0] for message in said] == ["identify-code", "engine-doubled"]
    assert [bool(message["inline_keyboard"]) for message in said] == [False, True], "the last one has the buttons"
    assert await taps_answered(talk.chat) == [True, True]


async def test_a_tap_on_yesterdays_keyboard_is_explained_and_its_buttons_go(talk: Talk) -> None:
    old = (await talk.seen())[-1]
    await talk.say("/calc")
    await talk.say("100")
    answer = await talk.press("طوطی", message_id=old["message_id"])
    fresh = [message for message in answer if message["message_id"] != old["message_id"]]
    assert texts(fresh)[0].startswith("engine-stale")
    assert labels(fresh[-1])
    now = {message["message_id"]: message for message in await talk.seen()}
    assert labels(now[old["message_id"]]) == []
    assert await taps_answered(talk.chat) == [True]


async def test_a_tap_on_a_message_the_person_deleted_gets_a_new_one(talk: Talk, chat: Chat) -> None:
    menu = (await talk.seen())[-1]
    data = menu["inline_keyboard"][1][0]["callback_data"]
    await chat.client.post(
        f"/telegram/bot{chat.token}/deleteMessage", json={"chat_id": chat.chat_id, "message_id": menu["message_id"]}
    )
    answer = await talk.do("press", data=data, message_id=menu["message_id"], force=True)
    assert texts(answer) == ["parrot-word"]
    assert await taps_answered(chat) == [True]


async def test_an_edit_of_a_vanished_message_falls_back_to_a_new_one(talk: Talk) -> None:
    await talk.chat.fault("refuse", method="editMessageText", status=400, description="message to edit not found")
    assert texts(await talk.press("طوطی")) == ["parrot-word"]
    old, new = [message for message in await talk.seen() if message["from"] == "bot"]
    assert (old["text"], new["text"]) == ("home-menu", "parrot-word")
    assert labels(old) == [], "its buttons are taken away"


async def test_a_slow_answer_lets_the_button_rest_and_shows_typing(talk: Talk) -> None:
    await talk.chat.fault("delay", method="editMessageText", delay=1.6)
    await talk.chat.act("press", label="طوطی")

    async def rested() -> bool:
        return await taps_answered(talk.chat) == [True]

    await eventually(rested, 3)
    assert len(await talk.chat.calls("sendChatAction")) == 1
    await talk.settled()
    assert (await talk.seen())[-1]["text"] == "parrot-word"


async def test_a_tap_is_answered_even_when_the_update_has_to_come_again(talk: Talk) -> None:
    await talk.chat.fault("html", method="editMessageText", status=502, times=5)
    await talk.press("طوطی")
    await talk.settled()
    assert await taps_answered(talk.chat) == [True]
    assert (await talk.seen())[-1]["text"] == "parrot-word"


# ---- what has no business here ------------------------------------------------------------------------------------------


async def test_put_into_a_group_it_says_why_and_leaves(product: Product, chat: Chat) -> None:
    answer = await chat.ask("POST", "/groups", json={"title": "خانواده", "members": [chat.chat_id]})
    group = answer.json()["id"]

    async def asked() -> list[str]:
        return [call["method"] for call in await chat.calls() if call["chat_id"] == group]

    async def gone() -> bool:
        return await asked() == ["sendMessage", "leaveChat"]

    await eventually(gone)
    assert product.ports.reachable == {}
    body = json.loads(update(chat, 9, text="/start"))
    body["message"]["chat"] = {"id": group, "type": "group", "title": "خانواده"}
    assert (await post(product, json.dumps(body).encode()))[0] == 200
    assert await gone(), "what is said there is not answered"


async def test_blocking_and_coming_back_are_noted(talk: Talk) -> None:
    chat, known = talk.chat, talk.product.ports.reachable
    await chat.act("block")
    await talk.settled()
    assert known[str(chat.chat_id)] is False
    await chat.act("unblock")
    await talk.settled()
    assert known[str(chat.chat_id)] is True
