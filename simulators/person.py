"""How does a script play a person on the street? It writes, presses, reads the phone and pays, over the control side.

Everything waits for what the bot says and survives a street that is away for a while: a request that fails is tried
again until `patience` is over.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
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
    """One person with a chat and a phone."""

    street: Street
    chat: int
    mobile: str
    read_up_to: int = 0
    codes_seen: set[int] = field(default_factory=set)

    @classmethod
    async def arrive(cls, street: Street, *, name: str, mobile: str, number: int) -> Citizen:
        """A new Telegram user with this phone number."""
        body = {"first_name": name, "id": number, "phone": f"+98{mobile[1:]}", "language_code": "fa"}
        await street.ask("POST", "/telegram/users", body)
        return cls(street=street, chat=number, mobile=mobile)

    async def start(self, payload: str = "") -> None:
        """Press START."""
        await self.street.ask("POST", f"/telegram/chats/{self.chat}/start", {"payload": payload})

    async def say(self, text: str) -> None:
        """Write a text."""
        await self.street.ask("POST", f"/telegram/chats/{self.chat}/text", {"text": text})

    async def press(self, label: str, *, message: int | None = None) -> None:
        """Tap the newest button with this label."""
        body = {"label": label, "message_id": message, "force": True}
        await self.street.ask("POST", f"/telegram/chats/{self.chat}/press", body)

    async def transcript(self) -> list[dict[str, Any]]:
        """All messages, oldest first; none before the first START."""
        met = await self.street.ask("GET", f"/telegram/chats/{self.chat}/transcript", missing={"messages": []})
        return list(met["messages"])

    async def last(self) -> dict[str, Any]:
        """The newest message of the bot, or an empty one."""
        said = [message for message in await self.transcript() if message["from"] == "bot"]
        return said[-1] if said else {"text": "", "message_id": 0, "inline_keyboard": [], "edits": 0}

    async def hears(self, *words: str, anywhere: bool = False) -> dict[str, Any]:
        """Wait until the newest message of the bot (or any, with `anywhere`) holds one of these words; the message."""
        until = time.monotonic() + self.street.patience
        while True:
            said = [message for message in await self.transcript() if message["from"] == "bot"]
            for message in reversed(said if anywhere else said[-1:]):
                text = plain(message["text"] or message["caption"] or "")
                if any(plain(word) in text for word in words):
                    found: dict[str, Any] = message
                    return found
            if time.monotonic() > until:
                last = plain(said[-1]["text"] or "")[:120] if said else "nothing"
                raise NothingCame(f"{words} in chat {self.chat}; the last was: {last}")
            await asyncio.sleep(_PAUSE)

    async def read_code(self) -> str:
        """Wait for a one-time code on the phone that was not read before."""
        until = time.monotonic() + self.street.patience
        while time.monotonic() < until:
            for message in await self.street.ask("GET", f"/kavenegar/messages?receptor={self.mobile}"):
                number = int(message["messageid"])
                found = re.search(r"(?<!\d)\d{4,8}(?!\d)", latin(str(message["message"])))
                if number not in self.codes_seen and found and "کد" in str(message["message"]):
                    self.codes_seen.add(number)
                    return found[0]
            await asyncio.sleep(_PAUSE)
        raise NothingCame(f"a code for chat {self.chat}")

    async def pay(self, authority: str, outcome: str = "pay") -> None:
        """Act on the bank page, and come back as the browser would."""
        await self.street.ask("POST", f"/zarinpal/payments/{authority}/press", {"outcome": outcome, "visit": True})


def plain(text: str) -> str:
    """Text without direction marks."""
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)


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
