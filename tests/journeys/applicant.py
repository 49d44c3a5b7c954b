"""How does a scripted person get from hello to a concluded voluntary contract, and pay its first month?"""

from __future__ import annotations

from typing import Any

from bench.cluster.payer import Payer, keys_of
from bench.phrases import phrase, plain

_WAY = ("voluntary-contract", "confirm", "last", "agree", "take", "yes", "conclude")
"""The buttons of the conversation, in their order; one screen has one of them."""


class Applicant(Payer):
    """As a payer, by way of «بستن قرارداد بیمهٔ اختیاری»; `premium` is the wish in words."""

    premium = "شش میلیون تومان"

    async def _press(self, message: dict[str, Any], *, again: bool) -> bool:
        keys = keys_of(message)
        wanted = next((key for key in _WAY if key in keys), None)
        if wanted is None:
            return await super()._press(message, again=again)
        await self.citizen.tap(keys[wanted])
        return True

    async def _type(self, message: dict[str, Any]) -> bool:
        if phrase("contract-wish-premium") in plain(message["text"]):
            await self.citizen.say(self.premium)
            return True
        return await super()._type(message)
