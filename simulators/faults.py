"""How is a simulator told to misbehave, and how does misbehaving look on the wire?"""

import asyncio
from enum import StrEnum
from fnmatch import fnmatch

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.types import Receive, Scope, Send

from simulators.ledger import Ledger


class FaultKind(StrEnum):
    """What goes wrong."""

    CODE = "code"
    """The vendor answers its own error code; nothing was done."""
    DELAY = "delay"
    """All is well, only late."""
    LOST = "lost"
    """The call is carried out, then the connection breaks before the answer."""
    REFUSED = "refused"
    """The connection breaks and nothing was done."""
    HTML = "html"
    """A proxy answers with an HTML page (HTTP 502); nothing was done."""


class FaultPlan(BaseModel):
    """One planned fault, used up after `times` calls.

    `method` is a shell pattern ("sms/send", "verify*", "*"); `subject` limits it to calls whose
    parameters hold this text (a mobile, an authority); `delay` is in seconds and comes before any other effect.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: str = "*"
    kind: FaultKind = FaultKind.CODE
    code: int = 409
    http: int | None = None
    delay: float = Field(default=0.0, ge=0, le=600)
    times: int = Field(default=1, ge=1)
    subject: str = ""


class BrokenAnswer(Response):
    """Promises a body, sends none and lets the connection break: the caller cannot know what happened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head of an answer only."""
        del scope, receive
        head = [(b"content-type", b"application/json"), (b"content-length", b"64")]
        await send({"type": "http.response.start", "status": 200, "headers": head})


def proxy_page() -> HTMLResponse:
    """What a proxy in front of the vendor says when the vendor is away."""
    return HTMLResponse("<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>", 502)


class Faults:
    """The planned faults of one simulator, kept in its ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def plan(self, fault: FaultPlan) -> int:
        """Add a fault; gives its id."""
        return self._ledger.run("INSERT INTO faults (plan, left) VALUES (?, ?)", fault.model_dump_json(), fault.times)

    def planned(self) -> list[dict[str, object]]:
        """Faults not yet used up."""
        rows = self._ledger.rows("SELECT * FROM faults WHERE left > 0 ORDER BY id")
        return [
            {"id": row["id"], "left": row["left"], **FaultPlan.model_validate_json(row["plan"]).model_dump()}
            for row in rows
        ]

    def clear(self) -> None:
        """Behave well from now on."""
        self._ledger.run("DELETE FROM faults")

    def take(self, method: str, text: str = "") -> FaultPlan | None:
        """The first fault that fits this call, used up by one."""
        for row in self._ledger.rows("SELECT * FROM faults WHERE left > 0 ORDER BY id"):
            fault = FaultPlan.model_validate_json(row["plan"])
            if fnmatch(method, fault.method) and fault.subject in text:
                self._ledger.run("UPDATE faults SET left = left - 1 WHERE id = ?", row["id"])
                return fault
        return None

    async def strike(self, method: str, text: str = "") -> tuple[FaultPlan | None, Response | None]:
        """The fault for this call after its delay, and the answer to give instead of doing anything."""
        fault = self.take(method, text)
        if fault is None:
            return None, None
        await asyncio.sleep(fault.delay)
        if fault.kind is FaultKind.HTML:
            return fault, proxy_page()
        return fault, BrokenAnswer() if fault.kind is FaultKind.REFUSED else None


def fault_control(faults: Faults) -> APIRouter:
    """GET lists, POST adds, DELETE clears the faults."""
    router = APIRouter()

    @router.get("/faults")
    async def list_faults() -> list[dict[str, object]]:
        return faults.planned()

    @router.post("/faults")
    async def add_fault(fault: FaultPlan) -> dict[str, int]:
        return {"id": faults.plan(fault)}

    @router.delete("/faults")
    async def clear_faults() -> dict[str, bool]:
        faults.clear()
        return {"ok": True}

    return router
