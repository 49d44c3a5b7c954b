"""Must a hundred chats that come at once wait for a hundred questions? Who asks while one is under way shares the next.

After Redis was flushed, or as a crowd says its first hello, every chat is looked for in the database. One transaction
each would make the last wait for all the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Together(Generic[K, V]):
    """Questions about single keys, asked of `ask_many` in batches; a lone one goes out at once."""

    def __init__(self, ask_many: Callable[[Sequence[K]], Awaitable[Mapping[K, V]]], *, most: int = 200) -> None:
        """`ask_many` gives what it knows; a key that is absent has nothing. `most` is the size of a batch."""
        self._ask_many = ask_many
        self._most = most
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def ask(self, key: K) -> V | None:
        """What is known now about this key: never an answer to a question that went out earlier.

        Raises what `ask_many` raises. Whoever is cancelled takes nobody along.
        """
        answer = self._waiting.get(key)
        if answer is None:
            answer = self._waiting[key] = asyncio.get_running_loop().create_future()
        if self._asking is None:
            self._asking = asyncio.get_running_loop().create_task(self._ask_all())
        return await asyncio.shield(answer)

    async def _ask_all(self) -> None:
        """Batch after batch, until nobody waits."""
        try:
            while self._waiting:
                batch = {key: self._waiting.pop(key) for key in list(self._waiting)[: self._most]}
                await self._ask_batch(batch)
        finally:
            self._asking = None

    async def _ask_batch(self, batch: Mapping[K, asyncio.Future[V | None]]) -> None:
        try:
            known = await self._ask_many(list(batch))
        except Exception as error:  # noqa: BLE001 it is raised where it was asked
            for answer in batch.values():
                answer.set_exception(error)
                answer.exception()  # asked nobody any more? Then nobody need be told
        except BaseException:
            for answer in batch.values():
                answer.cancel()
            raise
        else:
            for key, answer in batch.items():
                answer.set_result(known.get(key))
