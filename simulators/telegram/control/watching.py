"""What can be seen from outside? Control routes for chats, calls, updates, files and figures."""

from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from simulators.telegram.control.requests import View
from simulators.telegram.control.seats import find_bot_id
from simulators.telegram.dialogs import Dialog
from simulators.telegram.methods.describing import commands_of
from simulators.telegram.people import Person
from simulators.telegram.transcript import draw_callback, draw_chat, draw_nothing
from simulators.telegram.world import TelegramWorld


def chat_routes(world: TelegramWorld) -> APIRouter:
    """The list of chats and their transcripts."""
    router = APIRouter(prefix="/chats")

    def find(chat_id: int, bot: int | None) -> Dialog:
        dialog = world.dialogs.get(find_bot_id(world, bot), chat_id)
        if dialog is None:
            raise HTTPException(404, "the bot has not met this chat")
        return dialog

    @router.get("")
    async def list_chats(bot: int | None = None) -> list[dict[str, Any]]:
        """The chats a bot has met."""
        found = []
        for chat_id in world.dialogs.of_bot(find_bot_id(world, bot)):
            dialog = find(chat_id, bot)
            chat = world.people.person(chat_id) if chat_id > 0 else world.people.group(chat_id)
            state = {"state": dialog.state.value, "change": dialog.change}
            found.append({**(chat.chat() if chat else {"id": chat_id}), **state})
        return found

    @router.get("/{chat_id}/transcript")
    async def transcript(request: Request, chat_id: int, view: Annotated[View, Query()]) -> dict[str, Any]:
        """The chat as a person sees it, the oldest message first."""
        if view.unmet and world.dialogs.get(find_bot_id(world, view.bot), chat_id) is None:
            return draw_nothing(find_bot_id(world, view.bot), chat_id)

        def link(file_id: str) -> str:
            return request.url_for("telegram_file", file_id=file_id).path

        return draw_chat(
            world, find(chat_id, view.bot), file_link=link, after=view.after, limit=view.limit, deleted=view.deleted
        )

    return router


def record_routes(world: TelegramWorld) -> APIRouter:
    """Calls, updates and tapped buttons."""
    router = APIRouter()

    @router.get("/calls")
    async def calls(
        bot: int | None = None, method: str | None = None, chat: int | None = None, after: int = 0, limit: int = 1000
    ) -> list[dict[str, Any]]:
        """Every call of the Bot API, the oldest first, numbered above `after`."""
        return world.ledger.read(bot_id=bot, method=method, chat_id=chat, after=after, limit=limit)

    @router.delete("/calls", status_code=204)
    async def forget_calls() -> None:
        """Empties the ledger."""
        world.ledger.clear()

    @router.get("/updates")
    async def updates(
        bot: int | None = None, chat: int | None = None, state: str | None = None, limit: int = 1000
    ) -> list[dict[str, Any]]:
        """The last updates with the state of their delivery and the number of attempts."""
        found = world.updates.history(find_bot_id(world, bot), chat_id=chat, state=state, limit=limit)
        return [asdict(update) for update in found]

    @router.get("/callbacks/{callback_id}")
    async def callback(callback_id: str) -> dict[str, Any]:
        """A tapped button and how it was answered."""
        row = world.database.one("SELECT * FROM callbacks WHERE id = ?", callback_id)
        if row is None:
            raise HTTPException(404, "no such callback query")
        return draw_callback(row)

    return router


def thing_routes(world: TelegramWorld) -> APIRouter:
    """Files, command menus and figures."""
    router = APIRouter()

    @router.get("/files/{file_id}", name="telegram_file")
    async def file(file_id: str) -> Response:
        """The bytes of a file."""
        stored = world.files.get(file_id)
        if stored is None:
            raise HTTPException(404, "no such file")
        headers = {"Content-Disposition": _named(stored.name)}
        return Response(world.files.content(stored), media_type=stored.mime, headers=headers)

    @router.get("/menu/{chat_id}")
    async def menu(chat_id: int, bot: int | None = None) -> list[dict[str, str]]:
        """The commands the app would offer in this chat, by scope and the person's language."""
        return _menu(world, find_bot_id(world, bot), chat_id)

    @router.get("/statistics")
    async def statistics() -> dict[str, Any]:
        """Figures over everything."""
        return {
            "calls": world.ledger.totals(),
            "messages": world.messages.count(),
            "users": world.database.value("SELECT count(*) FROM users"),
            "chats": world.database.value("SELECT count(*) FROM dialogs"),
            "updates": {
                row["state"]: row["n"]
                for row in world.database.all("SELECT state, count(*) AS n FROM updates GROUP BY state")
            },
        }

    return router


def _named(name: str) -> str:
    """Shown in the browser, and kept under its name; other than plain letters as RFC 5987 has them."""
    quoted = quote(name)
    return f'inline; filename="{name}"' if quoted == name else f"inline; filename*=utf-8''{quoted}"


def _menu(world: TelegramWorld, bot_id: int, chat_id: int) -> list[dict[str, str]]:
    person = world.people.person(chat_id)
    language = (person.language_code or "")[:2] if isinstance(person, Person) else ""
    wide = "all_private_chats" if chat_id > 0 else "all_group_chats"
    for scope in (f"chat:{chat_id}", wide, "default"):
        for spoken in (language, ""):
            found = commands_of(world, bot_id, scope, spoken)
            if found:
                return found
    return []
