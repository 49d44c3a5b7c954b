"""What does a person see in the chat? The chat as a page would draw it, JSON-ready."""

import json
from collections.abc import Callable
from typing import Any

from simulators.telegram.dialogs import Dialog
from simulators.telegram.media import files_of
from simulators.telegram.messages import Stored
from simulators.telegram.world import TelegramWorld

FileLink = Callable[[str], str]  # file_id → address to download from


def draw_chat(
    world: TelegramWorld, dialog: Dialog, *, file_link: FileLink, after: int, limit: int, deleted: bool
) -> dict[str, Any]:
    """The chat with its messages, the oldest first; "after" is a message number, "limit" -1 for all."""
    messages = world.messages.of_chat(dialog.bot_id, dialog.chat_id, after=after, limit=limit, deleted=deleted)
    now = world.now()
    return {
        "chat_id": dialog.chat_id,
        "bot_id": dialog.bot_id,
        "state": dialog.state.value,
        "change": dialog.change,
        "reply_keyboard": dialog.keyboard,
        "draft": dialog.draft["text"] if dialog.draft and dialog.draft["until"] > now else None,
        "action": dialog.action["action"] if dialog.action and dialog.action["until"] > now else None,
        "messages": [draw_message(message, file_link=file_link) for message in messages],
        "answers": _answers(world, dialog),
    }


def draw_nothing(bot_id: int, chat_id: int) -> dict[str, Any]:
    """A chat in which nothing has happened yet, in the same shape."""
    nothing: dict[str, Any] = {"state": None, "change": 0, "reply_keyboard": None, "draft": None, "action": None}
    return {"chat_id": chat_id, "bot_id": bot_id, **nothing, "messages": [], "answers": []}


def draw_message(message: Stored, *, file_link: FileLink) -> dict[str, Any]:
    """One message: text or caption, entities in UTF-16 units, keyboards, files with their address."""
    body = message.body
    caption = "caption" in body
    return {
        "message_id": message.message_id,
        "from": "bot" if message.outgoing else "user",
        "sender": {"id": body["from"]["id"], "name": body["from"]["first_name"]},
        "date": body["date"],
        "text": body.get("text"),
        "caption": body.get("caption"),
        "entities": body.get("caption_entities" if caption else "entities", []),
        "inline_keyboard": body.get("reply_markup", {}).get("inline_keyboard", []),
        "reply_keyboard": message.keyboard,
        "files": [_draw_file(kind, file, file_link) for kind, file in files_of(body)],
        "contact": body.get("contact"),
        "location": body.get("location"),
        "edited": message.edits > 0,
        "edits": message.edits,
        "edit_date": body.get("edit_date"),
        "deleted": message.deleted,
        "protected": bool(body.get("has_protected_content")),
        "reply_to": body.get("reply_to_message", {}).get("message_id"),
        "media_group_id": body.get("media_group_id"),
        "forwarded": "forward_origin" in body,
    }


def _draw_file(kind: str, file: dict[str, Any], file_link: FileLink) -> dict[str, Any]:
    return {
        "kind": kind,
        "file_id": file["file_id"],
        "name": file.get("file_name"),
        "mime": file.get("mime_type") or ("image/jpeg" if kind == "photo" else None),
        "size": file["file_size"],
        "width": file.get("width"),
        "height": file.get("height"),
        "url": file_link(file["file_id"]),
    }


def _answers(world: TelegramWorld, dialog: Dialog) -> list[dict[str, Any]]:
    rows = world.database.all(
        "SELECT * FROM (SELECT * FROM callbacks WHERE bot_id = ? AND chat_id = ? ORDER BY asked DESC LIMIT 5) "
        "ORDER BY asked",
        dialog.bot_id,
        dialog.chat_id,
    )
    return [draw_callback(row) for row in rows]


def draw_callback(row: Any) -> dict[str, Any]:
    """A tapped button and how the bot answered it."""
    answer = json.loads(row["answer"]) if row["answer"] else None
    return {
        "callback_id": row["id"],
        "user_id": row["user_id"],
        "message_id": row["message_id"],
        "data": row["data"],
        "answered": answer is not None,
        **(answer or {"text": "", "show_alert": False, "url": ""}),
    }
