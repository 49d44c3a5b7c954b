"""Which work runs by itself?

Sending the outbox, delivery reports, asking about payments, expiring slips and reminding of them, what a month begins
with, ending contracts and reminding of their days, decisions of the staff whose time to be undone is over, lapsing and
copying conversations, purging.
"""

from __future__ import annotations

from backend.areas.cases.together import Together
from backend.areas.notifications.carrier import Carrier
from backend.areas.notifications.chats import ChatCarrier
from backend.areas.notifications.delivery import Delivery
from backend.areas.notifications.jobs import register_outbox
from backend.areas.notifications.states import Channel
from backend.kit.retention import BATCH, purge
from backend.work.port import Args, WorkEngine
from backend.work.schedule import Daily, Every
from bimeyar.chatting import Chatting
from bimeyar.parts import Parts
from bimeyar.texting import Texting
from sms.receipts import register_receipts

CHECKPOINT = "conversations.checkpoint"
MONTH, REMIND = "slips.month", "slips.remind"
END_CONTRACTS, REMIND_OF_CONTRACTS = "contracts.end", "contracts.remind"
DECIDE = "cases.decide"
RECONCILE, EXPIRE, LAPSE, PURGE = "payments.reconcile", "slips.expire", "conversations.lapse", "retention.purge"


def register_jobs(parts: Parts, chatting: Chatting, texting: Texting) -> Delivery:
    """Tell the engine who does which work, in every process that runs work, before it starts."""
    engine = parts.engine
    ways: dict[Channel, Carrier] = {Channel.CHAT: ChatCarrier(push=chatting), Channel.SMS: texting.carrier}
    carriers = {channel: parts.watch.carrier(carrier, channel.value) for channel, carrier in ways.items()}
    delivery = Delivery(
        database=parts.database,
        vault=parts.vault,
        clock=parts.clock,
        engine=engine,
        carriers=carriers,
        links=parts.links,
    )
    register_outbox(engine, delivery)
    register_receipts(engine, texting.receipts)

    async def lapse(_args: Args) -> None:
        await chatting.runner.lapse(parts.clock.now(), chatting.way_to)

    async def forget(_args: Args) -> None:
        while True:
            async with parts.database.begin() as connection:
                gone = await purge(connection, now=parts.clock.now())
            if max(gone.values(), default=0) < BATCH:
                return

    for name, handler, schedule in ((LAPSE, lapse, Every(60)), (PURGE, forget, Daily(3, 15))):
        engine.register(name, handler)
        engine.every(schedule, name)
    _register_days(parts)
    _register_checkpoint(engine, chatting)
    return delivery


def _register_checkpoint(engine: WorkEngine, chatting: Chatting) -> None:
    """Copy sessions from Redis into the database; registered without Redis too, for work that was left over."""

    async def checkpoint(_args: Args) -> None:
        if chatting.checkpoint is not None:
            await chatting.checkpoint()

    engine.register(CHECKPOINT, checkpoint)
    if chatting.checkpoint is not None:
        engine.every(Every(5), CHECKPOINT)


def _register_days(parts: Parts) -> None:
    """What people are told by day is told after nine."""

    async def reconcile(_args: Args) -> None:
        await parts.slips.reconcile(now=parts.clock.now())

    async def expire(_args: Args) -> None:
        await parts.slips.expire()

    async def begin_month(_args: Args) -> None:
        await parts.slips.begin_month()

    async def remind(_args: Args) -> None:
        await parts.slips.remind()

    async def end_contracts(_args: Args) -> None:
        await parts.contracts.end()

    async def remind_of_contracts(_args: Args) -> None:
        await parts.contracts.remind()

    together = Together(parts.lines)

    async def decide(_args: Args) -> None:
        await together.apply()

    for name, handler, schedule in (
        (DECIDE, decide, Every(5)),
        (RECONCILE, reconcile, Every(5)),
        (EXPIRE, expire, Every(3600)),
        (END_CONTRACTS, end_contracts, Daily(9, 15)),
        (MONTH, begin_month, Daily(9, 30)),
        (REMIND, remind, Daily(10, 0)),
        (REMIND_OF_CONTRACTS, remind_of_contracts, Daily(10, 15)),
    ):
        parts.engine.register(name, handler)
        parts.engine.every(schedule, name)


async def do_the_day(parts: Parts) -> None:
    """All that is done once a day, in its order: for a clock that is moved by whole days, which no schedule would see."""
    await parts.slips.expire()
    await parts.contracts.end()
    await parts.slips.begin_month()
    await parts.slips.remind()
    await parts.contracts.remind()
