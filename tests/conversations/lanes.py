"""A process that converses, as many on one store as a test wants, and what makes one of them die."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.engine import ChatKey, Envelope, Event, Reply, Started, Typed
from conversations.ports import Store
from conversations.runner import Runner
from conversations.stores.memory import MemoryStore
from conversations.talk import MovingClock
from tests.conversations.toys import CHAT, NOON, FakeBackend, envelope, open_book


class Crash(BaseException):
    """The process dies here."""


class Lane:
    """One process: a runner on a shared store and backend, and what it delivered."""

    def __init__(
        self, store: Store | None = None, backend: Any = None, clock: MovingClock | None = None, **settings: Any
    ) -> None:
        self.store = store or MemoryStore()
        self.backend = backend or FakeBackend()
        self.clock = clock or MovingClock(NOON)
        self.delivered: list[Reply] = []
        self.parked: list[tuple[Envelope, Exception]] = []
        settings.setdefault("book", open_book())
        self.runner = Runner(store=self.store, backend=self.backend, clock=self.clock, parking=self, **settings)

    async def park(self, envelope: Envelope, error: Exception) -> None:
        self.parked.append((envelope, error))

    async def deliver(self, replies: tuple[Reply, ...]) -> None:
        self.delivered += replies

    async def send(self, update_id: str, event: Event, chat: ChatKey = CHAT) -> list[Reply]:
        self.delivered.clear()
        await self.runner.handle(envelope(update_id, event, chat=chat), self.deliver)
        return list(self.delivered)

    @property
    async def session(self) -> Any:
        stored = await self.store.load(CHAT)
        assert stored is not None
        return stored.session


async def to_review(lane: Lane) -> str:
    for number, event in enumerate([Started("slip"), Typed("12345"), Typed("2"), Typed("no"), Typed("note")]):
        replies = await lane.send(f"u{number}", event)
    assert replies[-1].text.id == "slip-review"
    return replies[-1].screen


class Steps:
    """Counts awaits, and dies at one of them: before the work, or after it."""

    def __init__(self) -> None:
        self.count = 0
        self.die_at: int | None = None

    def pass_by(self) -> None:
        self.count += 1
        if self.count == self.die_at:
            raise Crash


class MortalBackend(FakeBackend):
    steps: Steps

    async def issue(self, request: Any, caller: Any) -> Any:
        self.steps.pass_by()
        made = await super().issue(request, caller)
        self.steps.pass_by()
        return made

    async def check(self, request: Any, caller: Any) -> Any:
        self.steps.pass_by()
        return await super().check(request, caller)


STORY: Sequence[Any] = (Started("slip"), Typed("12345"), Typed("2"), Typed("no"), Typed("note"), "yes", "check")
