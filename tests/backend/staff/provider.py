"""An OpenID Connect provider on loopback: description, sign-in page, tokens and keys over HTTP, with faults at wish.

It holds to the specifications by itself (client, return address, PKCE, codes once) and shares nothing with the product,
so that what passes here is what passes at a real one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import httpx2
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from backend.areas.staff.provider import Provider
from backend.areas.staff.provider_terms import ProviderTerms
from backend.kit.clock import FixedClock

CLIENT, SECRET = "bimeyar", "a secret: of/ours+"
RETURN = "https://console.test/console/oidc/back"
KEYS = {kid: RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}) for kid in ("first", "second", "stranger")}
CURVE = ECKey.generate_key("P-256", {"kid": "curve", "use": "sig"})


@dataclass
class StandIn:
    """`person` signs in. With `asks` there is a page first. `claims` change those of the token (None takes one away); `alg`, `kid`, `key` how it is signed."""

    clock: FixedClock
    url: str = ""
    return_url: str = RETURN
    asks: bool = False
    person: str = "zahra"
    claims: dict[str, Any] = field(default_factory=dict)
    alg: str = "RS256"
    kid: str = "first"
    key: str = ""
    shown: tuple[str, ...] = ("first",)
    description: dict[str, Any] = field(default_factory=dict)
    fails: set[str] = field(default_factory=set)
    bulky: bool = False
    denies: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    since: int | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/.well-known/openid-configuration", self.describe, methods=["GET"])
        app.add_api_route("/authorize", self.authorize, methods=["GET"])
        app.add_api_route("/token", self.token, methods=["POST"])
        app.add_api_route("/keys", self.keys, methods=["GET"])
        return app

    def _count(self, name: str) -> Response | None:
        self.asked[name] += 1
        return PlainTextResponse("away", 503) if name in self.fails else None

    async def describe(self) -> Response:
        if (away := self._count("describe")) is not None:
            return away
        told = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/leave",
            **self.description,
        }
        return JSONResponse({**told, "more": "x" * 300_000} if self.bulky else told)

    async def keys(self) -> Response:
        if (away := self._count("keys")) is not None:
            return away
        listed = [KEYS[kid].as_dict(private=False) for kid in self.shown]
        strange = {"kty": "oct", "kid": "shared", "k": "c2VjcmV0"}
        return JSONResponse({"keys": [*listed, CURVE.as_dict(private=False), strange, "nonsense"]})

    async def authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT or asked.get("redirect_uri") != self.return_url:
            return PlainTextResponse("unknown client", 400)
        right = asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        if not right or "openid" not in asked["scope"].split():
            return PlainTextResponse("cannot do that", 400)
        back = {"state": asked["state"], "iss": self.url}
        if self.denies:
            return self._send_back(back | {"error": self.denies})
        now = int(self.clock.now().timestamp())
        if self.since is None or asked.get("prompt") == "login":
            self.since = now
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked | {"person": self.person, "since": str(self.since)}
        return self._send_back(back | {"code": code})

    def _send_back(self, brought: dict[str, str]) -> Response:
        where = f"{self.return_url}?{urlencode(brought)}"
        if self.asks:
            return HTMLResponse(f'<!doctype html><title>id</title><a href="{escape(where)}">I am {self.person}</a>')
        return RedirectResponse(where, 302)

    async def token(self, request: Request) -> Response:
        if (away := self._count("token")) is not None:
            return away
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        if not self._is_client(request.headers.get("authorization", ""), form):
            return JSONResponse({"error": "invalid_client"}, 401)
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": self.sign(self.say(asked))})

    def _is_client(self, header: str, form: dict[str, str]) -> bool:
        if "token_endpoint_auth_methods_supported" in self.description:
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        kind, _, words = header.partition(" ")
        name, _, secret = base64.b64decode(words).decode().partition(":")
        return kind == "Basic" and (unquote(name), unquote(secret)) == (CLIENT, SECRET)

    def say(self, asked: dict[str, str]) -> dict[str, Any]:
        now = int(self.clock.now().timestamp())
        claims: dict[str, Any] = {
            "iss": self.url,
            "sub": "5c1f",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "auth_time": int(asked["since"]),
            "preferred_username": asked["person"],
            "roles": ["administrator"],
        }
        return {name: value for name, value in (claims | self.claims).items() if value is not None}

    def sign(self, claims: dict[str, Any]) -> str:
        header = {"alg": self.alg, "kid": self.kid}
        if self.alg in {"none", "HS256"}:
            parts = [base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=") for each in (header, claims)]
            signed = b".".join(parts)
            made = hmac.new(SECRET.encode(), signed, hashlib.sha256).digest() if self.alg == "HS256" else b""
            return (signed + b"." + base64.urlsafe_b64encode(made).rstrip(b"=")).decode()
        key = CURVE if self.alg.startswith("ES") else KEYS[self.key or self.kid]
        return jwt.encode(header, claims, key, algorithms=[self.alg])

    def provider(self, client: httpx2.AsyncClient, **terms: Any) -> Provider:
        """The product's side of it."""
        said = {"issuer": self.url, "client_id": CLIENT, "client_secret": SECRET, "return_url": self.return_url} | terms
        return Provider(ProviderTerms(**said), client, self.clock)


async def sign_in_at(address: str) -> dict[str, str]:
    """A browser goes to the provider; what it brings back."""
    async with httpx2.AsyncClient(trust_env=False) as browser:
        answer = await browser.get(address)
    assert answer.status_code == 302, answer.text
    where = urlsplit(answer.headers["location"])
    assert f"{where.scheme}://{where.netloc}{where.path}" == RETURN
    return {name: values[0] for name, values in parse_qs(where.query).items()}


@contextmanager
def running_provider(clock: FixedClock, name: str = "127.0.0.1") -> Iterator[StandIn]:
    """Serve it in a thread until the block ends; under another `name` browsers take it for another site."""
    made = StandIn(clock)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    made.url = f"http://{name}:{listener.getsockname()[1]}"
    config = uvicorn.Config(made.app(), log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the provider did not start"
        time.sleep(0.01)
    yield made
    server.should_exit = True
    thread.join(10)
    listener.close()
