"""What is a request that somebody must decide, where may it stand, and who may move it on?"""

from __future__ import annotations

from backend.domain.cases.drawing import draw
from backend.domain.cases.kinds import CaseKind, CaseStatus, Mover, Queue
from backend.domain.cases.moves import MOVES, Move, MoveName, MoveRefused, Why, move_of, moves_from
from backend.domain.cases.reasons import OTHER, reasons_for

__all__ = [
    "MOVES",
    "OTHER",
    "CaseKind",
    "CaseStatus",
    "Move",
    "MoveName",
    "MoveRefused",
    "Mover",
    "Queue",
    "Why",
    "draw",
    "move_of",
    "moves_from",
    "reasons_for",
]
