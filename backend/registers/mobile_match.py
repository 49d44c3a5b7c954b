"""Does this mobile belong to the holder of this national id? The question that Shahkar answers [I1]."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class MobileOwner(StrEnum):
    """What the matching service says. `UNAVAILABLE` is never "no"."""

    MATCHED = "matched"
    NOT_MATCHED = "not_matched"
    UNAVAILABLE = "unavailable"


class MobileMatch(Protocol):
    """A matching service; called outside any transaction, for ids that may not exist as well."""

    async def match(self, national_id: str, mobile: str) -> MobileOwner:
        """`national_id` 10 digits, `mobile` "09…". Never raises for a service that does not answer."""
        ...
