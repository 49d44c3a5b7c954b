"""Who did or saw what, and has anybody changed the record since? A chain: each row's hash takes in the one before.

The hash is keyed (an HMAC with the index key), so that who can write to the database cannot mend the chain after a
change. The turn is taken last in a transaction: nobody who holds it waits for another row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff.tables import audit, audit_head
from backend.kit.db import Database
from backend.kit.turns import one_at_a_time
from backend.kit.upsert import insert_or_replace
from backend.kit.vault import Vault

_MARK = b"staff-audit"
_FIRST = bytes(32)
_PIECE = 1_000


class Did(StrEnum):
    """What stands in the trail."""

    SIGNED_IN = "signed-in"
    REFUSED = "sign-in-refused"
    LOCKED_OUT = "locked-out"
    SIGNED_OUT = "signed-out"
    ENROLLED = "device-confirmed"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105
    SESSION_ENDED = "session-ended"
    PROVED = "proved-again"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_LOCKED = "account-locked"
    ACCOUNT_UNLOCKED = "account-unlocked"
    ACCOUNT_RESET = "account-reset"
    ROLES_CHANGED = "roles-changed"
    ACCOUNTS_SEEN = "accounts-seen"
    AUDIT_SEEN = "audit-seen"
    AUDIT_CHECKED = "audit-checked"
    YEAR_ENTERED = "contract-year-entered"
    YEAR_APPROVED = "contract-year-approved"
    CASES_LISTED = "cases-listed"
    CASE_SEEN = "case-seen"
    CASE_CLAIMED = "case-claimed"
    CASE_RELEASED = "case-released"
    CASE_MOVED = "case-moved"
    CASE_HELD = "case-held"
    CASES_UNDONE = "cases-undone"
    DEBTS_SOUGHT = "debts-sought"
    DEBTS_SEEN = "debts-seen"
    DEBT_CLEARED = "debt-cleared"
    ACTIVATIONS_LISTED = "activations-listed"
    ACTIVATION_SOUGHT = "activation-sought"
    ACTIVATION_SEEN = "activation-seen"
    ACTIVATION_ISSUED = "activation-issued"
    ACTIVATION_PRINTED = "activation-printed"
    ACTIVATION_REVOKED = "activation-revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing done: by whom (None is the command line), to what, for which office. Codes and numbers only."""

    account: int | None
    act: str
    kind: str = ""
    ref: str = ""
    office: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """A row as it is kept."""

    seq: int
    at: datetime
    account: int | None
    act: str
    kind: str
    ref: str
    office: str
    detail: str
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: how many rows are sound, and the number of the first that is not; None where all are."""

    sound: int
    broken: int | None
    last: str
    """hash of the last sound row, to be noted elsewhere"""


class Trail:
    """The audit trail. Any area's work that staff can see or do is added in the transaction that does it."""

    def __init__(self, *, vault: Vault, piece: int = _PIECE) -> None:
        """`piece`: rows that a check reads in one transaction."""
        self._vault, self._piece = vault, piece

    async def add(self, connection: AsyncConnection, entry: Entry, *, at: datetime) -> int:
        """Add a row at the end; its number. Call it last in the transaction."""
        await one_at_a_time(connection, _MARK)
        last = (
            await connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1))
        ).first()
        seq, previous = (1, _FIRST) if last is None else (last.seq + 1, last.hash)
        content = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
        mark = self._hash(previous, {"seq": seq, "at": at, **content})
        await connection.execute(insert(audit).values(seq=seq, at=at, previous=previous, hash=mark, **content))
        head = {"id": 1, "seq": seq, "seal": self._head(seq, mark)}
        await insert_or_replace(connection, audit_head, head, key=["id"])
        return seq

    async def check(self, database: Database) -> Verdict:
        """Walk the chain from its first row; in pieces, so that nobody waits for it."""
        async with database.begin() as connection:
            head = (await connection.execute(select(audit_head))).first()
        wanted = 0 if head is None else head.seq
        sound, previous = 0, _FIRST
        while True:
            rows = await self._after(database, sound)
            for row in rows:
                if row.seq != sound + 1 or row.previous != previous or row.hash != self._hash_of(row):
                    return Verdict(sound, sound + 1, previous.hex())
                sound, previous = row.seq, row.hash
                if sound == wanted and head is not None and head.seal != self._head(sound, previous):
                    return Verdict(sound - 1, sound, previous.hex())
            if not rows:
                break
        whole = sound >= wanted and (head is not None or sound == 0)
        return Verdict(sound, None if whole else sound + 1, previous.hex())

    async def read(
        self,
        connection: AsyncConnection,
        *,
        account: int | None = None,
        act: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> Sequence[AuditRow]:
        """The newest rows that fit, newest first; `before` is the number at which an earlier page ended."""
        wishes: list[ColumnElement[bool]] = [true()]
        if account is not None:
            wishes.append(audit.c.account == account)
        if act:
            wishes.append(audit.c.act == act)
        if since is not None:
            wishes.append(audit.c.at >= since)
        if until is not None:
            wishes.append(audit.c.at < until)
        if before is not None:
            wishes.append(audit.c.seq < before)
        found = await connection.execute(select(audit).where(and_(*wishes)).order_by(audit.c.seq.desc()).limit(limit))
        return [AuditRow(**row._mapping) for row in found]  # noqa: SLF001 (the documented name of SQLAlchemy)

    async def _after(self, database: Database, seq: int) -> Sequence[AuditRow]:
        query = select(audit).where(audit.c.seq > seq).order_by(audit.c.seq).limit(self._piece)
        async with database.begin() as connection:
            return [AuditRow(**row._mapping) for row in await connection.execute(query)]  # noqa: SLF001

    def _hash_of(self, row: AuditRow) -> bytes:
        names = ("seq", "at", *Entry.__dataclass_fields__)
        return self._hash(row.previous, {name: getattr(row, name) for name in names})

    def _hash(self, previous: bytes, content: dict[str, Any]) -> bytes:
        content = content | {"at": content["at"].astimezone(UTC).isoformat(timespec="microseconds")}
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return self._vault.index(previous.hex() + canonical, "staff_audit.hash")

    def _head(self, seq: int, mark: bytes) -> bytes:
        return self._vault.index(f"{seq}:{mark.hex()}", "staff_audit_head.seal")
