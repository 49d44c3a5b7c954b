"""Does the nightly dump of the cluster hold the database, and does half a dump never count as one?"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.databases import rows_of
from tests.deploy.files import manifests

JOB = next(one for one in manifests() if one["kind"] == "CronJob")
SCRIPT = JOB["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["command"][-1]


def run(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    (folder / "database").write_text(url, encoding="utf-8")
    (folder / "backups").mkdir(exist_ok=True)
    script = SCRIPT.replace("/run/secrets/bimeyar", str(folder)).replace("/backups", str(folder / "backups"))
    return subprocess.run(["sh", "-ec", script], capture_output=True, text=True, check=False, env=dict(os.environ))


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="no pg_dump here")
def test_a_dump_brings_everything_back(postgres_databases: object, tmp_path: Path) -> None:
    full, empty = postgres_databases.fresh(), postgres_databases.bare()  # type: ignore[attr-defined]
    done = run(tmp_path, full)
    assert done.returncode == 0, done.stderr
    (dump,) = (tmp_path / "backups").iterdir()
    assert dump.suffix == ".dump"
    target = empty.replace("+asyncpg", "")
    subprocess.run(["pg_restore", "--no-owner", f"--dbname={target}", str(dump)], check=True, capture_output=True)
    asked = "SELECT version_num FROM alembic_version"
    assert rows_of(empty, asked) == rows_of(full, asked)


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="no pg_dump here")
def test_a_database_that_is_away_leaves_no_dump_and_fails(tmp_path: Path) -> None:
    done = run(tmp_path, "postgresql+asyncpg://nobody:password@127.0.0.1:1/nothing")
    assert done.returncode != 0
    assert "password@" not in done.stdout + done.stderr
    assert not list((tmp_path / "backups").glob("*.dump"))
