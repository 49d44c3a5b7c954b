"""How does a reply look on Telegram? Text with an inline keyboard, or with the contact button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from conversations.engine.reply import Option, Reply, Translator, write, write_text

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup
TEXT_LIMIT = 4096
_LABEL_LIMIT = 60
_SHARE = "input-mobile-share"


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message: plain text (no parse mode), at most 4096 UTF-16 units, with its keyboard."""

    text: str
    markup: Markup | None


def render(reply: Reply, texts: Translator) -> Message:
    """The message of a reply."""
    return Message(text=_fit(write(reply, texts)), markup=_markup(reply, texts))


def _fit(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= TEXT_LIMIT * 2:
        return text
    return units[: (TEXT_LIMIT - 1) * 2].decode("utf-16-le", errors="ignore") + "…"


def _markup(reply: Reply, texts: Translator) -> Markup | None:
    if reply.keyboard == "contact":
        return _contact_keyboard(reply, texts)
    if not reply.options or reply.keyboard == "none":
        return None
    rows = [
        *_rows([_button(option, reply, texts) for option in reply.options if not option.nav], reply.columns),
        *_rows([_button(option, reply, texts) for option in reply.options if option.nav], 3),
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _button(option: Option, reply: Reply, texts: Translator) -> InlineKeyboardButton:
    label = write_text(option.text, texts, reply.locale)
    if option.url is not None:
        return InlineKeyboardButton(text=label, url=option.url)
    return InlineKeyboardButton(text=label, callback_data=f"{reply.screen}:{option.key}")


def _rows(buttons: Sequence[InlineKeyboardButton], columns: int) -> list[list[InlineKeyboardButton]]:
    """Buttons in rows; a row whose labels would not fit beside each other is broken up."""
    rows: list[list[InlineKeyboardButton]] = []
    for start in range(0, len(buttons), max(columns, 1)):
        row = list(buttons[start : start + max(columns, 1)])
        if sum(len(button.text) for button in row) > _LABEL_LIMIT:
            rows.extend([button] for button in row)
        else:
            rows.append(row)
    return rows


def _contact_keyboard(reply: Reply, texts: Translator) -> ReplyKeyboardMarkup:
    """The button that shares the sender's own number, then the options as words to send."""
    share = KeyboardButton(text=texts.text(_SHARE, {}, reply.locale), request_contact=True)
    words = [
        KeyboardButton(text=write_text(option.text, texts, reply.locale, isolate=False))
        for option in reply.options
        if not option.nav
    ]
    nav = [
        KeyboardButton(text=write_text(option.text, texts, reply.locale, isolate=False))
        for option in reply.options
        if option.nav
    ]
    rows = [[share], *([word] for word in words)]
    if nav:
        rows.append(nav)
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)
