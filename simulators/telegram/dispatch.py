"""What happens to a call on its way? Faults, flood control, the method in one transaction, and the ledger."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from simulators.telegram.bots import Bot
from simulators.telegram.call import Call, Upload
from simulators.telegram.faults import Fault, FaultKind
from simulators.telegram.ledger import Entry
from simulators.telegram.methods.receiving import Pollers
from simulators.telegram.methods.table import METHODS, SENDING, Method
from simulators.telegram.refusals import NO_METHOD, Refusal, Refused
from simulators.telegram.world import TelegramWorld

HTML_PAGE: Final = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>Bad Gateway</body>\r\n</html>\r\n"
NOT_DONE: Final = frozenset({FaultKind.REFUSE, FaultKind.HTML, FaultKind.BARE})


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire; `cut` closes the connection in the middle of it."""

    status: int
    body: bytes
    content_type: str = "application/json"
    retry_after: int | None = None
    cut: bool = False


class Dispatcher:
    """Performs calls; the same one serves HTTP requests and the methods in webhook answers."""

    def __init__(self, world: TelegramWorld) -> None:
        self._world = world
        self._pollers = Pollers()
        methods = {
            **METHODS,
            "setWebhook": self._pollers.set_webhook,
            "deleteWebhook": self._pollers.delete_webhook,
        }
        self._methods: dict[str, tuple[str, Method]] = {
            name.lower(): (name, method) for name, method in methods.items() if name.lower() not in world.manners.absent
        }

    async def perform(
        self,
        bot: Bot,
        method: str,
        fields: Mapping[str, Any],
        uploads: Mapping[str, Upload] | None = None,
        *,
        via: str = "http",
    ) -> Answer:
        """One call from arrival to answer; never raises for a refused call."""
        name = "getUpdates" if method.lower() == "getupdates" else self._name(method)
        world = self._world
        call = Call(bot, name, fields, uploads or {}, own_markup=not world.manners.parse_modes)
        with world.database.transaction():
            fault = world.faults.claim(bot_id=bot.id, chat_id=call.chat_id(), method=name)
        if fault is not None and fault.kind in NOT_DONE:
            return await self._fail(call, via, fault)
        if name == "getUpdates":
            status, body = await self._poll(call, via)
        else:
            status, body = self._run(call, via, fault)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        retry_after = (body.get("parameters") or {}).get("retry_after")
        cut = fault is not None and fault.kind is FaultKind.DROP
        return Answer(status, json.dumps(body, ensure_ascii=False).encode(), retry_after=retry_after, cut=cut)

    def _run(self, call: Call, via: str, fault: Fault | None) -> tuple[int, dict[str, Any]]:
        world = self._world
        number = fault.id if fault else None
        try:
            with world.database.transaction():
                if call.method in SENDING:
                    world.flood.admit(call.bot.id, call.chat_id() or 0)
                result = self._find(call.method)(world, call)
                world.ledger.write(_entry(call, via, 200, None, number))
        except Refused as refused:
            world.dialogs.forget_cache()
            refusal = world.manners.refuse(refused.refusal)
            world.ledger.write(_entry(call, via, refusal.code, refusal.description, number))
            return refusal.code, refusal.envelope()
        return 200, {"ok": True, "result": result}

    def _name(self, method: str) -> str:
        return self._methods[method.lower()][0] if method.lower() in self._methods else method

    def _find(self, name: str) -> Method:
        if name.lower() not in self._methods:
            raise Refused(NO_METHOD)
        return self._methods[name.lower()][1]

    async def _poll(self, call: Call, via: str) -> tuple[int, dict[str, Any]]:
        refusal: Refusal | None = None
        result: list[dict[str, Any]] = []
        try:
            result = await self._pollers.get_updates(self._world, call)
        except Refused as refused:
            refusal = refused.refusal
        words = refusal.description if refusal else None
        self._world.ledger.write(_entry(call, via, refusal.code if refusal else 200, words, None))
        if refusal is not None:
            return refusal.code, refusal.envelope()
        return 200, {"ok": True, "result": result}

    async def _fail(self, call: Call, via: str, fault: Fault) -> Answer:
        refusal = fault.refusal()
        self._world.ledger.write(_entry(call, via, fault.status, refusal.description, fault.id))
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.kind is FaultKind.HTML:
            return Answer(fault.status, HTML_PAGE, "text/html")
        if fault.kind is FaultKind.BARE:
            return Answer(fault.status, json.dumps({"ok": False, "error_code": fault.status}).encode())
        retry_after = (refusal.parameters or {}).get("retry_after")
        return Answer(refusal.code, json.dumps(refusal.envelope()).encode(), retry_after=retry_after)


def _entry(call: Call, via: str, status: int, error: str | None, fault: int | None) -> Entry:
    return Entry(call.bot.id, call.method, call.chat_id(), call.for_ledger(), via, status, error, fault)
