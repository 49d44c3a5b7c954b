"""A process dies at any await: does the next one make the same effects and come to the same end?"""

from __future__ import annotations

from typing import Any

import pytest

from backend.contract.outcome import Unavailable
from conversations.engine import ChatKey, Pressed, Reply, Typed
from conversations.engine.session import Pending
from conversations.ports import Stored
from conversations.stores.memory import MemoryStore
from tests.conversations.lanes import STORY, Crash, Lane, MortalBackend, Steps, to_review
from tests.conversations.toys import FakeBackend, envelope


class Mortal(MemoryStore):
    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self.steps = steps

    async def load(self, chat: ChatKey) -> Stored | None:
        self.steps.pass_by()
        return await super().load(chat)

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        self.steps.pass_by()
        revision = await super().save(chat, stored)
        self.steps.pass_by()
        return revision


async def tell(steps: Steps) -> tuple[MortalBackend, list[str], int]:
    """The whole story; after a crash a new process gets the same update again. Gives backend, texts seen, crashes."""
    store, backend = Mortal(steps), MortalBackend()
    backend.steps = steps
    seen: list[Reply] = []
    crashes = 0
    lane = Lane(store=store, backend=backend)
    for number, event in enumerate(STORY):
        press = (
            Pressed(next(reply.screen for reply in reversed(seen) if reply.options), event)
            if isinstance(event, str)
            else event
        )

        async def deliver(replies: tuple[Reply, ...]) -> None:
            steps.pass_by()
            seen.extend(replies)
            steps.pass_by()

        while True:
            try:
                await lane.runner.handle(envelope(str(number), press), deliver)
                break
            except Crash:
                crashes += 1
                lane = Lane(store=store, backend=backend)
    return backend, [reply.text.id for reply in seen], crashes


async def test_a_crash_at_any_await_changes_neither_effects_nor_the_end() -> None:
    steps = Steps()
    _, plain, _ = await tell(steps)
    assert steps.count > 30
    for place in range(1, steps.count + 1):
        again = Steps()
        again.die_at = place
        backend, seen, crashes = await tell(again)
        assert crashes == 1, place
        assert len(backend.effects) == 1, place
        assert set(seen) == set(plain), place
        assert seen[-1] == plain[-1], place


async def test_another_update_first_finishes_what_a_crash_left() -> None:
    lane = Lane()
    screen = await to_review(lane)

    class DeadAfter(FakeBackend):
        async def issue(self, request: Any, caller: Any) -> Any:
            await lane.backend.issue(request, caller)
            raise Crash

    dying = Lane(store=lane.store, backend=DeadAfter())
    with pytest.raises(Crash):
        await dying.send("p", Pressed(screen, "yes"))
    assert isinstance((await lane.session).call, Pending)
    replies = await lane.send("q", Typed("سلام"))
    assert [reply.text.id for reply in replies] == ["slip-wait", "slip-wait"]
    assert len(lane.backend.effects) == 1
    assert await lane.send("p", Pressed(screen, "yes")) == []


async def test_a_call_left_by_a_crash_that_then_finds_an_outage_can_be_tried_again() -> None:
    lane = Lane()
    screen = await to_review(lane)

    class Dead(FakeBackend):
        async def issue(self, request: Any, caller: Any) -> Any:
            raise Crash

    with pytest.raises(Crash):
        await Lane(store=lane.store, backend=Dead()).send("p", Pressed(screen, "yes"))
    lane.backend.script["issue"] = [Unavailable()]
    replies = await lane.send("p", Pressed(screen, "yes"))
    assert [reply.text.id for reply in replies] == ["engine-unavailable"]
    await lane.send("q", Pressed(replies[-1].screen, "~again"))
    assert len(lane.backend.effects) == 1
