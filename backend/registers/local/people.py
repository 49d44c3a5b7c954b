"""Who is who, from our own tables: people, branches, and whose a mobile is [R4]."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.kit.db import Database
from backend.kit.vault import Vault
from backend.registers.local.tables import branches, persons, relations
from backend.registers.mobile_match import MobileOwner
from backend.registers.ports import BranchOffice, Person, Relation

NATIONAL_ID = "register_persons.national_id"
MOBILE = "register_persons.mobile"
IBAN = "register_persons.iban"
ADDRESS = "register_persons.address"
POSTAL_CODE = "register_persons.postal_code"
"""Places of the sealed columns; the blind indexes use the same."""


class UnknownBranch(LookupError):
    """No branch has this code: the register contradicts itself."""


class LocalPeople:
    """`PeopleRegister` on `register_persons`; sealed columns are opened here and nowhere else."""

    def __init__(self, *, vault: Vault) -> None:
        self._vault = vault

    async def by_national_id(self, connection: AsyncConnection, national_id: str) -> Person | None:
        wanted = self._vault.index(national_id, NATIONAL_ID)
        found = await connection.execute(select(persons).where(persons.c.national_id_index == wanted))
        return self._person(found.one_or_none())

    async def by_id(self, connection: AsyncConnection, person: int) -> Person | None:
        found = await connection.execute(select(persons).where(persons.c.id == person))
        return self._person(found.one_or_none())

    async def by_mobile(self, connection: AsyncConnection, mobile: str) -> list[Person]:
        """Everybody who has this number on file, the one added first coming first."""
        wanted = self._vault.index(mobile, MOBILE)
        rows = await connection.execute(select(persons).where(persons.c.mobile_index == wanted).order_by(persons.c.id))
        return [person for person in map(self._person, rows) if person is not None]

    async def branch(self, connection: AsyncConnection, code: str) -> BranchOffice:
        """Raises `UnknownBranch`."""
        row = (await connection.execute(select(branches).where(branches.c.code == code))).one_or_none()
        if row is None:
            raise UnknownBranch
        return BranchOffice(code=row.code, name=row.name, address=row.address, phone=row.phone, county=row.county)

    async def branch_names(self, connection: AsyncConnection, codes: Collection[str]) -> Mapping[str, str]:
        rows = await connection.execute(select(branches.c.code, branches.c.name).where(branches.c.code.in_(codes)))
        return {row.code: row.name for row in rows}

    async def relation(self, connection: AsyncConnection, person: int) -> Relation:
        row = (await connection.execute(select(relations).where(relations.c.person == person))).one_or_none()
        if row is None:
            return Relation()
        return Relation(
            employed=row.employed,
            pensioner=row.pensioner,
            dependant=row.dependant,
            other_fund=row.other_fund,
            under_guardianship=row.under_guardianship,
            served=row.served,
        )

    async def correct(
        self,
        connection: AsyncConnection,
        person: int,
        *,
        address: str | None = None,
        postal_code: str | None = None,
        iban: str | None = None,
        mobile: str | None = None,
    ) -> None:
        given = {
            "address": (address, ADDRESS),
            "postal_code": (postal_code, POSTAL_CODE),
            "iban": (iban, IBAN),
            "mobile": (mobile, MOBILE),
        }
        values: dict[str, object] = {
            f"{name}_sealed": self._vault.seal(text, place) for name, (text, place) in given.items() if text is not None
        }
        if mobile is not None:
            values |= {"mobile_index": self._vault.index(mobile, MOBILE), "mobile_owned": True}
        if values:
            await connection.execute(update(persons).where(persons.c.id == person).values(values))

    def _person(self, row: Row[Any] | None) -> Person | None:
        if row is None:
            return None
        return Person(
            id=row.id,
            national_id=self._vault.open(row.national_id_sealed, NATIONAL_ID),
            first_name=row.first_name,
            last_name=row.last_name,
            father_name=row.father_name,
            birth_date=row.birth_date,
            sso_number=row.sso_number,
            mobile=self._open(row.mobile_sealed, MOBILE),
            iban=self._open(row.iban_sealed, IBAN),
            branch=row.branch,
            alive=row.alive,
            address=self._open(row.address_sealed, ADDRESS),
            postal_code=self._open(row.postal_code_sealed, POSTAL_CODE),
        )

    def _open(self, sealed: bytes | None, place: str) -> str | None:
        return None if sealed is None else self._vault.open(sealed, place)


class LocalMobileMatch:
    """`MobileMatch` on the same tables: the local stand-in of the matching service, for synthetic people alone.

    Somebody's are the number on file, unless it is marked as another's, and numbers that end in the last four digits of
    their national id.
    """

    def __init__(self, *, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def match(self, national_id: str, mobile: str) -> MobileOwner:
        wanted = persons.c.national_id_index == self._vault.index(national_id, NATIONAL_ID)
        async with self._database.begin() as connection:
            found = await connection.execute(select(persons.c.mobile_index, persons.c.mobile_owned).where(wanted))
            row = found.one_or_none()
        if row is None:
            return MobileOwner.NOT_MATCHED
        on_file = row.mobile_index == self._vault.index(mobile, MOBILE)
        owned = row.mobile_owned if on_file else mobile[-4:] == national_id[-4:]
        return MobileOwner.MATCHED if owned else MobileOwner.NOT_MATCHED
