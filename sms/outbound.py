"""How does one message become an SMS? Put it into words, count its parts, send it with our number, read the answer.

The number of the outbox row is the `localid`: the provider answers a number it knows with the earlier message. After
an answer that never came we ask for the number first, and only then send again, with the same number [N2].
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from backend.areas.notifications.carrier import OpenMessage, Outcome, Verdict
from backend.kit.outbox import Lane
from locales.texts import MissingText, Texts
from sms.parts import count_parts
from sms.providers.port import (
    Action,
    MessageStatus,
    OutgoingSms,
    ProviderFault,
    SendResult,
    SmsProvider,
    TemplateSms,
)
from sms.providers.statuses import MESSAGE_STATUSES, NO_SUCH_MESSAGE

PAUSES: Mapping[Action, timedelta] = MappingProxyType(
    {
        Action.PAUSE: timedelta(minutes=1),
        Action.CONFIGURATION: timedelta(minutes=10),
        Action.THROTTLE: timedelta(minutes=1),
    }
)
"""How long nothing is sent after such an answer; it grows up to eightfold while the next answer is the same.

An empty account is tried again soon, for a code is good for two minutes, and one refused call costs nothing.
"""

_REASONS: Mapping[Action, str] = MappingProxyType(
    {Action.PAUSE: "no-credit", Action.CONFIGURATION: "configuration", Action.THROTTLE: "too-many-calls"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsCarrier:
    """The way out by SMS (`backend.areas.notifications.carrier.Carrier`).

    `code_template`: name of the provider's approved template for one-time codes; None sends them as plain messages.
    A template goes ahead of everything at the provider, but carries no number of ours, so that a lost answer can
    never be cleared up: such a code is given up, and the person asks for another.
    """

    provider: SmsProvider
    texts: Texts
    code_template: str | None = None
    pauses: Mapping[Action, timedelta] = field(default_factory=lambda: PAUSES)

    async def carry(self, message: OpenMessage) -> Outcome:
        if message.kind == "code" and self.code_template is not None:
            return await self._send_template(message, self.code_template)
        if message.in_doubt:
            found = await self._look_for(message)
            if found is not None:
                return found
        return await self._send(message)

    def write(self, message: OpenMessage) -> str:
        """The words of a message, without direction marks. Raises MissingText."""
        values: dict[str, str | int] = dict(message.values)
        if "code" in values:
            values = {"purpose": "proof"} | values | {"code": str(values["code"])}
        if "first" in values and "last" in values:
            values["one"] = "yes" if values["first"] == values["last"] else "no"
        return self.texts.text(f"sms-{message.kind}", values, message.locale, isolate=False)

    async def _send(self, message: OpenMessage) -> Outcome:
        try:
            text = self.write(message)
        except MissingText:
            return Outcome(Verdict.FAILED, reason="no-text")
        sms = OutgoingSms(localid=message.id, receptor=message.to, text=text)
        (result,) = await self.provider.send([sms], urgent=message.lane is Lane.CODES)
        return self._judge(result, parts=count_parts(text).parts)

    async def _send_template(self, message: OpenMessage, template: str) -> Outcome:
        if message.in_doubt:
            return Outcome(Verdict.UNKNOWN, reason="template-in-doubt")
        tokens = {"token": str(message.values["code"])}
        made = TemplateSms(localid=message.id, receptor=message.to, template=template, tokens=tokens)
        return self._judge(await self.provider.lookup(made), parts=1)

    async def _look_for(self, message: OpenMessage) -> Outcome | None:
        """What became of an earlier try; None when it never arrived and the message may be sent again."""
        try:
            answers = await self.provider.status_by_localid([message.id])
        except ProviderFault as fault:
            return self._cannot_look(message, fault)
        known = next((answer for answer in answers if _is_there(answer)), None)
        if known is not None:
            return Outcome(
                Verdict.SENT, reason="found", provider_id=known.provider_id, provider_status=_open_status(known.status)
            )
        if not message.late:
            return None
        if message.lane is Lane.CODES:
            return Outcome(Verdict.SKIPPED, reason="expired")
        return Outcome(Verdict.UNKNOWN, reason="too-late-to-ask")

    def _cannot_look(self, message: OpenMessage, fault: ProviderFault) -> Outcome | None:
        if fault.action in self.pauses:
            return self._stand_still(fault.action, fault.code)
        if fault.action in {Action.BUG, Action.PERMANENT} and not message.late:
            return None
        return Outcome(Verdict.AGAIN, reason="cannot-look", code=fault.code, in_doubt=True)

    def _judge(self, result: SendResult, *, parts: int) -> Outcome:
        match result.action:
            case Action.OK:
                return Outcome(
                    Verdict.SENT,
                    code=result.code,
                    provider_id=result.provider_id,
                    provider_status=_open_status(result.status),
                    parts=parts,
                    cost=result.cost,
                )
            case Action.PAUSE | Action.CONFIGURATION | Action.THROTTLE:
                return self._stand_still(result.action, result.code)
            case Action.AMBIGUOUS:
                return Outcome(Verdict.AGAIN, reason="answer-lost", code=result.code, in_doubt=True)
            case Action.RETRY | Action.SPLIT:
                return Outcome(Verdict.AGAIN, reason="busy", code=result.code)
            case Action.PERMANENT:
                return Outcome(Verdict.FAILED, reason="refused", code=result.code)
            case Action.BUG:
                return Outcome(Verdict.FAILED, reason="our-bug", code=result.code)

    def _stand_still(self, action: Action, code: int | None) -> Outcome:
        return Outcome(Verdict.PAUSE, reason=_REASONS[action], code=code, wait=self.pauses[action])


def _is_there(answer: MessageStatus) -> bool:
    return answer.provider_id is not None and answer.status != NO_SUCH_MESSAGE


def _open_status(status: int | None) -> int | None:
    """The status, unless it is a final one: how a message ended is for its report to say, which may still come."""
    known = None if status is None else MESSAGE_STATUSES.get(status)
    return None if known is None or known.final else status
