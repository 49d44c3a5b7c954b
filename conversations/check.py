"""Are the definitions sound before anybody meets them? Steps, edges, texts, callback data, SMS parts, versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from conversations.engine.asking import COMMON_REASONS
from conversations.engine.book import Book
from conversations.engine.flow import Flow
from conversations.engine.reply import Reply, write, write_text
from conversations.engine.steps import Ask, Call, Enter, Tell
from conversations.engine.walk import Walked, leads_out, reachable, untaken, walk

MOST_CALLBACK_BYTES = 64
NONCE_BYTES = 10
MOST_SMS_PARTS = 8
_UCS2_ONE, _UCS2_MORE = 70, 67

ENGINE_TEXTS = [
    "engine-progress",
    "engine-back",
    "engine-cancel",
    "engine-help-button",
    "engine-home",
    "engine-help",
    "engine-stale",
    "engine-unheard",
    "engine-doubled",
    "engine-leave",
    "engine-leave-yes",
    "engine-leave-keep",
    "engine-leave-no",
    "engine-left",
    "engine-kept",
    "engine-nothing-to-leave",
    "engine-no-way-back",
    "engine-resume",
    "engine-resume-one",
    "engine-fresh",
    "engine-unavailable",
    "engine-again",
    "engine-lapse-warn",
    "engine-expired",
    "engine-trouble",
    "engine-unknown-command",
    "engine-updated",
]


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in words (none: sound), and how much was walked."""

    findings: tuple[str, ...]
    flows: int
    steps: int
    turns: int


def check(book: Book, *, now: datetime, sms_parts: int = MOST_SMS_PARTS) -> Report:
    """Walk everything and look at everything."""
    walks = {flow.id: walk(book, flow, now=now) for flow in book.by_id.values()}
    passed = {edge for walked in walks.values() for edge in walked.passed}
    findings: list[str] = []
    for flow in book.by_id.values():
        findings += [f"{flow.id}: {failure}" for failure in dict.fromkeys(walks[flow.id].failures)]
        findings += _shape(flow)
        findings += untaken(flow, passed)
        findings += _texts_there(book, flow)
    findings += _engine_texts(book)
    findings += _shown(book, walks, sms_parts)
    return Report(
        findings=tuple(dict.fromkeys(findings)),
        flows=len(walks),
        steps=sum(len(flow.steps) for flow in book.by_id.values()),
        turns=sum(walked.turns for walked in walks.values()),
    )


def sms_parts_of(text: str) -> int:
    """Parts of a message in UCS-2, counted in UTF-16 units: 70 in one, 67 in each of several."""
    units = len(text.encode("utf-16-le")) // 2
    return 1 if units <= _UCS2_ONE else -(-units // _UCS2_MORE)


def _shape(flow: Flow[Any]) -> Iterator[str]:
    there, out = reachable(flow), leads_out(flow)
    for step in flow.edges:
        if step.name not in there:
            yield f"{flow.id}: nothing leads to {step.name}"
        if step.name not in out:
            yield f"{flow.id}: no way out of {step.name}"
    for step in flow.steps.values():
        if isinstance(step, Enter) and (step.given is None) != (step.flow.given is None):
            yield f"{flow.id}: {step.name} and {step.flow.id} do not agree whether it is given something: Flow(given=...)"
    known = {step.name for step in flow.edges}
    for name in sorted(there - known):
        yield f"{flow.id}: no edge out of {name}"
    for step in flow.progress:
        if not isinstance(step, Ask | Enter):
            yield f"{flow.id}: progress counts {step.name}, which asks nothing"


def _texts_there(book: Book, flow: Flow[Any]) -> Iterator[str]:
    wanted = [f"{flow.id}-title"]
    for step in flow.steps.values():
        if isinstance(step, Tell | Ask):
            wanted.append(f"{flow.id}-{step.name}")
        if isinstance(step, Ask):
            wanted += [f"{flow.id}-{changed.name}-change" for changed in step.changes]
            wanted += [f"input-{step.input.kind}-bad-{reason}" for reason in step.input.reasons()]
            wanted += step.input.texts()
        if isinstance(step, Call):
            wanted += [f"refused-{refusal if isinstance(refusal, str) else refusal.code}" for refusal in step.refusals]
    yield from _missing(book, wanted)


def _engine_texts(book: Book) -> Iterator[str]:
    wanted = [*ENGINE_TEXTS, *(f"input-any-bad-{reason}" for reason in COMMON_REASONS)]
    wanted += [f"command-{command.name}" for command in book.commands if command.listed]
    wanted += [f"notice-{topic}" for topic in book.notice_files]
    yield from _missing(book, wanted)


def _missing(book: Book, wanted: list[str]) -> Iterator[str]:
    for text_id in wanted:
        yield from (f"no text {text_id} in {locale}" for locale in book.locales if not book.texts.has(text_id, locale))


def _shown(book: Book, walks: dict[str, Walked], sms_parts: int) -> Iterator[str]:
    for walked in walks.values():
        for reply in walked.replies.values():
            yield from _callbacks(reply)
            for locale in book.locales:
                yield from _written(book, replace(reply, locale=locale), sms_parts)


def _callbacks(reply: Reply) -> Iterator[str]:
    keys = [option.key for option in reply.options]
    for key in keys:
        if len(key.encode()) + 1 + NONCE_BYTES > MOST_CALLBACK_BYTES:
            yield f"callback data of {reply.text.id} is too long: {key}"
    if len(set(keys)) < len(keys):
        yield f"two options of {reply.text.id} have one key"


def _is_bare_refusal(reply: Reply) -> bool:
    """Was the refusal declared by its code alone, so that its values are not known?"""
    said = reply.text if reply.notice is None else reply.notice
    return said.id.startswith("refused-") and not said.args


def _written(book: Book, reply: Reply, sms_parts: int) -> Iterator[str]:
    """Does it render with its arguments, and does it fit an SMS with its menu (calendars are for buttons only)?"""
    try:
        body = write(reply, book.texts, isolate=False)
        labels = [write_text(option.text, book.texts, reply.locale, isolate=False) for option in reply.options]
        for file in reply.files:
            write_text(file.name, book.texts, reply.locale)
    except KeyError as error:
        if not _is_bare_refusal(reply):
            yield f"{reply.text.id} cannot be written in {reply.locale}: {error}"
        return
    menu = labels if reply.columns == 1 else []
    parts = sms_parts_of("\n".join([body, *(f"{number}. {label}" for number, label in enumerate(menu, start=1))]))
    if parts > sms_parts:
        yield f"{reply.text.id} takes {parts} SMS parts in {reply.locale}, more than {sms_parts}"
