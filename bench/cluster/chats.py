"""What did people see in their chats? Was everybody answered, in order, and was anything said twice?"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.cluster.ledgers import Ledgers
from bench.phrases import phrase, plain

STAGES = (
    "identify-national-id",
    "identify-birth-date",
    "identify-mobile",
    "identify-code",
    "premium-slip-months",
    "premium-slip-review",
    "premium-slip-issued",
    "pay-at-bank",
    "pay-paid",
)
"""What is said for the first time only after what stands before it was said."""

_SHOWS = frozenset({"sendMessage", "sendDocument", "editMessageText"})
_DONE = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """The chats of all people together.

    `repeated`: messages that say the same as an earlier one about the same act; after a crash or a lost answer of
    Telegram that may be, without either it may not. `unanswered`: chats in which nothing came after the
    last act of the person. `out_of_order`: chats in which a later stage was shown before an earlier one.
    """

    chats: int
    shown: int
    repeated: int
    unanswered: int
    out_of_order: int
    waiting: int
    """updates that Telegram still holds"""
    tried_again: int
    """updates that Telegram had to post more than once"""


def look_at_chats(ledgers: Ledgers) -> Seen:
    """Read the ledger of Telegram as people did."""
    acts: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    shows: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for update in ledgers.updates:
        if update["kind"] in {"message", "callback_query"}:
            acts[update["chat_id"]].append(update)
    for call in ledgers.calls:
        if call["method"] in _SHOWS and call["status"] == _DONE and call["chat_id"] is not None:
            shows[call["chat_id"]].append(call)
    return Seen(
        chats=len(acts),
        shown=sum(map(len, shows.values())),
        repeated=sum(_repeated(shows[chat], acts[chat]) for chat in acts),
        unanswered=sum(not shows[chat] or shows[chat][-1]["at"] < acts[chat][-1]["created"] for chat in acts),
        out_of_order=sum(_out_of_order(shows[chat]) for chat in acts),
        waiting=sum(update["state"] == "pending" for update in ledgers.updates),
        tried_again=sum(update["attempts"] > 1 for update in ledgers.updates),
    )


def _repeated(shows: Sequence[Mapping[str, Any]], acts: Sequence[Mapping[str, Any]]) -> int:
    counts: Counter[tuple[int, bool, str]] = Counter()
    for call in shows:
        if call["method"] != "editMessageText":
            content = f"{call['method']} {json.dumps(_content(call), sort_keys=True)}"
            counts[*_owner(call["at"], acts), content] += 1
    return sum(times - 1 for times in counts.values())


def _owner(at: float, acts: Sequence[Mapping[str, Any]]) -> tuple[int, bool]:
    """The act that was being answered then (Telegram hands over one at a time), or the last one before, as news."""
    ended = sum(act["delivered"] is not None and act["delivered"] < at for act in acts)
    is_answer = ended < len(acts) and acts[ended]["created"] <= at
    return ended, is_answer


def _content(call: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(call["fields"])
    return {name: fields[name] for name in ("text", "caption", "document") if name in fields}


def _out_of_order(shows: Sequence[Mapping[str, Any]]) -> bool:
    said = [plain(str(call["fields"].get("text", ""))) for call in shows]
    first = [next((at for at, text in enumerate(said) if phrase(stage) in text), None) for stage in STAGES]
    found = [at for at in first if at is not None]
    return found != sorted(found)
