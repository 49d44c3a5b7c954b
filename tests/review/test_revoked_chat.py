"""Is a chat that was revoked before its message left told nothing [I3]?"""

from __future__ import annotations

from dataclasses import replace

from backend.areas.notifications.states import Channel, MessageState
from backend.kit.links import LinkedChat
from backend.kit.outbox import OutgoingMessage
from tests.backend.notifications.stage import SARA, open_stage
from tests.review.product import built_product

OLD, NEW = LinkedChat("telegram", "1", "10", "fa"), LinkedChat("telegram", "1", "11", "fa")


async def test_only_chats_that_are_still_linked_are_shown_a_message(database_url: str) -> None:
    async with open_stage(database_url) as stage:
        stage.links.chats = [OLD, NEW]
        async with stage.database.begin() as connection:
            paid = OutgoingMessage(kind="payment-received", person=SARA, chats=True, topic="payment", ref="p1")
            await stage.outbox.add(connection, paid)
        stage.links.chats = [NEW]
        delivery = replace(stage.delivery, links=stage.links)
        for row in await stage.rows():
            await delivery.deliver({"id": row.id})
        assert [message.to for message in stage.chat.seen] == ['["telegram", "1", "11"]']
        states = [(row.state, row.reason) for row in await stage.rows() if row.channel == Channel.CHAT]
        assert sorted(states, key=str) == [(MessageState.SENT, None), (MessageState.SKIPPED, "link-ended")]
        assert len(stage.sms.seen) == 1, "the SMS goes to the person all the same"


async def test_the_product_asks_who_is_linked_before_it_shows_anything(sqlite_url: str) -> None:
    async with built_product(sqlite_url) as product:
        assert product.delivery.links is product.parts.links
