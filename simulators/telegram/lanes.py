"""In which order do the updates of a bot go out? One lane per chat: first come first served, lanes side by side."""

import asyncio
from collections import deque


class Lanes:
    """Update numbers waiting by chat; a chat is handed out to one worker at a time."""

    def __init__(self) -> None:
        self._lanes: dict[int, deque[int]] = {}
        self._ready: asyncio.Queue[int] = asyncio.Queue()

    def add(self, chat_id: int, update_id: int) -> None:
        """Puts an update at the end of its chat's lane."""
        lane = self._lanes.get(chat_id)
        if lane is None:
            self._lanes[chat_id] = deque([update_id])
            self._ready.put_nowait(chat_id)
        else:
            lane.append(update_id)

    async def next_chat(self) -> int:
        """Waits for a chat whose turn it is; it stays with the caller until given back."""
        return await self._ready.get()

    def head(self, chat_id: int) -> int:
        """The update whose turn it is in this chat."""
        return self._lanes[chat_id][0]

    def let_overtake(self, chat_id: int) -> bool:
        """Lets the second go before the first; False when there is no second."""
        lane = self._lanes[chat_id]
        if len(lane) < 2:
            return False
        lane[0], lane[1] = lane[1], lane[0]
        return True

    def pass_on(self, chat_id: int) -> None:
        """The head is done: the next of this chat may go."""
        lane = self._lanes[chat_id]
        lane.popleft()
        if lane:
            self._ready.put_nowait(chat_id)
        else:
            del self._lanes[chat_id]

    def retry_in(self, chat_id: int, seconds: float) -> None:
        """The head was not taken: the chat waits."""
        asyncio.get_running_loop().call_later(seconds, self._ready.put_nowait, chat_id)
