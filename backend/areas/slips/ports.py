"""What do slips and payments stand on? Everything they touch, handed in once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from backend.kit.clock import Clock
from backend.kit.cover import Cover
from backend.kit.db import Database
from backend.kit.links import KnowsChats, LinkDirectory
from backend.kit.outbox import Outbox
from backend.kit.vault import Vault
from backend.payments.port import PaymentGateway
from backend.registers.ports import ContractRegister, ContributionRegister, PeopleRegister
from backend.rules_service.decisions import DecisionBook


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTimes:
    """How long things about a payment take; all settings with these defaults.

    `offered`: so long a bank page is offered again rather than a new one; keep it under the gateway's own limit.
    `abandoned`: a session that the bank still shows as unpaid is given up after this. `lease`: nobody else asks the
    gateway about the same payment meanwhile; longer than the slowest call. `first_check` doubles with every check up
    to `longest_check`. `listing`: how often the gateway's own list of unverified sessions is read. `told`: a person
    whose payment is in doubt for so long gets an SMS. `answer`: so long a browser that came back waits for the gateway;
    then it is shown that we are asking. `returned`: after a return a worker looks when so much time has passed.
    """

    offered: timedelta = timedelta(minutes=8)
    abandoned: timedelta = timedelta(hours=1)
    lease: timedelta = timedelta(seconds=60)
    first_check: timedelta = timedelta(seconds=20)
    longest_check: timedelta = timedelta(hours=1)
    listing: timedelta = timedelta(minutes=1)
    told: timedelta = timedelta(minutes=10)
    answer: timedelta = timedelta(seconds=4)
    returned: timedelta = timedelta(seconds=8)

    def delay(self, checks: int) -> timedelta:
        """How long until the next check, after so many."""
        doublings: int = 2 ** min(checks, 20)
        return min(self.first_check * doublings, self.longest_check)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipsPorts(KnowsChats):
    """The surroundings of this area.

    `return_base` is the public address of the return page without the token, such as
    "https://bimeyar.example/pay/return". `descriptions` are the words for the bank page by language, with `{number}`.
    """

    database: Database
    vault: Vault
    clock: Clock
    people: PeopleRegister
    contracts: ContractRegister
    contributions: ContributionRegister
    cover: Cover
    links: LinkDirectory
    outbox: Outbox
    gateway: PaymentGateway
    decisions: DecisionBook
    return_base: str
    descriptions: Mapping[str, str] = field(default_factory=dict)
    times: PaymentTimes = PaymentTimes()


def new_ref() -> str:
    """A fresh opaque reference, 16 URL-safe characters."""
    return secrets.token_urlsafe(12)
