"""Which reasons may a member of staff give for a move? Codes; their words are `case-reason-<code>`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.domain.cases.kinds import CaseKind
from backend.domain.cases.moves import MoveName

OTHER = "other"
"""What is meant stands in the note, which must not be empty then."""

_REASONS: Mapping[tuple[CaseKind, MoveName], tuple[str, ...]] = MappingProxyType(
    {
        (CaseKind.SUPPLEMENTARY, MoveName.REJECT): (
            "not-of-this-county",
            "dependency-not-proved",
            "member-elsewhere",
            OTHER,
        ),
        (CaseKind.SUPPLEMENTARY, MoveName.SEND_BACK): ("choice-unclear", "dependency-date", "data-to-correct", OTHER),
        (CaseKind.SUPPLEMENTARY, MoveName.TRANSFER): ("file-at-other-branch", "moved-house", OTHER),
    }
)


def reasons_for(kind: CaseKind, move: MoveName) -> tuple[str, ...]:
    """The codes to choose from; another kind of case has none but `OTHER`."""
    return _REASONS.get((kind, move), (OTHER,))
