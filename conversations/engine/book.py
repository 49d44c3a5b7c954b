"""Which conversations are there, by which words do they start, and how do old ones go on?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

from conversations.engine.event import Happened
from conversations.engine.flow import Flow
from conversations.engine.reply import FileRef, Translator
from conversations.engine.session import Frame
from conversations.engine.steps import Enter

Migration = Callable[[Frame], Frame]


@dataclass(frozen=True, slots=True)
class Command:
    """A word that starts something: "/<name>", the deep link payload <name>, and the words of the text `words-<name>`.

    `words-<name>` lists synonyms divided by "|" and may be missing. `aside`: inside another conversation it is a
    digression that returns to the same step; otherwise the other conversation becomes a draft. `listed`: shown
    in the channel's command menu with the text `command-<name>`.
    """

    name: str
    flow: str
    aside: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Patience:
    """After how long without an answer is a conversation warned about, and turned into a draft?"""

    warn: timedelta = timedelta(hours=20)
    expire: timedelta = timedelta(hours=24)
    drafts: int = 3


@dataclass(frozen=True)
class Book:
    """All conversations of the product.

    `flows`: every flow that can be started (sub-flows are found by themselves). `home`: id of the menu that a hello
    starts. `migrations`: by (flow id, version) to the next version. `notice_files`: files that a `notice-<topic>`
    carries. Raises ValueError for an unknown flow in a command, or two flows of one id.
    """

    flows: Iterable[Flow[Any]]
    home: str
    texts: Translator
    commands: tuple[Command, ...] = ()
    migrations: Mapping[tuple[str, int], Migration] = field(default_factory=dict)
    notice_files: Mapping[str, Callable[[Happened], tuple[FileRef, ...]]] = field(default_factory=dict)
    patience: Patience = Patience()
    locales: tuple[str, ...] = ("fa", "en")
    by_id: dict[str, Flow[Any]] = field(init=False, default_factory=dict)
    asides: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        """Index the flows and check the commands."""
        for flow in self.flows:
            self._add(flow)
        for name in (self.home, *(command.flow for command in self.commands)):
            if name not in self.by_id:
                msg = f"no flow is called {name}"
                raise ValueError(msg)
        object.__setattr__(self, "asides", frozenset(command.flow for command in self.commands if command.aside))

    def _add(self, flow: Flow[Any]) -> None:
        known = self.by_id.get(flow.id)
        if known is flow:
            return
        if known is not None:
            msg = f"two flows are called {flow.id}"
            raise ValueError(msg)
        self.by_id[flow.id] = flow
        for step in flow.steps.values():
            if isinstance(step, Enter):
                self._add(step.flow)
