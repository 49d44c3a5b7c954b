"""Does the demonstration's log name nobody and open no door, also when things go wrong and everything is killed?"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from pathlib import Path

import httpx2

from bench.cluster.payer import Payer
from bimeyar.demo_folder import open_folder
from simulators.person import Citizen, Street, latin
from tests.databases import rows_of
from tests.journeys.demo import Demo, payable_people

_BREAKS = "CREATE TRIGGER broken BEFORE INSERT ON outbox_messages BEGIN SELECT RAISE(ABORT, 'broken by a test'); END"


async def test_the_log_of_a_bad_day_names_nobody(tmp_path: Path) -> None:
    demo = Demo(data=tmp_path / "demo", people=60)
    await demo.start()
    settings = demo.settings()
    rows = await payable_people(settings, ("self-employed-12", "voluntary-floor"), 2)
    async with httpx2.AsyncClient(trust_env=False, timeout=20) as client:
        street = Street(demo.base, client, patience=60)
        for place in ("kavenegar", "zarinpal"):
            for kind in ("html", "lost", "refused"):
                await street.ask("POST", f"/{place}/faults", {"kind": kind, "times": 1})
        citizen = await Citizen.arrive(street, name="Farnooshak", mobile=rows[0]["mobile"], number=777000111222)
        await Payer(citizen, rows[0]).finish(within=120)
        await citizen.say("IR820540102680020817909002")
        await asyncio.to_thread(rows_of, settings.database, _BREAKS)
        other = await Citizen.arrive(street, name="Ghazaleh", mobile=rows[1]["mobile"], number=777000333444)
        paying = asyncio.create_task(Payer(other, rows[1]).finish(within=120))
        for _ in range(300):
            if "IntegrityError" in (demo.data / "demo.log").read_text("utf-8"):
                break
            await asyncio.sleep(0.1)
        await demo.kill()
        await asyncio.to_thread(rows_of, settings.database, "DROP TRIGGER broken")
        await demo.start()
        await paying
        secret = {"X-Telegram-Bot-Api-Secret-Token": settings.telegram_secret.get_secret_value()}
        strange = {"update_id": 6, "message": {"text": "Mahinbanoo", "chat": "Mahinbanoo"}}
        await client.post(f"{settings.public_url}/telegram/webhook", headers=secret, json=strange)
    await demo.stop()
    said = (demo.data / "demo.log").read_text("utf-8")
    for trouble in ("IntegrityError", '"level": "warning"', '"level": "error"'):
        assert trouble in said, "what is searched is only as good as what went wrong"
    keys = ("national_id", "birth_date", "mobile", "name")
    planted = {f"{key} {n}": row[key] for n, row in enumerate(rows) for key in keys}
    planted |= {name: str(value) for name, value in asdict(open_folder(demo.data)).items() if name != "product_port"}
    planted |= dict(enumerate(("777000111222", "777000333444", "Farnooshak", "Ghazaleh", "Mahinbanoo", "IR8205")))  # type: ignore[arg-type]
    assert [what for what, value in planted.items() if value in said or latin(value) in latin(said)] == []
    own_words = (
        "Preparing the database",
        "ERROR:    ASGI callable returned",
    )  # the second: a stand-in that loses an answer
    strange_lines = [line for line in said.splitlines() if not line.startswith(("{", *own_words))]
    assert strange_lines == []
    assert all(json.loads(line)["event"] for line in said.splitlines() if line.startswith("{"))
