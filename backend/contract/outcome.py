"""How does the backend say no, and how does it say not now?"""

from __future__ import annotations

from collections.abc import Mapping

RefusalValue = str | int
"""Values in a refusal: text, whole numbers; dates as ISO text, months as "1405-08", money as integer rial."""


class Refused(Exception):
    """The backend understood and says no.

    `code` is a kebab-case Fluent id without prefix, such as "account-unsettled"; a channel shows
    `refused-<code>` with `values`. Nothing was changed. Never holds personal data beyond what the
    person asking may see.
    """

    def __init__(self, code: str, values: Mapping[str, RefusalValue] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values: dict[str, RefusalValue] = dict(values or {})


class Unavailable(Exception):
    """The backend, or a register behind it, cannot answer now. Nothing is known; the same key may be tried again.

    `retry_after` is in seconds where it is known.
    """

    def __init__(self, what: str = "backend", retry_after: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.retry_after = retry_after
