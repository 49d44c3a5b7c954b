"""How is one update handled exactly once: lock, load, advance, call, save, deliver?

Every await is a place to crash. Nothing is written before the first `save`, so an update that comes again is simply
taken again. A call that commits is written as pending first; after a crash it is performed again with the same key.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from backend.contract.caller import Caller
from conversations.calls import perform
from conversations.engine.book import Book
from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import Failed, Got, Happened, Lapsed, Outage
from conversations.engine.reply import Reply, Text
from conversations.engine.session import Pending, Session
from conversations.engine.turn import Turn, advance
from conversations.ports import (
    Clock,
    Conflict,
    Deliver,
    DeliverTo,
    Parking,
    Store,
    StoreAway,
    Stored,
    Turns,
    Unreadable,
    Unsent,
)
from conversations.turns.local import LocalTurns

_ATTEMPTS = 5
_UNSENT_KEPT = 4
_SENT_REMEMBERED = 50_000
_MOST_CALLS = 20
_UNREADABLE_RESTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Taken:
    """Replies to deliver, and the updates that they answer."""

    replies: tuple[Reply, ...]
    updates: tuple[str, ...]


class Runner:
    """Handles updates of many chats at once, those of one chat in order.

    `backend` is a `backend.contract.backend.Backend`; its methods are called by name. `deadline` is per call;
    `remember` is how many update ids are kept per chat; `turns` orders the updates of one chat, by default in this
    process alone.
    """

    def __init__(
        self,
        *,
        book: Book,
        store: Store,
        backend: Any,
        clock: Clock,
        parking: Parking | None = None,
        turns: Turns | None = None,
        deadline: timedelta = timedelta(seconds=20),
        remember: int = 100,
    ) -> None:
        self._book = book
        self._store = store
        self._backend = backend
        self._clock = clock
        self._parking = parking
        self._deadline = deadline.total_seconds()
        self._remember = remember
        self._turns = turns or LocalTurns()
        self._sent: OrderedDict[tuple[ChatKey, str], None] = OrderedDict()
        self._lapse_later: dict[ChatKey, datetime] = {}

    async def handle(self, envelope: Envelope, deliver: Deliver) -> None:
        """Take one update. Returns once state and replies are written and the replies delivered; acknowledge after that.

        Raises only what the store or `deliver` raise (then hand the same update over again), or CancelledError.
        """
        async with self._turns.turn(envelope.chat, _order(envelope.update_id)):
            taken = await self._take(envelope)
            if taken.replies:
                await deliver(taken.replies)
            self._mark_sent(envelope.chat, taken.updates)

    async def lapse(self, now: datetime, deliver_to: DeliverTo, *, limit: int = 100) -> int:
        """Warn and expire conversations that fell silent; how many chats were looked at. Call it every minute or so.

        A chat that cannot be read is left for an hour; one that cannot be reached lapses all the same.
        """
        self._lapse_later = {chat: until for chat, until in self._lapse_later.items() if until > now}
        due = await self._store.due(now, limit=limit + len(self._lapse_later))
        chats = [chat for chat in due if chat not in self._lapse_later][:limit]
        for chat in chats:
            await self._lapse_one(chat, now, deliver_to)
        return len(chats)

    async def _lapse_one(self, chat: ChatKey, now: datetime, deliver_to: DeliverTo) -> None:
        try:
            stored = await self._store.load(chat)
        except Unreadable as error:
            self._lapse_later[chat] = now + _UNREADABLE_RESTS
            await self._park(Envelope(chat, "lapse", now, self._book.locales[0], Lapsed("warn")), error)
            return
        if stored is None or stored.lapses_at is None or stored.lapses_at > now:
            return
        session = stored.session
        silent = now.timestamp() - session.touched
        expired = silent >= self._book.patience.expire.total_seconds()
        event = Lapsed("expire" if expired else "warn")
        envelope = Envelope(chat, f"lapse:{event.kind}:{session.touched}", now, session.locale, event)

        async def deliver(replies: tuple[Reply, ...]) -> None:
            await deliver_to(chat)(replies)

        try:
            await self.handle(envelope, deliver)
        except Exception as error:  # noqa: BLE001 one chat that cannot be reached must not hold up the others
            await self._park(envelope, error)

    async def _take(self, envelope: Envelope) -> _Taken:
        for _ in range(_ATTEMPTS - 1):
            try:
                return await self._attempt(envelope)
            except Conflict:
                continue
        return await self._attempt(envelope)

    async def _attempt(self, envelope: Envelope) -> _Taken:
        now = self._clock.now()
        try:
            stored = await self._load(envelope, now)
        except Unreadable as error:
            return _Taken(await self._trouble(envelope, error, envelope.locale), ())
        try:
            return await self._continue(envelope, stored, now)
        except (Conflict, StoreAway):
            raise
        except Exception as error:  # noqa: BLE001 a defect must not stop the chat
            return await self._give_up(envelope, error, now)

    async def _continue(self, envelope: Envelope, stored: Stored, now: datetime) -> _Taken:
        """Finish what a crash left, then take the update unless it was taken before."""
        update_id = envelope.update_id
        before: tuple[Reply, ...] = ()
        sent: tuple[str, ...] = (update_id,)
        if stored.session.call is not None:
            earlier = stored.seen[-1]
            stored, before = await self._resume(envelope, stored, earlier, now)
            sent = (earlier, update_id)
        if update_id in stored.seen:
            again = () if update_id == sent[0] and before else self._unsent(envelope, stored)
            return _Taken((*before, *again), sent)
        turn = advance(self._book, stored.session, envelope.event, now=now)
        _, replies = await self._calls(
            envelope, stored, turn.session, replies=turn.replies, update_id=update_id, now=now
        )
        return _Taken((*before, *replies), sent)

    async def _give_up(self, envelope: Envelope, error: Exception, now: datetime) -> _Taken:
        """A poisoned update: staff sees it, the person is answered, the chat stays where it was."""
        stored = await self._load(envelope, now)
        replies = await self._trouble(envelope, error, stored.session.locale)
        session = replace(stored.session, call=None, notice=None)
        await self._save(envelope, stored, session, replies, envelope.update_id)
        return _Taken(replies, (envelope.update_id,))

    async def _load(self, envelope: Envelope, now: datetime) -> Stored:
        stored = await self._store.load(envelope.chat)
        if stored is not None:
            return replace(stored, session=stored.session.come_back(now)) if stored.came_back else stored
        locale = self._book.locale_of(envelope.locale)
        name = hashlib.blake2s(str(envelope.chat).encode(), digest_size=6).hexdigest()
        return Stored(Session.fresh(id=name, locale=locale, now=now))

    async def _resume(
        self, envelope: Envelope, stored: Stored, update_id: str, now: datetime
    ) -> tuple[Stored, tuple[Reply, ...]]:
        """A crash left a call of unknown end: perform it again with its key, before anything else."""
        earlier = next((unsent.replies for unsent in stored.unsent if unsent.update_id == update_id), ())
        return await self._calls(envelope, stored, stored.session, replies=earlier, update_id=update_id, now=now)

    async def _calls(
        self,
        envelope: Envelope,
        stored: Stored,
        session: Session,
        *,
        replies: tuple[Reply, ...],
        update_id: str,
        now: datetime,
    ) -> tuple[Stored, tuple[Reply, ...]]:
        """Perform calls until none is pending, then write state and replies together.

        A call with an effect is written first, also one that a crash left: who has lost the turn performs nothing.
        """
        for _ in range(_MOST_CALLS):
            if session.call is None:
                break
            if session.call.commits:
                stored = await self._save(envelope, stored, session, replies, update_id)
            turn = await self._call(envelope, session, session.call, now)
            session, replies = turn.session, (*replies, *turn.replies)
        stored = await self._save(envelope, stored, session, replies, update_id)
        return stored, replies

    async def _call(self, envelope: Envelope, session: Session, call: Pending, now: datetime) -> Turn:
        """Perform one call and go on with its outcome; where a defect makes that impossible it counts as an outage."""
        outcome = await self._perform(envelope, session, call)
        try:
            return advance(self._book, session, outcome, now=now)
        except Exception as error:  # noqa: BLE001 the effect has happened; its key must not be lost
            await self._park(envelope, error)
            return advance(self._book, session, Failed(Outage("defect")), now=now)

    async def _perform(self, envelope: Envelope, session: Session, call: Pending) -> Got | Failed:
        chat = envelope.chat
        caller = Caller(channel=chat.channel, bot=chat.bot, chat=chat.chat, key=call.key, locale=session.locale)
        try:
            async with asyncio.timeout(self._deadline):
                return await perform(self._book.methods[call.method], self._backend, call, caller)
        except TimeoutError:
            return Failed(Outage("deadline"))
        except Exception as error:  # noqa: BLE001 a defect of the backend is an outage to the person, and seen by staff
            await self._park(envelope, error)
            return Failed(Outage("defect"))

    async def _save(
        self, envelope: Envelope, stored: Stored, session: Session, replies: tuple[Reply, ...], update_id: str
    ) -> Stored:
        """One write: session, seen updates, replies that nobody is sure to have been sent."""
        seen = stored.seen if update_id in stored.seen else (*stored.seen, update_id)[-self._remember :]
        others = tuple(
            unsent
            for unsent in stored.unsent
            if unsent.update_id != update_id and (envelope.chat, unsent.update_id) not in self._sent
        )
        unsent = (*others, Unsent(update_id, replies))[-_UNSENT_KEPT:] if replies else others
        after = replace(stored, session=session, seen=seen, unsent=unsent, lapses_at=self._lapses_at(session))
        revision = await self._store.save(envelope.chat, after)
        return replace(after, revision=revision, came_back=False)

    def _lapses_at(self, session: Session) -> datetime | None:
        """When to look again; a conversation without answers is left where it stands."""
        if not self._book.is_worth_keeping(session.frames):
            return None
        patience = self._book.patience
        return datetime.fromtimestamp(session.touched, UTC) + (patience.expire if session.warned else patience.warn)

    def _unsent(self, envelope: Envelope, stored: Stored) -> tuple[Reply, ...]:
        """Replies of an update that came again; none when this process has sent them."""
        if (envelope.chat, envelope.update_id) in self._sent:
            return ()
        return next((unsent.replies for unsent in stored.unsent if unsent.update_id == envelope.update_id), ())

    def _mark_sent(self, chat: ChatKey, updates: tuple[str, ...]) -> None:
        for update_id in updates:
            self._sent[chat, update_id] = None
        while len(self._sent) > _SENT_REMEMBERED:
            self._sent.popitem(last=False)

    async def _trouble(self, envelope: Envelope, error: Exception, locale: str) -> tuple[Reply, ...]:
        """Park a poisoned update and answer the person."""
        await self._park(envelope, error)
        if isinstance(envelope.event, Happened | Lapsed):
            return ()
        return (Reply(Text("engine-trouble"), keyboard="none", locale=self._book.locale_of(locale)),)

    async def _park(self, envelope: Envelope, error: Exception) -> None:
        if self._parking is not None:
            await self._parking.park(envelope, error)


def _order(update_id: str) -> int | None:
    """Channels number their updates; news and lapses have names."""
    return int(update_id) if update_id.isdecimal() and len(update_id) < 16 else None
