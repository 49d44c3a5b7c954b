"""What do delivery reports change, in whatever order, form and number they come?"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.notifications.standings import on_its_way
from backend.kit.outbox import Lane, OutgoingMessage
from backend.work.port import Args, WorkEngine
from sms.providers.port import Action, ProviderFault
from sms.receipts import REPORT, Receipts, delivery_router
from tests.backend.notifications.stage import NOON, SARA
from tests.sms.outbound.conftest import Line

LINKED = OutgoingMessage(kind="link-new", person=SARA, values={"channel": "telegram", "at": NOON.isoformat()})
SECRET = "5up3r-unguessable"
PATH = f"/sms/delivery/{SECRET}"


@dataclass
class Counter:
    """An engine that keeps the work of reports until it is told to do it."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    async def enqueue(self, connection: AsyncConnection, name: str, args: Args, *, lane: Lane, dedup: str) -> None:
        assert (name, lane, connection.in_transaction()) == (REPORT, Lane.BROADCAST, True)
        if dedup not in self.names:
            self.names.add(dedup)
            self.asked.append(dict(args))


@dataclass
class Desk:
    line: Line
    counter: Counter
    receipts: Receipts
    client: httpx2.AsyncClient

    async def row(self) -> Any:
        return (await self.line.stage.rows())[-1]

    async def report(self, status: int | str, number: str = "1000") -> int:
        answer = await self.client.post(PATH, data={"messageid": number, "status": str(status)})
        await self.work()
        return answer.status_code

    async def work(self) -> None:
        while self.counter.asked:
            await self.receipts.deal_with(self.counter.asked.pop())

    async def send(self) -> None:
        async with self.line.stage.database.begin() as connection:
            number = await self.line.stage.outbox.add(connection, LINKED)
        await self.line.delivery.deliver({"id": number})


@pytest.fixture
async def desk(line: Line) -> AsyncIterator[Desk]:
    counter = Counter()
    receipts = Receipts(
        database=line.stage.database, clock=line.stage.clock, engine=cast("WorkEngine", counter), provider=line.provider
    )
    app = FastAPI()
    app.include_router(delivery_router(secret=SECRET, receipts=receipts))
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://ours") as client:
        made = Desk(line, counter, receipts, client)
        await made.send()
        yield made


async def test_reports_in_order(desk: Desk) -> None:
    for status, state in ((1, "sent"), (4, "sent"), (10, "delivered")):
        assert await desk.report(status) == 200
        assert (await desk.row()).state == state
    assert (await desk.row()).ended_at == NOON


async def test_reports_out_of_order_only_move_forward(desk: Desk) -> None:
    for status in (10, 4, 1, 6, 11, 10):
        assert await desk.report(status) == 200
    row = await desk.row()
    assert (row.state, row.provider_status) == ("delivered", 10)


@pytest.mark.parametrize(
    ("status", "state"), [(6, "failed"), (11, "failed"), (13, "failed"), (14, "failed"), (100, "unknown")]
)
async def test_the_bad_ends(desk: Desk, status: int, state: str) -> None:
    await desk.report(status)
    assert (await desk.row()).state == state


@pytest.mark.parametrize(
    "how",
    [
        {"method": "GET", "params": {"messageid": "1000", "status": "10"}},
        {"method": "POST", "params": {"messageid": "1000", "status": "10"}},
        {"method": "POST", "data": {"messageid": "1000", "status": "10"}},
        {"method": "POST", "json": {"messageId": 1000, "Status": 10}},
        {"method": "POST", "json": [{"messageid": 1, "status": 10}, {"messageid": 1000, "status": 10}]},
    ],
    ids=["query", "posted-query", "form", "json", "json-list"],
)
async def test_a_report_is_understood_whichever_way_it_comes(desk: Desk, how: dict[str, Any]) -> None:
    answer = await desk.client.request(url=PATH, **how)
    assert answer.status_code == 200
    await desk.work()
    assert (await desk.row()).state == "delivered"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"messageid=1000", b"messageid=1000&status=x", b"messageid=abc&status=10", b"\xff\xfe",
        b"messageid=1000&status=77", b"messageid=" + b"9" * 70_000 + b"&status=10", b"messageid=12345&status=10",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json"])
async def test_nonsense_and_unknown_numbers_change_nothing(desk: Desk, body: bytes, kind: str) -> None:
    answer = await desk.client.post(PATH, content=body, headers={"content-type": kind})
    assert answer.status_code == 200
    await desk.work()
    row = await desk.row()
    assert (row.state, row.provider_status) == ("sent", 1)


async def test_a_report_is_kept_before_it_is_answered_and_dealt_with_once(desk: Desk) -> None:
    answer = await desk.client.post(PATH, data={"messageid": "1000", "status": "10"})
    assert answer.status_code == 200
    assert (await desk.row()).state == "sent", "nothing but keeping it was done"
    (work,) = desk.counter.asked
    await desk.receipts.deal_with(work)
    assert (await desk.row()).state == "delivered"
    await desk.receipts.deal_with(work)
    assert (await desk.row()).state == "delivered"


async def test_a_report_whose_work_was_lost_is_found(desk: Desk) -> None:
    await desk.client.post(PATH, data={"messageid": "1000", "status": "10"})
    desk.counter.asked.clear()
    await desk.receipts.sweep({})
    desk.line.stage.clock.forward(timedelta(minutes=11))
    await desk.receipts.sweep({})
    assert desk.counter.asked == [], "work that stands, or was set aside, is not begun a second time"
    desk.counter.names.clear()
    await desk.receipts.sweep({})
    await desk.work()
    assert (await desk.row()).state == "delivered"


@pytest.mark.parametrize("path", ["/sms/delivery/wrong", f"/sms/delivery/{SECRET}x", "/sms/delivery/é"])
async def test_a_wrong_secret_is_not_found(desk: Desk, path: str) -> None:
    answer = await desk.client.post(path, data={"messageid": "1000", "status": "10"})
    assert answer.status_code == 404
    assert (await desk.row()).state == "sent"


async def test_two_reports_read_at_once_do_not_go_back(desk: Desk) -> None:
    from backend.areas.notifications.standings import move
    from backend.areas.notifications.states import MessageState

    database = desk.line.stage.database
    async with database.begin() as connection:
        stale = await on_its_way(connection, "1000")
    assert stale is not None
    await desk.report(5)
    async with database.begin() as connection:
        assert not await move(connection, stale, status=4, state=MessageState.SENT, now=NOON)
    assert (await desk.row()).provider_status == 5


async def test_polling_asks_seldomer_and_closes_after_two_days(desk: Desk) -> None:
    provider, clock = desk.line.provider, desk.line.stage.clock
    provider.statuses["1000"] = 5
    provider.calls.clear()
    asked_at = []
    while (await desk.row()).state == "sent":
        before = len(provider.calls)
        await desk.receipts.poll({})
        if len(provider.calls) > before:
            asked_at.append((clock.now() - NOON).total_seconds())
        clock.forward(timedelta(seconds=30) if len(asked_at) < 4 else timedelta(minutes=20))
    assert asked_at[:4] == [30.0, 90.0, 180.0, 360.0]
    assert len(asked_at) < 16
    row = await desk.row()
    assert (row.state, row.reason, row.provider_status) == ("unknown", "no-report", 5)
    assert timedelta(hours=48) < row.ended_at - NOON < timedelta(hours=48, minutes=21)


async def test_polling_finds_what_was_delivered(desk: Desk) -> None:
    desk.line.provider.statuses["1000"] = 10
    await desk.receipts.poll({})
    assert (await desk.row()).state == "sent", "not asked before its time"
    desk.line.stage.clock.forward(timedelta(seconds=30))
    await desk.receipts.poll({})
    assert (await desk.row()).state == "delivered"


async def test_a_number_not_known_yet_is_believed_only_later(desk: Desk) -> None:
    desk.line.provider.statuses["1000"] = 100
    desk.line.stage.clock.forward(timedelta(seconds=30))
    await desk.receipts.poll({})
    assert (await desk.row()).state == "sent"
    desk.line.stage.clock.forward(timedelta(minutes=11))
    await desk.receipts.poll({})
    assert (await desk.row()).state == "unknown"


async def test_a_provider_that_does_not_answer_is_asked_again(desk: Desk) -> None:
    desk.line.provider.faults = [ProviderFault(Action.RETRY, 409)]
    desk.line.provider.statuses["1000"] = 10
    for _ in range(2):
        desk.line.stage.clock.forward(timedelta(minutes=2))
        await desk.receipts.poll({})
    assert (await desk.row()).state == "delivered"
