"""How is a decision made for a person kept, and does it come out the same when it is made again [R1]?"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.rules import BadText, Decision, Ruleset, UnknownParameter, from_json, recompute
from backend.kit.upsert import insert_unless_there
from backend.kit.vault import Vault
from backend.rules_service.tables import rule_decisions

_PLACE = "rule_decisions.decision"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A stored decision, decided once more. `same`: bit by bit. `refusal` is a refusal code, or None when granted."""

    id: str
    rule: str
    ruleset: str
    at: datetime
    granted: bool
    refusal: str | None
    same: bool


@dataclass(frozen=True, slots=True)
class DecisionBook:
    """Keeps decisions, sealed; `ruleset` is the law that new decisions are made by."""

    vault: Vault = field(repr=False)
    ruleset: Ruleset = field(repr=False)

    async def keep(self, connection: AsyncConnection, decision: Decision[Any], *, person: int, at: datetime) -> str:
        """Keep a decision in this transaction and give its id, 16 URL-safe characters.

        The same decision for the same person is one row: the day is among its inputs.
        """
        text = decision.to_json()
        mark = self.vault.index(f"{person}\0{text}", _PLACE)
        ref = base64.urlsafe_b64encode(mark[:12]).decode()
        row = {
            "id": ref,
            "rule": decision.rule,
            "ruleset": decision.ruleset,
            "person": person,
            "decision_sealed": self.vault.seal(text, _PLACE),
            "at": at,
        }
        await insert_unless_there(connection, rule_decisions, row)
        return ref

    async def recompute(self, connection: AsyncConnection, ref: str) -> Recomputed | None:
        """Decide a kept decision again from its own inputs and its own figures; None where there is no such one."""
        found = await connection.execute(select(rule_decisions).where(rule_decisions.c.id == ref))
        row = found.one_or_none()
        if row is None:
            return None
        text = self.vault.open(bytes(row.decision_sealed), _PLACE)
        stored = from_json(text)
        return Recomputed(
            id=row.id,
            rule=row.rule,
            ruleset=row.ruleset,
            at=row.at,
            granted=stored.granted,
            refusal=stored.refusal,
            same=_comes_out_the_same(text),
        )


def _comes_out_the_same(text: str) -> bool:
    try:
        return recompute(text) == text
    except (BadText, UnknownParameter):
        return False
