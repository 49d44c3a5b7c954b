"""How does one of the staff come in by the organisation's own sign-in, or show again who they are there?

Requirement Q2: authorization code with PKCE. State and browser must be those of one way, which is taken once; nonce and verifier are made
from them with the index key and kept nowhere. Roles and offices are those of our account, whatever the token says.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.staff import repository as rows
from backend.areas.staff.audit import Did, Entry
from backend.areas.staff.id_token import LEEWAY, TokenUnfit, Told, read_token
from backend.areas.staff.opening import open_session
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.provider import NotGiven, Provider
from backend.areas.staff.service import Signed
from backend.areas.staff.signing_in import SignInRefused, clean_user
from backend.areas.staff.tries import count_wrong
from backend.areas.staff.ways import Way, add_way, take_way

WAY_LIFE = timedelta(minutes=10)
KIND = "provider"
"""Kind of the rows of the trail about somebody of whom we know no account."""
_STATE, _BROWSER, _NONCE, _VERIFIER, _BACK = (
    f"staff_ways.{name}" for name in ("state", "browser", "nonce", "verifier", "back")
)


class WayLost(Exception):
    """It did not come to an end: too late, of another browser, taken already, or broken off at the provider."""

    def __init__(self, *, again: bool = False) -> None:
        self.again = again
        super().__init__("lost")


class NotAgain(SignInRefused):
    """Who showed again who they are is not who is signed in, or did it too long ago."""


@dataclass(frozen=True, slots=True)
class Started:
    """Where the browser goes, and the cookie by which it is known when it comes back."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """Back: the `token` of a new session, or empty where one was proved anew; and the page that was asked for."""

    token: str
    back: str


class ByProvider:
    """There and back."""

    def __init__(self, ports: StaffPorts, provider: Provider) -> None:
        self._ports, self._provider = ports, provider

    async def start(self, *, again: Signed | None = None, back: str = "") -> Started:
        """A new way; `again` to prove this session anew. Raises ProviderAway."""
        vault, now = self._ports.vault, self._ports.clock.now()
        state, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        challenge = urlsafe_b64encode(sha256(self._verifier(browser).encode()).digest()).rstrip(b"=").decode()
        address = await self._provider.address_to(
            state=state, nonce=self._nonce(browser), challenge=challenge, anew=again is not None
        )
        way = Way(
            state_index=vault.index(state, _STATE),
            browser_index=vault.index(browser, _BROWSER),
            session_index=None if again is None else again.token_index,
            back=vault.seal(back, _BACK),
            started_at=now,
            ends_at=now + WAY_LIFE,
        )
        async with self._ports.database.begin() as connection:
            await add_way(connection, way)
        return Started(address, browser)

    async def finish(self, *, browser: str, state: str, code: str, issuer: str) -> Arrived:
        """The end of a way; no `code` where the provider gave none. `issuer` as in RFC 9207, empty for not said.

        Raises WayLost, SignInRefused, NotAgain, ProviderAway.
        """
        way = await self._take(browser, state)
        again = way.session_index is not None
        if not code or issuer not in {"", self._provider.terms.issuer}:
            raise WayLost(again=again)
        try:
            token = await self._provider.token_for(code, self._verifier(browser))
            told = await read_token(self._provider, token, nonce=self._nonce(browser), now=self._ports.devices.now())
        except (NotGiven, TokenUnfit) as no:
            await self._note_nobody(no.why if isinstance(no, TokenUnfit) else "code")
            raise (NotAgain if again else SignInRefused) from None
        async with self._ports.database.begin() as connection:
            opened = await (self._prove(connection, way, told) if again else self._enter(connection, told))
        if opened is None:
            raise NotAgain if again else SignInRefused
        return Arrived(opened, self._ports.vault.open(way.back, _BACK))

    async def _take(self, browser: str, state: str) -> Way:
        vault = self._ports.vault
        async with self._ports.database.begin() as connection:
            way = await take_way(
                connection, state_index=vault.index(state, _STATE), browser_index=vault.index(browser, _BROWSER)
            )
        if way is None or way.ends_at <= self._ports.clock.now():
            raise WayLost(again=way is not None and way.session_index is not None)
        return way

    async def _enter(self, connection: AsyncConnection, told: Told) -> str | None:
        """The token of a session, None for a no: what was counted stays, so nothing is raised in here."""
        ports, now = self._ports, self._ports.clock.now()
        account = await rows.account_by(connection, clean_user(told.user), locked=True)
        if account is None:
            await self._add_nobody(connection, "account", now)
            return None
        unknown_device = account.enrolled_at is None and ports.with_passwords
        if account.is_locked(now) or unknown_device:
            await count_wrong(ports, connection, account, now, unless_locked=True)
            return None
        await rows.put_account(connection, account.id, wrong=0, locked_until=None)
        opened = await open_session(
            ports, connection, account, stage="in", now=now, proved_at=self._ours(told.since), by_provider=True
        )
        entry = Entry(account=account.id, act=Did.SIGNED_IN, kind="account", ref=str(account.id), detail=KIND)
        await ports.trail.add(connection, entry, at=now)
        return opened

    async def _prove(self, connection: AsyncConnection, way: Way, told: Told) -> str | None:
        """Empty for a session with a fresh proof, None for a no."""
        ports, now = self._ports, self._ports.clock.now()
        index = way.session_index or b""
        session = await rows.session_by(connection, index, locked=True)
        if session is None or session.account is None or session.ends_at <= now:
            return None
        account = await rows.account_by(connection, session.account, locked=True)
        if account is None or account.is_locked(now):
            await rows.drop_session(connection, index)
            return None
        since = self._ours(told.since)
        if account.user != clean_user(told.user) or since is None or since < way.started_at - LEEWAY:
            if await count_wrong(ports, connection, account, now):
                await rows.drop_session(connection, index)
            return None
        await rows.put_account(connection, account.id, wrong=0)
        await rows.put_session(connection, index, step_up_until=since + ports.limits.step_up)
        entry = Entry(account=account.id, act=Did.PROVED, kind="session", ref=session.id, detail=KIND)
        await ports.trail.add(connection, entry, at=now)
        return ""

    def _ours(self, since: datetime | None) -> datetime | None:
        """A moment of the real clock on the clock of the service, which the demonstration moves; never in the future."""
        if since is None:
            return None
        now = self._ports.clock.now()
        return min(now, now - (self._ports.devices.now() - since))

    def _nonce(self, browser: str) -> str:
        return self._ports.vault.index(browser, _NONCE).hex()

    def _verifier(self, browser: str) -> str:
        """64 signs, as RFC 7636 4.1 allows."""
        return self._ports.vault.index(browser, _VERIFIER).hex()

    async def _note_nobody(self, why: str) -> None:
        async with self._ports.database.begin() as connection:
            await self._add_nobody(connection, why, self._ports.clock.now())

    async def _add_nobody(self, connection: AsyncConnection, why: str, now: datetime) -> None:
        entry = Entry(account=None, act=Did.REFUSED, kind=KIND, detail=why)
        await self._ports.trail.add(connection, entry, at=now)
