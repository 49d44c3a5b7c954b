"""How does a test play the people? A thin face over the control side."""

from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx2

NUMBERS = count(700_001)


@dataclass(frozen=True, slots=True)
class Chat:
    """A bot of its own and a person (or group) talking to it."""

    client: httpx2.AsyncClient
    bot_id: int
    token: str
    chat_id: int

    async def act(self, what: str, **body: Any) -> Any:
        """POSTs an act; returns its answer, which must be a success."""
        answer = await self.ask("POST", f"/chats/{self.chat_id}/{what}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    async def ask(self, verb: str, path: str, **values: Any) -> httpx2.Response:
        """Any control request towards this bot."""
        parameters = {"bot": self.bot_id, **values.pop("params", {})}
        return await self.client.request(verb, f"/control/telegram{path}", params=parameters, **values)

    async def read(self, path: str, **params: Any) -> Any:
        """GETs something."""
        answer = await self.ask("GET", path, params=params)
        assert answer.is_success, answer.text
        return answer.json()

    async def transcript(self, **params: Any) -> Any:
        """The chat as the person sees it."""
        return await self.read(f"/chats/{self.chat_id}/transcript", **params)

    async def last(self) -> Any:
        """The last message of the chat."""
        return (await self.transcript())["messages"][-1]

    async def calls(self, method: str | None = None) -> Any:
        """What this bot asked for."""
        return await self.read("/calls", **({"method": method} if method else {}))

    async def fault(self, kind: str, **values: Any) -> None:
        """Schedules a fault for this bot."""
        body = {"kind": kind, "bot_id": self.bot_id, **values}
        answer = await self.ask("POST", "/faults", json=body)
        assert answer.status_code == 201, answer.text

    async def states(self) -> list[str]:
        """What became of the bot's updates."""
        return [update["state"] for update in await self.read("/updates")]


async def new_bot(client: httpx2.AsyncClient) -> tuple[int, str]:
    """Registers a bot nobody else uses."""
    number = next(NUMBERS)
    token = f"{number}:AAtest_{number}"
    body = {"token": token, "username": f"bimeyar_{number}_bot", "name": "بیمه‌یار"}
    assert (await client.post("/control/telegram/bots", json=body)).status_code == 201
    return number, token


async def new_user(client: httpx2.AsyncClient, **values: Any) -> int:
    """Creates a person."""
    body = {"first_name": "مریم", "last_name": "احمدی", "language_code": "fa", "phone": "989121112233", **values}
    answer = await client.post("/control/telegram/users", json=body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])
