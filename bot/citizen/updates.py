"""What happened in the chat? A Telegram update becomes one event of the conversation engine."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import CallbackQuery, Message, Update

from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import Attached, ContactShared, Event, Pressed, Started, Typed

_START = "/start"


def chat_of(update: Update) -> str | None:
    """The private chat an update belongs to; None for groups, channels and what we do not handle."""
    message = _message_of(update)
    if message is None or message.chat.type != "private":
        return None
    return str(message.chat.id)


def read_update(update: Update, *, channel: str, bot: str, now: datetime, locale: str | None = None) -> Envelope | None:
    """The envelope of an update, or None where it holds nothing to talk about.

    `update_id` is unique per channel and bot. The language is the person's own where they chose one (the session
    knows); `locale` is only the first guess for a new chat.
    """
    chat = chat_of(update)
    event = _event(update)
    if chat is None or event is None:
        return None
    return Envelope(
        chat=ChatKey(channel=channel, bot=bot, chat=chat),
        update_id=str(update.update_id),
        at=now,
        locale=locale or "fa",
        event=event,
    )


def _message_of(update: Update) -> Message | None:
    if update.message is not None:
        return update.message
    if update.edited_message is not None:
        return update.edited_message
    if update.callback_query is not None and isinstance(update.callback_query.message, Message):
        return update.callback_query.message
    return None


def _event(update: Update) -> Event | None:
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.message is not None:
        return _said(update.message)
    return None


def _press(query: CallbackQuery) -> Event:
    screen, _, choice = (query.data or "").partition(":")
    return Pressed(screen=screen, choice=choice)


def _said(message: Message) -> Event:
    if message.contact is not None:
        sender = message.from_user
        own = sender is not None and message.contact.user_id == sender.id
        return ContactShared(mobile=message.contact.phone_number, own=own)
    attached = _attachment(message)
    if attached is not None:
        return attached
    text = message.text or ""
    if text == _START or text.startswith(f"{_START} "):
        return Started(payload=text.removeprefix(_START).strip()[:64])
    return Typed(text=text)


def _attachment(message: Message) -> Attached | None:
    if message.photo:
        best = message.photo[-1]
        return Attached(kind="photo", ref=best.file_id, mime="image/jpeg", size=best.file_size or 0)
    for kind in ("document", "voice", "video", "audio", "sticker", "animation", "video_note"):
        part = getattr(message, kind)
        if part is not None:
            mime = getattr(part, "mime_type", None) or ""
            return Attached(kind=kind, ref=part.file_id, mime=mime, size=part.file_size or 0)
    for kind in ("location", "venue", "poll", "dice"):
        if getattr(message, kind) is not None:
            return Attached(kind=kind, ref="", mime="", size=0)
    return None if message.text is not None else Attached(kind="other", ref="", mime="", size=0)
