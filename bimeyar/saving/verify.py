"""Would this backup bring everything back? It is restored into a database that is thrown away, and looked at there."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, and_, create_engine, exists, func, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from backend.areas.slips.tables import payments, slips
from backend.domain.rules import BadText, UnknownParameter, recompute
from backend.kit.vault import SealBroken, Vault
from backend.migrations.apply import revisions, upgrade
from backend.registers.local.tables import contributions
from backend.rules_service.tables import rule_decisions
from bimeyar.saving.connecting import all_or_nothing, one_moment
from bimeyar.saving.restore import NotRestored, load, open_backup, shapes
from bimeyar.saving.rows import Tally, differences, pack, saved_tables

_SAMPLE = 200
"""Rows of a column that are unsealed, and decisions that are made once more."""

_SOME = 500
"""Rows that are in memory at once, however many people there are."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found; nothing means that the backup is sound. `looked` says at how much was looked."""

    findings: tuple[str, ...]
    looked: dict[str, int]
    made_at: str
    revision: str


def verify(url: str, file: Path, *, vault: Vault) -> Verified:
    """Restore beside the database at `url` and look. Raises NoBackup, OtherKey and NotRestored."""
    with file.open("rb") as opened, _throw_away(url) as place:
        backup = open_backup(opened, vault=vault)
        revision = str(backup.head["revision"])
        if revision not in revisions():
            raise NotRestored(f"the backup has the tables of revision {revision}, which this version does not know")
        upgrade(place, revision)
        with all_or_nothing(place) as connection:
            loaded = load(connection, backup, shapes(connection, revision))
        findings = differences(backup.manifest or {}, loaded)
        looked: dict[str, int] = {}
        if not findings and revision == revisions()[-1]:
            with one_moment(place) as connection:
                findings += _count(connection, backup.manifest or {}, looked)
        upgrade(place)
        with one_moment(place) as connection:
            for look in (_references, _ledger):
                findings += look(connection, looked)
            findings += _seals(connection, vault, looked)
            findings += _decisions(connection, vault, looked)
    return Verified(tuple(findings), looked, str(backup.head["made_at"]), revision)


@contextmanager
def _throw_away(url: str) -> Iterator[str]:
    """A database for a moment: of the same kind, or a file where the account may not make one."""
    made = make_url(url)
    if made.get_backend_name() != "sqlite":
        name = f"bimeyar_verify_{secrets.token_hex(6)}"
        server = create_engine(
            made.set(drivername="postgresql+psycopg"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        try:
            with server.connect() as connection:
                connection.execute(text(f'CREATE DATABASE "{name}"'))
        except DBAPIError:
            server.dispose()
        else:
            try:
                yield made.set(database=name).render_as_string(hide_password=False)
            finally:
                with server.connect() as connection:
                    connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
                server.dispose()
            return
    with tempfile.TemporaryDirectory(prefix="bimeyar-verify-") as folder:
        yield f"sqlite+aiosqlite:///{folder}/verify.db"


def _count(connection: Connection, manifest: Mapping[str, Any], looked: dict[str, int]) -> list[str]:
    """Are the rows those that were saved, read back from the database?"""
    tallies = {}
    for table in saved_tables():
        tally = tallies[table.name] = Tally()
        for row in connection.execute(select(table)):
            tally.add(pack(row))
    looked["rows"] = sum(tally.rows for tally in tallies.values())
    return differences(manifest, tallies)


def _references(connection: Connection, looked: dict[str, int]) -> list[str]:
    """Does every row find the row that it refers to?"""
    found, count = [], 0
    for table in saved_tables():
        for key in table.foreign_key_constraints:
            other = key.referred_table.alias()
            same = and_(*(pair.parent == other.c[pair.column.name] for pair in key.elements))
            filled = and_(*(pair.parent.is_not(None) for pair in key.elements))
            lost = connection.scalar(select(func.count()).select_from(table).where(filled, ~exists().where(same)))
            count += 1
            if lost:
                found.append(f"{table.name}: {lost} rows refer to nothing in {key.referred_table.name}")
    looked["references"] = count
    return found


def _seals(connection: Connection, vault: Vault, looked: dict[str, int]) -> list[str]:
    """Do sealed values open with the present keys?"""
    found, count = [], 0
    for table in saved_tables():
        for column in table.columns:
            if not (column.name.endswith("_sealed") or (table.name, column.name) == ("conversation_sessions", "blob")):
                continue
            rows = connection.execute(
                select(table).where(column.is_not(None)).order_by(func.random()).limit(_SAMPLE)
            ).mappings()
            shut = 0
            for row in rows:
                count += 1
                try:
                    vault.decrypt(bytes(row[column.name]), _place(table, column.name, dict(row)))
                except SealBroken:
                    shut += 1
            if shut:
                found.append(f"{table.name}.{column.name}: {shut} values do not open with the present keys")
    looked["sealed values"] = count
    return found


def _place(table: Table, column: str, row: dict[str, object]) -> str:
    """What a value was bound to when it was sealed."""
    match table.name:
        case "conversation_sessions":
            return f"conversation_sessions.blob:{row['chat']}"
        case "deferred_updates":
            return f"deferred_updates.body:{row['channel']}:{row['bot']}"
        case _:
            return f"{table.name}.{column.removesuffix('_sealed')}"


def _decisions(connection: Connection, vault: Vault, looked: dict[str, int]) -> list[str]:
    """Does a kept decision come out the same when it is made again?"""
    sealed = rule_decisions.c.decision_sealed
    other, count = 0, 0
    for value in connection.scalars(select(sealed).order_by(func.random()).limit(_SAMPLE)):
        count += 1
        try:
            decision = vault.open(bytes(value), "rule_decisions.decision")
            other += recompute(decision) != decision
        except (SealBroken, BadText, UnknownParameter):
            other += 1
    looked["decisions"] = count
    return [f"rule_decisions: {other} of {count} come out otherwise when they are made again"] if other else []


def _ledger(connection: Connection, looked: dict[str, int]) -> list[str]:
    """Is every paid slip paid by one payment of its amount, and every month of it a contribution of that premium?"""
    paid = payments.alias()
    per_slip = (
        select(func.count())
        .where(paid.c.slip == slips.c.serial, paid.c.state == "paid", paid.c.amount == slips.c.total)
        .scalar_subquery()
    )
    paid_slips = select(slips.c.contract, slips.c.lines, slips.c.payment_reference, per_slip.label("times")).where(
        slips.c.state == "paid"
    )
    count = wrong = lost = other = 0
    for rows in connection.execute(paid_slips).partitions(_SOME):
        recorded = _recorded(connection, {row.contract for row in rows})
        for row in rows:
            count += 1
            wrong += row.times != 1
            for line in row.lines:
                premium, reference = recorded.get((row.contract, int(line["month"].replace("-", ""))), (None, ""))
                lost += premium is None
                other += premium is not None and reference == row.payment_reference and premium != line["premium"]
    looked["paid slips"] = count
    found: list[str] = []
    if wrong:
        found.append(f"slips: {wrong} of {count} paid ones are not paid by one payment of their amount")
    if lost:
        found.append(f"register_contributions: {lost} months of paid slips have no contribution")
    if other:
        found.append(f"register_contributions: {other} months of paid slips have another premium")
    return found


def _recorded(connection: Connection, contracts: set[int]) -> dict[tuple[int, int], tuple[int, str]]:
    """Premium in rial and reference of every month that these contracts paid."""
    wanted = select(
        contributions.c.contract, contributions.c.month, contributions.c.premium, contributions.c.reference
    ).where(contributions.c.contract.in_(contracts))
    return {(row.contract, row.month): (row.premium, row.reference) for row in connection.execute(wanted)}
