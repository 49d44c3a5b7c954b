"""Who of the staff can be tried in the demonstration? A ready account a role, and requests that wait for the branch.

Password and the secret of the device lie in the demonstration's folder, for the page of the street to show. Only the
demonstration makes such accounts: no command and no setting of the product does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.cases.spine import Spine
from backend.areas.staff import repository as rows
from backend.areas.staff.administering import Administering
from backend.areas.staff.audit import Trail
from backend.areas.staff.codes import SEAL_PLACE, fresh_secret
from backend.areas.staff.passwords import password_for_once
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.roles import OF_AN_OFFICE, Grant, Role
from backend.domain.cases import CaseKind
from backend.kit.cases import NewCase
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.vault import Vault
from backend.registers.local.concluding import LocalContractBook
from backend.registers.local.pensions import LocalPensions
from backend.registers.local.people import LocalPeople
from backend.registers.local.tables import persons
from bimeyar.settings import Settings
from locales.texts import Texts

_FILE = "staff.json"
_NAMED = 3
_MOST = 500
"""Contracts that wait for their examination, of which the demonstration makes requests."""


@dataclass(frozen=True, slots=True)
class _Offices:
    """Branches, and counties of pensioners, of the people whom the street's page offers: their requests are found there."""

    branches: dict[str, str]
    counties: frozenset[str]

    def of(self, role: Role) -> frozenset[Grant]:
        """A role at all of its offices."""
        if role not in OF_AN_OFFICE:
            return frozenset({Grant(role)})
        offices = self.counties if role is Role.ASSOCIATION else self.branches
        return frozenset(Grant(role, office) for office in offices)

    def names(self, role: Role, texts: Texts) -> str:
        """The same, to be read; many are counted."""
        held = sorted(grant.office for grant in self.of(role) if grant.office)
        if len(held) > _NAMED:
            return texts.text("console-offices", {"offices": len(held)}, isolate=False)
        return "، ".join(self.branches.get(office, office) for office in held)


async def settle_staff(
    settings: Settings, *, data: Path, national_ids: Sequence[str], clock: Clock, texts: Texts
) -> None:
    """Make the accounts unless they are there, and tell the street of them. `national_ids`: whom its page offers."""
    vault, database = settings.vault(), Database(url=settings.database)
    ports = StaffPorts(
        database=database, vault=vault, clock=clock, limits=settings.staff_limits(), trail=Trail(vault=vault)
    )
    try:
        async with database.begin() as connection:
            await _open_requests(connection, Spine(vault=vault, clock=clock))
            offices = await _offices(connection, vault, national_ids)
        known = {row["user"]: row for row in _read(data)}
        made = [known.get(role.value) or await _settle(ports, role, offices, texts) for role in Role]
    finally:
        await database.close()
    _write(data / _FILE, made)
    _write(data / "street" / _FILE, {"url": f"{settings.public_url}/console", "accounts": made})


async def _settle(ports: StaffPorts, role: Role, offices: _Offices, texts: Texts) -> dict[str, str]:
    """An account as if its holder had signed in once: password and device are known."""
    title = texts.text(f"console-role-{role}", isolate=False)
    password, secret = password_for_once(), fresh_secret()
    number, _ = await Administering(ports).add(None, user=role.value, name=title, grants=offices.of(role))
    values = {
        "password_hash": await ports.passwords.hash(password),
        "password_once": 0,
        "totp_sealed": ports.vault.seal(secret, SEAL_PLACE),
        "enrolled_at": ports.clock.now(),
    }
    async with ports.database.begin() as connection:
        await rows.put_account(connection, number, **values)
    return {
        "user": role.value,
        "title": title,
        "office": offices.names(role, texts),
        "password": password,
        "secret": secret,
    }


async def _offices(connection: AsyncConnection, vault: Vault, national_ids: Sequence[str]) -> _Offices:
    people, pensions = LocalPeople(vault=vault), LocalPensions(vault=vault)
    found = [one for each in national_ids if (one := await people.by_national_id(connection, each)) is not None]
    theirs = [pension for one in found if (pension := await pensions.of_person(connection, one.id)) is not None]
    codes = {one.branch for one in found} | {pension.branch for pension in theirs}
    offices = [await people.branch(connection, code) for code in sorted(codes)]
    counties = frozenset(pension.county for pension in theirs)
    return _Offices({each.code: each.name for each in offices}, counties or frozenset({offices[0].county}))


async def _open_requests(connection: AsyncConnection, spine: Spine) -> None:
    """The synthetic contracts that wait for an examination have a request, as those concluded in the chat have."""
    for contract in await LocalContractBook().exam_pending(connection, after=0, limit=_MOST):
        office = await connection.scalar(select(persons.c.branch).where(persons.c.id == contract.person))
        new = NewCase(
            kind=CaseKind.VOLUNTARY_CONTRACT, person=contract.person, subject=contract.number, office=str(office)
        )
        await spine.open(connection, new)


def _read(data: Path) -> Sequence[dict[str, str]]:
    """The accounts of an earlier start."""
    try:
        kept: list[dict[str, str]] = json.loads((data / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return kept


def _write(path: Path, value: Any) -> None:
    """Only the owner may read it."""
    half = path.with_suffix(".half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False)
    half.replace(path)
