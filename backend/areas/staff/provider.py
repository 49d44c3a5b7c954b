"""Where is the organisation's own sign-in, which are its keys, and what does it give for a code? OpenID Connect [Q2].

Its description and its keys are fetched and kept for a while; a key that is not known is looked for once more, but not
at everybody's bidding. Nothing here may be called inside a transaction: a provider may take seconds.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from backend.areas.staff.provider_terms import ProviderTerms, is_safe_address
from backend.kit.clock import Clock, WallClock

TIMEOUT = httpx2.Timeout(connect=3.0, read=5.0, write=5.0, pool=3.0)
_WHOLE = 10
"""Seconds for one answer, however slowly it trickles in."""
_MOST = 256 * 1024
_KEPT = timedelta(hours=1)
_QUIET = timedelta(seconds=5)
"""After no answer nothing is asked for so long."""
_LOOK_AGAIN = timedelta(seconds=30)
"""An unknown key is looked for no more often than this."""
Key = RSAKey | ECKey


class ProviderAway(Exception):
    """No answer, or none that can be used; the text names the fault and nobody."""


class NotGiven(Exception):
    """The provider answers, and gives nothing for this code."""


@dataclass(frozen=True, slots=True)
class Places:
    """The description of a provider, as far as it is needed. `leave` is empty where it has no way out."""

    authorize: str
    token: str
    keys: str
    leave: str
    secret_in_form: bool


@dataclass(slots=True)
class Provider:
    """One provider; `client` is closed by whoever made it."""

    terms: ProviderTerms
    client: httpx2.AsyncClient = field(repr=False)
    clock: Clock = field(default_factory=WallClock)
    _one: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    _places: tuple[Places, datetime] | None = None
    _keys: tuple[dict[str, Key], datetime] | None = None
    _away_until: datetime | None = None

    async def address_to(self, *, state: str, nonce: str, challenge: str, anew: bool) -> str:
        """Where the browser goes to sign in; `anew` asks for it also of who is signed in there. Raises ProviderAway."""
        asked = {
            "response_type": "code",
            "client_id": self.terms.client_id,
            "redirect_uri": self.terms.return_url,
            "scope": "openid profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            **({"prompt": "login", "max_age": "0"} if anew else {}),
        }
        return _with((await self.places()).authorize, asked)

    async def address_out(self, back: str) -> str:
        """Where the browser leaves the provider too; empty where there is no such way, or no answer just now."""
        try:
            leave = (await self.places()).leave
        except ProviderAway:
            return ""
        return leave and _with(leave, {"client_id": self.terms.client_id, "post_logout_redirect_uri": back})

    async def token_for(self, code: str, verifier: str) -> str:
        """The ID token for a code, not yet checked. Raises ProviderAway, NotGiven."""
        places, terms = await self.places(), self.terms
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": terms.return_url,
            "code_verifier": verifier,
        }
        auth = None
        if places.secret_in_form:
            form |= {"client_id": terms.client_id, "client_secret": terms.client_secret}
        else:
            auth = httpx2.BasicAuth(quote(terms.client_id, safe=""), quote(terms.client_secret, safe=""))
        status, told = await self._ask("POST", places.token, form=form, auth=auth)
        if status >= 500:
            raise ProviderAway(f"token: HTTP {status}")
        given = told.get("id_token")
        if status != 200 or not isinstance(given, str):
            raise NotGiven(f"HTTP {status}")
        return given

    async def key(self, kid: str) -> Key | None:
        """The key of this name; for an empty one the only key that there is. Raises ProviderAway."""
        async with self._one:
            now = self.clock.now()
            if self._keys is None or self._keys[1] + _KEPT <= now:
                await self._fetch_keys(now)
            found = self._known(kid)
            if found is None and self._keys is not None and self._keys[1] + _LOOK_AGAIN <= now:
                await self._fetch_keys(now)
                found = self._known(kid)
            return found

    async def count_keys(self) -> int:
        """How many keys for signing it shows. Raises ProviderAway."""
        async with self._one:
            await self._fetch_keys(self.clock.now())
            return 0 if self._keys is None else len(self._keys[0])

    async def places(self) -> Places:
        """The provider's description, kept for an hour. Raises ProviderAway."""
        async with self._one:
            return await self._described()

    def _known(self, kid: str) -> Key | None:
        keys = {} if self._keys is None else self._keys[0]
        return keys.get(kid) if kid else next(iter(keys.values())) if len(keys) == 1 else None

    async def _described(self) -> Places:
        now = self.clock.now()
        if self._places is not None and now < self._places[1] + _KEPT:
            return self._places[0]
        told = await self._fetch(f"{self.terms.issuer.rstrip('/')}/.well-known/openid-configuration")
        self._places = (_read_places(told, self.terms.issuer), now)
        return self._places[0]

    async def _fetch_keys(self, now: datetime) -> None:
        listed = (await self._fetch((await self._described()).keys)).get("keys")
        if not isinstance(listed, list):
            raise ProviderAway("the keys are no list")
        self._keys = (_read_keys(listed), now)

    async def _fetch(self, url: str) -> dict[str, Any]:
        """What stands there; after a fault nothing is asked for a moment, so that nobody waits for it in a row."""
        now = self.clock.now()
        if self._away_until is not None and now < self._away_until:
            raise ProviderAway("no answer a moment ago")
        self._away_until = now + _QUIET
        status, told = await self._ask("GET", url)
        if status != 200:
            raise ProviderAway(f"HTTP {status}")
        self._away_until = None
        return told

    async def _ask(
        self, method: str, url: str, *, form: Mapping[str, str] | None = None, auth: httpx2.BasicAuth | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Status and body; an empty body for one that is no JSON object. Raises ProviderAway."""
        content, asked = bytearray(), {"accept": "application/json", "accept-encoding": "identity"}
        try:
            async with (
                asyncio.timeout(_WHOLE),
                self.client.stream(
                    method, url, data=form, auth=auth, headers=asked, timeout=TIMEOUT, follow_redirects=False
                ) as answer,
            ):
                async for piece in answer.aiter_bytes():
                    content += piece
                    if len(content) > _MOST:
                        raise ProviderAway(f"answer longer than {_MOST} bytes")
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as fault:
            raise ProviderAway(type(fault).__name__) from None
        try:
            told = json.loads(content)
        except (ValueError, RecursionError):
            told = None
        return answer.status_code, told if isinstance(told, dict) else {}


def _read_places(told: Mapping[str, Any], issuer: str) -> Places:
    """Raises ProviderAway for a description that is not this issuer's, or leads over an open line."""
    if told.get("issuer") != issuer:
        raise ProviderAway("the description names another issuer")
    authorize, token, keys = (_place(told, name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"))
    leave, ways = told.get("end_session_endpoint"), told.get("token_endpoint_auth_methods_supported")
    return Places(
        authorize=authorize,
        token=token,
        keys=keys,
        leave=leave if isinstance(leave, str) and is_safe_address(leave) else "",
        secret_in_form=isinstance(ways, list) and "client_secret_basic" not in ways,
    )


def _place(told: Mapping[str, Any], name: str) -> str:
    address = told.get(name)
    if not isinstance(address, str) or not is_safe_address(address):
        raise ProviderAway(f"{name} is no https address")
    return address


def _read_keys(listed: list[Any]) -> dict[str, Key]:
    """RSA and EC keys for signing, by name; what cannot be read is left out."""
    found: dict[str, Key] = {}
    for each in listed:
        if not isinstance(each, dict) or each.get("use", "sig") != "sig":
            continue
        try:
            if each.get("kty") == "RSA":
                found[str(each.get("kid", ""))] = RSAKey.import_key(each)
            elif each.get("kty") == "EC":
                found[str(each.get("kid", ""))] = ECKey.import_key(each)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    return found


def _with(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
