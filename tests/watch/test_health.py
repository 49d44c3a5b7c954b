"""Is a process that cannot serve taken out of the line, with one word of reason and nothing more?"""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import text

from backend.migrations.apply import revisions
from bimeyar.watch.health import Readiness
from tests.review.product import built_product


async def test_a_sound_process_is_ready(tmp_path: Path) -> None:
    async with built_product(tmp_path) as product:
        for path, said in (("/healthz", {"status": "ok"}), ("/readyz", {"status": "ready"})):
            answer = await product.client.get(path)
            assert (answer.status_code, answer.json()) == (200, said)


async def test_the_shape_of_the_database_must_be_ours_or_newer(database_url: str) -> None:
    async with built_product(database_url) as product:
        readiness = product.parts.readiness
        readiness.fresh = 0.0

        async def stands_at(revision: str) -> tuple[int, object]:
            async with product.parts.database.begin() as connection:
                await connection.execute(text("DELETE FROM alembic_version"))
                if revision:
                    await connection.execute(text("INSERT INTO alembic_version VALUES (:it)"), {"it": revision})
            answer = await product.client.get("/readyz")
            return answer.status_code, answer.json()

        behind = (503, {"status": "not-ready", "reasons": ["schema"]})
        assert await stands_at(revisions()[-1]) == (200, {"status": "ready"})
        assert await stands_at("9999") == (200, {"status": "ready"}), "a newer version migrated first"
        assert await stands_at("") == behind
        async with product.parts.database.begin() as connection:
            await connection.execute(text("DROP TABLE alembic_version"))
        assert (await product.client.get("/readyz")).json() == behind[1]


async def test_an_older_shape_is_known_as_older() -> None:
    known = revisions()
    assert known[0] == "0001"
    assert list(known) == sorted(known)


async def test_a_part_that_does_not_answer_costs_its_time_and_no_more() -> None:
    asked = 0

    async def silent() -> None:
        nonlocal asked
        asked += 1
        await asyncio.sleep(60)

    async def broken() -> None:
        raise ConnectionError("postgresql://somebody:secret@db.example.ir")

    async def well() -> None:
        return

    readiness = Readiness(probes={"store": silent, "database": broken, "rules": well}, seconds=0.05, fresh=60)
    assert await readiness.reasons() == ("store", "database")
    assert await readiness.reasons() == ("store", "database")
    assert asked == 1, "a flood of questions is one question"


async def test_who_is_about_to_go_takes_nobody(tmp_path: Path) -> None:
    async with built_product(tmp_path) as product:
        product.parts.readiness.draining = True
        answer = await product.client.get("/readyz")
        assert (answer.status_code, answer.json()["reasons"]) == (503, ["draining"])
        assert (await product.client.get("/healthz")).status_code == 200


async def test_a_closed_database_is_a_reason(tmp_path: Path) -> None:
    async with built_product(tmp_path) as product:
        (tmp_path / "product.db").unlink()
        (tmp_path / "product.db").mkdir()
        await product.parts.database.close()
        answer = await product.client.get("/readyz")
        assert (answer.status_code, answer.json()["reasons"]) == (503, ["database", "schema"])
