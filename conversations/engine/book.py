"""Which conversations are there, by which words do they start, and how do old ones go on?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from conversations.engine.event import Happened
from conversations.engine.flow import Flow
from conversations.engine.reply import FileRef, Text, Translator, write_text
from conversations.engine.session import Frame
from conversations.engine.steps import Ask, Call, Enter
from conversations.inputs import words
from conversations.inputs.normalise import fold, squeeze
from conversations.inputs.words import heard

Migration = Callable[[Frame], Frame]
"""A frame of one version to the same frame in the next one."""

_OWN = {"back": words.BACK, "cancel": words.CANCEL, "help": words.HELP, "hello": words.HELLO, "home": words.HOME}
"""Words the engine itself listens to, besides those of the messages `words-back` and so on."""

_SIGNS = ".,:;!?()/«»،؛؟"


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
    """After how long without an answer is a conversation warned about, and made a draft? How many drafts, how long?"""

    warn: timedelta = timedelta(hours=20)
    expire: timedelta = timedelta(hours=24)
    keep: timedelta = timedelta(days=30)
    drafts: int = 3


@dataclass(frozen=True)
class Book:
    """All conversations of the product.

    `flows`: every flow that can be started (sub-flows are found by themselves). `home`: id of the menu that a hello
    starts. `migrations`: by (flow id, version) to the next version. `notice_files`: files that a `notice-<topic>`
    carries. `hushed`: news that concern only conversations about it, and are told nowhere else. Raises ValueError for an unknown flow in a command, or two flows of one id.
    """

    flows: Iterable[Flow[Any]]
    home: str
    texts: Translator
    commands: tuple[Command, ...] = ()
    migrations: Mapping[tuple[str, int], Migration] = field(default_factory=dict)
    notice_files: Mapping[str, Callable[[Happened], tuple[FileRef, ...]]] = field(default_factory=dict)
    hushed: Callable[[Happened], bool] = lambda _event: False
    patience: Patience = Patience()
    locales: tuple[str, ...] = ("fa", "en")
    by_id: dict[str, Flow[Any]] = field(init=False, default_factory=dict)
    methods: dict[str, Callable[..., Any]] = field(init=False, default_factory=dict)
    by_name: dict[str, Command] = field(init=False, default_factory=dict)
    by_word: dict[str, Command] = field(init=False, default_factory=dict)
    own_words: dict[str, str] = field(init=False, default_factory=dict)
    heard_labels: dict[tuple[str, str], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the flows and check the commands."""
        for flow in self.flows:
            self._add(flow)
        for name in (self.home, *(command.flow for command in self.commands)):
            if name not in self.by_id:
                msg = f"no flow is called {name}"
                raise ValueError(msg)
        for command in self.commands:
            self.by_name[command.name] = command
            self.by_word.update(dict.fromkeys(self._words_of(command.name), command))
        for name, known in _OWN.items():
            self.own_words.update(dict.fromkeys((*heard(known), *self._words_of(name)), name))

    def _words_of(self, name: str) -> tuple[str, ...]:
        """The words of the message `words-<name>` in every language, as `squeeze` gives them."""
        message = f"words-{name}"
        lists = (self.texts.text(message, None, locale) for locale in self.locales if self.texts.has(message, locale))
        return tuple(word for line in lists for word in map(squeeze, line.split("|")) if word)

    def is_worth_keeping(self, frames: Sequence[Frame]) -> bool:
        """Has the person answered anything that would be lost?"""
        return bool(frames) and frames[0].flow != self.home and any(map(self._was_answered, frames))

    def _was_answered(self, frame: Frame) -> bool:
        flow = self.by_id.get(frame.flow)
        if flow is None or not flow.resumable:
            return False
        return any(isinstance(flow.steps.get(name), Ask) for name in frame.answers)

    def hear_label(self, text: Text, locale: str) -> str:
        """A label as `squeeze` gives it; labels without arguments are remembered, as they never change."""
        if text.args:
            return squeeze(write_text(text, self.texts, locale))
        known = self.heard_labels.get((text.id, locale))
        if known is None:
            known = self.heard_labels[text.id, locale] = squeeze(write_text(text, self.texts, locale))
        return known

    def label_words(self, text: Text, locale: str) -> list[str]:
        """The words of a label, each as `fold` gives it, without the signs round them."""
        written = fold(write_text(text, self.texts, locale))
        return [word for word in (piece.strip(_SIGNS) for piece in written.split()) if word]

    def locale_of(self, asked: str) -> str:
        """The language itself where it is spoken here ("en-GB" is "en"), else the first one."""
        short = asked.split("-", maxsplit=1)[0].lower()
        return short if short in self.locales else self.locales[0]

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
            elif isinstance(step, Call):
                self.methods[step.method] = step.function
