"""Do updates come in by polling: once, in order, past poison, a second poller, and a restart?"""

from __future__ import annotations

import asyncio
from typing import Any

from aiogram.types import Update
from pydantic_core import to_json

from bot.citizen.abilities import Abilities
from bot.citizen.intake import Intake
from bot.citizen.polling import Polling
from bot.citizen.waiting import Waiting
from conversations.stores.memory import MemoryStore
from tests.bot.citizen.desk import Drawer, raw
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


class Source:
    """Gives batch after batch, then nothing more; `late` answers at once with nothing instead of waiting."""

    def __init__(self, *batches: list[dict[str, Any]], webhook: str = "") -> None:
        self.batches = list(batches)
        self.webhook = webhook
        self.calls: list[str] = []
        self.offsets: list[int] = []
        self.timeouts: list[int] = []
        self.asked_again = asyncio.Event()

    async def call(self, method: str, fields: dict[str, Any], **_: Any) -> Any:
        self.calls.append(method)
        if method == "getWebhookInfo":
            return {"url": self.webhook}
        if method != "getUpdates":
            return True
        self.offsets.append(fields["offset"])
        self.timeouts.append(fields["timeout"])
        if self.batches:
            return self.batches.pop(0)
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
        if update.update_id not in self.taken:
            self.taken.append(update.update_id)
        return update.update_id not in self.refused


async def poll(source: Any, intake: Intake, *, drawer: Drawer | None = None) -> list[float]:
    """Until all batches were asked for; the pauses that were made."""
    pauses: list[float] = []

    async def brief(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0.005)

    polling = Polling(
        channel="telegram",
        abilities=Abilities(),
        wire=source,
        intake=intake,
        waiting=Waiting(source),
        deferred=drawer,
        sleep=brief,
    )
    work = asyncio.create_task(polling.run())
    await asyncio.wait_for(source.asked_again.wait(), 5)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    return pauses


async def test_poison_is_parked_and_passed() -> None:
    """An update this library cannot read must not hold up those behind it."""
    poison = [{"update_id": 5, "message": {"text": 3}}, raw(6), {"update_id": 7, "callback_query": {"id": 1}}]
    source, intake = Source(poison), Careful()
    await poll(source, intake)
    assert intake.taken == [6]
    assert intake.parked == ["5", "7"]
    assert source.offsets == [0, 8]


async def test_what_waits_holds_up_its_own_chat_only_and_is_confirmed_when_written_down() -> None:
    drawer, intake = Drawer(), Careful(6)
    source = Source([raw(5), raw(6), raw(7), raw(8, 10)], [raw(9, 10)])
    await poll(source, intake, drawer=drawer)
    assert sorted(intake.taken) == [5, 6, 8, 9], "the third message of the first chat waits for the second"
    assert source.offsets == [0, 9, 10]
    assert sorted(drawer.kept) == [6, 7]


async def test_what_was_written_down_is_dealt_with_by_the_next_poller() -> None:
    drawer = Drawer()
    await poll(Source([raw(5), raw(6, 10)]), Careful(5), drawer=drawer)
    assert sorted(drawer.kept) == [5]
    source, intake = Source([raw(7)]), Careful()
    await poll(source, intake, drawer=drawer)
    assert intake.taken == [5, 7]
    assert drawer.kept == {}


async def test_a_webhook_replica_takes_over_what_a_poller_wrote_down() -> None:
    drawer, intake, source = Drawer(), Careful(), Source()
    await drawer.keep(5, to_json(raw(5)))
    polling = Polling(
        channel="telegram",
        abilities=Abilities(),
        wire=source,
        intake=intake,
        waiting=Waiting(source),
        deferred=drawer,
    )
    await asyncio.wait_for(polling.catch_up(), 2)
    assert (intake.taken, drawer.kept, source.offsets) == ([5], {}, [])


async def test_while_the_offset_is_held_the_same_updates_are_not_fetched_without_a_pause() -> None:
    source, intake = Source([raw(5)], [raw(5)], [raw(5), raw(6, 10)], [raw(5), raw(6, 10)]), Careful(5)
    drawer = Drawer()
    drawer.is_away = True
    pauses = await poll(source, intake, drawer=drawer)
    assert source.offsets == [0, 5, 5, 5, 5]
    assert source.timeouts[1:] == [0, 0, 0, 0]
    assert intake.taken == [5, 6], "a newer one of another chat is dealt with all the same, and once"
    assert pauses.count(0.5) >= 2


async def test_a_messenger_that_answers_at_once_with_nothing_is_not_asked_without_a_pause() -> None:
    pauses = await poll(Source([], [], []), Careful())
    assert pauses.count(0.5) == 3


async def test_the_way_is_cleared_once() -> None:
    source = Source([raw(5)], webhook="https://old.example/x")
    await poll(source, Careful())
    assert source.calls[:2] == ["getWebhookInfo", "deleteWebhook"]
    assert source.calls.count("deleteWebhook") == 1


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
