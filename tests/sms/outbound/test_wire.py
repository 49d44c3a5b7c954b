"""Does it all hold over the wire: outbox, work engine, sender, the provider's own package, and its simulator?"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from backend.areas.notifications.delivery import Delivery, Patience
from backend.areas.notifications.jobs import register_outbox
from backend.areas.notifications.service import OutboxService
from backend.areas.notifications.states import Channel
from backend.kit.clock import WallClock
from backend.kit.outbox import Lane, OutgoingMessage
from backend.work.choice import EngineKind, choose_engine, prepare_engine
from sms.outbound import SmsCarrier
from sms.providers.kavenegar import Kavenegar
from sms.providers.port import Action
from sms.receipts import Receipts
from tests.backend.notifications.stage import SARA, Stage, open_stage
from tests.simulators.street import Street, running_street
from tests.sms.outbound.conftest import TEXTS

AT = "2026-11-21T08:30:00+00:00"
LINKED = OutgoingMessage(kind="link-new", person=SARA, values={"channel": "telegram", "at": AT})
CODE = OutgoingMessage(kind="code", lane=Lane.CODES, mobile="09350000000", values={"code": "48213", "minutes": 2})
QUICK = {Action.PAUSE: timedelta(seconds=0.3), Action.CONFIGURATION: timedelta(1), Action.THROTTLE: timedelta(1)}


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with running_street(tmp_path_factory.mktemp("street")) as running:
        yield running


@dataclass
class Post:
    """The whole way from the outbox to the phone."""

    stage: Stage
    outbox: OutboxService
    street: Street
    receipts: Receipts

    async def add(self, message: OutgoingMessage) -> int:
        async with self.stage.database.begin() as connection:
            return await self.outbox.add(connection, message)

    async def sent(self, number: int) -> list[dict[str, Any]]:
        answer = await asyncio.to_thread(self.street.client.get, "/control/kavenegar/messages")
        return [message for message in answer.json() if message["localid"] == str(number)]

    async def tell(self, verb: str, path: str, **body: Any) -> None:
        answer = await asyncio.to_thread(
            self.street.client.request, verb, f"/control/kavenegar/{path}", json=body or None
        )
        assert answer.is_success

    async def until_state(self, number: int, state: str, seconds: float = 10.0) -> Any:
        async def reached() -> Any:
            row = await self.stage.row(number)
            return row if row.state == state else None

        return await until(reached, seconds)


async def until(found: Callable[[], Awaitable[Any]], seconds: float) -> Any:
    async with asyncio.timeout(seconds):
        while not (result := await found()):  # noqa: ASYNC110 — the provider rings no bell
            await asyncio.sleep(0.05)
        return result


@pytest.fixture
async def post(request: pytest.FixtureRequest, database_url: str, street: Street) -> AsyncIterator[Post]:
    street.client.delete("/control/kavenegar/faults")
    kind: EngineKind = getattr(request, "param", "lease")
    async with open_stage(database_url) as stage:
        clock = WallClock()
        await asyncio.to_thread(prepare_engine, kind, url=database_url)
        engine = choose_engine(kind, database=stage.database, url=database_url, clock=clock, alone=True)
        provider = Kavenegar(key="k", base_url=f"{street.url}/kavenegar", calls_per_second=50)
        carrier = SmsCarrier(provider=provider, texts=TEXTS, pauses=QUICK)
        delivery = Delivery(
            database=stage.database, vault=stage.vault, clock=clock, engine=engine,
            carriers={Channel.SMS: carrier, Channel.CHAT: stage.chat}, jitter=lambda: 0.0,
            patience=Patience(first=timedelta(seconds=0.2)),
        )  # fmt: skip
        register_outbox(engine, delivery)
        outbox = replace(stage.outbox, engine=engine, clock=clock)
        await engine.start()
        receipts = Receipts(database=stage.database, clock=clock, engine=engine, provider=provider)
        yield Post(stage, outbox, street, receipts)
        await engine.stop()
        await provider.close()


@pytest.mark.parametrize("post", ["lease", "dbos"], indirect=True)
async def test_a_code_reaches_the_phone(post: Post) -> None:
    number = await post.add(CODE)
    row = await post.until_state(number, "sent")
    (message,) = await post.sent(number)
    assert "48213" in message["message"]
    assert (str(message["messageid"]), message["parts"], message["cost"]) == (row.provider_id, row.parts, row.cost)


@pytest.mark.parametrize("post", ["lease", "dbos"], indirect=True)
async def test_a_lost_answer_after_acceptance_is_one_message(post: Post) -> None:
    await post.tell("POST", "faults", method="sms/send", kind="lost")
    number = await post.add(LINKED)
    row = await post.until_state(number, "sent")
    (message,) = await post.sent(number)
    assert row.provider_id == str(message["messageid"])
    assert row.tries == 2


async def test_a_page_of_a_proxy_instead_of_an_answer_is_one_message(post: Post) -> None:
    await post.tell("POST", "faults", method="sms/*", kind="html", times=2)
    number = await post.add(LINKED)
    await post.until_state(number, "sent")
    assert len(await post.sent(number)) == 1


async def test_an_empty_account_pauses_and_goes_on_once_it_is_filled(post: Post) -> None:
    await post.tell("PUT", "settings", credit=0)
    number = await post.add(LINKED)

    async def refused() -> bool:
        return (await post.stage.row(number)).reason == "no-credit"

    await until(refused, 10)
    assert (await post.stage.row(number)).tries == 0
    assert await post.sent(number) == []
    await post.tell("PUT", "settings", credit=1_000_000)
    row = await post.until_state(number, "sent")
    assert row.tries == 1
    assert len(await post.sent(number)) == 1


async def test_a_code_never_waits_behind_stuck_replies(post: Post) -> None:
    await post.tell("POST", "faults", method="sms/send", kind="delay", delay=8, times=12, subject="09121234567")
    replies = [await post.add(LINKED) for _ in range(12)]
    await asyncio.sleep(0.5)
    code = await post.add(CODE)
    await post.until_state(code, "sent", seconds=7)
    assert {(await post.stage.row(number)).state for number in replies} <= {"queued", "sending"}
    await post.tell("DELETE", "faults")
    for number in replies:
        await post.until_state(number, "sent", seconds=30)
        assert len(await post.sent(number)) == 1


async def test_what_was_not_reported_is_asked_for(post: Post) -> None:
    number = await post.add(LINKED)
    row = await post.until_state(number, "sent")

    async def arrived() -> bool:
        (message,) = await post.sent(number)
        return bool(message["status"] == 10)

    await until(arrived, 10)
    waiting = replace(post.receipts, clock=_Later(timedelta(seconds=40)))
    await waiting.poll({})
    row = await post.stage.row(number)
    assert (row.state, row.provider_status) == ("delivered", 10)


@dataclass
class _Later(WallClock):
    by: timedelta

    def now(self) -> Any:
        return super().now() + self.by
