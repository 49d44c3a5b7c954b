"""How does PostgreSQL find the rows of a statement: by an index, or by reading a big table from end to end?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.db import Database
from bench.plans.watching import Asked


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement as it was carried out: `nodes` are its scans, `whole` the big tables that it read from end to end."""

    name: str
    nodes: tuple[str, ...]
    rows: int
    ms: float
    whole: tuple[str, ...]

    def __str__(self) -> str:
        mark = f"  READS ALL OF {', '.join(self.whole)}" if self.whole else ""
        return f"{self.name:<44} {self.ms:>9.2f} ms {self.rows:>7} rows  {', '.join(self.nodes)}{mark}"


async def explain(database: Database, asked: Asked, *, big: Mapping[str, int]) -> Plan:
    """Carry the statement out once more, look how, and roll it back."""
    async with database.engine.connect() as connection:
        question = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {asked.statement}"
        answer = (await connection.exec_driver_sql(question, asked.values)).scalar_one()
        await connection.rollback()
    top = (answer if isinstance(answer, list) else json.loads(answer))[0]
    nodes = list(_nodes(top["Plan"]))
    scans = tuple(dict.fromkeys(_said(node) for node in nodes if "Scan" in node["Node Type"]))
    whole = [node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan" and _ran(node)]
    verb = asked.statement.split(maxsplit=1)[0].lower()
    return Plan(
        name=f"{asked.step}: {verb} {_table(nodes)}",
        nodes=scans,
        rows=int(top["Plan"].get("Actual Rows", 0)),
        ms=float(top["Execution Time"]),
        whole=tuple(dict.fromkeys(name for name in whole if name in big)),
    )


async def big_tables(connection: AsyncConnection, *, least: int) -> dict[str, int]:
    """Tables of at least so many rows, by the statistics."""
    counted = "SELECT relname, reltuples::bigint FROM pg_class WHERE relkind = 'r' AND reltuples >= :least"
    rows = await connection.execute(text(counted.replace("::", "\\:\\:")), {"least": least})
    return {row.relname: row.reltuples for row in rows}


async def idle_indexes(connection: AsyncConnection, plans: Sequence[Plan]) -> list[str]:
    """Indexes that none of these plans used and that keep no promise either."""
    used = {scan.split()[-1] for plan in plans for scan in plan.nodes}
    there = """SELECT indexrelname AS name, pg_size_pretty(pg_relation_size(s.indexrelid)) AS size
        FROM pg_stat_user_indexes s JOIN pg_index i USING (indexrelid)
        WHERE NOT indisunique ORDER BY pg_relation_size(s.indexrelid) DESC"""
    rows = await connection.execute(text(there))
    return [f"{row.name} ({row.size})" for row in rows if row.name not in used]


async def doubled_indexes(connection: AsyncConnection) -> list[str]:
    """Indexes whose columns another whole index begins with."""
    doubled = """SELECT a.indexrelid::regclass::text AS one, b.indexrelid::regclass::text AS other
        FROM pg_index a JOIN pg_index b ON a.indrelid = b.indrelid AND a.indexrelid <> b.indexrelid
        JOIN pg_class c ON c.oid = a.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND a.indpred IS NULL AND b.indpred IS NULL AND NOT a.indisunique
        AND (b.indkey::text || ' ') LIKE (a.indkey::text || ' %')"""
    rows = await connection.execute(text(doubled.replace("::", "\\:\\:")))
    return [f"{row.one} is the beginning of {row.other}" for row in rows]


def _nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)


def _ran(node: Mapping[str, Any]) -> bool:
    return int(node.get("Actual Loops", 1)) > 0


def _said(node: Mapping[str, Any]) -> str:
    where = node.get("Index Name") or node.get("Relation Name") or node.get("CTE Name") or ""
    return f"{node['Node Type']} {where}".strip()


def _table(nodes: list[Mapping[str, Any]]) -> str:
    return next((str(node["Relation Name"]) for node in nodes if "Relation Name" in node), "?")
