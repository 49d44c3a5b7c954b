"""What happened in the chat? An update becomes one event of the conversation engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from aiogram.types import CallbackQuery, Chat, Message, Update

from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import Attached, ContactShared, Event, Pressed, Started, Typed

_PRIVATE = "private"
_FILES = (
    ("voice", "voice"),
    ("audio", "voice"),
    ("video", "video"),
    ("video_note", "video"),
    ("animation", "video"),
    ("sticker", "sticker"),
    ("document", "document"),
)
"""Field of a message and our kind; an animation carries a document too, so it comes first."""
_OTHER = (
    ("location", "location"),
    ("venue", "location"),
    ("poll", "other"),
    ("dice", "other"),
    ("game", "other"),
    ("story", "other"),
    ("live_photo", "other"),
    ("paid_media", "other"),
    ("checklist", "other"),
    ("rich_message", "other"),
)
"""What else a person can send; a message with none of all these only reports a change of the chat."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The message whose button was tapped. `protected`: it cannot be forwarded, and no edit changes that."""

    message_id: int
    protected: bool
    text: str = field(default="", repr=False)


def chat_of(update: Update) -> str | None:
    """The private chat an update belongs to; None for groups, channels and what we do not handle."""
    chat = _chat(update)
    return str(chat.id) if chat is not None and chat.type == _PRIVATE else None


def tapped(update: Update) -> Tapped | None:
    """The message of a tap; None when the update is none, or the message is too old or deleted."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return None
    shown = query.message
    return Tapped(shown.message_id, bool(shown.has_protected_content), shown.text or "")


def read_update(update: Update, *, channel: str, bot: str, now: datetime, locale: str = "fa") -> Envelope | None:
    """The envelope of an update, or None where it holds nothing to talk about: groups, edits, service messages, bots.

    `update_id` is unique per channel and bot. The language is the person's own where they chose one (the session
    knows); `locale` is only the first guess for a new chat.
    """
    chat = chat_of(update)
    event = _event(update) if chat is not None else None
    if chat is None or event is None:
        return None
    key = ChatKey(channel=channel, bot=bot, chat=chat)
    return Envelope(chat=key, update_id=str(update.update_id), at=now, locale=locale, event=event)


def _chat(update: Update) -> Chat | None:
    if update.message is not None:
        return update.message.chat
    if update.callback_query is not None and update.callback_query.message is not None:
        return update.callback_query.message.chat
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


def _said(message: Message) -> Event | None:
    sender = message.from_user
    if sender is not None and sender.is_bot:
        return None
    if message.text is not None:
        return _text(message.text)
    if message.contact is not None:
        own = sender is not None and message.contact.user_id == sender.id and message.forward_origin is None
        return ContactShared(mobile=message.contact.phone_number, own=own)
    return _attachment(message)


def _text(text: str) -> Event:
    """A text; "/start slip", as a deep link sends it, is a hello with a payload of at most 64 characters."""
    if text.startswith("/start"):
        word, *rest = text.split(maxsplit=1)
        if word.partition("@")[0] == "/start":
            return Started(payload=rest[0].strip()[:64] if rest else "")
    return Typed(text=text)


def _attachment(message: Message) -> Attached | None:
    if message.photo:
        best = message.photo[-1]
        return Attached(kind="photo", ref=best.file_id, mime="image/jpeg", size=best.file_size or 0)
    for name, kind in _FILES:
        part = getattr(message, name)
        if part is not None:
            mime = getattr(part, "mime_type", None) or ""
            return Attached(kind=kind, ref=part.file_id, mime=mime, size=part.file_size or 0)
    for name, kind in _OTHER:
        if getattr(message, name) is not None:
            return Attached(kind=kind)
    return None
