"""A provider without a wire: a ledger by localid, planned answers, and a gate for non-urgent calls."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from sms.providers.port import (
    Action,
    MessageStatus,
    OutgoingSms,
    ProviderFault,
    SendResult,
    SmsProvider,
    TemplateSms,
)


@dataclass
class ProviderAtHand(SmsProvider):
    """`lose` answers after accepting; `plan` refuses with (action, code) before accepting; `gate` holds the rest up."""

    ledger: dict[int, OutgoingSms] = field(default_factory=dict)
    templates: list[TemplateSms] = field(default_factory=list)
    plan: list[tuple[Action, int | None]] = field(default_factory=list)
    faults: list[ProviderFault] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    lose: int = 0
    calls: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None

    async def send(self, batch: Sequence[OutgoingSms], *, urgent: bool = False) -> Sequence[SendResult]:
        self.calls.append("send urgent" if urgent else "send")
        if self.gate is not None and not urgent:
            await self.gate.wait()
        return [self._take(sms) for sms in batch]

    def _take(self, sms: OutgoingSms) -> SendResult:
        if self.plan:
            action, code = self.plan.pop(0)
            return SendResult(localid=sms.localid, action=action, code=code)
        first = self.ledger.setdefault(sms.localid, sms)
        if self.lose:
            self.lose -= 1
            return SendResult(localid=sms.localid, action=Action.AMBIGUOUS)
        number = str(1000 + list(self.ledger).index(first.localid))
        return SendResult(localid=sms.localid, action=Action.OK, code=200, provider_id=number, status=1, cost=1200)

    async def lookup(self, message: TemplateSms) -> SendResult:
        self.calls.append("lookup")
        self.templates.append(message)
        if self.lose:
            self.lose -= 1
            return SendResult(localid=message.localid, action=Action.AMBIGUOUS)
        return SendResult(localid=message.localid, action=Action.OK, code=200, provider_id="7", status=5, cost=1500)

    async def status(self, provider_ids: Sequence[str]) -> Sequence[MessageStatus]:
        self.calls.append(f"status {len(provider_ids)}")
        if self.faults:
            raise self.faults.pop(0)
        return [MessageStatus(self.statuses[number], number) for number in provider_ids if number in self.statuses]

    async def status_by_localid(self, localids: Sequence[int]) -> Sequence[MessageStatus]:
        self.calls.append("status_by_localid")
        if self.faults:
            raise self.faults.pop(0)
        known = list(self.ledger)
        return [
            MessageStatus(5, str(1000 + known.index(number)), number)
            if number in self.ledger
            else MessageStatus(100, None, number)
            for number in localids
        ]

    async def credit(self) -> int:
        return 1_000_000

    async def close(self) -> None:
        return
