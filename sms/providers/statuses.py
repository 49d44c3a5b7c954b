"""What does a return code, a broken connection or a message status of Kavenegar mean for us? (channels.md 1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sms.providers.port import Action


@dataclass(frozen=True, slots=True)
class ReturnCode:
    """What to do after a return code. `one_message`: a single message of a batch is at fault, the others are not."""

    action: Action
    meaning: str
    one_message: bool = False


RETURN_CODES: Mapping[int, ReturnCode] = MappingProxyType(
    {
        200: ReturnCode(Action.OK, "accepted"),
        400: ReturnCode(Action.BUG, "parameters are missing"),
        401: ReturnCode(Action.CONFIGURATION, "the account is disabled"),
        402: ReturnCode(Action.RETRY, "the operation failed"),
        403: ReturnCode(Action.CONFIGURATION, "the API key is wrong"),
        404: ReturnCode(Action.BUG, "there is no such method"),
        405: ReturnCode(Action.BUG, "wrong HTTP verb"),
        406: ReturnCode(Action.BUG, "a mandatory parameter is empty"),
        407: ReturnCode(Action.CONFIGURATION, "no access; the address of the server is not registered"),
        409: ReturnCode(Action.RETRY, "the server cannot answer now"),
        411: ReturnCode(Action.PERMANENT, "the receptor is not valid", one_message=True),
        412: ReturnCode(Action.CONFIGURATION, "the sending line is not valid"),
        413: ReturnCode(Action.PERMANENT, "the text is empty or too long", one_message=True),
        414: ReturnCode(Action.SPLIT, "too many records"),
        415: ReturnCode(Action.BUG, "start index beyond the list"),
        416: ReturnCode(Action.CONFIGURATION, "the address of the server does not match"),
        417: ReturnCode(Action.PERMANENT, "the date is not valid", one_message=True),
        418: ReturnCode(Action.PAUSE, "not enough credit"),
        419: ReturnCode(Action.BUG, "arrays of different length"),
        420: ReturnCode(Action.PERMANENT, "links are not allowed for this account", one_message=True),
        422: ReturnCode(Action.PERMANENT, "unsuitable characters", one_message=True),
        424: ReturnCode(Action.CONFIGURATION, "the template is not there or not approved"),
        426: ReturnCode(Action.CONFIGURATION, "the method needs the advanced service"),
        427: ReturnCode(Action.CONFIGURATION, "the line needs an access level"),
        428: ReturnCode(Action.PERMANENT, "a voice code needs a numeric token", one_message=True),
        429: ReturnCode(Action.THROTTLE, "the address of the server is limited"),
        431: ReturnCode(Action.PERMANENT, "the structure of a token is wrong", one_message=True),
        432: ReturnCode(Action.CONFIGURATION, "the template has no place for the token"),
        451: ReturnCode(Action.THROTTLE, "too many calls in a period"),
        501: ReturnCode(Action.CONFIGURATION, "a trial account may only write to its owner"),
        604: ReturnCode(Action.BUG, "too many numbers in a block list"),
        607: ReturnCode(Action.CONFIGURATION, "the tag is not known"),
    }
)


def explain_code(code: int) -> ReturnCode:
    """What to do after a return code.

    A code that nobody told us of is a BUG where it blames the call (400s, 600s–800s; the media codes 800–813 belong to
    methods we do not call); otherwise it may have been sent (AMBIGUOUS).
    """
    known = RETURN_CODES.get(code)
    if known is not None:
        return known
    blames_us = 400 <= code <= 499 or 600 <= code <= 899
    return ReturnCode(Action.BUG if blames_us else Action.AMBIGUOUS, "not a known code")


class Trouble(StrEnum):
    """How an answer can fail to come."""

    NOT_CONNECTED = "not-connected"
    """refused, no such name, no route, TLS not agreed: the request was never written"""
    NOT_STARTED = "not-started"
    """the call never left our own queue"""
    TIMED_OUT = "timed-out"
    """the request was written, nothing came back in time"""
    CUT = "cut"
    """the connection broke after the request may have been written"""
    NO_ENVELOPE = "no-envelope"
    """an HTML page, an empty body, something else than the vendor's envelope"""
    BAD_ENTRIES = "bad-entries"
    """the envelope says 200, its entries are not what the method promises"""


TROUBLES: Mapping[Trouble, Action] = MappingProxyType(
    {
        Trouble.NOT_CONNECTED: Action.RETRY,
        Trouble.NOT_STARTED: Action.RETRY,
        Trouble.TIMED_OUT: Action.AMBIGUOUS,
        Trouble.CUT: Action.AMBIGUOUS,
        Trouble.NO_ENVELOPE: Action.AMBIGUOUS,
        Trouble.BAD_ENTRIES: Action.AMBIGUOUS,
    }
)


class Standing(StrEnum):
    """What a message status comes to."""

    ON_ITS_WAY = "on-its-way"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One message status. A message only moves to a higher `rank`; nothing follows a `final` one."""

    standing: Standing
    rank: int
    final: bool
    meaning: str


MESSAGE_STATUSES: Mapping[int, StatusRow] = MappingProxyType(
    {
        2: StatusRow(Standing.ON_ITS_WAY, 0, final=False, meaning="scheduled"),
        1: StatusRow(Standing.ON_ITS_WAY, 1, final=False, meaning="queued"),
        4: StatusRow(Standing.ON_ITS_WAY, 2, final=False, meaning="handed to the operator"),
        5: StatusRow(Standing.ON_ITS_WAY, 2, final=False, meaning="handed to the operator"),
        6: StatusRow(Standing.FAILED, 3, final=True, meaning="failed"),
        10: StatusRow(Standing.DELIVERED, 3, final=True, meaning="delivered"),
        11: StatusRow(Standing.FAILED, 3, final=True, meaning="undelivered"),
        13: StatusRow(Standing.FAILED, 3, final=True, meaning="cancelled, cost paid back"),
        14: StatusRow(Standing.FAILED, 3, final=True, meaning="the receptor blocks advertising, cost paid back"),
        100: StatusRow(Standing.UNKNOWN, 3, final=True, meaning="no such message, not ours, or archived"),
    }
)
NO_SUCH_MESSAGE = 100


def moves_forward(old: int | None, new: int) -> bool:
    """Is `new` news after `old`? A late 4 after 10 is not, nor the same again, nor a status nobody told us of."""
    after = MESSAGE_STATUSES.get(new)
    if after is None:
        return False
    before = None if old is None else MESSAGE_STATUSES.get(old)
    return before is None or (not before.final and after.rank > before.rank)
