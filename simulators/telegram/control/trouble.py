"""How is trouble made? Control routes for faults, flood limits and the clock."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from simulators.telegram.control.requests import Advance, Flood, NewFault
from simulators.telegram.faults import Fault
from simulators.telegram.flood import FloodLimits
from simulators.telegram.world import TelegramWorld


def trouble_routes(world: TelegramWorld) -> APIRouter:
    """POST, GET, DELETE /faults."""
    router = APIRouter()

    @router.post("/faults", status_code=201)
    async def schedule(body: NewFault) -> dict[str, Any]:
        """Schedules a fault."""
        return asdict(world.faults.schedule(Fault(**body.model_dump())))

    @router.get("/faults")
    async def scheduled() -> list[dict[str, Any]]:
        """What is still to come."""
        return world.faults.scheduled()

    @router.delete("/faults", status_code=204)
    async def cancel_all() -> None:
        """No more faults."""
        world.faults.cancel()

    @router.delete("/faults/{number}", status_code=204)
    async def cancel(number: int) -> None:
        """Takes one fault back."""
        world.faults.cancel(number)

    return router


def pace_routes(world: TelegramWorld) -> APIRouter:
    """PUT and GET /flood; POST /clock."""
    router = APIRouter()

    @router.put("/flood")
    async def set_flood(body: Flood) -> dict[str, Any]:
        """Switches flood control on or, with an empty object, off."""
        world.flood.limit(FloodLimits(**body.model_dump()))
        return asdict(world.flood.limits)

    @router.get("/flood")
    async def flood() -> dict[str, Any]:
        """The limits in force."""
        return asdict(world.flood.limits)

    @router.post("/clock")
    async def advance(body: Advance) -> dict[str, float]:
        """Lets time pass at once."""
        world.advance_clock(body.seconds)
        return {"now": world.now()}

    return router
