"""Can a newcomer come in as each of the staff, and are such accounts made in the demonstration alone?"""

from __future__ import annotations

import json
import shutil
import stat
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.areas.staff.audit import Trail
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.roles import May, Role
from backend.areas.staff.service import Signed, StaffService
from backend.areas.staff.signing_in import SigningIn
from backend.console.scopes import workers_of
from backend.domain.cases import Queue
from backend.kit.clock import WallClock
from backend.kit.db import Database
from bimeyar.demo_folder import demo_settings, open_folder
from bimeyar.demo_staff import settle_staff
from bimeyar.people import list_people, seed_people
from bimeyar.settings import Settings
from locales.texts import Texts
from simulators.page.routes import STEP, read_staff
from tests.databases import rows_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def settled(tmp_path: Path, sqlite_mould: Path) -> tuple[Path, Settings]:
    data = tmp_path / "demo"
    settings = demo_settings(data, open_folder(data), street="http://127.0.0.1:1")
    shutil.copyfile(sqlite_mould, data / "bimeyar.db")
    await seed_people(settings, people=300, seed=1, report=lambda _line: None)
    await settle(data, settings)
    return data, settings


async def settle(data: Path, settings: Settings) -> None:
    shown = [row["national_id"] for row in await list_people(settings, situation=None, limit=40)]
    await settle_staff(settings, data=data, national_ids=shown, clock=WallClock(), texts=Texts())


async def come_in(settings: Settings, account: dict[str, str]) -> Signed:
    vault, database = settings.vault(), Database(url=settings.database)
    ports = StaffPorts(
        database=database, vault=vault, clock=WallClock(), limits=settings.staff_limits(), trail=Trail(vault=vault)
    )
    try:
        begun = await SigningIn(ports).begin(account["user"], account["password"])
        assert not begun.enrols
        found = await StaffService(ports).who(await SigningIn(ports).finish(begun.token, account["code"]))
    finally:
        await database.close()
    assert found is not None
    return found


async def test_who_is_shown_on_the_page_comes_in_with_the_code_that_is_shown(settled: tuple[Path, Settings]) -> None:
    data, settings = settled
    shown = read_staff(data / "street", time.time())
    assert shown["url"] == f"{settings.public_url}/console"
    assert {account["user"] for account in shown["accounts"]} == set(Role)
    assert "secret" not in json.dumps(shown)
    by_user = {account["user"]: account for account in shown["accounts"]}
    boss = await come_in(settings, by_user["administrator"])
    assert (boss.may(May.MANAGE_ACCOUNTS), boss.must_change) == (True, False)
    worker = workers_of(await come_in(settings, by_user["branch-staff"]))[Queue.BRANCH]
    waiting = rows_of(settings.database, "SELECT office FROM cases WHERE queue = 'branch'")
    assert [office for (office,) in waiting if office in worker.scope.offices], "something waits for the branch"
    assert workers_of(await come_in(settings, by_user["association"]))[Queue.ASSOCIATION].scope.offices


async def test_a_second_start_leaves_accounts_and_requests_as_they_are(settled: tuple[Path, Settings]) -> None:
    data, settings = settled
    statement = "SELECT (SELECT count(*) FROM staff_accounts), (SELECT count(*) FROM cases)"
    before = (rows_of(settings.database, statement), (data / "staff.json").read_text(encoding="utf-8"))
    await settle(data, settings)
    assert (rows_of(settings.database, statement), (data / "staff.json").read_text(encoding="utf-8")) == before


async def test_only_the_owner_reads_the_passwords_and_nobody_else_makes_such_accounts(
    settled: tuple[Path, Settings],
) -> None:
    data, _ = settled
    for file in (data / "staff.json", data / "street" / "staff.json"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    users = [
        path.relative_to(ROOT).as_posix()
        for folder in ("backend", "bimeyar", "bot", "sms", "conversations")
        for path in (ROOT / folder).rglob("*.py")
        if "demo_staff" in path.read_text(encoding="utf-8")
    ]
    assert users == ["bimeyar/demo.py"]


def test_a_street_without_staff_and_how_long_a_code_is_shown(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 28, tzinfo=UTC).timestamp()
    assert read_staff(tmp_path, moment + 1) == {"url": None, "seconds": STEP - 1, "accounts": []}
    (tmp_path / "staff.json").write_text(json.dumps({"accounts": [{"user": "x", "secret": "A" * 32}, {"user": "y"}]}))
    (one,) = read_staff(tmp_path, moment)["accounts"]
    assert (one["user"], len(one["code"])) == ("x", 6)
