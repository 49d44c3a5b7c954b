"""What does a way out (SMS, a chat) promise? It gets one open message and says what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from backend.kit.outbox import Lane


@dataclass(frozen=True, slots=True)
class OpenMessage:
    """A claimed message with its seals broken, for as long as the try lasts.

    `to` is a mobile "09…", or for a chat the JSON of (channel, bot, chat). `tries` counts this one. `in_doubt`: an
    earlier try may have gone through. `late`: not to be sent any more, only an earlier try is to be looked for.
    """

    id: int
    kind: str
    lane: Lane
    to: str = field(repr=False)
    values: Mapping[str, str | int] = field(repr=False)
    locale: str
    topic: str | None
    ref: str | None
    tries: int
    in_doubt: bool
    late: bool
    first_try_at: datetime


class Verdict(StrEnum):
    """What came of a try."""

    SENT = "sent"
    AGAIN = "again"
    PAUSE = "pause"
    """nothing can be sent on this channel for now; the try does not count"""
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict and what is known of it. `reason` is kebab-case and never personal; `code` is the provider's own.

    `in_doubt` with AGAIN: it may have gone through. `wait` overrides the usual pause. `counts=False`: no try was used.
    `cost` is rial.
    """

    verdict: Verdict
    reason: str = ""
    code: int | None = None
    in_doubt: bool = False
    counts: bool = True
    wait: timedelta | None = None
    provider_id: str | None = None
    provider_status: int | None = None
    parts: int | None = None
    cost: int | None = None


class Carrier(Protocol):
    """One way out. It raises nothing for what can be foreseen; anything raised counts as AGAIN, in doubt."""

    async def carry(self, message: OpenMessage) -> Outcome:
        """Send the message, or find out what became of an earlier try."""
        ...
