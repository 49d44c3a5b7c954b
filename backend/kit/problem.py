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


class NotSignedIn(Problem):
    """No credentials, or wrong ones."""

    status, code = 401, "not-signed-in"
