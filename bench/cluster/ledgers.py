"""What does the outside world say? The ledgers of the SMS line, of the bank, and of Telegram, read over the control side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench.cluster.books import Rows
from simulators.person import Street

_ALL = 1_000_000
_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Ledgers:
    """One reading of the street. Times are Unix seconds."""

    sms: Rows
    """accepted messages: localid, receptor, message, status"""
    sessions: Rows
    """sessions at the bank: authority, state, rial"""
    updates: Rows
    """what people did, in order: chat_id, kind, created, delivered, state, attempts"""
    calls: Rows
    """what the bot did, in order: id, method, chat_id, fields, at, status"""


async def read_ledgers(street: Street) -> Ledgers:
    """Everything the audit wants to know."""
    return Ledgers(
        sms=await street.ask("GET", f"/kavenegar/messages?limit={_ALL}"),
        sessions=await street.ask("GET", f"/zarinpal/payments?limit={_ALL}"),
        updates=await street.ask("GET", f"/telegram/updates?limit={_ALL}"),
        calls=await _calls(street),
    )


async def _calls(street: Street) -> Rows:
    found: list[Mapping[str, Any]] = []
    while True:
        after = found[-1]["id"] if found else 0
        page = await street.ask("GET", f"/telegram/calls?after={after}&limit={_PAGE}")
        found += page
        if len(page) < _PAGE:
            return found
