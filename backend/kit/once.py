"""How does an effect happen once, although its question may come twice? The answer is kept with the effect.

The key and the sealed answer are written in the transaction of the effect: a question repeated with the same key by
the same chat gets the same answer, and nothing happens again. A question that comes while the first is under way
waits for it.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import Column, Index, LargeBinary, String, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.kit.db import Database, Moment, metadata
from backend.kit.upsert import insert_unless_there
from backend.kit.vault import Vault

Answer = TypeVar("Answer", bound=BaseModel)

answers = Table(
    "answers",
    metadata,
    Column("key", LargeBinary(32), primary_key=True),
    Column("method", String(40), nullable=False),
    Column("answer_sealed", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_answers_at", "at"),
)
"""`key` is the blind index of chat, method and idempotency key; `answer_sealed` is empty only inside a transaction."""

_PLACE = "answers.answer"


async def once(
    connection: AsyncConnection,
    *,
    vault: Vault,
    caller: Caller,
    method: str,
    shape: type[Answer],
    now: datetime,
    make: Callable[[], Awaitable[Answer | Refused]],
) -> Answer | Refused:
    """The answer of `make`, which runs once for this caller, method and `caller.key`; later calls get it again.

    `make` may *return* a `Refused`: then what it changed stays (a counted wrong try) and the refusal is kept as the
    answer. A *raised* `Refused` or `Unavailable` rolls everything back and nothing is kept. The caller ends the
    transaction first and hands the outcome to `give_or_refuse` after it.
    """
    key = _key(vault, caller, method)
    row = {"key": key, "method": method, "answer_sealed": b"", "at": now}
    if not await insert_unless_there(connection, answers, row):
        kept = await connection.scalar(select(answers.c.answer_sealed).where(answers.c.key == key))
        return _read(vault.open(kept or b"", _PLACE), shape)
    outcome = await make()
    sealed = vault.seal(_write(outcome), _PLACE)
    await connection.execute(update(answers).where(answers.c.key == key).values(answer_sealed=sealed))
    return outcome


async def recall(
    connection: AsyncConnection, *, vault: Vault, caller: Caller, method: str, shape: type[Answer]
) -> Answer | Refused | None:
    """The answer kept for this caller, method and key, or None: for work that must come before the transaction."""
    kept = await connection.scalar(select(answers.c.answer_sealed).where(answers.c.key == _key(vault, caller, method)))
    return _read(vault.open(kept, _PLACE), shape) if kept else None


async def happen_once(
    database: Database,
    *,
    vault: Vault,
    caller: Caller,
    method: str,
    shape: type[Answer],
    now: datetime,
    make: Callable[[AsyncConnection], Awaitable[Answer | Refused]],
) -> Answer:
    """`once` in a transaction of its own, which has ended when the answer is given. Raises the refusal."""
    async with database.begin() as connection:
        outcome = await once(
            connection, vault=vault, caller=caller, method=method, shape=shape, now=now, make=lambda: make(connection)
        )
    return give_or_refuse(outcome)


def give_or_refuse(outcome: Answer | Refused) -> Answer:
    """The answer; raises the refusal. Call it when the transaction has ended, or its changes are lost."""
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def _key(vault: Vault, caller: Caller, method: str) -> bytes:
    parts = (caller.channel, caller.bot, caller.chat, method, caller.key)
    return vault.index("\0".join(parts), _PLACE)


def _write(outcome: BaseModel | Refused) -> str:
    if isinstance(outcome, Refused):
        return json.dumps({"refused": outcome.code, "values": outcome.values}, ensure_ascii=False)
    return f'{{"answer":{outcome.model_dump_json()}}}'


def _read(text: str, shape: type[Answer]) -> Answer | Refused:
    kept = json.loads(text)
    if "refused" in kept:
        return Refused(kept["refused"], kept["values"])
    return shape.model_validate_json(json.dumps(kept["answer"]))
