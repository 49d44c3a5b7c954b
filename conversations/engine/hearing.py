"""What does a person mean who types, says hello, or sends something?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conversations.engine import keys, moves
from conversations.engine import typed as matching
from conversations.engine.asking import Bad, Good, Read, View
from conversations.engine.book import Command
from conversations.engine.flow import Flow
from conversations.engine.reply import Option, Text
from conversations.engine.screens import choices, prune_drafts, show, view_of
from conversations.engine.stage import Stage
from conversations.engine.steps import Ask
from conversations.inputs.normalise import is_emoji_only, squeeze

MOST = 4096
"""Longest text taken, in characters (a Telegram message holds no more)."""


def typed(stage: Stage, text: str) -> None:
    """A text: a command, the number or label of an option, a word for something, or the answer itself."""
    bare = text.strip()
    if len(text) > MOST:
        bad(stage, Bad("too-long", {"most": MOST, "length": len(text)}))
    elif bare.startswith("/"):
        _command(stage, bare)
    elif not stage.frames:
        _idle(stage, bare)
    elif is_emoji_only(bare):
        bad(stage, Bad("emoji"))
    elif not squeeze(bare):
        bad(stage, Bad("empty"))
    else:
        _answer(stage, bare)


def _answer(stage: Stage, text: str) -> None:
    step = stage.step if not stage.leaving else None
    ask = step if isinstance(step, Ask) else None
    counts = ask is None or not ask.input.takes_numbers or bool(stage.top.page)
    if ask is not None and not counts and not ask.input.takes_words and _is_value(stage, ask, text):
        return
    options = choices(stage) or ()
    shown = stage.shown.keys if stage.shown is not None else tuple(option.key for option in options)
    there = {option.key for option in options if option.url is None}
    key = matching.by_number(text, shown) if counts else None
    labels: dict[str, str] = {}
    if key is None:
        labels = _labels(stage, options)
        key = matching.by_label(text, labels)
    if key is None and ask is None:
        key = matching.by_consent(text, shown)
    if key in there and key is not None:
        keys.choose(stage, key)
    elif not _own_word(stage, text, ask) and not _keyword(stage, text, ask):
        _read(stage, ask, text, options, labels)


def _is_value(stage: Stage, ask: Ask[Any], text: str) -> bool:
    """Figures where figures are wanted are taken at once; no label need be looked at."""
    if not any(char.isdigit() for char in text):
        return False
    read = ask.input.read_text(text, view_of(stage, ask))
    if isinstance(read, Good):
        keys.take(stage, ask, read)
    return isinstance(read, Good)


def _labels(stage: Stage, options: tuple[Option, ...]) -> dict[str, str]:
    return matching.labels_of(options, lambda label: stage.book.hear_label(label, stage.locale))


def _read(stage: Stage, ask: Ask[Any] | None, text: str, options: tuple[Option, ...], labels: dict[str, str]) -> None:
    read: Read[Any] = ask.input.read_text(text, view_of(stage, ask)) if ask is not None else Bad("choice")
    if read == Bad("choice"):
        read = _beyond(text, options) or read
    if isinstance(read, Bad):
        near = matching.by_near_label(text, labels) or _by_part(stage, text, options)
        if near is not None:
            keys.choose(stage, near)
            return
    if ask is None:
        bad(stage, Bad("choice"))
    else:
        keys.take(stage, ask, read)


def _beyond(text: str, options: tuple[Option, ...]) -> Bad | None:
    """A number that no option has."""
    number, most = matching.number_in(text), len(matching.counted([option.key for option in options]))
    return None if number is None or 1 <= number <= most else Bad("number", {"most": most})


def _by_part(stage: Stage, text: str, options: tuple[Option, ...]) -> str | None:
    return matching.by_part(text, options, lambda label: stage.book.label_words(label, stage.locale))


def bad(stage: Stage, what: Bad) -> None:
    """Say what was wrong, above the current screen."""
    if not stage.frames:
        show_or_home(stage)
        return
    step = stage.step
    stage.notice = keys.bad_text(stage, step if isinstance(step, Ask) and not stage.leaving else None, what)
    show(stage)


def _own_word(stage: Stage, text: str, ask: Ask[Any] | None) -> bool:
    """Back, cancel, help, home, hello: the engine's own (a hello may be free text too)."""
    name = stage.book.own_words.get(squeeze(text))
    if name is None or (name == "hello" and ask is not None and ask.input.takes_words):
        return False
    match name:
        case "back":
            keys.back(stage)
        case "cancel":
            keys.cancel(stage)
        case "help":
            keys.help_here(stage)
        case "home":
            started(stage, "")
        case _ if stage.overdue:
            stage.drop()
            show_or_home(stage)
        case _:
            show(stage)
    return True


def _keyword(stage: Stage, text: str, ask: Ask[Any] | None) -> bool:
    if ask is not None and ask.input.takes_words:
        return False
    command = stage.book.by_word.get(squeeze(text))
    if command is None:
        return False
    begin(stage, command)
    return True


def _idle(stage: Stage, text: str) -> None:
    key = None
    shown = stage.shown
    if shown is not None and shown.at == "idle":
        key = matching.by_number(text, shown.keys) or matching.by_consent(text, shown.keys)
    if key is not None and (key in {"~home", "~fresh"} or _is_draft(stage, key)):
        keys.choose(stage, key)
        return
    command = stage.book.by_word.get(squeeze(text))
    if command is not None:
        begin(stage, command)
    elif (own := stage.book.own_words.get(squeeze(text))) == "help":
        stage.notice = Text("engine-help")
        show_or_home(stage)
    elif own == "cancel":
        keys.cancel(stage)
    else:
        key = matching.by_label(text, _labels(stage, _idle_options(stage)))
        if key is not None:
            keys.choose(stage, key)
            return
        stage.notice = None if own in {"hello", "home"} else Text("engine-unheard")
        show_or_home(stage)


def _is_draft(stage: Stage, key: str) -> bool:
    return key.startswith("~resume.") and int(key.removeprefix("~resume.")) < len(stage.drafts)


def _idle_options(stage: Stage) -> tuple[Option, ...]:
    return choices(stage) or ()


def show_or_home(stage: Stage) -> None:
    """The current screen; where nothing is in progress, unfinished conversations or the menu."""
    if stage.frames or stage.call is not None:
        show(stage)
        return
    prune_drafts(stage)
    if stage.drafts:
        show(stage)
    else:
        stage.act()
        moves.start_home(stage)


def started(stage: Stage, payload: str) -> None:
    """Hello: unfinished conversations are offered, or the menu. A deep link starts its flow; an unknown one is no hello."""
    name, _, _rest = payload.partition("_")
    command = stage.book.by_name.get(name)
    if command is not None:
        begin(stage, command)
        return
    if not payload:
        stage.lay_down()
        stage.act()
    show_or_home(stage)


def _command(stage: Stage, text: str) -> None:
    first, _, rest = text[1:].partition(" ")
    name = first.partition("@")[0].lower()
    if name == "start":
        started(stage, rest.strip())
    elif name == "back":
        keys.back(stage) if stage.frames else show_or_home(stage)
    elif name == "cancel":
        keys.cancel(stage)
    elif name == "help":
        if not stage.frames:
            stage.notice = Text("engine-help")
            show_or_home(stage)
        else:
            keys.help_here(stage)
    elif (command := stage.book.by_name.get(name)) is not None:
        begin(stage, command)
    else:
        stage.notice = Text("engine-unknown-command")
        show_or_home(stage)


def begin(stage: Stage, command: Command) -> None:
    """Start what a command names: a digression on top, or another conversation in place of this one."""
    flow = stage.book.by_id[command.flow]
    if command.aside and stage.frames and stage.frames[0].flow != command.flow:
        _undigress(stage)
        stage.act()
        moves.start(stage, flow, "aside")
        return
    if stage.frames and stage.frames[0].flow == command.flow and command.flow != stage.book.home:
        _undigress(stage)
        stage.act()
        _show_anew(stage, flow)
        return
    title = stage.title() if stage.frames else None
    if stage.lay_down() and title is not None:
        stage.notice = Text("engine-kept", {"title": title})
    moves.start(stage, flow, "main")


def _show_anew(stage: Stage, flow: Flow[Any]) -> None:
    """What is on; a conversation that only looks things up looks again, for they may have changed since."""
    step = stage.step
    if not flow.resumable and isinstance(step, Ask) and step.resumes is not None and not stage.leaving:
        moves.arrive(stage, step.resumes)
    else:
        show(stage)


def _undigress(stage: Stage) -> None:
    """Leave digressions; one never stands on another."""
    for place, frame in enumerate(stage.frames):
        if frame.role == "aside":
            stage.frames = stage.frames[:place]
            return


def other(stage: Stage, read: Callable[[Ask[Any], View], Read[Any]], otherwise: Bad) -> None:
    """A contact or an attachment: the question may want it, or says what it wants."""
    if not stage.frames:
        show_or_home(stage)
        return
    step = stage.step
    if isinstance(step, Ask) and not stage.leaving:
        keys.take(stage, step, read(step, view_of(stage, step)))
    else:
        bad(stage, otherwise)
