"""Whose is a bank account, where no bank is asked? The stand-in of the inquiry, for synthetic people alone [I5] [R4].

A synthetic person owns the account on file, and in every bank the account whose number ends in their national id:
"IR", check digits, bank, nine zeros, national id. No bank knows these accounts.
"""

from __future__ import annotations

from sqlalchemy import select

from backend.domain.identifiers import make_iban
from backend.kit.db import Database
from backend.kit.vault import Vault
from backend.registers.iban_owners import IbanOwner
from backend.registers.local.people import IBAN, NATIONAL_ID
from backend.registers.local.tables import persons

_ACCOUNT = 19


def own_iban(national_id: str, bank: str) -> str:
    """The account that the holder of this national id has in this bank (three digits, such as "017")."""
    return make_iban(f"{bank}{national_id:0>{_ACCOUNT}}")


class LocalIbanOwners:
    """`IbanOwners` on `register_persons`."""

    def __init__(self, *, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def owner(self, national_id: str, iban: str) -> IbanOwner:
        wanted = persons.c.national_id_index == self._vault.index(national_id, NATIONAL_ID)
        async with self._database.begin() as connection:
            row = (await connection.execute(select(persons.c.iban_sealed).where(wanted))).one_or_none()
        if row is None:
            return IbanOwner.NOT_OWNED
        on_file = None if row.iban_sealed is None else self._vault.open(row.iban_sealed, IBAN)
        owned = iban in {on_file, own_iban(national_id, iban[4:7])}
        return IbanOwner.OWNED if owned else IbanOwner.NOT_OWNED
