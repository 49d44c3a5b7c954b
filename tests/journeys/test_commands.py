"""Does every command of `python -m bimeyar` start, answer and stop, and say plainly what is wrong?"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from subprocess import STDOUT

import httpx2
import pytest

from backend.kit.vault import new_key
from backend.migrations.apply import upgrade
from bimeyar.demo_folder import demo_settings, open_folder
from bimeyar.people import seed_people
from tests.journeys.demo import ROOT, free_port
from tests.nursery import PIPE, begin


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith("BIMEYAR_")}
    made = {
        "BIMEYAR_DATABASE": f"sqlite+aiosqlite:///{tmp_path / 'b.db'}",
        "BIMEYAR_DATA_KEY": new_key(),
        "BIMEYAR_INDEX_KEY": new_key(),
        "BIMEYAR_SERVICE_TOKEN": new_key(),
        "BIMEYAR_WORK_ENGINE": "lease",
    }
    return plain | made | more


async def command(*words: str, env: dict[str, str]) -> tuple[int, str]:
    process = await begin(*words, env=env, stdout=PIPE, stderr=STDOUT)
    said, _ = await asyncio.wait_for(process.communicate(), 120)
    return process.returncode or 0, said.decode()


@pytest.mark.parametrize("role", ["api", "bot", "sms", "worker"])
async def test_a_role_answers_and_stops_when_asked(role: str, tmp_path: Path) -> None:
    port = free_port()
    env = environment(tmp_path, BIMEYAR_PORT=str(port))
    await asyncio.to_thread(upgrade, env["BIMEYAR_DATABASE"])
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bimeyar", role, cwd=ROOT, env=env)
    try:
        async with httpx2.AsyncClient(trust_env=False) as client:
            for _ in range(600):
                try:
                    answer = await client.get(f"http://127.0.0.1:{port}/readyz")
                    break
                except httpx2.TransportError:
                    assert process.returncode is None, "it ended by itself"
                    await asyncio.sleep(0.1)
            assert answer.status_code == 200
            rules = await client.get(f"http://127.0.0.1:{port}/v1/rules/parameters?name=minimum_daily")
            assert rules.status_code == (200 if role == "api" else 404)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_migrate_seed_people_and_doctor_one_after_another(tmp_path: Path) -> None:
    env = environment(tmp_path)
    assert await command("migrate", env=env) == (0, "The database has the present shape.\n")
    code, said = await command("seed", "--people", "60", "--seed", "3", env=env)
    years = "2 contract years of the supplementary insurance added, as examples.\n"
    assert (code, said) == (0, f"{years}60 people added; 60 are there.\n")
    code, said = await command("people", "--situation", "last-year-debt", "--limit", "1", env=env)
    assert code == 0
    assert '"situation": "last-year-debt"' in said
    code, said = await command("doctor", env=env)
    assert code == 0, said
    assert "database   answers" in said
    assert "bale       not configured" in said


async def test_people_of_a_demonstration_are_listed_by_its_folder(tmp_path: Path) -> None:
    kept = open_folder(tmp_path / "demo")
    settings = demo_settings(tmp_path / "demo", kept, street="http://127.0.0.1")
    await asyncio.to_thread(upgrade, settings.database)
    await seed_people(settings, people=60, seed=1, report=lambda _line: None)
    bare = {key: value for key, value in os.environ.items() if not key.startswith("BIMEYAR_")}
    where = ("people", "--data", str(tmp_path / "demo"))
    code, said = await command(*where, "--situation", "last-year-debt", "--limit", "1", env=bare)
    assert code == 0, said
    assert [json.loads(line)["situation"] for line in said.splitlines()] == ["last-year-debt"]
    code, said = await command(*where, "--situation", "no-such", env=bare)
    assert (code, "last-year-debt" in said) == (2, True)
    code, said = await command("verify", "hello", "--data", str(tmp_path / "demo"), env=bare)
    assert (code, "No text of a contract was found" in said) == (1, True)
    code, said = await command("verify", "hello", "--data", str(tmp_path / "nowhere"), env=bare)
    assert (code, "holds no demonstration" in said) == (2, True)


@pytest.mark.parametrize("words", [("people", "--data"), ("demo", "--port", "18999", "--data")])
async def test_a_folder_that_will_not_do_is_named_with_an_example(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "file", Path("/proc/nope")):
        code, said = await command(*words, str(folder), env=environment(tmp_path))
        assert code == 2
        assert (str(folder) in said, "--data .data/demo" in said, len(said.splitlines())) == (True, True, 1)


async def test_wrong_words_and_settings_are_named(tmp_path: Path) -> None:
    code, said = await command("people", "--situation", "no-such", env=environment(tmp_path))
    assert code == 2
    assert "last-year-debt" in said or "migrate" in said
    code, said = await command("people", env=environment(tmp_path))
    assert (code, "python -m bimeyar seed" in said, "Traceback" in said) == (2, True, False)
    code, said = await command("api", env=environment(tmp_path, BIMEYAR_PORT="many"))
    assert code == 2
    assert "BIMEYAR_PORT" in said
    assert "Traceback" not in said
