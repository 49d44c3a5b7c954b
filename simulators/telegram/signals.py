"""How does a long poll learn that something happened? Named signals that wake whoever waits for them."""

import asyncio
from collections.abc import Hashable


class Signals:
    """Wakes tasks of one event loop; raising a signal nobody waits for costs nothing and is forgotten."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, set[asyncio.Future[None]]] = {}

    def wake(self, name: Hashable) -> None:
        """Wakes everybody who waits for `name` now."""
        for future in self._waiting.pop(name, ()):
            if not future.done():
                future.set_result(None)

    async def wait(self, name: Hashable, seconds: float) -> bool:
        """Waits at most `seconds` for `name`; tells whether it came."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(name, set()).add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return False
        finally:
            waiting = self._waiting.get(name)
            if waiting is not None:
                waiting.discard(future)
                if not waiting:
                    del self._waiting[name]
        return True
