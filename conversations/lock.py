"""Has the shape of a conversation changed without a new version, and can old ones go on?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from conversations.engine.adopt import migrate
from conversations.engine.book import Book
from conversations.engine.flow import Flow, GoTo, name_of, targets
from conversations.engine.screens import show
from conversations.engine.session import Session, from_json, to_json
from conversations.engine.stage import Stage
from conversations.engine.steps import Ask, Call, Enter, Step
from conversations.engine.walk import walk

Locked = dict[str, Any]
"""{flow id: {"version": int, "versions": {"1": {"fingerprint": text, "stands": [session JSON, …]}}}}"""


class NotLocked(Exception):
    """A shape changed under an unchanged version; the message says which and what to do."""


def fingerprint(flow: Flow[Any]) -> str:
    """A digest of steps, kinds of answers and edges; texts, labels and functions do not count."""
    return hashlib.sha256(json.dumps(_shape(flow), sort_keys=True).encode()).hexdigest()[:16]


def _shape(flow: Flow[Any]) -> dict[str, Any]:
    return {
        "start": flow.start.name,
        "steps": {name: _kind(step) for name, step in sorted(flow.steps.items())},
        "edges": {
            step.name: sorted(
                f"{label}>{','.join(target.flows) if isinstance(target, GoTo) else name_of(target)}"
                for label, target in targets(edge)
            )
            for step, edge in flow.edges.items()
        },
    }


def _kind(step: Step[Any]) -> str:
    if isinstance(step, Ask):
        return f"ask {step.input.kind} {_type(step.gives)}"
    if isinstance(step, Call):
        return f"call {step.method} {_type(step.gives)} {step.commits}"
    if isinstance(step, Enter):
        return f"enter {step.flow.id} {_type(step.gives)}"
    return type(step).__name__.lower()


def _type(gives: Any) -> str:
    return getattr(gives, "__qualname__", str(gives))


def read_lock(path: Path) -> Locked:
    """What is locked; nothing where there is no file."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def check_lock(book: Book, locked: Locked, *, now: datetime) -> Iterator[str]:
    """Findings: a flow not locked, a shape changed under its version, an old conversation that cannot go on."""
    for flow in book.by_id.values():
        known = locked.get(flow.id)
        if known is None:
            yield f"{flow.id} is not locked; run: python -m conversations lock"
            continue
        yield from _compare(flow, known)
        for version, entry in known["versions"].items():
            for stand in entry["stands"]:
                yield from _goes_on(book, flow, int(version), stand, now)


def _compare(flow: Flow[Any], known: dict[str, Any]) -> Iterator[str]:
    entry = known["versions"].get(str(flow.version))
    if entry is None:
        yield f"{flow.id} has version {flow.version}, which is not locked; run: python -m conversations lock"
    elif entry["fingerprint"] != fingerprint(flow):
        yield f"{flow.id} changed its shape and is still version {flow.version}; raise the version and add a migration"


def _goes_on(book: Book, flow: Flow[Any], version: int, stand: dict[str, Any], now: datetime) -> Iterator[str]:
    """Walk one old session into the present definition."""
    session = from_json(stand)
    stage = Stage(book, session, now)
    where = f"{flow.id} v{version} at {session.frames[-1].step}"
    try:
        for place, frame in enumerate(session.frames):
            target = book.by_id.get(frame.flow)
            moved = migrate(stage, frame, target) if target is not None else None
            if moved is None:
                yield f"{where}: no migration leads into version {flow.version}"
                return
            stage.frames[place] = moved
        show(stage)
    except Exception as error:  # noqa: BLE001 the finding is the point
        yield f"{where}: {type(error).__name__}: {error}"


def make_lock(book: Book, locked: Locked, *, now: datetime, force: bool = False) -> Locked:
    """The new lock. Raises NotLocked when a shape changed under an unchanged version, unless forced."""
    made: Locked = {}
    for flow in sorted(book.by_id.values(), key=lambda flow: flow.id):
        versions = dict(locked.get(flow.id, {}).get("versions", {}))
        findings = list(_compare(flow, {"versions": versions})) if str(flow.version) in versions else []
        if findings and not force:
            raise NotLocked(findings[0])
        if findings or str(flow.version) not in versions:
            versions[str(flow.version)] = {"fingerprint": fingerprint(flow), "stands": _stands(book, flow, now)}
        made[flow.id] = {"version": flow.version, "versions": versions}
    return made


def _stands(book: Book, flow: Flow[Any], now: datetime) -> list[dict[str, Any]]:
    """One session for each question of the flow itself."""
    stands: dict[str, Session] = {}
    for session in walk(book, flow, now=now).stands.values():
        top = session.frames[-1]
        if session.call is None and len(session.frames) == 1 and top.flow == flow.id and not top.page:
            stands.setdefault(top.step, session)
    return [to_json(session) for _, session in sorted(stands.items())]


def write_lock(path: Path, locked: Locked) -> None:
    """Write it, one flow after the other, so that differences read well."""
    path.write_text(json.dumps(locked, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
