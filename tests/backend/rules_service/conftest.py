"""The rules service as an application, with a client that speaks to it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx2
import pytest
from fastapi import FastAPI

from backend.domain.rules import load_ruleset
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key
from backend.rules_service.calculator import Calculator
from backend.rules_service.decisions import DecisionBook
from backend.rules_service.router import create_rules_app
from locales.texts import Texts

TOKEN = "t" * 40
RULESET = load_ruleset()


@dataclass
class Service:
    """The application and what stands behind it."""

    app: FastAPI
    client: httpx2.AsyncClient
    database: Database
    decisions: DecisionBook
    calculator: Calculator


@pytest.fixture
async def service(database_url: str) -> AsyncGenerator[Service]:
    database = Database(url=database_url)
    decisions = DecisionBook(Vault.from_settings(data_key=new_key(), index_key=new_key()), RULESET)
    calculator = Calculator(ruleset=RULESET, clock=FixedClock(datetime(2026, 10, 30, 8, tzinfo=UTC)))
    app = create_rules_app(
        calculator=calculator, decisions=decisions, database=database, texts=Texts(), service_token=TOKEN
    )
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app, raise_app_exceptions=False), base_url="http://rules.test"
    ) as client:
        yield Service(app, client, database, decisions, calculator)
    await database.close()
