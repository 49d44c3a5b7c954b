"""Does the history of the database lead to the tables in code, forth and back, on an empty and on a used file?"""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backend.migrations.apply import HERE, check, current, downgrade, upgrade, write_revision
from backend.migrations.tables import DBOS_TABLES, all_tables
from backend.work.choice import prepare_engine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bimeyar.db"


def url_of(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def names_of(file: Path) -> set[str]:
    connection = sqlite3.connect(file)
    try:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {row[0] for row in rows}
    finally:
        connection.close()


def test_the_newest_revision_has_the_shape_of_the_code(file: Path) -> None:
    upgrade(url_of(file))
    assert check(url_of(file)) == []
    assert names_of(file) == {*all_tables().tables, "alembic_version"}


def test_a_missing_column_is_noticed(file: Path) -> None:
    upgrade(url_of(file))
    connection = sqlite3.connect(file)
    connection.execute("ALTER TABLE outbox_messages DROP COLUMN cost")
    connection.commit()
    connection.close()
    differences = check(url_of(file))
    assert len(differences) == 1
    assert "cost" in differences[0]


def test_back_to_nothing_and_forth_again(file: Path) -> None:
    upgrade(url_of(file))
    downgrade(url_of(file))
    assert names_of(file) == {"alembic_version"}
    assert current(url_of(file)) is None
    upgrade(url_of(file))
    assert check(url_of(file)) == []


def test_upgrading_again_keeps_what_is_there(file: Path) -> None:
    upgrade(url_of(file))
    connection = sqlite3.connect(file)
    connection.execute("INSERT INTO work_executors (id, seen_at) VALUES ('one', '2026-01-01 00:00:00')")
    connection.commit()
    upgrade(url_of(file))
    assert connection.execute("SELECT id FROM work_executors").fetchall() == [("one",)]
    connection.close()


def test_four_at_once_do_it_once(file: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade, [url_of(file)] * 4))
    assert current(url_of(file)) is not None
    assert check(url_of(file)) == []


def test_tables_of_the_work_engine_are_left_alone(file: Path) -> None:
    prepare_engine("dbos", url=url_of(file))
    theirs = names_of(file)
    assert theirs <= DBOS_TABLES, "DBOS has a new table: name it in backend/migrations/tables.py"
    upgrade(url_of(file))
    assert check(url_of(file)) == []
    downgrade(url_of(file))
    assert names_of(file) == {*theirs, "alembic_version"}


def test_a_revision_can_be_written_and_run(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "versions"
    folder.mkdir()
    made = write_revision("everything", folder=folder)
    assert made.name == "0001_everything.py"
    source = made.read_text(encoding="utf-8")
    assert "Moment()" in source
    assert "dbos" not in source
    compile(source, made.name, "exec")
    versions = sorted(path.name for path in (HERE / "versions").glob("[0-9]*.py"))
    shutil.rmtree(folder)
    assert versions, "the product has a history"
