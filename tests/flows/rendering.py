"""What does a reviewer read who wants to see every sentence at once? One text for a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from conversations.engine import Ask, Book, Flow, Reply, write, write_text
from conversations.engine.walk import walk
from locales.texts import Texts
from tests.flows.samples import FILES, messages, variants

_NOW = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)


def render_all(book: Book, texts: Texts, locale: str) -> str:
    """Part one: every screen that a walk through the conversations meets. Part two: every message with its variants."""
    lines = [f"# Every sentence of the conversations ({locale}); made by tests/flows/test_rendered.py", ""]
    for flow in book.by_id.values():
        lines += [f"## {flow.id}", ""]
        for name, reply in _screens(book, flow):
            lines += [f"[{name}]", *_screen(reply, texts, locale), ""]
    for file in FILES:
        lines += [f"## locales/{locale}/{file}.ftl", ""]
        for message in messages(locale, file):
            lines += [f"[{message.id.name}]"]
            lines += [line for text in variants(message, texts, locale) for line in (*text.splitlines(), "")]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _screens(book: Book, flow: Flow[None]) -> Iterator[tuple[str, Reply]]:
    """The flow's own screens, step by step as they are defined."""
    order = {f"{flow.id}-{name}": place for place, name in enumerate(flow.steps)}
    walked = walk(book, flow, now=_NOW).replies
    for step in flow.steps.values():
        if isinstance(step, Ask):
            order |= dict.fromkeys(step.input.texts(), order[f"{flow.id}-{step.name}"])
    own = [(name, reply) for name, reply in walked.items() if reply.text.id in order]
    yield from sorted(own, key=lambda each: (order[each[1].text.id], each[0]))


def _screen(reply: Reply, texts: Texts, locale: str) -> Iterator[str]:
    shown = replace(reply, locale=locale)
    yield from write(shown, texts, isolate=False).splitlines()
    labels = [write_text(option.text, texts, locale, isolate=False) for option in shown.options]
    if labels:
        yield "( " + " | ".join(labels) + " )"
    for file in shown.files:
        yield f"+ {write_text(file.name, texts, locale, isolate=False)}"
