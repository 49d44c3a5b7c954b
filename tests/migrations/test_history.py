"""Does the history of the database lead to the tables in code, forth and back, on an empty and on a used one?"""

from __future__ import annotations

import ast
import asyncio
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backend.kit.vault import new_key
from backend.migrations.apply import HERE, check, current, downgrade, revisions, upgrade, write_revision
from backend.migrations.tables import DBOS_TABLES, all_tables
from backend.work.choice import prepare_engine
from tests.databases import rows_of, tables_of

VERSIONS = sorted((HERE / "versions").glob("[0-9]*.py"))


def test_the_newest_revision_has_the_shape_of_the_code(bare_url: str) -> None:
    upgrade(bare_url)
    assert check(bare_url) == []
    assert tables_of(bare_url) == {*all_tables().tables, "alembic_version"}


def test_a_missing_column_is_noticed(database_url: str) -> None:
    rows_of(database_url, "ALTER TABLE outbox_messages DROP COLUMN cost")
    differences = check(database_url)
    assert len(differences) == 1
    assert "cost" in differences[0]


def test_back_to_nothing_and_forth_again(bare_url: str) -> None:
    upgrade(bare_url)
    downgrade(bare_url)
    assert tables_of(bare_url) == {"alembic_version"}
    assert current(bare_url) is None
    upgrade(bare_url)
    assert check(bare_url) == []


def test_upgrading_again_keeps_what_is_there(database_url: str) -> None:
    rows_of(database_url, "INSERT INTO work_executors (id, seen_at) VALUES ('one', '2026-01-01 00:00:00')")
    upgrade(database_url)
    assert rows_of(database_url, "SELECT id FROM work_executors") == [("one",)]


def test_four_at_once_do_it_once(bare_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade, [bare_url] * 4))
    assert current(bare_url) == revisions()[-1]
    assert check(bare_url) == []


async def test_four_processes_at_once_all_end_well_with_the_tables_of_the_work_engine_too(bare_url: str) -> None:
    given = {"BIMEYAR_DATABASE": bare_url, "BIMEYAR_DATA_KEY": new_key(), "BIMEYAR_INDEX_KEY": new_key()}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BIMEYAR_")} | given

    async def migrate() -> tuple[int | None, bytes]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bimeyar", "migrate", env=environment, stderr=asyncio.subprocess.PIPE
        )
        _, said = await process.communicate()
        return process.returncode, said

    ends = await asyncio.gather(*(migrate() for _ in range(4)))
    assert [code for code, _ in ends] == [0, 0, 0, 0], b"\n".join(said for _, said in ends).decode()[-2000:]
    assert await asyncio.to_thread(check, bare_url) == []
    beside = "public" if bare_url.startswith("sqlite") else "dbos"
    assert {"workflow_status", "dbos_migrations"} <= tables_of(bare_url, schema=beside)
    assert len(rows_of(bare_url, "SELECT version_num FROM alembic_version")) == 1


def test_older_code_leaves_the_shape_of_a_newer_version_alone(database_url: str) -> None:
    rows_of(database_url, "ALTER TABLE work_executors ADD COLUMN of_the_next_version INTEGER")
    rows_of(database_url, "UPDATE alembic_version SET version_num = '9999'")
    upgrade(database_url)
    assert current(database_url) == "9999"


@pytest.mark.parametrize("file", VERSIONS[1:], ids=lambda file: file.name[:4])
def test_a_revision_only_adds_unless_it_says_what_nothing_uses_any_more(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    forth = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "upgrade")
    calls = [node for node in ast.walk(forth) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    taken = [call.func.attr for call in calls if isinstance(call.func, ast.Attribute) and _takes_away(call)]
    assert not taken or "Contract:" in (ast.get_docstring(tree) or ""), taken


def _takes_away(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    name, words = call.func.attr, ast.unparse(call)
    if name in {"drop_index", "batch_alter_table"}:
        return False
    strict_column = name == "add_column" and "nullable=False" in words and "server_default" not in words
    stricter = name == "alter_column" and ("nullable=False" in words.replace("existing_nullable=False", ""))
    return name.startswith(("drop_", "rename_")) or "new_column_name" in words or strict_column or stricter


def test_tables_of_the_work_engine_are_left_alone(bare_url: str) -> None:
    prepare_engine("dbos", url=bare_url)
    theirs = tables_of(bare_url)
    assert theirs <= DBOS_TABLES, "DBOS has a new table: name it in backend/migrations/tables.py"
    upgrade(bare_url)
    assert check(bare_url) == []
    downgrade(bare_url)
    assert tables_of(bare_url) == {*theirs, "alembic_version"}


def test_a_revision_can_be_written_and_run(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    folder.mkdir()
    made = write_revision("everything", folder=folder)
    assert made.name == "0001_everything.py"
    source = made.read_text(encoding="utf-8")
    assert "Moment()" in source
    assert "dbos" not in source
    compile(source, made.name, "exec")
    shutil.rmtree(folder)
    assert VERSIONS, "the product has a history"


def test_contracts_concluded_before_requests_were_kept_are_requests_too(bare_url: str) -> None:
    upgrade(bare_url, "0006")
    blob = "bytea" if bare_url.startswith("postgresql") else "blob"
    rows_of(bare_url, "INSERT INTO register_branches VALUES ('0114', 'شعبه', 'تهران', '021', 'تهران')")
    stands = (("active", "not-needed"), ("exam_pending", "pending"), ("annulled", "pending"))
    for number, (state, exam) in enumerate(stands, start=1):
        for statement in _a_contract(number, state, exam, blob):
            rows_of(bare_url, statement)
    upgrade(bare_url)
    asked = (
        'SELECT c.status, c.queue, c.office, m.move FROM cases c JOIN case_moves m ON m."case" = c.id ORDER BY c.person'
    )
    assert rows_of(bare_url, asked) == [
        ("confirmed", None, "0114", "open-confirmed"),
        ("awaiting-exam", "branch", "0114", "open"),
        ("lapsed", None, "0114", "open"),
    ]


def _a_contract(number: int, state: str, exam: str, blob: str) -> tuple[str, ...]:
    """Statements that write a person, a contract and what it was agreed on, as the sixth revision knows them."""
    moment = "'2026-11-01 06:10:00+00:00'"
    return (
        (
            "INSERT INTO register_persons (id, national_id_sealed, national_id_index, first_name, last_name, father_name,"
            " birth_date, mobile_owned, branch, alive, situation)"
            f" VALUES ({number}, CAST('s' AS {blob}), CAST('{number}' AS {blob}), 'r', 'a', 'h', '1966-10-13', true,"
            " '0114', true, 'any')"
        ),
        (
            "INSERT INTO register_contracts (id, person, kind, rate, number, concluded_on, first_month, ratio_ppm,"
            " treatment_support, covered_persons, state)"
            f" VALUES ({number}, {number}, 'voluntary', 27, 'n{number}', '2026-11-01', 140508, 1200000, false, 0, '{state}')"
        ),
        (
            "INSERT INTO contract_agreements (contract, person, by_law, by_law_digest, agreed_at, undertaking_at, exam,"
            " eligibility, terms, exemption, locale)"
            f" VALUES ({number}, {number}, '1399-10', 'd', {moment}, {moment}, '{exam}', 'e', 't', 'x', 'fa')"
        ),
    )
