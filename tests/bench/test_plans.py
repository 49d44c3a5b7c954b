"""Does the product find what it looks for all day by an index, once its tables are large?"""

from __future__ import annotations

import pytest
from sqlalchemy import text

from backend.kit.db import Database
from bench.plans.__main__ import Judged, judge
from bench.plans.judging import explain
from bench.plans.watching import Asked, Watching
from tests.databases import Databases, PostgresPlace

PEOPLE = 20_000


@pytest.fixture(scope="module")
async def judged(postgres_place: PostgresPlace) -> Judged:
    return await judge(postgres_place.bare(), people=PEOPLE, report=lambda _line: None)


async def test_no_query_of_every_day_reads_a_big_table_from_end_to_end(judged: Judged) -> None:
    assert [str(plan) for plan in judged.plans if plan.whole] == []


async def test_the_whole_day_was_looked_at(judged: Judged) -> None:
    steps = {plan.name.split(":")[0] for plan in judged.plans}
    assert {"check_code", "issue_slip", "payment, settled", "outbox.sweep", "payments.reconcile", "session"} <= steps
    assert {"line, next", "line, counts", "cases.decide"} <= steps
    assert len(judged.plans) > 60


async def test_no_index_is_the_beginning_of_another(judged: Judged) -> None:
    assert judged.doubled == ()


async def test_a_table_that_is_read_whole_is_noticed(postgres_databases: Databases) -> None:
    database = Database(url=postgres_databases.fresh())
    watching = Watching(database.engine)
    async with database.begin() as connection:
        filled = "INSERT INTO people_tries SELECT 'chat', sha256(k::text::bytea), 1, 0, NULL, now() FROM generate_series(1, 3000) k"
        await connection.exec_driver_sql(filled)
    with watching.step("look"):
        async with database.begin() as connection:
            await connection.execute(text("SELECT count(*) FROM people_tries WHERE failures > :n"), {"n": 1})
    (asked,) = watching.asked.values()
    plan = await explain(database, asked, big={"people_tries": 3000})
    assert plan.whole == ("people_tries",)
    assert isinstance(asked, Asked)
    assert "READS ALL OF people_tries" in str(plan)
    await database.close()
