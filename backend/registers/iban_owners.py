"""Does this bank account belong to the holder of this national id? The inquiry that banks answer (استعلام شبا) [I5]."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class IbanOwner(StrEnum):
    """What the inquiry says. `UNAVAILABLE` is never "no"."""

    OWNED = "owned"
    NOT_OWNED = "not_owned"
    UNAVAILABLE = "unavailable"


class IbanOwners(Protocol):
    """An inquiry about accounts; called outside any transaction, and only with right check digits: each one costs money."""

    async def owner(self, national_id: str, iban: str) -> IbanOwner:
        """`national_id` 10 digits, `iban` "IR" and 24 digits. Never raises for an inquiry that does not answer."""
        ...
