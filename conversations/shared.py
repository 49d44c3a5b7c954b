"""What do all who use the shared Redis agree on? The names of keys, and what it means that it does not answer."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Protocol

from redis.exceptions import RedisError

from conversations.engine.chat import ChatKey
from conversations.ports import StoreAway

PREFIX: Final = "bimeyar:"
"""Every key of ours begins so."""


def session_key(chat: ChatKey) -> str:
    """Where the session of a chat stands."""
    return f"{PREFIX}chat:{chat}"


class Script(Protocol):
    """A Lua script that the server knows."""

    def __call__(self, keys: Sequence[str], args: Sequence[str | bytes | int]) -> Awaitable[Any]:
        """Run it; one round trip."""
        ...


@contextmanager
def redis_answers() -> Iterator[None]:
    """No connection, no answer in time, loading, read-only, out of memory: whatever Redis says, it is StoreAway."""
    try:
        yield
    except (RedisError, OSError) as error:
        raise StoreAway(type(error).__name__) from None
