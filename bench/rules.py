"""rules_call and rules_call_http: one premium question, in process, and over HTTP beside a bare FastAPI endpoint."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator

import httpx2
from fastapi import FastAPI

from backend.domain.calendar import JalaliMonth
from backend.domain.rules import InsuranceKind, load_ruleset, premium_for_wage
from backend.kit.clock import WallClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key
from backend.rules_service.calculator import Calculator
from backend.rules_service.decisions import DecisionBook
from backend.rules_service.router import create_rules_app
from bench.figures import Figure, median_micros
from bench.serving import served
from locales.texts import Texts

_QUESTION = {"kind": "voluntary", "rate": 27, "wage_base": 250_000_000, "month": "1405-08"}
_TURNS, _CALLS = 7, 150


def _rules_app() -> FastAPI:
    vault, ruleset = Vault.from_settings(data_key=new_key(), index_key=new_key()), load_ruleset()
    return create_rules_app(
        calculator=Calculator(ruleset=ruleset, clock=WallClock()),
        decisions=DecisionBook(vault=vault, ruleset=ruleset),
        database=Database(url="sqlite+aiosqlite://"),
        texts=Texts(),
        service_token=new_key(),
    )


def _bare_app() -> FastAPI:
    app = FastAPI()

    @app.post("/echo")
    async def echo(question: dict[str, str | int]) -> dict[str, str | int]:
        return question

    return app


async def _time(client: httpx2.AsyncClient, url: str) -> list[float]:
    spent = []
    for _ in range(_CALLS):
        begun = time.perf_counter()
        answer = await client.post(url, json=_QUESTION)
        spent.append((time.perf_counter() - begun) * 1000)
        answer.raise_for_status()
    return spent


async def _over_http() -> tuple[float, float, float]:
    ours: list[float] = []
    bare: list[float] = []
    ratios = []
    with served(_rules_app()) as our_url, served(_bare_app()) as bare_url:
        async with httpx2.AsyncClient(trust_env=False) as client:
            await _time(client, f"{our_url}/v1/rules/premium-for-wage")
            await _time(client, f"{bare_url}/echo")
            for _ in range(_TURNS):
                a = statistics.median(await _time(client, f"{our_url}/v1/rules/premium-for-wage"))
                b = statistics.median(await _time(client, f"{bare_url}/echo"))
                ours.append(a)
                bare.append(b)
                ratios.append(a / b)
    return statistics.median(ours), statistics.median(bare), statistics.median(ratios)


def measure() -> Iterator[Figure]:
    """In process: microseconds a call. Over HTTP: median of p50 over turns in alternation, milliseconds."""
    ruleset, month = load_ruleset(), JalaliMonth(1405, 8)

    def call() -> None:
        premium_for_wage(ruleset, kind=InsuranceKind.VOLUNTARY, rate=27, wage_base_monthly=250_000_000, month=month)

    yield Figure("rules_call", median_micros(call), "µs a call, in process")
    ours, bare, ratio = asyncio.run(_over_http())
    yield Figure("rules_call_http", ours, "ms p50, over HTTP", f"bare FastAPI endpoint: {bare:.2f} ms", ratio)
