"""How does a page or a script learn at once that something happened in a simulator?"""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse

from simulators.ledger import Ledger
from simulators.streams import until_closed

KEEP = 20_000
"""So many changes are kept; an older reader simply reads everything again."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened: its number, what kind, about whom, and a few values."""

    seq: int
    kind: str
    subject: str
    detail: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The wire shape: {"seq", "kind", "subject", ...detail}."""
        return {"seq": self.seq, "kind": self.kind, "subject": self.subject, **self.detail}


class Changes:
    """A numbered feed in the ledger with a bell for those who wait."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._bell = asyncio.Event()

    def announce(self, kind: str, subject: str, **detail: Any) -> int:
        """Write a change down and wake the waiting."""
        seq = self._ledger.run(
            "INSERT INTO changes (kind, subject, detail) VALUES (?, ?, ?)", kind, subject, json.dumps(detail)
        )
        if seq % 1000 == 0:
            self._ledger.run("DELETE FROM changes WHERE seq <= ?", seq - KEEP)
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()
        return seq

    def last(self) -> int:
        """The number of the newest change."""
        return self._ledger.number("SELECT MAX(seq) FROM changes")

    def since(self, seq: int, subject: str = "", limit: int = 500) -> list[Change]:
        """Changes after a number, oldest first; with a subject, only its own."""
        rows = self._ledger.rows(
            "SELECT * FROM changes WHERE seq > ? AND (? = '' OR subject = ?) ORDER BY seq LIMIT ?",
            seq, subject, subject, limit,
        )  # fmt: skip
        return [Change(row["seq"], row["kind"], row["subject"], json.loads(row["detail"])) for row in rows]

    async def wait(self, seq: int, subject: str = "", seconds: float = 25.0) -> list[Change]:
        """Changes after a number, waiting up to so many seconds for the first."""
        end = asyncio.get_running_loop().time() + seconds
        while True:
            bell = self._bell
            found = self.since(seq, subject)
            left = end - asyncio.get_running_loop().time()
            if found or left <= 0:
                return found
            try:
                await asyncio.wait_for(bell.wait(), left)
            except TimeoutError:
                return []


async def stream(changes: Changes, seq: int, subject: str) -> AsyncGenerator[str]:
    """Server-sent events, one a change, with a comment line every 15 seconds of silence."""
    yield f"retry: 1000\nid: {seq}\n\n"
    while True:
        found = await changes.wait(seq, subject, 15.0)
        if not found:
            yield ": still here\n\n"
        for change in found:
            seq = change.seq
            yield f"id: {seq}\ndata: {json.dumps(change.as_json(), ensure_ascii=False)}\n\n"


def change_control(changes: Changes) -> APIRouter:
    """GET /changes (long poll) and GET /events (server-sent events)."""
    router = APIRouter()

    @router.get("/changes")
    async def list_changes(since: int = 0, subject: str = "", wait: float = 0.0) -> dict[str, Any]:
        found = await changes.wait(since, subject, min(wait, 50.0))
        last = found[-1].seq if found else max(since, 0)
        return {"next": last, "changes": [change.as_json() for change in found]}

    @router.get("/events")
    async def send_events(
        request: Request,
        since: int | None = None,
        subject: str = "",
        last_event_id: Annotated[str | None, Header()] = None,
    ) -> StreamingResponse:
        start = changes.last() if since is None else since
        if last_event_id and last_event_id.isdigit():
            start = int(last_event_id)
        head = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        told = until_closed(request, stream(changes, start, subject))
        return StreamingResponse(told, media_type="text/event-stream", headers=head)

    return router
