"""How do many scripted people talk at once, from hello to the receipt, and who did not get there?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.cluster.payer import Payer, Pays, pay_and_return
from simulators.person import Citizen, Street


@dataclass(frozen=True, slots=True)
class Crowd:
    """What came of it: seconds from hello to receipt of those who got there, and the last words to those who did not."""

    seconds: Sequence[float]
    failures: Sequence[str]

    @property
    def finished(self) -> int:
        """How many have their receipt."""
        return len(self.seconds)


async def converse(
    street: Street,
    rows: Sequence[dict[str, str]],
    *,
    first_chat: int,
    at_once: int = 16,
    within: float = 300.0,
    pays: Callable[[int], Pays] = lambda _number: pay_and_return,
) -> Crowd:
    """Let one person for each row come, at most `at_once` at a time. `pays` says how the n-th deals with the bank."""
    gate = asyncio.Semaphore(at_once)

    async def one(number: int, row: dict[str, str]) -> float | str:
        async with gate:
            begun = time.monotonic()
            citizen = await Citizen.arrive(street, name=f"n{number}", mobile=row["mobile"], number=first_chat + number)
            try:
                await Payer(citizen, row, pays=pays(number)).finish(within=within)
            except Exception as trouble:  # noqa: BLE001 — whatever went wrong, this person has no receipt
                return str(trouble) or type(trouble).__name__
            return time.monotonic() - begun

    ends = await asyncio.gather(*(one(number, row) for number, row in enumerate(rows)))
    return Crowd(
        seconds=[end for end in ends if isinstance(end, float)],
        failures=[end for end in ends if isinstance(end, str)],
    )
