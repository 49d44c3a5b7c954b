"""How does a script play a person on the street? It writes, presses, reads the phone and pays, over the control side.

Everything waits for what the bot says and survives a street that is away for a while: a request that fails is tried
again until `patience` is over.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from typing import Any

import httpx2

_PAUSE = 0.1


class NothingCame(Exception):
    """What was waited for did not come within the patience; the text says what it was."""


@dataclass(slots=True)
class Street:
    """The control side of one street."""

    base: str
    client: httpx2.AsyncClient
    patience: float = 60.0

    async def ask(self, method: str, path: str, body: Any = None, *, missing: Any = None) -> Any:
        """One control request; repeated while nobody answers. 404 gives `missing` where that is there.

        Any other 4xx raises ValueError with the answer's words.
        """
        until = time.monotonic() + self.patience
        while True:
            try:
                answer = await self.client.request(method, f"{self.base}/control{path}", json=body)
            except httpx2.TransportError:
                answer = None
            if answer is not None and answer.status_code == 404 and missing is not None:
                return missing
            if answer is not None and answer.status_code < 500:
                if answer.status_code >= 400:
                    raise ValueError(f"{path}: {answer.status_code} {answer.text[:200]}")
                return answer.json() if answer.content else None
            if time.monotonic() > until:
                raise NothingCame(f"{method} {path}")
            await asyncio.sleep(_PAUSE)


@dataclass(slots=True)
class Citizen:
    """One person with a chat and a phone; `messenger` is the part of the street with the chat: telegram or bale."""

    street: Street
    chat: int
    mobile: str
    messenger: str = "telegram"

    @classmethod
    async def arrive(
        cls, street: Street, *, name: str, mobile: str, number: int, messenger: str = "telegram"
    ) -> Citizen:
        """A new user of a messenger with this phone number."""
        body = {"first_name": name, "id": number, "phone": f"+98{mobile[1:]}", "language_code": "fa"}
        await street.ask("POST", f"/{messenger}/users", body)
        return cls(street=street, chat=number, mobile=mobile, messenger=messenger)

    async def start(self, payload: str = "") -> None:
        """Press START."""
        await self.street.ask("POST", f"/{self.messenger}/chats/{self.chat}/start", {"payload": payload})

    async def say(self, text: str) -> None:
        """Write a text."""
        await self.street.ask("POST", f"/{self.messenger}/chats/{self.chat}/text", {"text": text})

    async def tap(self, data: str) -> None:
        """Tap the newest button with this callback data."""
        await self.street.ask("POST", f"/{self.messenger}/chats/{self.chat}/press", {"data": data, "force": True})

    async def transcript(self) -> list[dict[str, Any]]:
        """All messages, oldest first; none before the first START."""
        met = await self.street.ask("GET", f"/{self.messenger}/chats/{self.chat}/transcript", missing={"messages": []})
        return list(met["messages"])

    async def change(self, since: int, wait: float) -> int:
        """Wait a while for anything new in the chat; the counter of changes."""
        path = f"/{self.messenger}/chats/{self.chat}/changes?after={since}&wait={wait}"
        seen = await self.street.ask("GET", path, missing={"change": since})
        return int(seen["change"])

    async def pay(self, authority: str, outcome: str = "pay") -> None:
        """Act on the bank page, and come back as the browser would."""
        await self.street.ask("POST", f"/zarinpal/payments/{authority}/press", {"outcome": outcome, "visit": True})


def latin(text: str) -> str:
    """Persian and Arabic digits as Latin ones."""
    return text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789"))


def authority_in(message: dict[str, Any]) -> str:
    """The gateway session behind the button that opens the bank page. Raises LookupError."""
    for row in message["inline_keyboard"]:
        for button in row:
            found = re.search(r"/StartPay/(\w+)", button.get("url", ""))
            if found:
                return found[1]
    raise LookupError("no button opens a bank page")
