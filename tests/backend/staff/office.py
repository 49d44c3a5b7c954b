"""The staff's door on a database, with a cheap hasher and clocks that stand still."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyotp
from argon2 import PasswordHasher

from backend.areas.staff import repository as rows
from backend.areas.staff.administering import Administering
from backend.areas.staff.audit import Trail
from backend.areas.staff.codes import SEAL_PLACE
from backend.areas.staff.limits import StaffLimits
from backend.areas.staff.passwords import Passwords
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.provider import Provider
from backend.areas.staff.roles import Grant, Role
from backend.areas.staff.service import Signed, StaffService
from backend.areas.staff.signing_in import SigningIn
from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
PASSWORD = "four-words-of-mine"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Office:
    """The services; `reopened` is the same after a restart."""

    url: str
    vault: Vault = field(default_factory=lambda: Vault.from_settings(data_key=new_key(), index_key=new_key()))
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    limits: StaffLimits = field(default_factory=StaffLimits)
    provider: Provider | None = None
    with_passwords: bool = True

    def __post_init__(self) -> None:
        self.database = Database(url=self.url)
        self.trail = Trail(vault=self.vault)
        self.ports = StaffPorts(
            database=self.database,
            vault=self.vault,
            clock=self.clock,
            devices=self.clock,
            limits=self.limits,
            trail=self.trail,
            passwords=Passwords(CHEAP),
            provider=self.provider,
            with_passwords=self.with_passwords,
        )
        self.door, self.service = SigningIn(self.ports), StaffService(self.ports)
        self.desk = Administering(self.ports)

    async def reopened(self) -> Office:
        await self.database.close()
        return Office(self.url, self.vault, self.clock, self.limits, self.provider, self.with_passwords)

    async def add(self, user: str = "zahra", *grants: Grant) -> str:
        """A new account; its first password."""
        held = grants or (Grant(Role.ADMINISTRATOR),)
        return (await self.desk.add(None, user=user, name="زهرا نمونه", grants=held))[1]

    async def code(self, user: str = "zahra") -> str:
        """What the device of this user shows now."""
        async with self.database.begin() as connection:
            account = await rows.account_by(connection, user)
        assert account is not None
        return pyotp.TOTP(self.vault.open(account.totp_sealed, SEAL_PLACE)).at(int(self.clock.now().timestamp()))

    def next_code(self) -> None:
        self.clock.forward(timedelta(seconds=30))

    async def enter(self, user: str = "zahra", password: str = PASSWORD) -> str:
        """A session; the device shows a new code afterwards."""
        begun = await self.door.begin(user, password)
        token = await self.door.finish(begun.token, await self.code(user))
        self.next_code()
        return token

    async def settle(self, user: str = "zahra", *grants: Grant) -> Signed:
        """A new account that has signed in and has a password of its own."""
        token = await self.enter(user, await self.add(user, *grants))
        signed = await self.signed(token)
        async with self.database.begin() as connection:
            made = await self.ports.passwords.hash(PASSWORD)
            await rows.put_account(connection, signed.account, password_hash=made, password_once=0)
        return await self.signed(token)

    async def signed(self, token: str) -> Signed:
        found = await self.service.who(token)
        assert found is not None
        return found

    async def acts(self) -> list[str]:
        async with self.database.begin() as connection:
            return [row.act for row in await self.trail.read(connection, limit=1000)][::-1]
