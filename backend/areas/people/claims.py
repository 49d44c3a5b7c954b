"""Who does a chat say it is, and against what are its wrong codes counted? The same for somebody who does not exist [I1]."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.repository import ChallengeRow
from backend.areas.people.tries import Scope, Subjects
from backend.contract.caller import Caller
from backend.kit.vault import Vault
from backend.registers.ports import PeopleRegister, Person


@dataclass(frozen=True, slots=True)
class Claim:
    """Who the caller may be: the person if all data agree, and a number to ask the matching service about."""

    person: Person | None
    mobile: str | None
    decoy: str
    subjects: Subjects


async def weigh(
    connection: AsyncConnection,
    *,
    register: PeopleRegister,
    vault: Vault,
    caller: Caller,
    national_id: str,
    birth_date: date,
    agrees: Callable[[Person], bool] = lambda _person: True,
) -> Claim:
    """The claim of this id and birth date; `agrees`: what else must be so."""
    found = await register.by_national_id(connection, national_id)
    there = found is not None and found.alive and found.birth_date == birth_date and agrees(found)
    person = found if there else None
    index = vault.index(f"{national_id} {birth_date.isoformat()}", "people.national_id")
    mobile = None if person is None else person.mobile
    subjects = {
        Scope.NATIONAL_ID: index,
        Scope.CHAT: chat_index(vault, caller),
        Scope.MOBILE: vault.index(mobile or f"decoy {national_id}", "people.mobile"),
    }
    return Claim(person, mobile, f"09{int.from_bytes(index[:8], 'big') % 10**9:09d}", subjects)


def subjects_of(row: ChallengeRow) -> Subjects:
    """The three subjects of a challenge."""
    return {
        Scope.NATIONAL_ID: row.national_id_index,
        Scope.CHAT: row.chat_index,
        Scope.MOBILE: row.mobile_index,
    }


def chat_index(vault: Vault, caller: Caller) -> bytes:
    """The chat as a subject of tries."""
    return vault.index("\0".join((caller.channel, caller.bot, caller.chat)), "people.chat")  # noqa: FLY002


def in_turn(subjects: Subjects, *scopes: Scope) -> list[bytes]:
    """Marks of these subjects for `one_at_a_time`: always chat, then id, then mobile."""
    return [scope.encode() + subjects[scope] for scope in scopes]
