"""What must a company that carries our SMS be able to do, and how does it say what came of it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Action(StrEnum):
    """What is to be done after an answer (channels.md 1.2)."""

    OK = "ok"
    RETRY = "retry"
    """nothing was sent; the same message may go again soon, with the same localid"""
    PAUSE = "pause"
    """no credit: nothing can be sent for now; burn no tries, tell the operator"""
    CONFIGURATION = "configuration"
    """nothing can be sent until somebody mends the account, the line or the template"""
    PERMANENT = "permanent"
    """this message can never be sent as it is"""
    SPLIT = "split"
    """too many at once; the provider class splits by itself, callers never see it"""
    BUG = "bug"
    """our call was wrong: fail, tell the developers, do not repeat"""
    THROTTLE = "throttle"
    """too many calls: everybody waits long"""
    AMBIGUOUS = "ambiguous"
    """it may have been sent: ask `status_by_localid` before sending again with the same localid"""


@dataclass(frozen=True, slots=True)
class OutgoingSms:
    """One text to one receptor. `localid` is our own number (the outbox row), `receptor` a mobile "09xxxxxxxxx"."""

    localid: int
    receptor: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TemplateSms:
    """One approved template filled with tokens, ahead of everything else.

    `tokens` are named token, token2, token3 (no blank, no underscore), token10 (5 spaces), token20 (8 spaces), each of
    at most 100 characters. `localid` only comes back in the result: the provider does not learn it, so that sending
    again after AMBIGUOUS may send twice.
    """

    localid: int
    receptor: str = field(repr=False)
    template: str
    tokens: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SendResult:
    """What came of one message. With OK: `provider_id`, `status` (the provider's own) and `cost` (rial).

    Otherwise `code` is the provider's return code, or None where no answer could be read.
    """

    localid: int
    action: Action
    code: int | None = None
    provider_id: str | None = None
    status: int | None = None
    cost: int | None = None

    @property
    def accepted(self) -> bool:
        """Did the provider take the message?"""
        return self.action is Action.OK


@dataclass(frozen=True, slots=True)
class MessageStatus:
    """Where a message stands; `status` is explained by `statuses.MESSAGE_STATUSES`.

    Status 100 with `provider_id` None: the provider knows no such message.
    """

    status: int
    provider_id: str | None = None
    localid: int | None = None


class ProviderFault(Exception):
    """A question could not be answered. Holds no address, no key and no personal data."""

    def __init__(self, action: Action, code: int | None = None) -> None:
        super().__init__(f"SMS provider: {action.value}" + ("" if code is None else f", code {code}"))
        self.action = action
        self.code = code


class SmsProvider(Protocol):
    """A company that carries SMS."""

    async def send(self, batch: Sequence[OutgoingSms], *, urgent: bool = False) -> Sequence[SendResult]:
        """One result for each message, in the order of the batch; raises nothing for what can be foreseen.

        Any number of messages. A localid that the provider knows gives the earlier message, nothing is sent twice.
        `urgent` goes ahead of waiting calls that are not.
        """
        ...

    async def lookup(self, message: TemplateSms) -> SendResult:
        """Send one filled template, always urgent; raises nothing for what can be foreseen."""
        ...

    async def status(self, provider_ids: Sequence[str]) -> Sequence[MessageStatus]:
        """Where messages of the last 48 hours stand; any number. Ids without an answer are left out.

        Raises ProviderFault (never AMBIGUOUS: asking changes nothing).
        """
        ...

    async def status_by_localid(self, localids: Sequence[int]) -> Sequence[MessageStatus]:
        """The same by our own numbers, within 12 hours of sending; status 100: it never arrived there."""
        ...

    async def credit(self) -> int:
        """What is left on the account, in rial. Raises ProviderFault."""
        ...

    async def close(self) -> None:
        """Let the calls under way end, then close the connections."""
        ...
