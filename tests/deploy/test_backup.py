"""Does the nightly backup of a cluster and of one machine hold the database, and does half of one never count?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from backend.areas.notifications.tables import messages
from backend.kit.vault import Vault
from bimeyar.saving.restore import restore
from tests.databases import Databases, rows_of
from tests.deploy.files import compose, manifests
from tests.journeys.test_commands import command, environment

JOB = next(one for one in manifests() if one["kind"] == "CronJob")
POD = JOB["spec"]["jobTemplate"]["spec"]["template"]["spec"]
CONTAINER = POD["containers"][0]
NAMED = "[0-9]*T[0-9]*Z.bimeyar"


def around(tmp_path: Path, url: str) -> dict[str, str]:
    (tmp_path / "database").write_text(url, encoding="utf-8")
    (tmp_path / "backups").mkdir()
    plain = environment(tmp_path)
    del plain["BIMEYAR_DATABASE"]
    return plain | {"BIMEYAR_DATABASE_FILE": str(tmp_path / "database")}


async def nightly(tmp_path: Path, env: dict[str, str]) -> tuple[int, str]:
    words = [word.replace("/backups", str(tmp_path / "backups")) for word in CONTAINER["args"]]
    return await command(*words, env=env)


def kept(tmp_path: Path) -> list[str]:
    return sorted(file.name for file in (tmp_path / "backups").iterdir())


def test_both_run_the_same_command_on_a_folder_that_stays() -> None:
    service: dict[str, Any] = compose()["services"]["backup"]
    assert service["command"] == CONTAINER["args"]
    assert "--verify" in CONTAINER["args"]
    assert [volume.rpartition(":")[2] for volume in service["volumes"]] == ["/backups"]
    (mount,) = [one for one in CONTAINER["volumeMounts"] if one["mountPath"] == "/backups"]
    (volume,) = [one for one in POD["volumes"] if one["name"] == mount["name"]]
    assert volume["persistentVolumeClaim"]
    assert CONTAINER["image"].partition(":")[0] == "bimeyar"
    assert service["profiles"], "it is run by the clock, not with the roles"


async def test_it_brings_everything_back(postgres_databases: Databases, tmp_path: Path) -> None:
    full, bare = postgres_databases.fresh(), postgres_databases.bare()
    env = around(tmp_path, full)
    code, said = await command("seed", "--people", "40", env=env)
    assert code == 0, said
    rows_of(full, f"INSERT INTO {messages.name} (id, kind, lane, channel, locale, tries, in_doubt, state, next_at, nudged_at, created_at)"
                  " VALUES (7, 'link-new', 'replies', 'sms', 'fa', 0, false, 'queued', now(), now(), now())")  # fmt: skip
    code, said = await nightly(tmp_path, env)
    assert (code, "The backup is sound." in said) == (0, True), said
    (file,) = (tmp_path / "backups").glob(NAMED)
    vault = Vault.from_settings(data_key=env["BIMEYAR_DATA_KEY"], index_key=env["BIMEYAR_INDEX_KEY"])
    restore(bare, file, vault=vault)
    for asked in ("SELECT version_num FROM alembic_version", "SELECT COUNT(*) FROM register_persons"):
        assert rows_of(bare, asked) == rows_of(full, asked)
    assert rows_of(bare, f"SELECT in_doubt FROM {messages.name}") == [(True,)], "nothing is sent twice"


async def test_the_newest_thirty_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    env = around(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'b.db'}")
    assert (await command("migrate", env=env))[0] == 0
    old = [f"202601{day:02d}T193000Z.bimeyar" for day in range(1, 32)]
    for name in [*old, "before-the-move.bimeyar", "20260101T193000Z.bimeyar.unsound"]:
        (tmp_path / "backups" / name).write_bytes(b"x")
    code, said = await nightly(tmp_path, env)
    assert code == 0, said
    left = kept(tmp_path)
    assert [name for name in left if name in old] == old[-29:]
    assert {"before-the-move.bimeyar", "20260101T193000Z.bimeyar.unsound"} < set(left)
    assert len(left) == 32


async def test_one_that_is_not_sound_is_set_aside_and_none_makes_room(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'b.db'}"
    env = around(tmp_path, url)
    assert (await command("seed", "--people", "20", env=env))[0] == 0
    rows_of(url, "UPDATE register_persons SET mobile_sealed = x'00112233445566778899aabbccddeeff00112233445566778899'")
    code, said = await command("backup", "--to", str(tmp_path / "backups"), "--verify", "--keep", "1", env=env)
    assert (code, "NOT WELL  register_persons.mobile_sealed" in said, "Traceback" in said) == (1, True, False), said
    (name,) = kept(tmp_path)
    assert name.endswith(".bimeyar.unsound")


async def test_a_database_that_is_away_leaves_no_backup_and_fails(tmp_path: Path) -> None:
    env = around(tmp_path, "postgresql+asyncpg://nobody:password@127.0.0.1:1/nothing")
    code, said = await nightly(tmp_path, env)
    assert (code, "Traceback" in said, "password" in said) == (2, False, False), said
    assert kept(tmp_path) == []


async def test_keep_wants_a_folder(tmp_path: Path) -> None:
    code, said = await command("backup", "--to", str(tmp_path / "x"), "--keep", "3", env=environment(tmp_path))
    assert (code, "--to /backups --keep 30" in said, (tmp_path / "x").exists()) == (2, True, False), said
