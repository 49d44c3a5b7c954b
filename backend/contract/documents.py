"""How does a channel fetch a file that a reply names?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from backend.contract.caller import Caller


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file to hand over: name with ending, MIME type, bytes."""

    name: str
    mime: str
    content: bytes


class Documents(Protocol):
    """Files by kind ("slip", "receipt", "contract", "referral", "by-law") and reference, for the person linked to the caller's chat only."""

    async def document(self, kind: str, ref: str, caller: Caller) -> DocumentFile:
        """Raises Refused("document-unknown") where it does not exist or is not theirs; Unavailable when not now."""
        ...
