"""Which control routes are there? All of them in one router, to be included under a prefix."""

from fastapi import APIRouter

from simulators.telegram.acts import Acts
from simulators.telegram.control.cast import bot_routes, group_routes, user_routes
from simulators.telegram.control.feed import feed_routes
from simulators.telegram.control.hands import hand_routes
from simulators.telegram.control.trouble import pace_routes, trouble_routes
from simulators.telegram.control.watching import chat_routes, record_routes, thing_routes
from simulators.telegram.world import TelegramWorld


def control_router(world: TelegramWorld) -> APIRouter:
    """The whole control side; every route runs in the event loop that owns the world."""
    acts = Acts(world)
    router = APIRouter(tags=["telegram control"])
    for part in (
        bot_routes(world),
        user_routes(world),
        group_routes(world, acts),
        hand_routes(world, acts),
        chat_routes(world),
        feed_routes(world),
        record_routes(world),
        thing_routes(world),
        trouble_routes(world),
        pace_routes(world),
    ):
        router.include_router(part)
    return router
