"""Which by-law does a person agree to, in which version, and is its text still the one they read [V2]?

The texts are messages `by-law-<version>-…` of every language; a version that was in force stays for ever, and
`tests/backend/contracts` holds each to its digest. A new version is a new line here and new messages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from backend.contract.outcome import Refused
from backend.contract.voluntary import ByLaw, ByLawPiece

_FIRST_LANGUAGE = "fa"


class Translator(Protocol):
    """Messages by id."""

    def text(self, text_id: str, args: Mapping[str, Any] | None, locale: str, *, isolate: bool) -> str:
        """The message in this language."""
        ...


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its name as stored, in force since a Gregorian day, and of how many pieces."""

    name: str
    since: date
    pieces: int


VERSIONS = (Version("1399-10", date(2020, 12, 21), 8),)
"""Newest first. The name is the month of the order by which the contract is concluded without a visit."""


@dataclass(frozen=True, slots=True)
class ByLaws:
    """The by-laws in words."""

    texts: Translator
    versions: tuple[Version, ...] = VERSIONS

    def in_force(self, on: date) -> Version:
        """The version to agree to on a day. Raises Refused("by-law-unknown") before the first."""
        return self._found(version for version in self.versions if version.since <= on)

    def named(self, name: str) -> Version:
        """A version by its name. Raises Refused("by-law-unknown")."""
        return self._found(version for version in self.versions if version.name == name)

    def read(self, version: Version, locale: str) -> ByLaw:
        """The by-law in readable pieces of one language."""
        pieces = (
            ByLawPiece(
                heading=self._say(version, f"{number}-heading", locale),
                text=self._say(version, str(number), locale),
            )
            for number in range(1, version.pieces + 1)
        )
        title = self._say(version, "title", locale)
        return ByLaw(version=version.name, title=title, since=version.since, pieces=tuple(pieces))

    def digest(self, version: Version) -> str:
        """SHA-256 of the binding text, that of the first language: what is stored with an agreement."""
        return hashlib.sha256(self.read(version, _FIRST_LANGUAGE).model_dump_json().encode()).hexdigest()

    def _say(self, version: Version, name: str, locale: str) -> str:
        return self.texts.text(f"by-law-{version.name}-{name}", None, locale, isolate=False)

    @staticmethod
    def _found(versions: Any) -> Version:
        found: Version | None = next(iter(versions), None)
        if found is None:
            raise Refused("by-law-unknown")
        return found
