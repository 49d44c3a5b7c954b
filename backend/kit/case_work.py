"""What do staff see of a request, and what does their judgement do? Each area answers for the cases of its kinds.

The console shows a `Dossier` and hands over an `Act`; it knows nothing of enrolments or contracts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.cases import CaseKind, CaseStatus
from backend.kit.cases import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One cell: `text_id` is a Fluent id with `args`, or `words` stand as they are (a name, a number)."""

    text_id: str | None = None
    args: Mapping[str, object] = field(default_factory=dict)
    words: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table of the page of a case: Fluent ids of its title and of its columns, and its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What a request is about: who asks and the tables; `documents` name files by title id and key.

    `lines` can be named when the case is sent back (`Act.lines`): a key, and what staff read beside it.
    """

    person_name: str = field(repr=False)
    national_id: str = field(repr=False)
    sections: tuple[Section, ...]
    documents: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, Value], ...] = ()


class CaseWork(Protocol):
    """The cases of one kind, as the staff work on them."""

    @property
    def kind(self) -> CaseKind:
        """The kind that it answers for."""
        ...

    async def dossier(self, connection: AsyncConnection, person: int, subject: str) -> Dossier:
        """What a request is about, as the staff see it."""
        ...

    async def act(self, connection: AsyncConnection, person: int, subject: str, act: Act) -> CaseStatus:
        """Make a move with all that follows from it (records, documents, the message), in this transaction.

        Raises `MoveRefused` of `backend.domain.cases`; nothing has changed then.
        """
        ...
