"""Whom can I try? Synthetic people by their situation, the same ones every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.vault import Vault
from backend.registers.local.people import LocalPeople
from backend.registers.local.synthesis.situations import SITUATIONS
from backend.registers.local.tables import persons
from backend.registers.ports import Person

SITUATION_IDS = tuple(situation.id for situation in SITUATIONS)


class UnknownSituation(ValueError):
    """No such situation; the text lists those that there are."""

    def __init__(self, situation: str) -> None:
        super().__init__(f"no situation is called {situation!r}; there are: {', '.join(SITUATION_IDS)}")


@dataclass(frozen=True, slots=True)
class Found:
    """One synthetic person and their case."""

    person: Person
    situation: str


async def find(
    connection: AsyncConnection, vault: Vault, *, situation: str | None = None, limit: int = 20
) -> Sequence[Found]:
    """The first people of a situation, up to `limit`; without one the first person of each, in their order.

    Raises `UnknownSituation`.
    """
    if situation is not None and situation not in SITUATION_IDS:
        raise UnknownSituation(situation)
    if situation is None:
        firsts = select(func.min(persons.c.id)).where(persons.c.situation.in_(SITUATION_IDS))
        wanted = firsts.group_by(persons.c.situation).order_by(func.min(persons.c.id))
    else:
        wanted = select(persons.c.id).where(persons.c.situation == situation).order_by(persons.c.id).limit(limit)
    register = LocalPeople(vault=vault)
    found: list[Found] = []
    for person_id in list(await connection.scalars(wanted)):
        person = await register.by_id(connection, person_id)
        of = await connection.scalar(select(persons.c.situation).where(persons.c.id == person_id))
        if person is not None and of:
            found.append(Found(person, of))
    return found
