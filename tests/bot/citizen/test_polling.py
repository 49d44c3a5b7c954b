"""Do updates come in by polling: once, in order, past poison, a second poller, and a restart?"""

from __future__ import annotations

import asyncio
from typing import Any

from conversations.stores.memory import MemoryStore
from tests.bot.citizen.product import Talk, open_product, texts
from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.webhook import eventually


async def answered(chat: Chat, *wanted: str) -> None:
    async def there() -> bool:
        said = [message["text"] for message in (await chat.transcript())["messages"] if message["from"] == "bot"]
        return said == list(wanted)

    await eventually(there, 8)


async def test_what_waited_is_dealt_with_in_order_and_confirmed(messenger: str, chat: Chat) -> None:
    await chat.act("start")
    for text in ("/parrot", "یک", "بله"):
        await chat.act("text", text=text)
    async with open_product(messenger, chat.token) as product:
        await product.bot.start_polling()
        await answered(chat, "home-menu", "parrot-word", "echo-again text=یک", "parrot-end length=2")
        await chat.act("text", text="/calc")
        await answered(chat, "home-menu", "parrot-word", "echo-again text=یک", "parrot-end length=2", "calc-money")

        async def confirmed() -> bool:
            return set(await chat.states()) == {"delivered"} or "pending" not in (await chat.states())[:-1]

        await eventually(confirmed)


async def test_a_webhook_that_stands_in_the_way_is_taken_down(messenger: str, chat: Chat) -> None:
    call = f"/telegram/bot{chat.token}/setWebhook"
    assert (await chat.client.post(call, json={"url": "http://127.0.0.1:9/x"})).is_success
    async with open_product(messenger, chat.token) as product:
        await product.bot.start_polling()
        await chat.act("start")
        await answered(chat, "home-menu")
        assert (await chat.client.post(call, json={"url": "http://127.0.0.1:9/x"})).is_success
        await chat.act("text", text="/calc")
        await answered(chat, "home-menu", "calc-money")


async def test_a_second_poller_is_survived(messenger: str, chat: Chat) -> None:
    async with open_product(messenger, chat.token) as product:
        await product.bot.start_polling()
        await chat.act("start")
        await answered(chat, "home-menu")
        other = await chat.client.post(f"/telegram/bot{chat.token}/getUpdates", json={"timeout": 0})
        assert other.is_success
        await chat.act("text", text="/calc")
        await answered(chat, "home-menu", "calc-money")


async def test_after_a_restart_nothing_is_answered_twice(messenger: str, chat: Chat) -> None:
    store = MemoryStore()
    async with open_product(messenger, chat.token, store=store) as product:
        await product.bot.start_polling()
        await chat.act("start")
        await answered(chat, "home-menu")
    await chat.act("text", text="/calc")
    async with open_product(messenger, chat.token, store=store) as product:
        await product.bot.start_polling()
        await answered(chat, "home-menu", "calc-money")


async def test_an_update_whose_answer_cannot_leave_comes_again(messenger: str, chat: Chat) -> None:
    async with open_product(messenger, chat.token) as product:
        await product.bot.start_polling()
        await chat.fault("refuse", method="sendMessage", status=503, times=6)
        await chat.act("start")
        await answered(chat, "home-menu")
        assert product.ports.parked == []


async def test_poison_is_parked_and_passed(messenger: str, chat: Chat) -> None:
    """An update this library cannot read must not hold up those behind it."""
    from bot.citizen.intake import Intake
    from bot.citizen.polling import Polling

    taken: list[int] = []
    parked: list[bytes] = []

    class Source:
        asked: list[dict[str, Any]] = []

        async def call(self, method: str, fields: dict[str, Any], **_: Any) -> Any:
            self.asked.append(fields)
            if len(self.asked) > 1:
                await asyncio.Event().wait()
            person = {"id": 9, "is_bot": False, "first_name": "م"}
            good = {"message_id": 1, "date": 1, "chat": {"id": 9, "type": "private"}, "from": person, "text": "x"}
            return [
                {"update_id": 5, "message": {"text": 3}},
                {"update_id": 6, "message": good},
                {"update_id": 7, "callback_query": {"id": 1}},
            ]

    class Careful(Intake):
        def __init__(self) -> None:
            self._channel = "telegram"
            self._unreadable = self

        async def park_raw(self, channel: str, update_id: str, body: bytes) -> None:
            parked.append(body)

        async def take(self, update: Any) -> bool:
            taken.append(update.update_id)
            return True

    class Idle:
        def begin(self, update: Any) -> Any:
            return self

        def end(self) -> str:
            return ""

    source: Any = Source()
    idle: Any = Idle()
    work = asyncio.create_task(Polling(wire=source, intake=Careful(), waiting=idle).run())
    while len(source.asked) < 2:
        await asyncio.sleep(0.001)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert taken == [6]
    assert len(parked) == 2
    assert source.asked[1]["offset"] == 8


async def test_taps_are_answered_when_polling_too(messenger: str, chat: Chat) -> None:
    async with open_product(messenger, chat.token) as product:
        await product.bot.start_polling()
        await chat.act("start")
        await answered(chat, "home-menu")
        await chat.act("press", label="طوطی")
        await answered(chat, "parrot-word")

        async def rested() -> bool:
            return [bool(answer["answered"]) for answer in (await chat.transcript())["answers"]] == [True]

        await eventually(rested)
        assert texts([(await Talk(product, chat).seen())[-1]]) == ["parrot-word"]
