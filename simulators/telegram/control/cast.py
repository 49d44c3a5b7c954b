"""Who plays along? Control routes for bots, users and groups."""

from dataclasses import asdict, replace
from typing import Any

from fastapi import APIRouter, HTTPException

from simulators.telegram.acts import Acts, Seat
from simulators.telegram.control.requests import NewBot, NewGroup, NewUser
from simulators.telegram.control.seats import find_bot_id
from simulators.telegram.dialogs import DialogState
from simulators.telegram.people import Person
from simulators.telegram.world import TelegramWorld


def bot_routes(world: TelegramWorld) -> APIRouter:
    """POST and GET /bots."""
    router = APIRouter()

    @router.post("/bots", status_code=201)
    async def register_bot(body: NewBot) -> dict[str, Any]:
        """Adds or renames a bot; idempotent."""
        try:
            return world.bots.register(body.token, username=body.username, name=body.name).user()
        except ValueError as error:
            raise HTTPException(422, str(error)) from None

    @router.get("/bots")
    async def list_bots() -> list[dict[str, Any]]:
        """Every bot, with the address of its webhook and the number of undelivered updates."""
        return [
            {
                **bot.user(),
                "webhook_url": bot.webhook.url if bot.webhook else None,
                "pending": world.updates.count(bot.id),
            }
            for bot in world.bots.all()
        ]

    return router


def user_routes(world: TelegramWorld) -> APIRouter:
    """POST and GET /users, and what becomes of an account."""
    router = APIRouter()

    def find(user_id: int) -> Person:
        person = world.people.person(user_id)
        if person is None:
            raise HTTPException(404, "no such user")
        return person

    @router.post("/users", status_code=201)
    async def save_user(body: NewUser) -> dict[str, Any]:
        """Creates a person, or changes the one with this id."""
        values = body.model_dump()
        values["id"] = body.id if body.id is not None else world.people.new_person_id()
        person = Person(**values)
        world.people.save_person(person)
        return asdict(person)

    @router.get("/users")
    async def list_users() -> list[dict[str, Any]]:
        """Every person, by id."""
        return [asdict(person) for person in world.people.people()]

    @router.post("/users/{user_id}/deactivate")
    async def deactivate(user_id: int) -> dict[str, Any]:
        """The account is deleted: the bot is told "user is deactivated"."""
        person = replace(find(user_id), deactivated=True)
        world.people.save_person(person)
        return asdict(person)

    @router.post("/users/{user_id}/activate")
    async def activate(user_id: int) -> dict[str, Any]:
        """Takes deactivation back."""
        person = replace(find(user_id), deactivated=False)
        world.people.save_person(person)
        return asdict(person)

    return router


def group_routes(world: TelegramWorld, acts: Acts) -> APIRouter:
    """POST /groups, and its migration to a supergroup."""
    router = APIRouter()

    @router.post("/groups", status_code=201)
    async def create_group(body: NewGroup, bot: int | None = None) -> dict[str, Any]:
        """Creates a group and adds the bot to it."""
        bot_id = find_bot_id(world, bot)
        founder = world.people.person(body.members[0]) if body.members else None
        if founder is None:
            raise HTTPException(404, "a group needs a member who exists")
        with world.database.transaction():
            group = world.people.new_group(
                title=body.title, kind=body.type, members=tuple(body.members), group_id=body.id
            )
            acts.stand(Seat(bot_id, group, founder), DialogState.MEMBER)
        return group.chat()

    @router.post("/groups/{group_id}/migrate")
    async def migrate(group_id: int, bot: int | None = None) -> dict[str, Any]:
        """Turns a group into a supergroup; sending to the old id is refused with `migrate_to_chat_id`."""
        bot_id = find_bot_id(world, bot)
        group = world.people.group(group_id)
        if group is None or group.migrated_to is not None:
            raise HTTPException(404, "no such group")
        with world.database.transaction():
            successor = world.people.migrate(group)
            world.dialogs.enter(bot_id, successor.id, DialogState.MEMBER)
            founder = world.people.person(world.people.members(successor.id)[0])
            if founder is not None:
                acts.send(Seat(bot_id, group, founder), {"migrate_to_chat_id": successor.id})
                acts.send(Seat(bot_id, successor, founder), {"migrate_from_chat_id": group.id})
        return {"migrate_to_chat_id": successor.id}

    return router
