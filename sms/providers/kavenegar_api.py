"""How is the `kavenegar` package called without waiting for ever and without its key turning up in errors?

The package is the list of methods; its way to the wire is replaced (channels.md 1.4): a connection is kept for each
thread, everything has a time-out, and what goes wrong is a typed fault.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

import requests
from kavenegar import KavenegarAPI
from requests.adapters import HTTPAdapter
from urllib3 import exceptions as wire

from sms.providers.statuses import Trouble

_LONGEST_ANSWER = 8 * 1024 * 1024
_PIECE = 64 * 1024
_SHORTEST_KEY = 16
_WRONG_KEY = 403


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, between two pieces of the answer, for the whole answer, and with our own queue before it."""

    connect: float = 5.0
    read: float = 15.0
    answer: float = 20.0
    whole: float = 40.0


class CallFault(Exception):
    """A call got a return code other than 200 (`status`), or no answer that can be read (`trouble`).

    `message` holds the vendor's words, for a person at the panel; neither it nor address, key or parameters are in the
    text of the error.
    """

    def __init__(self, status: int | None = None, *, trouble: Trouble | None = None, message: str = "") -> None:
        super().__init__(f"Kavenegar: {'no answer' if status is None else status} {trouble or ''}".rstrip())
        self.status = status
        self.trouble = trouble
        self.message = message


@dataclass(frozen=True, slots=True)
class _Answer:
    http: int
    body: bytes


class QuietKavenegar(KavenegarAPI):  # type: ignore[misc]  # the package has no types
    """The package's methods over our own connections. One object serves many threads; close it when they have ended."""

    def __init__(self, apikey: str, *, base_url: str, timeouts: Timeouts) -> None:
        """`base_url` without "/v1", http or https. Without a key every call is refused with 403 and none is made."""
        if apikey and not (apikey.isalnum() and apikey.isascii()):
            raise ValueError("an API key of Kavenegar is letters and digits")
        super().__init__(apikey)
        self._root = f"{base_url.rstrip('/')}/{self.version}"
        self._timeouts = timeouts
        self._local = threading.local()
        self._sessions: list[requests.Session] = []

    def __repr__(self) -> str:
        return "QuietKavenegar(key hidden)"

    __str__ = __repr__

    def _request(self, action: str, method: str, params: Mapping[str, Any] | None = None) -> Any:
        """The entries of the answer; raises CallFault."""
        if not self.apikey:
            raise CallFault(_WRONG_KEY)
        answer = self._exchange(f"{action}/{method}", _encode(params or {}))
        if isinstance(answer, Trouble):
            raise CallFault(trouble=answer)
        envelope = _read_envelope(answer.body)
        if envelope is None:
            raise CallFault(trouble=Trouble.NO_ENVELOPE)
        status, message, entries = envelope
        if status != 200:
            raise CallFault(status, message=message)
        if not 200 <= answer.http <= 299:
            raise CallFault(trouble=Trouble.NO_ENVELOPE)
        return entries

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._sessions:
            self._sessions.pop().close()

    def _exchange(self, path: str, form: Mapping[str, str]) -> _Answer | Trouble:
        """Gives what went wrong as a value: an exception raised from in here would carry the address along."""
        end = monotonic() + self._timeouts.answer
        try:
            with self._session().post(
                f"{self._root}/{self.apikey}/{path}.json",
                data=form,
                headers=self.headers,
                timeout=(self._timeouts.connect, self._timeouts.read),
                stream=True,
                allow_redirects=False,
            ) as response:
                body = _read_body(response, end)
                if isinstance(body, Trouble):
                    return body
                return _Answer(response.status_code, self._hide_key(body))
        except (requests.RequestException, wire.HTTPError, OSError) as error:
            return _name_trouble(error)

    def _hide_key(self, body: bytes) -> bytes:
        """An answer may repeat what was called; real keys are long, a short one could be part of any number."""
        key: bytes = self.apikey.encode()
        return body.replace(key, b"[hidden]") if len(key) >= _SHORTEST_KEY else body

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False
            for scheme in ("http://", "https://"):
                session.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0))
            self._local.session = session
            self._sessions.append(session)
        return session


def _encode(params: Mapping[str, Any]) -> dict[str, str]:
    """Form fields: lists as JSON arrays, None left out."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple) else str(value)
        for name, value in params.items()
        if value is not None
    }


def _read_body(response: requests.Response, end: float) -> bytes | Trouble:
    """The whole body; a server that trickles is given up at `end` (monotonic seconds)."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.raw.read1(_PIECE, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > _LONGEST_ANSWER:
            return Trouble.NO_ENVELOPE
        if monotonic() > end:
            return Trouble.TIMED_OUT
    return b"".join(pieces)


def _read_envelope(body: bytes) -> tuple[int, str, Any] | None:
    """Return code, the vendor's words and entries, or None where the body is something else."""
    try:
        whole = json.loads(body.decode())
    except (ValueError, RecursionError):
        return None
    head = whole.get("return") if isinstance(whole, dict) else None
    if not isinstance(head, dict):
        return None
    status = read_number(head.get("status"))
    return None if status is None else (status, str(head.get("message") or ""), whole.get("entries"))


def read_number(value: object) -> int | None:
    """A whole number, also one written as digits; anything else is None."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20 else None


def _name_trouble(error: Exception) -> Trouble:
    """What a network error means for a request that may have been written."""
    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, wire.MaxRetryError) else cause
    if isinstance(error, requests.exceptions.InvalidURL) or _came_before_writing(reason):
        return Trouble.NOT_CONNECTED
    if isinstance(error, requests.Timeout | wire.ReadTimeoutError):
        return Trouble.TIMED_OUT
    if isinstance(error, wire.DecodeError):
        return Trouble.NO_ENVELOPE
    return Trouble.CUT


def _came_before_writing(reason: object) -> bool:
    """Connecting failed, or the certificate did not please; any other TLS error may come later."""
    if isinstance(reason, wire.SSLError):
        return bool(reason.args) and isinstance(reason.args[0], ssl.SSLCertVerificationError)
    return isinstance(reason, wire.NewConnectionError | wire.ConnectTimeoutError)
