"""How does a scripted person get from hello to the receipt, whatever is killed on the way?

The script looks at the newest message of the bot and does what a person would do next. It does each thing once for
each message it sees, and again after a while when nothing came of it, as people do.
"""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from bench.phrases import label, phrase, plain
from simulators.person import Citizen, authority_in, latin

AGAIN_AFTER = 12.0
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


Pays = Callable[[Citizen, str], Awaitable[None]]
"""How a person deals with the bank's page of one session (its authority)."""


async def pay_and_return(citizen: Citizen, authority: str) -> None:
    """Pay, and come back as the browser does."""
    await citizen.pay(authority)


async def pay_and_lose_the_return(citizen: Citizen, authority: str) -> None:
    """Pay, and close the browser."""
    await citizen.pay(authority, "lose_return")


async def pay_and_return_often(citizen: Citizen, authority: str) -> None:
    """Pay, come back, and load the page again and again."""
    await citizen.pay(authority)
    await citizen.street.ask("POST", f"/zarinpal/payments/{authority}/callback", {"times": 3})


def keys_of(message: dict[str, Any]) -> dict[str, str]:
    """Callback data by option key: buttons are known by their keys, not by their words."""
    buttons = [button for row in message.get("inline_keyboard", []) for button in row]
    return {data.partition(":")[2]: data for data in (button.get("callback_data") for button in buttons) if data}


class Payer:
    """One conversation: identify, one month, slip, payment, receipt."""

    def __init__(
        self, citizen: Citizen, row: dict[str, str], *, months: str = "۱", pays: Pays = pay_and_return
    ) -> None:
        self.citizen = citizen
        self.row = row
        self._pays = pays
        self.months = months
        self._done: tuple[int, str] | None = None
        self._done_at = 0.0
        self._codes: set[str] = set()
        self._change = 0
        self._looks_for_code = False

    async def finish(self, *, within: float) -> None:
        """Go on until the receipt is there. Raises AssertionError with the last message when it does not come.

        Who is told that the slip is paid begins no other one, but waits for the receipt.
        """
        until = time.monotonic() + within
        last: dict[str, Any] = {}
        while time.monotonic() < until:
            said = [m for m in await self.citizen.transcript() if m["from"] == "bot" and (m["text"] or "").strip()]
            if any(phrase("pay-paid") in plain(m["text"]) for m in said):
                return
            last = said[-1] if said else {}
            if not any(phrase("notice-payment-over") in plain(m["text"]) for m in said):
                await self._act_once(last)
            self._change = await self.citizen.change(self._change, wait=0.4 if self._looks_for_code else 3.0)
        raise AssertionError(f"no receipt; the last message was: {plain(last.get('text') or 'nothing')}")

    async def _act_once(self, message: dict[str, Any]) -> None:
        mark = (message.get("message_id", 0), message.get("text", ""))
        again = mark == self._done and time.monotonic() - self._done_at >= AGAIN_AFTER
        if mark == self._done and not again and not self._looks_for_code:
            return
        if mark != self._done or again:
            self._done, self._done_at = mark, time.monotonic()
        self._looks_for_code = False
        try:
            if not message:
                await self.citizen.start()
            elif not await self._press(message, again=again) and not await self._type(message) and again:
                await self.citizen.say("سلام")
        except ValueError:
            await self.citizen.say("سلام")

    async def _press(self, message: dict[str, Any], *, again: bool) -> bool:
        """Questions with buttons; False when this is none of them."""
        keys = keys_of(message)
        if any("/StartPay/" in button.get("url", "") for row in message["inline_keyboard"] for button in row):
            await self._pay(message, keys)
        elif "resend" in keys:
            await self._give_code(message, keys, again=again)
        else:
            wanted = next(
                (key for key in ("premium-slip", "issue", "pay", "again", "check", "~again") if key in keys), None
            )
            if wanted is None:
                return False
            await self.citizen.tap(keys[wanted])
        return True

    async def _type(self, message: dict[str, Any]) -> bool:
        """Questions that are answered in words; False when this is none of them."""
        text, say = plain(message["text"]), self.citizen.say
        if phrase("identify-national-id") in text:
            await say(self.row["national_id"])
        elif phrase("identify-birth-date") in text:
            await say(self.row["birth_date"])
        elif phrase("identify-mobile") in text:
            await say(label("identify-mobile-skip"))
        elif "1" in keys_of(message):
            await say(self.months)
        else:
            return False
        return True

    async def _give_code(self, message: dict[str, Any], keys: dict[str, str], *, again: bool) -> None:
        """The newest code on the phone; when none is new for a while, ask for another.

        Where the service says that the last answers may be lost, the code that was typed counts as new.
        """
        if phrase("engine-behind") in plain(message["text"]):
            self._codes.clear()
        path = f"/kavenegar/messages?receptor={self.citizen.mobile}"
        for sms in reversed(await self.citizen.street.ask("GET", path)):
            found = _CODE.search(latin(str(sms["message"])))
            if found and found[0] not in self._codes and phrase("sms-code") in str(sms["message"]):
                self._codes.add(found[0])
                await self.citizen.say(found[0])
                return
        if again:
            await self.citizen.tap(keys["resend"])
        else:
            self._looks_for_code = True

    async def _pay(self, message: dict[str, Any], keys: dict[str, str]) -> None:
        authority = authority_in(message)
        session = await self.citizen.street.ask("GET", f"/zarinpal/payments/{authority}")
        if session["state"] == "IN_BANK":
            await self._pays(self.citizen, authority)
        elif "check" in keys:
            await self.citizen.tap(keys["check"])
