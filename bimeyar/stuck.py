"""What is stuck (work, chat updates, messages), and what happens when it is tried once more?

A line about what is stuck names no person: numbers, names of work, names of exceptions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from backend.areas.notifications.chats import ChatUnreachable
from backend.areas.notifications.unsent import Resent, send_again, unsent_messages
from backend.kit.db import metadata
from bimeyar.chatting import Chatting
from bimeyar.parts import Parts
from bimeyar.process import open_product
from bimeyar.resting import build_resting
from bimeyar.settings import Settings
from bimeyar.watch.working import TRACE
from conversations.engine.chat import Envelope
from conversations.engine.event import ContactShared, Happened, Typed
from conversations.ports import Unreadable
from conversations.stores.envelope_json import Illegible
from conversations.stores.parked import ParkedUpdates
from conversations.stores.parking import parked_table

Say = Callable[[dict[str, Any]], object]


class Kind(StrEnum):
    """What may be stuck."""

    WORK = "work"
    UPDATE = "update"
    MESSAGE = "message"


class BadNumber(ValueError):
    """No id of this kind looks like that; the text says how one looks."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one replay. `went`: it was done, or is on its way again. `why`: a word or a sentence for staff."""

    kind: Kind
    id: str
    went: bool
    why: str


_RESENT = {
    Resent.DONE: "in the outbox again",
    Resent.UNKNOWN: "no message of this number failed or is in doubt",
    Resent.WIPED: "a one-time code is not sent again: the person asks for a new one",
    Resent.TAKEN: "the provider took it and could not deliver it: tell the person another way",
    Resent.TOO_LATE: "it may have arrived, and nobody can be asked any more: it is not sent twice",
}


async def show_stuck(settings: Settings, *, kinds: Sequence[Kind], limit: int, say: Say) -> None:
    """One line for each thing that is stuck, oldest first within its kind; at most `limit` of a kind."""
    product = await open_product(settings, roles=frozenset())
    try:
        for kind in kinds:
            for line in await _lines(product.parts, kind, limit):
                say({"kind": kind.value} | line)
    finally:
        await product.stop()


async def _lines(parts: Parts, kind: Kind, limit: int) -> list[dict[str, Any]]:
    match kind:
        case Kind.WORK:
            return [
                {
                    "id": work.id,
                    "work": work.name,
                    "lane": work.lane.value,
                    "args": {name: value for name, value in work.args.items() if name != TRACE},
                    "tries": work.tries,
                    "error": work.error,
                    "since": _moment(work.since),
                }
                for work in await parts.engine.parked(limit=limit)
            ]
        case Kind.UPDATE:
            return [
                {"id": str(row.id), "channel": row.channel, "error": row.error, "since": _moment(row.since)}
                for row in await _parked(parts).waiting(limit)
            ]
        case Kind.MESSAGE:
            async with parts.database.begin() as connection:
                found = await unsent_messages(connection, limit)
            return [
                {
                    "id": str(row.id),
                    "message": row.kind,
                    "channel": row.channel,
                    "state": row.state,
                    "reason": row.reason,
                    "tries": row.tries,
                    "in_doubt": row.in_doubt,
                    "since": _moment(row.since),
                }
                for row in found
            ]


async def replay_stuck(settings: Settings, *, kind: Kind, which: str | None, say: Say) -> bool:
    """Try one of these once more, or all of them (`which` None); True when every one went. Raises BadNumber."""
    if which is not None and kind is not Kind.WORK and not (which.isascii() and which.isdigit() and len(which) < 19):
        raise BadNumber(f"An id of this kind is a number: python -m bimeyar replay 17 --kind {kind.value}")
    product = await open_product(settings, roles=frozenset())
    try:
        ids = [which] if which is not None else [line["id"] for line in await _lines(product.parts, kind, 100_000)]
        went = True
        for each in ids:
            came = await _replay(product.parts, product.chatting, kind, each)
            say({"kind": kind.value, "id": came.id, "went": came.went, "why": came.why})
            went = went and came.went
    finally:
        await product.stop()
    return went


async def _replay(parts: Parts, chatting: Chatting, kind: Kind, which: str) -> Came:
    match kind:
        case Kind.WORK:
            went = await parts.engine.replay(which)
            return Came(kind, which, went, "a worker does it now" if went else "no work of this id is set aside")
        case Kind.UPDATE:
            return await _replay_update(parts, chatting, int(which))
        case Kind.MESSAGE:
            async with parts.database.begin() as connection:
                came = await send_again(connection, parts.engine, int(which), now=parts.clock.now())
            return Came(kind, which, came is Resent.DONE, _RESENT[came])


async def _replay_update(parts: Parts, chatting: Chatting, number: int) -> Came:
    """Handle the original update anew, under an id of its own: the chat has seen the old one."""

    def came(*, went: bool, why: str) -> Came:
        return Came(Kind.UPDATE, str(number), went, why)

    parked = _parked(parts)
    try:
        found = await parked.read(number)
    except Illegible as fault:
        return came(went=False, why=f"it cannot be read any more ({fault})")
    if found is None:
        return came(went=False, why="no update of this number is set aside")
    row, update = found
    if isinstance(update, bytes):
        bot = next((bot for (channel, _), bot in chatting.bots.items() if channel == row.channel), None)
        if bot is None:
            return came(went=False, why=f"no bot of {row.channel} is configured here")
        again = await bot.take_again(update)
        if isinstance(again, Envelope):
            return await _handle_anew(parked, chatting, number, again, came)
        if not again:
            return came(went=False, why="it still cannot be read or dealt with")
        await parked.close(number)
        return came(went=True, why="handled anew")
    return await _handle_anew(parked, chatting, number, update, came)


async def _handle_anew(
    parked: ParkedUpdates, chatting: Chatting, number: int, update: Envelope, came: Callable[..., Came]
) -> Came:
    if isinstance(update.event, Typed | ContactShared) and await _went_on(chatting.parts, update):
        return came(went=False, why="the person has gone on since: an old answer would meet another question")
    envelope = replace(update, update_id=f"replay:{number}")
    before = await parked.last()
    try:
        await chatting.runner.handle(envelope, chatting.way_to(envelope.chat))
    except ChatUnreachable:
        return came(went=False, why=f"no bot for this chat of {envelope.chat.channel} is configured here")
    except Exception as trouble:  # noqa: BLE001 — whatever it was, the update stays where it is
        return came(went=False, why=f"it could not be handled now ({type(trouble).__name__})")
    await parked.close(number)
    again = await parked.again(envelope.update_id, after=before)
    if again is not None:
        return came(went=False, why=f"it failed again ({again.error}) and is set aside as {again.id}")
    told = "the chat knows" if isinstance(envelope.event, Happened) else "the person was answered"
    return came(went=True, why=f"handled anew, {told}")


async def _went_on(parts: Parts, update: Envelope) -> bool:
    """Was anything taken in this chat after the update?"""
    try:
        stored = await build_resting(parts).store.load(update.chat)
    except Unreadable:
        return False
    if stored is None or not stored.seen or stored.seen[-1] == update.update_id:
        return False
    last, this = stored.seen[-1], update.update_id
    return not (last.isdigit() and this.isdigit() and int(last) < int(this))


def _parked(parts: Parts) -> ParkedUpdates:
    begin, table = parts.database.begin, parked_table(metadata)
    return ParkedUpdates(begin=begin, table=table, cipher=parts.vault, clock=parts.clock)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
