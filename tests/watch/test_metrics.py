"""Do the figures say what happened, by closed sets of words and never by a person?"""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy import update

from backend.areas.notifications.tables import messages
from backend.kit.outbox import Lane, OutgoingMessage
from bimeyar.resting import build_resting
from bimeyar.watch.metrics import Metrics
from bimeyar.watch.watch import Watch
from conversations.engine.chat import ChatKey
from conversations.engine.session import Session
from conversations.ports import Stored
from tests.redis_at_hand import redis_server
from tests.review.product import BuiltProduct, built_product

SECRET = "callback-secret-000001"


def figure(registry: CollectorRegistry, name: str, **labels: str) -> float:
    return registry.get_sample_value(f"bimeyar_{name}", labels) or 0.0


async def test_requests_are_counted_by_template(tmp_path: Path) -> None:
    async with built_product(
        tmp_path, sms_callback_secret=SECRET, telegram_token="123456:abc", telegram_mode="polling"
    ) as product:
        for path in (f"/sms/delivery/{SECRET}", "/pay/return/a-token", "/pay/return/another", "/nowhere/0012345679"):
            answer = await product.client.get(path)
            assert len(answer.headers["x-request-id"]) == 16
        await product.client.post("/telegram/webhook", content=b"{}")
        await product.client.request("PROPFIND", "/healthz")
        said = (await product.client.get("/metrics")).text
        registry = product.parts.watch.metrics.registry
        count = lambda **labels: figure(registry, "http_requests_total", **labels)  # noqa: E731
        assert count(route="/sms/delivery/{given}", method="GET", status="2xx") == 1
        assert count(route="/pay/return/{token}", method="GET", status="4xx") == 2
        assert count(route="/telegram/webhook", method="POST", status="4xx") == 1
        assert count(route="(none)", method="GET", status="4xx") == 1
        assert count(route="/healthz", method="other", status="4xx") == 1
    assert SECRET not in said
    assert "0012345679" not in said
    assert "a-token" not in said


async def test_what_waits_in_the_outbox_is_told_by_lane(database_url: str) -> None:
    async with built_product(database_url) as product:
        figures, database, clock = product.parts.figures, product.parts.database, product.parts.clock
        figures.every = 0.0
        async with database.begin() as connection:
            for kind, lane in (("code", Lane.CODES), ("slip-issued", Lane.REPLIES), ("payment-received", Lane.REPLIES)):
                message = OutgoingMessage(kind=kind, lane=lane, mobile="09120000000", values={"code": "1"})
                number = await product.parts.outbox.add(connection, message)
            old = {"created_at": clock.now() - timedelta(minutes=10), "in_doubt": True}
            await connection.execute(update(messages).where(messages.c.id == number).values(old))
        await figures.refresh()
        registry = figures.metrics.registry
        assert figure(registry, "outbox_waiting", lane="codes") == 1
        assert figure(registry, "outbox_waiting", lane="replies") == 2
        assert figure(registry, "outbox_waiting", lane="broadcast") == 0
        assert 600 <= figure(registry, "outbox_oldest_seconds", lane="replies") < 660
        assert figure(registry, "outbox_oldest_seconds", lane="codes") < 60
        assert figure(registry, "outbox_in_doubt") == 1
        async with database.begin() as connection:
            await connection.execute(update(messages).values(state="failed"))
        await figures.refresh()
        assert figure(registry, "outbox_waiting", lane="replies") == 0
        assert figure(registry, "outbox_ended_badly", state="failed") == 3


async def test_the_database_is_asked_at_most_once_in_a_while(tmp_path: Path) -> None:
    async with built_product(tmp_path) as product:
        figures, moment = product.parts.figures, 100.0
        figures.now = lambda: moment
        asked = lambda: figure(figures.metrics.registry, "database_connection_wait_seconds_count")  # noqa: E731
        await figures.refresh()
        once = asked()
        await asyncio.gather(*(product.client.get("/metrics") for _ in range(10)))
        assert asked() == once
        moment += figures.every
        await figures.refresh()
        assert asked() == 2 * once


async def test_a_database_that_is_away_costs_no_scrape(tmp_path: Path) -> None:
    async with built_product(tmp_path) as product:
        (tmp_path / "product.db").unlink()
        (tmp_path / "product.db").mkdir()
        await product.parts.database.close()
        answer = await product.client.get("/metrics")
        assert answer.status_code == 200
        assert figure(product.parts.watch.metrics.registry, "figures_failed_total") >= 1


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, {}, 200),
        ({"host": "0.0.0.0"}, {}, 404),
        ({"host": "0.0.0.0", "metrics_token": "t" * 16}, {}, 404),
        ({"host": "0.0.0.0", "metrics_token": "t" * 16}, {"authorization": "Bearer " + "t" * 16}, 200),
        ({"metrics_token": "t" * 16}, {"authorization": "Bearer é"}, 404),
        ({"inner_port": 9000}, {}, 404),
    ],
)
async def test_strangers_see_no_figures(
    tmp_path: Path, settings: dict[str, object], headers: dict[str, str], status: int
) -> None:
    async with built_product(tmp_path, **settings) as product:
        raw = {name: value.encode() for name, value in headers.items()}
        answer = await product.client.get("/metrics", headers=raw)
        assert answer.status_code == status
        assert ("bimeyar_" in answer.text) == (status == 200)


async def test_calls_of_conversations_are_counted_by_their_end(tmp_path: Path) -> None:
    async with built_product(tmp_path, service_token="s" * 32) as product:
        await ask(product, "my_slips", {})
        await ask(product, "who_am_i", {})
        registry = product.parts.watch.metrics.registry
        assert figure(registry, "backend_calls_total", method="my_slips", outcome="refused") == 1
        assert figure(registry, "backend_calls_total", method="who_am_i", outcome="ok") == 1


async def ask(product: BuiltProduct, method: str, request: dict[str, object]) -> None:
    caller = {"channel": "telegram", "bot": "1", "chat": "2", "key": "k", "locale": "fa"}
    await product.client.post(
        f"/internal/v1/{method}",
        content=json.dumps({"request": request, "caller": caller}),
        headers={"authorization": "Bearer " + "s" * 32},
    )


def test_two_processes_in_one_have_registries_of_their_own() -> None:
    one, two = Watch.on(CollectorRegistry()), Watch.on(CollectorRegistry())
    one.metrics.outbox_in_doubt.set(3)
    assert figure(two.metrics.registry, "outbox_in_doubt") == 0


def test_all_names_are_ours_and_explained() -> None:
    registry = CollectorRegistry()
    Metrics(registry)
    families = list(registry.collect())
    assert len(families) > 25
    assert [
        family.name for family in families if not family.name.startswith("bimeyar_") or not family.documentation
    ] == []


async def test_a_redis_that_goes_and_comes_back_is_told(tmp_path: Path) -> None:
    async with redis_server() as server, built_product(tmp_path, redis=server.url) as product:
        figures, parts = product.parts.figures, product.parts
        figures.every = 0.0
        registry = figures.metrics.registry
        resting = build_resting(parts)
        assert resting.checkpoint is not None
        for chat in ("1", "2"):
            session = Session.fresh(id=chat, locale="fa", now=parts.clock.now())
            async with resting.turns.turn(ChatKey("telegram", "1", chat), 1):
                await resting.store.save(ChatKey("telegram", "1", chat), Stored(session))
        await figures.refresh()
        assert (figure(registry, "redis_away"), figure(registry, "sessions_uncopied")) == (0, 2)
        life = figure(registry, "redis_life_timestamp_seconds")
        assert abs(life - parts.clock.now().timestamp()) < 600
        await resting.checkpoint()
        await figures.refresh()
        assert figure(registry, "sessions_uncopied") == 0
        await server.kill()
        for _ in range(2):
            await figures.refresh()
        assert (figure(registry, "redis_away"), figure(registry, "redis_went_away_total")) == (1, 1)
        assert figure(registry, "figures_failed_total") == 0, "the others are read all the same"
        await server.start()
        await figures.refresh()
        assert figure(registry, "redis_away") == 0
        assert figure(registry, "redis_life_timestamp_seconds") > life
        said = (await product.client.get("/metrics")).text
        assert "bimeyar_redis_went_away_total 1.0" in said
        assert server.url not in said
