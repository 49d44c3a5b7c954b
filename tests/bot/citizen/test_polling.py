"""Do updates come in by polling: once, in order, past poison, a second poller, and a restart?"""

from __future__ import annotations

import asyncio
from typing import Any

from aiogram.types import Update

from bot.citizen.abilities import Abilities
from bot.citizen.intake import Intake
from bot.citizen.polling import Polling
from bot.citizen.waiting import Waiting
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


PERSON = {"id": 9, "is_bot": False, "first_name": "م"}
GOOD = {"message_id": 1, "date": 1, "chat": {"id": 9, "type": "private"}, "from": PERSON, "text": "x"}


class Source:
    """Gives one batch, then nothing more."""

    def __init__(self, *batch: dict[str, Any]) -> None:
        self.batch = list(batch)
        self.offsets: list[int] = []
        self.asked_again = asyncio.Event()

    async def call(self, method: str, fields: dict[str, Any], **_: Any) -> Any:
        self.offsets.append(fields["offset"])
        if len(self.offsets) == 1:
            return self.batch
        self.asked_again.set()
        return await asyncio.Event().wait()


class Careful(Intake):
    """Reads as always, takes all but what it is told to refuse."""

    def __init__(self, *refused: int) -> None:
        self._channel = "telegram"
        self._abilities = Abilities()
        self._unreadable = self
        self.refused = refused
        self.taken: list[int] = []
        self.parked: list[str] = []

    async def park_raw(self, channel: str, update_id: str, body: bytes) -> None:
        self.parked.append(update_id)

    async def take(self, update: Update) -> bool:
        self.taken.append(update.update_id)
        return update.update_id not in self.refused


async def poll_once(source: Any, intake: Intake) -> None:
    async def no_sleep(seconds: float) -> None:
        pass

    work = asyncio.create_task(
        Polling(
            channel="telegram",
            abilities=Abilities(),
            wire=source,
            intake=intake,
            waiting=Waiting(source),
            sleep=no_sleep,
        ).run()
    )
    await asyncio.wait_for(source.asked_again.wait(), 2)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def test_poison_is_parked_and_passed() -> None:
    """An update this library cannot read must not hold up those behind it."""
    source, intake = (
        Source(
            {"update_id": 5, "message": {"text": 3}},
            {"update_id": 6, "message": GOOD},
            {"update_id": 7, "callback_query": {"id": 1}},
        ),
        Careful(),
    )
    await poll_once(source, intake)
    assert intake.taken == [6]
    assert intake.parked == ["5", "7"]
    assert source.offsets == [0, 8]


async def test_what_was_not_dealt_with_is_not_confirmed_and_holds_up_its_own_chat_only() -> None:
    other = {**GOOD, "chat": {"id": 10, "type": "private"}}
    source, intake = (
        Source(
            {"update_id": 5, "message": GOOD},
            {"update_id": 6, "message": GOOD},
            {"update_id": 7, "message": GOOD},
            {"update_id": 8, "message": other},
        ),
        Careful(6),
    )
    await poll_once(source, intake)
    assert sorted(intake.taken) == [5, 6, 8], "the third message of the first chat waits for the second"
    assert source.offsets == [0, 6]


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
