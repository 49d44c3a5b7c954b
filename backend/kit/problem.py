"""How does the service say what went wrong over HTTP? RFC 9457 problem details, one handler, no stack traces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """A refusal with an HTTP status and a kebab-case `code`; texts are the Fluent messages `problem-<code>`.

    `values` hold no personal data.
    """

    status = 400
    code = "bad-request"

    def __init__(self, code: str | None = None, values: Mapping[str, Any] | None = None) -> None:
        self.code = code or type(self).code
        self.values = dict(values or {})
        super().__init__(self.code)


class NotFound(Problem):
    """No such thing, or not yours: the same words."""

    status, code = 404, "not-found"


class NotAllowed(Problem):
    """You are known, but this is not for you."""

    status, code = 403, "not-allowed"


class NotSignedIn(Problem):
    """No credentials, or wrong ones."""

    status, code = 401, "not-signed-in"


class Conflict(Problem):
    """It clashes with the present state; `code` says how."""

    status, code = 409, "conflict"


class TooMany(Problem):
    """Slow down; `values["retry_after"]` in seconds."""

    status, code = 429, "too-many"


class NotNow(Problem):
    """A register, gateway or database does not answer; nothing was done."""

    status, code = 503, "not-now"
