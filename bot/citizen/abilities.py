"""What can this messenger do that speaks the Bot API? One table; whatever is missing is done without.

Nothing else in this package knows a messenger by name. Facts are from channels.md 2 and 5; where a vendor documents
nothing the more careful value stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from limits import parse

from bot.citizen.dialects import as_it_is, without_marks
from bot.citizen.limiter import SendingLimits


class Menu(StrEnum):
    """How far the command menu goes."""

    SCOPED = "scoped"
    """one for private chats, in every language"""
    PLAIN = "plain"
    """one for everybody"""
    NONE = "none"


class SecretPlace(StrEnum):
    """Where the secret of the webhook stands."""

    HEADER = "header"
    PATH = "path"


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """One messenger. Each field says what it can, and what is done where it cannot."""

    write: Callable[[str], str] = as_it_is
    """turns plain text into what is shown as that text; idempotent"""
    edits_text: bool = True
    """else every answer is a new message"""
    edits_buttons: bool = True
    """else the buttons of an answered question go with an edit of its text"""
    protects: bool = True
    """can forbid forwarding; else the wish is dropped"""
    asks_contact: bool = True
    """has the button that shares a number; else the question is asked in words alone"""
    answers_taps: bool = True
    """a tapped button waits for an answer"""
    answers_in_webhook: bool = True
    """performs a method in the answer to its webhook; else it is called"""
    shows_typing: bool = True
    tells_blocks: bool = True
    """says when a person blocks us or comes back; else whoever writes is there again"""
    names_taps_fully: bool = True
    """a callback query has a `chat_instance`; else it is filled in before it is read"""
    kinds: tuple[str, ...] = ("message", "callback_query", "my_chat_member")
    """kinds of update to ask for; empty where they cannot be chosen"""
    connections: int = 40
    """deliveries at a time to ask for; 0 where they cannot be chosen"""
    secret: SecretPlace = SecretPlace.HEADER
    menu: Menu = Menu.SCOPED
    describes: bool = True
    """has a description and a short one"""
    limits: SendingLimits = field(default_factory=SendingLimits)


ABILITIES: Final[Mapping[str, Abilities]] = {
    "telegram": Abilities(),
    "bale": Abilities(
        write=without_marks,
        edits_buttons=False,
        protects=False,
        answers_in_webhook=False,
        tells_blocks=False,
        names_taps_fully=False,
        kinds=(),
        connections=0,
        secret=SecretPlace.PATH,
        menu=Menu.PLAIN,
        describes=False,
        limits=SendingLimits(token=parse("20/second"), news=parse("15/second"), chat=parse("4/4 seconds")),
    ),
}
"""By channel. Bale's own limits are not published; these are careful ones."""
