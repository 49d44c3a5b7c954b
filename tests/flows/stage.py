"""Where is a transcript played? The product's own book, the pretended backend, and the `!` lines that need both.

! long N            the person sends a text of N characters
! twice [label]     two taps on one button at the same moment
! pushed [REASON]   the backend pushes the news of the last payment, after asking the bank
! ended STATE       the newest slip ended elsewhere (cancelled, expired), and the backend pushes the news
"""

from __future__ import annotations

import asyncio

from backend.contract.slips import SlipState
from conversations.engine import Book, ChatKey, Pressed, Typed
from conversations.talk import MovingClock, Player, parse_talk
from conversations.talk_lines import matches
from tests.flows.backend import CHAT, FakeBackend

_SHOWN = ("bot:", "buttons:", "file:")


class Stage:
    """A chat of one person. `player` plays, `backend` is what it plays against."""

    def __init__(self, book: Book) -> None:
        clock = MovingClock()
        self.backend = FakeBackend(clock)
        self.player = Player(book, self.backend, clock=clock, do=self.do, chat=ChatKey(*CHAT))

    async def do(self, name: str, rest: list[str]) -> None:
        """One `!` line that the player does not know."""
        if name == "long":
            await self.player.send(Typed("ب" * int(rest[0])))
        elif name == "twice":
            await self._tap_twice(" ".join(rest).strip("[]"))
        elif name == "pushed":
            await self.player.send(self.backend.news(*rest))
        elif name == "ended":
            await self.player.send(self.backend.end(SlipState(rest[0])))
        else:
            self.backend.do(name, rest)

    async def _tap_twice(self, label: str) -> None:
        screen = self.player.screens[-1]
        key = next(
            option.key for option, text in zip(screen.reply.options, screen.labels, strict=True) if matches(label, text)
        )
        tap = Pressed(screen.reply.screen, key)
        await asyncio.gather(self.player.send(tap), self.player.send(tap))

    async def write_down(self, text: str, name: str) -> str:
        """The transcript with what is really said in place of the bot's lines; comments stay."""
        out: list[str] = []
        shown = False
        for raw in text.splitlines():
            shown = raw.startswith(_SHOWN) or (shown and raw.startswith("  "))
            if raw.startswith("#"):
                out.append(raw)
            elif raw.strip() and not shown:
                out.append(await self.player.rewrite(parse_talk(raw, name=name)))
        return "\n".join(out).rstrip() + "\n"
