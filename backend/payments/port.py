"""What do we ask of a payment gateway, whichever it is [P3]?

Amounts are integer rial. `authority` is the gateway's own name of one session at the bank. What comes back through
the payer's browser is a hint and nothing more: only `verify` and `inquire` are believed.

    GatewayTrouble            the gateway gave no answer to the question
    ├── GatewayUnreachable    no answer, a late one or one that makes no sense: nothing is known
    └── GatewayRefused        it understood and will not serve us: configuration, limits, too many calls
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol


class GatewayTrouble(Exception):
    """The gateway gave no answer. Messages hold no credentials and nothing of the payer."""


class GatewayUnreachable(GatewayTrouble):
    """Time-out, broken connection, 5xx or nonsense: the question may or may not have had its effect."""


class Cause(StrEnum):
    """Why a gateway will not serve us; says who must act."""

    CONFIGURATION = "configuration"
    """merchant, domain, address or level: the operator must act"""
    REQUEST = "request"
    """we asked wrongly: a defect of ours"""
    LIMIT = "limit"
    """the amount lies outside what the gateway takes"""
    THROTTLE = "throttle"
    """too many calls: later"""
    STATE = "state"
    """not possible as the session stands, such as a reversal after its time"""


class GatewayRefused(GatewayTrouble):
    """The gateway said no. `code` is its own code."""

    def __init__(self, code: int, cause: Cause) -> None:
        super().__init__(f"gateway code {code} ({cause})")
        self.code = code
        self.cause = cause


class Standing(StrEnum):
    """How a session stands at the gateway."""

    WAITING = "waiting"
    """at the bank; not paid yet"""
    TAKEN = "taken"
    """the bank took the money; we have not verified"""
    VERIFIED = "verified"
    """the bank took the money and we have verified"""
    FAILED = "failed"
    """certain: no money was taken"""
    RETURNED = "returned"
    """certain: the money went back to the payer"""
    UNKNOWN = "unknown"
    """the gateway has no such session"""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid: amount in rial, our own reference, where the browser comes back, words for the bank page."""

    amount: int
    reference: str
    return_url: str
    description: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where the payer's browser goes: a GET address, or a POST form with fields."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """A session that the gateway has opened."""

    authority: str
    redirect: Redirect


@dataclass(frozen=True, slots=True)
class Returned:
    """What the browser claims on its way back; `authority` None where it named none."""

    authority: str | None
    claims_paid: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """The money is ours. `again`: it had been verified before. `card` is masked, or None."""

    reference: str
    card: str | None
    again: bool


class Doubt(StrEnum):
    """Why a verification did not succeed, for certain."""

    NOT_PAID = "not-paid"
    AMOUNT_DIFFERS = "amount-differs"
    UNKNOWN_SESSION = "unknown-session"


@dataclass(frozen=True, slots=True)
class NotVerified:
    """The gateway answered, and the money is not ours."""

    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Unverified:
    """A session that the bank has paid and nobody has verified; amount in rial."""

    authority: str
    amount: int


class PaymentGateway(Protocol):
    """One gateway. Every method but `parse_return` asks over the network and may raise `GatewayTrouble`."""

    @property
    def name(self) -> str:
        """Short name kept with every payment, such as "zarinpal"."""
        ...

    @property
    def highest_amount(self) -> int:
        """The most that one payment may be, in rial."""
        ...

    async def start(self, order: Order) -> Session:
        """Open a session."""
        ...

    def parse_return(self, method: str, fields: Mapping[str, str]) -> Returned:
        """Read what the browser brings back. Never raises."""
        ...

    async def verify(self, authority: str, *, amount: int) -> Verified | NotVerified:
        """Take the money for good; `amount` comes from our own record. May be asked again: the answer is the same."""
        ...

    async def inquire(self, authority: str) -> Standing:
        """How the session stands; changes nothing."""
        ...

    async def list_unverified(self) -> Sequence[Unverified]:
        """Sessions paid and not verified."""
        ...

    async def reverse(self, authority: str) -> None:
        """Give verified money back. Raises `GatewayRefused` with cause STATE when it is too late."""
        ...
