"""Which moves does each kind of case allow? One table; whatever is not in it cannot happen.

A move *decides* when a member of staff gives a judgement with it: nobody decides twice on one case [E8]. Taking a case
to another office or recording a result that somebody else found is work, not a judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from backend.domain.cases.kinds import CaseKind, CaseStatus, Mover, Queue


class Why(StrEnum):
    """Why a move is not made."""

    NO_SUCH_MOVE = "no-such-move"
    REASON_NEEDED = "reason-needed"
    OFFICE_NEEDED = "office-needed"
    """no other office is named, or one is where none may be"""
    STAFF_NEEDED = "staff-needed"
    """a judgement without anybody who gives it"""
    DECIDED_BEFORE = "decided-before"
    """this member of staff has given a judgement on this case already"""
    SUBJECT_CHANGED = "subject-changed"
    """what was asked for cannot be done any more: the facts are others than when it was submitted"""


class MoveRefused(ValueError):
    """A move that is not made; nothing has changed."""

    def __init__(self, why: Why, words: str = "") -> None:
        super().__init__(f"{why}: {words}" if words else why.value)
        self.why = why


class MoveName(StrEnum):
    """What somebody does with a case."""

    OPEN = "open"
    OPEN_CONFIRMED = "open-confirmed"
    """what was asked for is done at once, nobody need look at it"""
    APPROVE = "approve"
    ACCEPT = "accept"
    REJECT = "reject"
    SEND_BACK = "send-back"
    RESUBMIT = "resubmit"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    EXAM_FIT = "exam-fit"
    EXAM_UNFIT = "exam-unfit"
    END = "end"


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move: `before` is None where the case begins, `queue` None where it is closed afterwards.

    `by` is who makes it. `reasoned`: never without a reason. `new_office`: only to another office, named with it.
    `keeps_place`: the case keeps its place in the line, also while its person corrects it.
    """

    name: MoveName
    before: CaseStatus | None
    after: CaseStatus
    queue: Queue | None
    by: Mover
    decides: bool = False
    reasoned: bool = False
    new_office: bool = False
    keeps_place: bool = False

    @property
    def closes(self) -> bool:
        """Is the case over with this move?"""
        return self.queue is None


_AT = CaseStatus
_SUPPLEMENTARY = (
    Move(MoveName.OPEN, None, _AT.AT_ASSOCIATION, Queue.ASSOCIATION, Mover.APPLICANT),
    Move(MoveName.APPROVE, _AT.AT_ASSOCIATION, _AT.AT_BRANCH, Queue.BRANCH, Mover.ASSOCIATION, decides=True),
    Move(MoveName.REJECT, _AT.AT_ASSOCIATION, _AT.REJECTED, None, Mover.ASSOCIATION, decides=True, reasoned=True),
    Move(
        MoveName.SEND_BACK,
        _AT.AT_ASSOCIATION,
        _AT.SENT_BACK,
        Queue.APPLICANT,
        Mover.ASSOCIATION,
        reasoned=True,
        keeps_place=True,
    ),
    Move(MoveName.ACCEPT, _AT.AT_BRANCH, _AT.CONFIRMED, None, Mover.BRANCH, decides=True),
    Move(MoveName.REJECT, _AT.AT_BRANCH, _AT.REJECTED, None, Mover.BRANCH, decides=True, reasoned=True),
    Move(
        MoveName.SEND_BACK,
        _AT.AT_BRANCH,
        _AT.SENT_BACK,
        Queue.APPLICANT,
        Mover.BRANCH,
        reasoned=True,
        keeps_place=True,
    ),
    Move(MoveName.TRANSFER, _AT.AT_BRANCH, _AT.AT_BRANCH, Queue.BRANCH, Mover.BRANCH, reasoned=True, new_office=True),
    Move(MoveName.RESUBMIT, _AT.SENT_BACK, _AT.AT_ASSOCIATION, Queue.ASSOCIATION, Mover.APPLICANT, keeps_place=True),
    Move(MoveName.RESUBMIT, _AT.SENT_BACK, _AT.AT_BRANCH, Queue.BRANCH, Mover.APPLICANT, keeps_place=True),
    *(
        Move(name, before, after, None, by)
        for before in (_AT.AT_ASSOCIATION, _AT.AT_BRANCH, _AT.SENT_BACK)
        for name, after, by in (
            (MoveName.WITHDRAW, _AT.WITHDRAWN, Mover.APPLICANT),
            (MoveName.END, _AT.LAPSED, Mover.RULE),
        )
    ),
)
_VOLUNTARY_CONTRACT = (
    Move(MoveName.OPEN_CONFIRMED, None, _AT.CONFIRMED, None, Mover.APPLICANT),
    Move(MoveName.OPEN, None, _AT.AWAITING_EXAM, Queue.BRANCH, Mover.APPLICANT),
    Move(MoveName.EXAM_FIT, _AT.AWAITING_EXAM, _AT.CONFIRMED, None, Mover.BRANCH),
    Move(MoveName.EXAM_UNFIT, _AT.AWAITING_EXAM, _AT.EXAM_UNFIT, Queue.BRANCH, Mover.BRANCH),
    Move(MoveName.EXAM_FIT, _AT.EXAM_UNFIT, _AT.CONFIRMED, None, Mover.BRANCH),
    Move(MoveName.EXAM_UNFIT, _AT.CONFIRMED, _AT.EXAM_UNFIT, Queue.BRANCH, Mover.BRANCH),
    *(
        Move(name, before, after, None, by)
        for before in (_AT.AWAITING_EXAM, _AT.EXAM_UNFIT)
        for name, after, by in (
            (MoveName.WITHDRAW, _AT.WITHDRAWN, Mover.APPLICANT),
            (MoveName.END, _AT.LAPSED, Mover.RULE),
        )
    ),
)

MOVES: Mapping[CaseKind, tuple[Move, ...]] = MappingProxyType(
    {CaseKind.SUPPLEMENTARY: _SUPPLEMENTARY, CaseKind.VOLUNTARY_CONTRACT: _VOLUNTARY_CONTRACT}
)
"""Every allowed move of every kind."""


def moves_from(kind: CaseKind, status: CaseStatus | None, *, came_from: CaseStatus | None = None) -> tuple[Move, ...]:
    """What may happen to a case of this kind that stands so. `came_from`: the status that it was sent back from."""
    return tuple(
        move
        for move in MOVES[kind]
        if move.before is status and (move.name is not MoveName.RESUBMIT or move.after is came_from)
    )


def move_of(
    kind: CaseKind, status: CaseStatus | None, name: MoveName, by: Mover, *, came_from: CaseStatus | None = None
) -> Move:
    """The one move of that name that this mover may make. Raises `MoveRefused`."""
    found = [move for move in moves_from(kind, status, came_from=came_from) if move.name is name and move.by is by]
    if len(found) != 1:
        raise MoveRefused(Why.NO_SUCH_MOVE, f"{kind} in {status}: {name} by {by}")
    return found[0]
