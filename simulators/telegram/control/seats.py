"""Whose chat is meant? From the path and query of a control request to bot, chat and person."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import HTTPException

from simulators.telegram.acts import NotPossible, Seat
from simulators.telegram.people import Group, Person
from simulators.telegram.refusals import Refused
from simulators.telegram.world import TelegramWorld


def find_bot_id(world: TelegramWorld, bot: int | None) -> int:
    """The bot asked for, or the first there is; 404 when there is none."""
    bots = world.bots.all()
    if bot is None and bots:
        return bots[0].id
    if bot is None or world.bots.get(bot) is None:
        raise HTTPException(404, "no such bot")
    return bot


def find_seat(world: TelegramWorld, chat_id: int, *, bot: int | None, user: int | None) -> Seat:
    """Who acts: in a private chat its person, in a group `user` or the first member."""
    bot_id = find_bot_id(world, bot)
    chat: Person | Group | None = world.people.person(chat_id) if chat_id > 0 else world.people.group(chat_id)
    if chat is None:
        raise HTTPException(404, "no such chat")
    if isinstance(chat, Person):
        return Seat(bot_id, chat, chat)
    members = world.people.members(chat_id)
    person = world.people.person(user if user is not None else (members or [0])[0])
    if person is None or person.id not in members:
        raise HTTPException(404, "no such member")
    return Seat(bot_id, chat, person)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns what the messenger does not allow into an HTTP answer."""
    try:
        yield
    except NotPossible as refused:
        raise HTTPException(refused.status, str(refused)) from None
    except Refused as refused:
        raise HTTPException(422, str(refused)) from None
