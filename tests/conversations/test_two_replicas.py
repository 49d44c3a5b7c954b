"""Two replicas, one Redis, one chat that is hammered: is the order kept, nothing lost, and each effect made once?"""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest

from conversations.engine import Pressed, Reply, Typed
from conversations.ports import StoreAway
from tests.conversations.checkpoints import World
from tests.conversations.lanes import Lane, to_review
from tests.conversations.toys import CHAT, FakeBackend, envelope


async def seen(lane: Lane) -> list[int]:
    stored = await lane.store.load(CHAT)
    assert stored is not None
    return [int(update) for update in stored.seen if update.isdecimal()]


async def test_what_arrives_while_another_is_dealt_with_is_taken_in_telegrams_order(world: World) -> None:
    backend, answered = FakeBackend(), []
    replicas = [world.lane(backend) for _ in range(2)]
    over = asyncio.Event()

    async def hold(replies: tuple[Reply, ...]) -> None:
        await over.wait()

    first = asyncio.ensure_future(replicas[0].runner.handle(envelope("1000", Typed("x")), hold))
    await asyncio.sleep(0.1)
    numbers = list(range(1001, 1025))
    random.Random(3).shuffle(numbers)

    async def go(number: int) -> None:
        async def deliver(replies: tuple[Reply, ...]) -> None:
            answered.append(number)

        await replicas[number % 2].runner.handle(envelope(str(number), Typed("x")), deliver)

    rest = [asyncio.ensure_future(go(number)) for number in numbers]
    await asyncio.sleep(0.5)
    over.set()
    await asyncio.gather(first, *rest)
    assert await seen(replicas[0]) == list(range(1000, 1025))
    assert answered == list(range(1001, 1025)), "each once, in order"


async def test_taps_on_both_replicas_at_once_make_one_effect(world: World) -> None:
    backend = FakeBackend()
    replicas = [world.lane(backend) for _ in range(2)]
    screen = await to_review(replicas[0])
    taps = [(lane, str(2000 + number)) for number in range(6) for lane in replicas]
    await asyncio.gather(
        *(lane.runner.handle(envelope(update, Pressed(screen, "yes")), lane.deliver) for lane, update in taps)
    )
    assert len(backend.effects) == 1
    assert set(await seen(replicas[1])) >= {2000 + number for number in range(6)}


@pytest.mark.parametrize("copied", [True, False])
async def test_a_flush_in_the_middle_of_the_hammering_loses_no_effect_and_makes_none_twice(
    world: World, copied: bool
) -> None:
    backend = FakeBackend()
    replicas = [world.lane(backend) for _ in range(2)]
    screen = await to_review(replicas[0])
    if copied:
        await replicas[0].store.checkpoint()
    said: list[Any] = []

    async def deliver(replies: tuple[Reply, ...]) -> None:
        said.extend(replies)

    async def go(number: int) -> None:
        event = Pressed(screen, "yes") if number % 3 == 0 else Typed("yes")
        while True:
            try:
                await replicas[number % 2].runner.handle(envelope(str(3000 + number), event), deliver)
            except StoreAway:
                continue
            return

    hammering = [asyncio.ensure_future(go(number)) for number in range(24)]
    for _ in range(3):
        await asyncio.sleep(0.03)
        await world.flush()
    await asyncio.gather(*hammering)
    assert len(backend.effects) <= 1
    assert all(lane.parked == [] for lane in replicas)
    assert len(said) >= 24, "everybody was answered"
    if backend.effects:
        again = world.lane(backend)
        await again.send("4000", Typed("سلام"))
        assert len(backend.effects) == 1
