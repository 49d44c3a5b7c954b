"""How does the outside world go wrong? Telegram, the SMS line and the bank misbehave through their control side."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from bench.faults.scene import Scene, Trouble

Fault = Mapping[str, Any]

TELEGRAM_429: Sequence[Fault] = ({"kind": "refuse", "status": 429, "retry_after": 2},)
TELEGRAM_5XX: Sequence[Fault] = (
    {"kind": "refuse", "status": 500},
    {"kind": "refuse", "status": 502},
    {"kind": "bare", "status": 500},
)
TELEGRAM_HTML: Sequence[Fault] = ({"kind": "html", "status": 502},)
TELEGRAM_TIMEOUTS: Sequence[Fault] = ({"kind": "drop"}, {"kind": "drop"}, {"kind": "delay", "delay": 27})
"""Done, but the answer never comes: the connection breaks, or it takes longer than the product waits (25 s)."""
TELEGRAM_DUPLICATES: Sequence[Fault] = (
    {"kind": "duplicate", "together": True},
    {"kind": "duplicate", "delay": 0.5},
    {"kind": "lose"},
)
TELEGRAM_REORDER: Sequence[Fault] = ({"kind": "reorder", "delay": 1.0}, {"kind": "parallel"})

KAVENEGAR_LOST: Sequence[Fault] = (
    {"kind": "lost", "method": "sms/send*"},
    {"kind": "lost", "method": "sms/send*", "delay": 2},
)
KAVENEGAR_DOWN: Sequence[Fault] = (
    {"kind": "html"},
    {"kind": "refused"},
    {"kind": "code", "code": 409},
    {"kind": "code", "code": 402},
    {"kind": "delay", "delay": 3},
)
GATEWAY_VERIFY_LOST: Sequence[Fault] = (
    {"kind": "lost", "method": "verify"},
    {"kind": "lost", "method": "verify", "delay": 9},
)
"""The money is verified and the answer is lost, at once or after the product has stopped waiting (8 s)."""
GATEWAY_DOWN: Sequence[Fault] = (
    {"kind": "html"},
    {"kind": "refused"},
    {"kind": "lost"},
    {"kind": "code", "code": -12},
    {"kind": "delay", "delay": 3},
)

_SHARE = 0.5
"""Of all moments in which a fault lies in wait."""


def plan(service: str, faults: Sequence[Fault], *, every: tuple[float, float] = (0.2, 0.8)) -> Trouble:
    """Now one of these faults lies in wait, now none, by chance, so that however few call, about every other gets through.

    What has not struck when the next moment begins is taken back: faults that pile up would be an outage without an end.
    """
    path = f"/{service}/faults"

    async def trouble(scene: Scene) -> None:
        while await scene.goes_on(*every):
            await _take_back(scene, path)
            if not scene.made or scene.chance.random() < _SHARE:
                await scene.control("POST", path, dict(scene.chance.choice(faults)))
                scene.made += 1
        await _take_back(scene, path)

    return trouble


async def _take_back(scene: Scene, path: str) -> None:
    scene.made -= len(await scene.control("GET", path))
    await scene.control("DELETE", path)


async def no_credit(scene: Scene) -> None:
    """The account of the SMS provider runs empty, and is filled again after a while (418)."""
    if not await scene.goes_on(2, 4):
        return
    full = await scene.control("GET", "/kavenegar/settings")
    await scene.control("PUT", "/kavenegar/settings", {"credit": 0})
    scene.made += 1
    await scene.goes_on(15, 20)
    await scene.control("PUT", "/kavenegar/settings", {"credit": full["credit"]})


async def throttle(scene: Scene) -> None:
    """The SMS provider takes one call a second for a while (451)."""
    while await scene.goes_on(2, 4):
        await scene.control("PUT", "/kavenegar/settings", {"calls_per_second": 1})
        scene.made += 1
        try:
            await scene.goes_on(6, 8)
        finally:
            await scene.control("PUT", "/kavenegar/settings", {"calls_per_second": 0})
        await scene.goes_on(60, 90)


def together(*troubles: Trouble) -> Trouble:
    """All of these at once."""

    async def trouble(scene: Scene) -> None:
        async with asyncio.TaskGroup() as group:
            for one in troubles:
                group.create_task(one(scene))

    return trouble
