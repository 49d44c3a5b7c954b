"""Are conversations and parked updates, which hold what people typed, forgotten in their time?"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, insert, select

from backend.kit.once import answers
from backend.kit.retention import BATCH, purge
from bimeyar.jobs import PURGE
from conversations.engine import ChatKey, Envelope, Session, Typed
from conversations.ports import Stored
from tests.review.product import built_product


async def test_what_people_typed_is_forgotten_in_its_time(database_url: str) -> None:
    async with built_product(database_url) as product:
        store, parking = product.chatting.runner._store, product.chatting.runner._parking
        assert parking is not None
        now = product.parts.clock.now()
        chat = ChatKey("t", "1", "2")
        await store.save(chat, Stored(Session.fresh(id="x", locale="fa", now=now)))
        await parking.park(Envelope(chat, "1", now, "fa", Typed("0499370899")), LookupError())
        kept = {}
        for days in (89, 91, 364, 366):
            async with product.parts.database.begin() as connection:
                gone = await purge(connection, now=now + timedelta(days=days))
            kept[days] = (gone["conversation_sessions"], gone["parked_updates"])
        assert kept == {89: (0, 0), 91: (0, 1), 364: (0, 0), 366: (1, 0)}


async def test_the_daily_job_goes_on_until_nothing_old_is_left(database_url: str) -> None:
    async with built_product(database_url) as product:
        old = product.parts.clock.now() - timedelta(days=40)
        rows = [
            {"key": number.to_bytes(32, "big"), "method": "x", "answer_sealed": b"x", "at": old}
            for number in range(BATCH + 1)
        ]
        async with product.parts.database.begin() as connection:
            await connection.execute(insert(answers), rows)
        await product.parts.engine._handlers[PURGE]({})
        async with product.parts.database.begin() as connection:
            assert await connection.scalar(select(func.count()).select_from(answers)) == 0
