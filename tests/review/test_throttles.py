"""Is who asks too often told to wait, is nobody else, and is a forwarded address believed only from our own proxies?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, Request
from limits import parse

from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.kit.throttle import Throttle, read_rate
from bimeyar.serving import WebServer
from bimeyar.shared_redis import SharedRedis, open_redis
from bimeyar.throttles import build_throttles
from bimeyar.wiring import InProcessBackend
from tests.redis_at_hand import redis_server
from tests.review.product import BuiltProduct, built_product, some_settings

SMS = "callback-secret-of-tests"
TELEGRAM: dict[str, Any] = {"telegram_token": "42:planted-token", "telegram_secret": "right-secret"}


@pytest.fixture
async def product(tmp_path: Path) -> AsyncIterator[BuiltProduct]:
    more = {"rules_rate": "3/minute", "guess_rate": "2/minute", "sms_callback_secret": SMS, **TELEGRAM}
    async with built_product(tmp_path, **more) as built:
        yield built


async def test_the_rules_answer_so_often_to_one_address(product: BuiltProduct) -> None:
    for _ in range(3):
        assert (await product.client.get("/v1/rules/parameters")).status_code == 200
    for language, word in (("fa", "درخواست‌ها زیاد است"), ("en", "later")):
        told = await product.client.get("/v1/rules/parameters", headers={"accept-language": language})
        assert told.status_code == 429
        assert told.headers["content-type"] == "application/problem+json"
        assert told.json()["code"] == "too-many"
        assert word in told.text
        assert 0 < int(told.headers["retry-after"]) <= 61
    assert (await product.client.get("/healthz")).status_code == 200
    assert "429" in (await product.client.get("/openapi.json")).text


async def test_who_guesses_secrets_is_told_to_wait_and_a_right_one_always_passes(product: BuiltProduct) -> None:
    async def knock(secret: str) -> int:
        headers = {"x-telegram-bot-api-secret-token": secret}
        return (await product.client.post("/telegram/webhook", json={"update_id": 1}, headers=headers)).status_code

    assert [await knock("wrong") for _ in range(4)] == [401, 401, 429, 429]
    wrong = await product.client.get("/sms/delivery/not-the-secret-at-all")
    assert wrong.status_code == 429, "all doors count together"
    assert int(wrong.headers["retry-after"]) > 0
    assert await knock("right-secret") == 200
    assert (await product.client.get(f"/sms/delivery/{SMS}")).status_code == 200
    assert (await product.client.get("/no/such/page")).status_code == 404, "a page that is not there is no guess"


async def test_a_chat_that_asks_for_too_many_codes_is_refused_before_anything_is_looked_up() -> None:
    class Rest:
        """Methods that nobody calls here."""

        def __getattr__(self, name: str) -> None:
            return None

    class People(Rest):
        asked = 0

        async def start_identification(self, request: Any, caller: Caller) -> Any:
            self.asked += 1

        resend_code = start_identification

    people, nobody = People(), Rest()
    throttle = Throttle(name="codes", rate=parse("2/hour"), mark=str)
    backend = InProcessBackend(people=people, slips=nobody, calculator=nobody, codes=throttle)
    one, other = (Caller("telegram", "1", chat, "k") for chat in ("2", "3"))
    await backend.start_identification(None, one)
    await backend.resend_code(None, one)
    for ask in (backend.start_identification, backend.resend_code):
        with pytest.raises(Refused, match="identify-too-often") as no:
            await ask(None, one)
        assert 59 <= int(no.value.values["minutes"]) <= 61
    await backend.start_identification(None, other)
    assert people.asked == 3


async def test_processes_count_together_and_alone_while_redis_is_away(tmp_path: Path) -> None:
    settings = some_settings(tmp_path, rules_rate="4/minute")
    async with redis_server() as server:
        shared = open_redis(server.url)
        here, there = (build_throttles(settings, vault=settings.vault(), shared=shared).rules for _ in range(2))
        assert [await one.hit("10.0.0.1") for one in (here, there, here, there)] == [0] * 4
        assert await here.hit("10.0.0.1") > 0
        assert await there.hit("10.0.0.2") == 0
        names = [key async for key in shared.client.scan_iter("*asked*")]
        assert names
        assert not any(b"10.0.0" in name for name in names), "nobody's address stands in a key"
        await server.kill()
        assert [await here.hit("10.0.0.1") for _ in range(4)] == [0] * 4
        assert await here.hit("10.0.0.1") > 0
        await shared.close()


async def test_no_rate_is_no_limit(shared: SharedRedis) -> None:
    throttle = Throttle(name="x", rate=read_rate(""), mark=str)
    assert [await throttle.hit("a") for _ in range(500)] == [0] * 500


@pytest.mark.parametrize(
    ("proxies", "seen"), [("", "127.0.0.1"), ("127.0.0.0/8", "203.0.113.9"), ("10.0.0.0/8", "127.0.0.1")]
)
async def test_a_forwarded_address_counts_only_from_our_own_proxies(proxies: str, seen: str) -> None:
    app = FastAPI()

    @app.get("/who")
    async def who(request: Request) -> str:
        assert request.client is not None
        return request.client.host

    port = _free_port()
    server = WebServer(app, host="127.0.0.1", port=port, patience=1, proxies=proxies)
    await server.start()
    async with httpx2.AsyncClient(trust_env=False) as client:
        told = await client.get(f"http://127.0.0.1:{port}/who", headers={"x-forwarded-for": "1.2.3.4, 203.0.113.9"})
    await server.stop()
    assert told.json() == seen


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
