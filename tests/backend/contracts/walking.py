"""How does a test let days go by, with the work that each day brings?"""

from __future__ import annotations

from backend.domain.calendar import jalali_text
from tests.backend.contracts.world import ContractWorld


async def day(world: ContractWorld) -> list[str]:
    """One day on, with the work of the day; kinds of messages it wrote."""
    before = len(await world.kinds())
    world.forward(1)
    await world.slips.service.expire()
    await world.service.end()
    await world.slips.service.begin_month()
    await world.slips.service.remind()
    await world.service.remind()
    return (await world.kinds())[before:]


async def days(world: ContractWorld, count: int) -> dict[str, list[str]]:
    """Messages by Jalali day."""
    told = {}
    for _ in range(count):
        kinds = await day(world)
        if kinds:
            told[jalali_text(world.slips.clock.today())] = kinds
    return told
