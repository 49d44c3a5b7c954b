"""Does the doctor find what ails an installation, say it so that a program can read it, and show no secret?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from backend.areas.notifications.tables import pauses
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from bimeyar.doctor import examinations, examine
from bimeyar.parts import build_parts
from bimeyar.settings import Settings
from tests.backend.staff.provider import CLIENT, SECRET, running_provider
from tests.review.product import some_settings
from tests.simulators.street import Street, running_street

TOKEN = "1234567890:AAtokenOfTheBotOfTheDoctor"


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    (tmp_path / "street").mkdir()
    known = {"bot_token": TOKEN, "bot_name": "b", "bot_username": "b_bot", "product_url": "http://127.0.0.1:1"}
    (tmp_path / "street" / "street.json").write_text(json.dumps(known))
    with running_street(tmp_path / "street") as running:
        yield running


def installed(url: str, street: Street, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "telegram_token": TOKEN,
        "telegram_url": f"{street.url}/telegram",
        "telegram_secret": "secret-of-the-webhook",
        "kavenegar_key": "0123456789abcdef0123456789abcdef",
        "kavenegar_url": f"{street.url}/kavenegar",
        "sms_callback_secret": "secret-of-the-call-backs",
        "zarinpal_merchant": "11111111-2222-3333-4444-555555555555",
        "zarinpal_url": f"{street.url}/zarinpal",
        "public_url": "http://127.0.0.1:8000",
    }
    return some_settings(url, **(given | more))


async def asked(settings: Settings) -> tuple[bool, dict[str, dict[str, Any]]]:
    said: list[str] = []
    healthy = await examine(settings, report=said.append, as_json=True)
    (line,) = said
    told = json.loads(line)
    assert told["healthy"] is healthy
    for secret in settings.secret_words():
        assert secret not in line
    return healthy, {one["part"]: one for one in told["parts"]}


async def test_a_sound_installation_is_well(database_url: str, street: Street) -> None:
    settings = installed(database_url, street)
    body = {"url": "http://127.0.0.1:8000/telegram/webhook", "secret_token": "secret-of-the-webhook"}
    street.client.post(f"/telegram/bot{TOKEN}/setWebhook", json=body).raise_for_status()
    healthy, parts = await asked(settings)
    assert [part for part in parts.values() if not part["well"]] == []
    assert healthy
    assert set(parts) == set(examinations())
    assert "rial" in parts["sms"]["said"]
    assert "0 updates wait" in parts["telegram"]["said"]
    assert parts["bale"]["said"] == "not configured"
    lines: list[str] = []
    assert await examine(settings, report=lines.append)
    assert [line.split()[0] for line in lines] == list(examinations())


async def test_each_ailment_is_named(database_url: str, street: Street) -> None:
    settings = installed(database_url, street)
    street.client.post("/control/zarinpal/faults", json={"kind": "html", "times": 9}).raise_for_status()
    street.client.post("/control/kavenegar/faults", json={"kind": "code", "code": 403, "times": 9}).raise_for_status()
    database, now = Database(url=settings.database), datetime.now(UTC)
    row = {"channel": "sms", "until": now + timedelta(hours=1), "reason": "no-credit", "since": now, "strikes": 1}
    async with database.begin() as connection:
        await connection.execute(insert(pauses).values(row))
    await database.close()
    healthy, parts = await asked(settings)
    assert not healthy
    ill = {name: part["said"] for name, part in parts.items() if not part["well"]}
    assert set(ill) == {"outbox", "telegram", "sms", "gateway"}
    assert "brings updates elsewhere" in ill["telegram"]
    assert "sms" in ill["outbox"]
    assert ill["gateway"] == "does not answer"


async def test_an_empty_database_is_told_how_to_be_filled(bare_url: str) -> None:
    settings = some_settings(bare_url)
    healthy, parts = await asked(settings)
    assert not healthy
    assert "python -m bimeyar migrate" in parts["tables"]["said"]


async def test_nobody_at_home_shows_no_password() -> None:
    from backend.kit.vault import new_key

    settings = Settings(
        database="postgresql+asyncpg://bimeyar:pass-word-of-db@127.0.0.1:1/bimeyar",
        data_key=new_key(),
        index_key=new_key(),
    )
    healthy, parts = await asked(settings)
    assert not healthy
    assert not parts["database"]["well"]


async def test_the_sign_in_of_the_staff_is_asked_for_its_description_and_keys(sqlite_url: str) -> None:
    with running_provider(FixedClock(datetime.now(UTC))) as at:
        given = {"staff_oidc_issuer": at.url, "staff_oidc_client_id": CLIENT, "staff_oidc_client_secret": SECRET}
        settings = some_settings(sqlite_url, **given)
        said = (await asked(settings))[1]["sign-in"]
        assert said["well"]
        assert "2 keys" in said["said"]
        assert "/console/oidc/back" in said["said"]
        at.description = {"issuer": "https://other.test"}
        said = (await asked(settings))[1]["sign-in"]
        assert not said["well"]
        assert "another issuer" in said["said"]
        parts = build_parts(settings)
        assert parts.staff.provider is not None
        assert parts.staff.provider.terms == settings.provider_terms(settings.public_url)
        await parts.close()
    assert (await asked(some_settings(sqlite_url)))[1]["sign-in"]["said"].startswith("not configured")
