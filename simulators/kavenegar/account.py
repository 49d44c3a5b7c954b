"""Who holds the messages, the inbox and the credit of the simulated account?"""

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulators.changes import Changes
from simulators.faults import Faults
from simulators.kavenegar.codes import FINAL, REFUNDED, STATUS_TEXT, Refusal, Status
from simulators.kavenegar.parts import count_parts
from simulators.kavenegar.settings import Settings, change_settings, load_settings
from simulators.ledger import Clock, Ledger, Row

SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, localid TEXT UNIQUE, sender TEXT NOT NULL, receptor TEXT NOT NULL,
    text TEXT NOT NULL, parts INTEGER NOT NULL, cost INTEGER NOT NULL, at REAL NOT NULL,
    method TEXT NOT NULL, template TEXT, tag TEXT, status INTEGER NOT NULL, next_at REAL, arrived_at REAL,
    seen INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS messages_due ON messages (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS messages_receptor ON messages (receptor, id);
CREATE TABLE IF NOT EXISTS inbox (
    id INTEGER PRIMARY KEY, sender TEXT NOT NULL, line TEXT NOT NULL, text TEXT NOT NULL, at REAL NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS callbacks (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, url TEXT NOT NULL, http TEXT NOT NULL, fields TEXT NOT NULL,
    due_at REAL, tries INTEGER NOT NULL DEFAULT 0, last TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS callbacks_due ON callbacks (due_at) WHERE due_at IS NOT NULL;
"""
FIRST_ID = 85_463_238


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One message about to be accepted."""

    receptor: str
    text: str
    sender: str
    method: str
    localid: str | None = None
    send_at: float | None = None
    template: str | None = None
    tag: str | None = None


class Account:
    """Everything behind one API key."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.changes = Changes(ledger)
        self.faults = Faults(ledger)
        self._recent: deque[float] = deque()

    @property
    def now(self) -> float:
        """Unix seconds."""
        return self.ledger.clock()

    @property
    def settings(self) -> Settings:
        """The panel as it stands."""
        return load_settings(self.ledger)

    def change(self, **values: object) -> Settings:
        """Change settings."""
        return change_settings(self.ledger, dict(values))

    def throttle(self) -> None:
        """Refuse with 451 when more calls came within a second than allowed."""
        allowed = self.settings.calls_per_second
        while self._recent and self._recent[0] <= self.now - 1:
            self._recent.popleft()
        if allowed and len(self._recent) >= allowed:
            raise Refusal(451)
        self._recent.append(self.now)

    def accept(self, drafts: Sequence[Draft]) -> list[Row]:
        """Take messages in, all or none; a known localid gives the earlier message instead (channels.md 1.1)."""
        settings = self.settings
        with self.ledger.together():
            known = {draft.localid for draft in drafts if draft.localid and self.by_localid(draft.localid)}
            price = sum(self._price(draft, settings) for draft in drafts if draft.localid not in known)
            if price > settings.credit:
                raise Refusal(418)
            ids: list[int] = []
            for draft in drafts:
                earlier = self.by_localid(draft.localid) if draft.localid else None
                ids.append(self._insert(draft, settings) if earlier is None else int(earlier["id"]))
            if price:
                self.change(credit=settings.credit - price)
        return [row for row in map(self.message, ids) if row is not None]

    @staticmethod
    def _price(draft: Draft, settings: Settings) -> int:
        return count_parts(draft.text) * settings.price_per_part

    def _insert(self, draft: Draft, settings: Settings) -> int:
        later = draft.send_at is not None and draft.send_at > self.now
        wait = 0.0 if draft.template else settings.queue_seconds
        number = max(FIRST_ID, self.ledger.number("SELECT MAX(id) FROM messages")) + 1
        self.ledger.run(
            "INSERT INTO messages (id, localid, sender, receptor, text, parts, cost, at, method, template, tag,"
            " status, next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            number, draft.localid, draft.sender, draft.receptor, draft.text, count_parts(draft.text),
            self._price(draft, settings), self.now, draft.method, draft.template, draft.tag,
            Status.SCHEDULED if later else Status.QUEUED, draft.send_at if later else self.now + wait,
        )  # fmt: skip
        self.changes.announce("accepted", draft.receptor, messageid=number)
        return number

    def message(self, number: int) -> Row | None:
        """One sent message."""
        return self.ledger.row("SELECT * FROM messages WHERE id = ?", number)

    def by_localid(self, localid: str) -> Row | None:
        """The message accepted with this client id."""
        return self.ledger.row("SELECT * FROM messages WHERE localid = ?", localid)

    def move(self, row: Row, status: int, next_at: float | None = None) -> None:
        """Move a message forward; reports and refunds follow. A final message stays as it is."""
        if row["status"] in FINAL:
            return
        arrived = self.now if status == Status.DELIVERED else None
        settings = self.settings
        with self.ledger.together():
            self.ledger.run(
                "UPDATE messages SET status = ?, next_at = ?, arrived_at = ? WHERE id = ?",
                status, next_at, arrived, row["id"],
            )  # fmt: skip
            if status in REFUNDED and row["cost"]:
                self.change(credit=settings.credit + row["cost"])
            for _ in range(settings.delivery_repeats if settings.delivery_url else 0):
                self.plan_callback("delivery", {"messageid": str(row["id"]), "status": str(status)})
        self.changes.announce("status", row["receptor"], messageid=row["id"], status=status)

    def receive(self, sender: str, line: str, text: str) -> int:
        """An SMS comes in from a phone; gives its messageid."""
        number = max(FIRST_ID, self.ledger.number("SELECT MAX(id) FROM inbox")) + 1
        with self.ledger.together():
            self.ledger.run(
                "INSERT INTO inbox (id, sender, line, text, at) VALUES (?, ?, ?, ?, ?)",
                number, sender, line, text, self.now,
            )  # fmt: skip
            if self.settings.inbound_url:
                fields = {"messageid": str(number), "from": sender, "to": line, "message": text}
                self.plan_callback("inbound", fields)
        self.changes.announce("inbound", sender, messageid=number)
        return number

    def plan_callback(self, kind: str, fields: dict[str, str]) -> None:
        """Queue a call to the customer's server."""
        settings = self.settings
        delivery = kind == "delivery"
        self.ledger.run(
            "INSERT INTO callbacks (kind, url, http, fields, due_at) VALUES (?, ?, ?, ?, ?)",
            kind, settings.delivery_url if delivery else settings.inbound_url,
            settings.delivery_method if delivery else settings.inbound_method, json.dumps(fields), self.now,
        )  # fmt: skip


def open_account(data: Path, *, clock: Clock) -> Account:
    """The account whose ledger lies at data/kavenegar.db."""
    return Account(Ledger(data / "kavenegar.db", SCHEMA, clock=clock))


def sent_entry(row: Row) -> dict[str, object]:
    """The wire shape of one sent message."""
    return {
        "messageid": row["id"],
        "message": row["text"],
        "status": row["status"],
        "statustext": STATUS_TEXT[row["status"]],
        "sender": row["sender"],
        "receptor": row["receptor"],
        "date": int(row["at"]),
        "cost": row["cost"],
    }
