"""A process dies before or after any step into Redis or the database: same effects, same end?"""

from __future__ import annotations

from typing import Any

from conversations.engine import ChatKey, Pressed
from conversations.ports import Stored
from conversations.stores.checkpointed import CheckpointedStore
from conversations.stores.sql import SqlStore
from tests.conversations.checkpoints import World, ids
from tests.conversations.lanes import STORY, Crash, Lane, MortalBackend, Steps
from tests.conversations.test_stores import Xor
from tests.conversations.toys import envelope


class MortalStore(CheckpointedStore):
    """Dies before or after any step into Redis or the database."""

    def __init__(self, inner: CheckpointedStore, steps: Steps) -> None:
        super().__init__(front=inner._front, behind=inner._behind)
        self.steps = steps
        copy_one = inner._behind.copy_one

        async def mortal(record: Any) -> None:
            steps.pass_by()
            await copy_one(record)
            steps.pass_by()

        self._behind = SqlStore(begin=inner._behind._begin, table=inner._behind._table, cipher=Xor())
        self._behind.copy_one = mortal  # type: ignore[method-assign]

    async def load(self, chat: ChatKey) -> Stored | None:
        self.steps.pass_by()
        return await super().load(chat)

    async def save(self, chat: ChatKey, stored: Stored) -> int:
        self.steps.pass_by()
        revision = await super().save(chat, stored)
        self.steps.pass_by()
        return revision


async def tell(world: World, chat: ChatKey, steps: Steps) -> tuple[MortalBackend, list[str], int]:
    """The whole story; after a crash another process gets the same update again."""
    backend = MortalBackend()
    backend.steps = steps
    seen: list[Any] = []
    crashes = 0

    def process() -> Lane:
        lane = world.lane(backend)
        lane.runner._store = MortalStore(lane.store, steps)
        return lane

    async def deliver(replies: tuple[Any, ...]) -> None:
        steps.pass_by()
        seen.extend(replies)
        steps.pass_by()

    lane = process()
    for number, said in enumerate(STORY):
        event = said
        if isinstance(said, str):
            event = Pressed(next(reply.screen for reply in reversed(seen) if reply.options), said)
        while True:
            try:
                await lane.runner.handle(envelope(str(number), event, chat=chat), deliver)
                break
            except Crash:
                crashes += 1
                lane = process()
    return backend, ids(seen), crashes


async def test_a_crash_at_any_await_changes_neither_effects_nor_the_end(world: World) -> None:
    steps = Steps()
    _, plain, _ = await tell(world, ChatKey("t", "1", "plain"), steps)
    assert steps.count > 35
    for place in range(1, steps.count + 1):
        again = Steps()
        again.die_at = place
        backend, seen, crashes = await tell(world, ChatKey("t", "1", str(place)), again)
        assert crashes == 1, place
        assert len(backend.effects) == 1, place
        assert set(seen) == set(plain), place
        assert seen[-1] == plain[-1], place
