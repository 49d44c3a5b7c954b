"""How does a scripted person get from hello to the receipt, whatever is killed on the way?

The script reads the newest message of the bot and does what a person would do next. It does each thing once for each
message it sees, and again after a while when nothing came of it, as people do.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from simulators.person import Citizen, authority_in, latin, plain

AGAIN_AFTER = 12.0
PAID = ("پرداخت شد. ممنون", "ثبت شد. شمارهٔ پیگیری")


class Payer:
    """One conversation: identify, one month, slip, payment, receipt."""

    def __init__(self, citizen: Citizen, row: dict[str, str], *, months: str = "۱") -> None:
        self.citizen = citizen
        self.row = row
        self.months = months
        self.steps = 0
        self._done: tuple[int, int, str] | None = None
        self._done_at = 0.0
        self._codes: set[str] = set()

    async def finish(self, *, within: float) -> None:
        """Go on until the receipt is there. Raises AssertionError with the last message when it does not come."""
        until = time.monotonic() + within
        last: dict[str, Any] = {}
        while time.monotonic() < until:
            last = await self._newest()
            text = plain(last.get("text") or "")
            if any(word in text for word in PAID):
                return
            await self._act_once(last, text)
            await asyncio.sleep(0.15)
        raise AssertionError(f"no receipt; the last message was: {plain(last.get('text') or 'nothing')}")

    async def _newest(self) -> dict[str, Any]:
        said = [m for m in await self.citizen.transcript() if m["from"] == "bot" and (m["text"] or "").strip()]
        if any(any(word in plain(m["text"]) for word in PAID) for m in said):
            return next(m for m in said if any(word in plain(m["text"]) for word in PAID))
        return said[-1] if said else {}

    async def _act_once(self, message: dict[str, Any], text: str) -> None:
        mark = (message.get("message_id", 0), message.get("edits", 0), text)
        if mark == self._done and time.monotonic() - self._done_at < AGAIN_AFTER:
            return
        self._done, self._done_at = mark, time.monotonic()
        self.steps += 1
        try:
            await self._act(message, text)
        except ValueError:
            await self.citizen.say("سلام")

    async def _act(self, message: dict[str, Any], text: str) -> None:  # noqa: PLR0912 — one branch a message
        citizen = self.citizen
        if not text:
            await citizen.start()
        elif "چه کاری برایتان" in text:
            await citizen.press("پرداخت حق بیمه")
        elif "کد ملی ده‌رقمی" in text:
            await citizen.say(self.row["national_id"])
        elif "تاریخ تولد خود را" in text:
            await citizen.say(self.row["birth_date"])
        elif "شمارهٔ همراه خود را بفرستید" in text:
            await citizen.say("ادامه بدون فرستادن شماره")
        elif "کد را اینجا بنویسید" in text:
            await self._type_code(text)
        elif "تا کدام ماه" in text:
            await citizen.say(self.months)
        elif "فیش صادر شود" in text:
            await citizen.press("صدور فیش")
        elif "همین حالا پرداخت می‌کنید" in text or "همین فیش را پرداخت می‌کنید" in text:
            await citizen.press("پرداخت")
        elif "باز کردن صفحهٔ بانک" in text:
            await self._pay(message)
        elif "در دست بررسی" in text:
            await citizen.press("همین حالا بررسی کن")
        elif "دوباره تلاش می‌کنید" in text:
            await citizen.press("دوباره پرداخت می‌کنم")
        elif "ادامه می‌دهید؟" in text:
            await citizen.say("۱")
        elif "به نام شما متصل شد" in text:
            self._done = None  # the next message is on its way
        elif "پاسخ نمی‌دهد" in text:
            await citizen.say("دوباره تلاش کن")
        else:
            await citizen.say("سلام")

    async def _type_code(self, text: str) -> None:
        """The newest code on the phone; when none is new, ask for another."""
        messages = await self.citizen.street.ask("GET", f"/kavenegar/messages?receptor={self.citizen.mobile}")
        for message in reversed(messages):
            words = latin(str(message["message"]))
            code = next(
                (
                    run
                    for run in words.replace("\n", " ").split()
                    if run.strip(".:").isdigit() and len(run.strip(".:")) == 5
                ),
                None,
            )
            if code is not None and code not in self._codes:
                self._codes.add(code)
                await self.citizen.say(code.strip(".:"))
                return
        if "درست نیست" in text or "تمام شده" in text or time.monotonic() - self._done_at > AGAIN_AFTER:
            await self.citizen.press("کد نرسید، دوباره بفرست")
        else:
            self._done = None
            await asyncio.sleep(0.2)

    async def _pay(self, message: dict[str, Any]) -> None:
        authority = authority_in(message)
        session = await self.citizen.street.ask("GET", f"/zarinpal/payments/{authority}")
        if session["state"] == "IN_BANK":
            await self.citizen.pay(authority)
        else:
            await self.citizen.press("پرداخت کردم، بررسی کن")
