"""How do a person's phone, a test and the operator of the street reach the simulated Kavenegar?"""

from typing import Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, ValidationError

from simulators.changes import change_control
from simulators.faults import fault_control
from simulators.kavenegar.account import Account
from simulators.kavenegar.codes import STATUS_TEXT, Status
from simulators.kavenegar.parts import normal_mobile
from simulators.kavenegar.settings import Settings
from simulators.ledger import Row


class IncomingText(BaseModel):
    """A phone writes to a line; without `to` the account's default line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sender: str
    to: str | None = None
    message: str


class Ending(BaseModel):
    """The status a message is moved to by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Status


def message_shape(row: Row) -> dict[str, Any]:
    """A sent message for scripts: everything the ledger knows."""
    names = ("localid", "sender", "receptor", "parts", "cost", "at", "method", "template", "tag", "status")
    return {
        "messageid": row["id"],
        "message": row["text"],
        **{name: row[name] for name in names},
        "arrived_at": row["arrived_at"],
    }


def phone_shape(account: Account, mobile: str) -> dict[str, Any]:
    """The SMS application of one phone: what arrived and what it wrote, oldest first."""
    arrived = account.ledger.rows(
        "SELECT * FROM messages WHERE receptor = ? AND status = ? ORDER BY arrived_at, id", mobile, Status.DELIVERED
    )
    written = account.ledger.rows("SELECT * FROM inbox WHERE sender = ? ORDER BY at, id", mobile)
    messages = [
        {"id": row["id"], "direction": "in", "peer": row["sender"], "text": row["text"],
         "at": row["arrived_at"], "read": bool(row["seen"])}
        for row in arrived
    ] + [
        {"id": row["id"], "direction": "out", "peer": row["line"], "text": row["text"], "at": row["at"], "read": True}
        for row in written
    ]  # fmt: skip
    messages.sort(key=lambda message: (message["at"], message["id"]))
    return {"mobile": mobile, "unread": sum(not message["read"] for message in messages), "messages": messages}


def need_mobile(text: str) -> str:
    """09xxxxxxxxx, or HTTP 422."""
    mobile = normal_mobile(text)
    if mobile is None:
        raise HTTPException(422, "not an Iranian mobile number")
    return mobile


def _add_phone(router: APIRouter, account: Account) -> None:
    @router.get("/phone/{mobile}")
    async def show_phone(mobile: str) -> dict[str, Any]:
        return phone_shape(account, need_mobile(mobile))

    @router.post("/phone/{mobile}/read")
    async def mark_read(mobile: str) -> dict[str, bool]:
        number = need_mobile(mobile)
        account.ledger.run("UPDATE messages SET seen = 1 WHERE receptor = ? AND arrived_at IS NOT NULL", number)
        return {"ok": True}

    @router.post("/inbound")
    async def write(text: IncomingText) -> dict[str, int]:
        line = text.to or account.settings.default_sender
        return {"messageid": account.receive(need_mobile(text.sender), line, text.message)}


def _add_messages(router: APIRouter, account: Account) -> None:
    @router.get("/messages")
    async def list_messages(receptor: str = "", since: int = 0, limit: int = 1000) -> list[dict[str, Any]]:
        mobile = need_mobile(receptor) if receptor else ""
        rows = account.ledger.rows(
            "SELECT * FROM messages WHERE id > ?1 AND (?2 = '' OR receptor = ?2) ORDER BY id LIMIT ?3",
            since, mobile, limit,
        )  # fmt: skip
        return [message_shape(row) for row in rows]

    @router.post("/messages/{number}/status")
    async def end(number: int, ending: Ending) -> dict[str, Any]:
        row = account.message(number)
        if row is None:
            raise HTTPException(404, "no such message")
        account.move(row, ending.status)
        found = account.message(number)
        status = row["status"] if found is None else found["status"]
        return {"messageid": number, "status": status, "statustext": STATUS_TEXT[status]}

    @router.get("/callbacks")
    async def list_callbacks(limit: int = 200) -> list[dict[str, Any]]:
        rows = account.ledger.rows("SELECT * FROM callbacks ORDER BY id DESC LIMIT ?", limit)
        return [dict(row) for row in rows]

    @router.get("/ledger")
    async def list_calls(method: str | None = None, limit: int = 200) -> list[dict[str, Any]]:
        return account.ledger.calls(method, limit)


def create_control(account: Account) -> APIRouter:
    """Mounted at /control/kavenegar."""
    router = APIRouter()
    _add_phone(router, account)
    _add_messages(router, account)

    @router.get("/settings")
    async def show_settings() -> Settings:
        return account.settings

    @router.put("/settings")
    async def set_settings(changes: dict[str, Any]) -> Settings:
        try:
            return account.change(**changes)
        except ValidationError as error:
            raise HTTPException(422, error.errors(include_url=False, include_context=False)) from None

    router.include_router(change_control(account.changes))
    router.include_router(fault_control(account.faults))
    return router
