"""How do our messages go out through Kavenegar, and what does it say of them? (channels.md 1.1–1.4)."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from sms.providers.batches import plan_calls
from sms.providers.kavenegar_api import CallFault, QuietKavenegar, Timeouts, read_number
from sms.providers.pace import Pace, Turns
from sms.providers.port import Action, MessageStatus, OutgoingSms, ProviderFault, SendResult, TemplateSms
from sms.providers.statuses import TROUBLES, Trouble, explain_code
from sms.providers.tokens import refuse_tokens

ID_LIMIT = 500
"""Ids in one status call."""
_MOBILE = re.compile(r"09[0-9]{9}")
_STOPPING = frozenset({Action.RETRY, Action.PAUSE, Action.CONFIGURATION, Action.THROTTLE, Action.AMBIGUOUS})
"""After one of these the rest of a batch is not tried."""

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a fault comes to; `one_of_many`: a smaller call may do."""

    action: Action
    code: int | None
    one_of_many: bool = False


class Kavenegar:
    """One account of Kavenegar behind the port `SmsProvider`, for one event loop."""

    def __init__(
        self,
        *,
        key: str,
        sender: str = "",
        base_url: str = "https://api.kavenegar.com",
        calls_per_second: float = 5.0,
        text_limit: int = 900,
        timeouts: Timeouts | None = None,
        workers: int = 4,
        pace: Turns | None = None,
    ) -> None:
        """`sender` is the line, empty for the account's own. One of the `workers` (threads) is kept for urgent calls.

        `pace` takes the place of one of its own of `calls_per_second`.
        """
        if workers < 2:
            raise ValueError("at least 2 workers: one is kept for urgent calls")
        self._timeouts = timeouts or Timeouts()
        self._api = QuietKavenegar(key, base_url=base_url, timeouts=self._timeouts)
        self._sender = sender
        self._text_limit = text_limit
        self._pace: Turns = pace or Pace(calls_per_second)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="kavenegar")
        self._patient = asyncio.Semaphore(workers - 1)
        self._urgent = asyncio.Semaphore(workers)
        self._closed = False

    async def send(self, batch: Sequence[OutgoingSms], *, urgent: bool = False) -> Sequence[SendResult]:
        """As the port says. Texts and receptors that cannot go are refused here with the vendor's codes 413 and 411."""
        if len({message.localid for message in batch}) != len(batch):
            raise ValueError("a localid stands twice in the batch")
        refused = [(message, self._refuse(message)) for message in batch]
        done = {m.localid: SendResult(m.localid, Action.PERMANENT, code) for m, code in refused if code is not None}
        waiting = deque(plan_calls([m for m, code in refused if code is None], sender=self._sender))
        while waiting:
            call = waiting.popleft()
            try:
                results = await self._send_one(call, urgent=urgent)
            except CallFault as fault:
                meaning = _explain(fault)
                if meaning.one_of_many and len(call) > 1:
                    waiting.extendleft((call[len(call) // 2 :], call[: len(call) // 2]))
                    continue
                results = _same_for_all(call, meaning)
                if meaning.action in _STOPPING:
                    results += _same_for_all([m for rest in waiting for m in rest], _for_the_rest(meaning))
                    waiting.clear()
            done.update({result.localid: result for result in results})
        return [done[message.localid] for message in batch]

    async def lookup(self, message: TemplateSms) -> SendResult:
        """As the port says. Tokens that cannot go are refused here with the vendor's codes 400 and 431."""
        code = 411 if not _MOBILE.fullmatch(message.receptor) else refuse_tokens(message.tokens)
        if code is not None:
            return SendResult(message.localid, explain_code(code).action, code)
        params = {"receptor": message.receptor, "template": message.template, **message.tokens}
        try:
            entries = await self._call(self._api.verify_lookup, params, urgent=True)
        except CallFault as fault:
            meaning = _explain(fault)
            return SendResult(message.localid, meaning.action, meaning.code)
        entry = entries[0] if isinstance(entries, list) and entries else entries
        return _read_result(message.localid, entry)

    async def status(self, provider_ids: Sequence[str]) -> Sequence[MessageStatus]:
        """As the port says; what is not a number is no id of this provider and left out."""
        wanted = [text for text in provider_ids if text.isascii() and text.isdigit()]
        return await self._ask(self._api.sms_status, "messageid", wanted)

    async def status_by_localid(self, localids: Sequence[int]) -> Sequence[MessageStatus]:
        """As the port says."""
        return await self._ask(self._api.sms_statuslocalmessageid, "localid", [str(number) for number in localids])

    async def credit(self) -> int:
        """As the port says."""
        entries = await self._ask_once(lambda _: self._api.account_info(), {})
        credit = read_number(entries.get("remaincredit")) if isinstance(entries, dict) else None
        if credit is None:
            raise ProviderFault(Action.RETRY)
        return credit

    async def close(self) -> None:
        """As the port says; later calls are refused as RETRY."""
        self._closed = True
        await asyncio.to_thread(self._pool.shutdown, wait=True, cancel_futures=True)
        self._api.close()

    def _refuse(self, message: OutgoingSms) -> int | None:
        if not _MOBILE.fullmatch(message.receptor):
            return 411
        return None if message.text.strip() and len(message.text) <= self._text_limit else 413

    async def _send_one(self, call: Sequence[OutgoingSms], *, urgent: bool) -> list[SendResult]:
        alike = len({message.text for message in call}) == 1
        function = self._api.sms_send if alike else self._api.sms_sendarray
        params = _same_text(call, self._sender) if alike else _own_texts(call, self._sender)
        entries = await self._call(function, params, urgent=urgent)
        if not isinstance(entries, list):
            raise CallFault(trouble=Trouble.BAD_ENTRIES)
        found = {str(entry.get("receptor"))[-10:]: entry for entry in entries if isinstance(entry, dict)}
        return [_read_result(message.localid, found.get(message.receptor[-10:])) for message in call]

    async def _ask(self, function: Callable[[Params], Any], name: str, ids: Sequence[str]) -> list[MessageStatus]:
        found: list[MessageStatus] = []
        for start in range(0, len(ids), ID_LIMIT):
            entries = await self._ask_once(function, {name: ",".join(ids[start : start + ID_LIMIT])})
            if not isinstance(entries, list):
                raise ProviderFault(Action.RETRY)
            found += [status for status in map(_read_status, entries) if status is not None]
        return found

    async def _ask_once(self, function: Callable[[Params], Any], params: Params) -> Any:
        """A question without effect: what may or may not have arrived can simply be asked again."""
        try:
            return await self._call(function, params, urgent=False)
        except CallFault as fault:
            meaning = _explain(fault)
        raise ProviderFault(Action.RETRY if meaning.action is Action.AMBIGUOUS else meaning.action, meaning.code)

    async def _call(self, function: Callable[[Params], Any], params: Params, *, urgent: bool) -> Any:
        """One call in a thread of our own, in its turn; raises CallFault only."""
        work: Future[Any] | None = None
        try:
            async with asyncio.timeout(self._timeouts.whole), self._urgent if urgent else self._patient:
                await self._pace.take_turn(urgent=urgent)
                if self._closed:
                    raise CallFault(trouble=Trouble.NOT_STARTED)
                work = self._pool.submit(function, params)
                return await asyncio.wrap_future(work)
        except TimeoutError:
            pass
        raise CallFault(trouble=Trouble.NOT_STARTED if work is None or work.cancelled() else Trouble.TIMED_OUT)


def _same_text(call: Sequence[OutgoingSms], sender: str) -> Params:
    return {
        "receptor": ",".join(message.receptor for message in call),
        "message": call[0].text,
        "sender": sender or None,
        "localid": ",".join(str(message.localid) for message in call),
    }


def _own_texts(call: Sequence[OutgoingSms], sender: str) -> Params:
    return {
        "receptor": [message.receptor for message in call],
        "sender": [sender] * len(call),
        "message": [message.text for message in call],
        "localmessageids": [message.localid for message in call],
    }


def _explain(fault: CallFault) -> _Meaning:
    if fault.status is None:
        return _Meaning(TROUBLES[fault.trouble or Trouble.CUT], None)
    row = explain_code(fault.status)
    return _Meaning(row.action, fault.status, one_of_many=row.one_message or row.action is Action.SPLIT)


def _for_the_rest(meaning: _Meaning) -> _Meaning:
    """What holds for the messages behind a failed call: they were certainly not sent."""
    return _Meaning(Action.RETRY, None) if meaning.action is Action.AMBIGUOUS else meaning


def _same_for_all(call: Sequence[OutgoingSms], meaning: _Meaning) -> list[SendResult]:
    action = Action.BUG if meaning.action is Action.SPLIT else meaning.action
    return [SendResult(message.localid, action, meaning.code) for message in call]


def _read_result(localid: int, entry: object) -> SendResult:
    """What an entry says; without a message id nobody knows whether the message was taken."""
    values: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    number = read_number(values.get("messageid"))
    if not number:
        return SendResult(localid, Action.AMBIGUOUS)
    status, cost = read_number(values.get("status")), read_number(values.get("cost"))
    return SendResult(localid, Action.OK, 200, str(number), status, cost)


def _read_status(entry: object) -> MessageStatus | None:
    values: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    status = read_number(values.get("status"))
    if status is None:
        return None
    number = read_number(values.get("messageid"))
    return MessageStatus(status, str(number) if number else None, read_number(values.get("localid")))
