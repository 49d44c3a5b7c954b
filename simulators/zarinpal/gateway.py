"""Who holds the payment sessions, and how may each of them go on?"""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlencode

from simulators.changes import Changes
from simulators.faults import Faults
from simulators.ledger import Clock, Ledger, Row
from simulators.zarinpal.cards import TEST_PASSWORD, Card
from simulators.zarinpal.codes import Refusal
from simulators.zarinpal.settings import Settings, change_settings, load_settings

SCHEMA = """
CREATE TABLE IF NOT EXISTS payments (
    id INTEGER PRIMARY KEY, authority TEXT NOT NULL UNIQUE, merchant TEXT NOT NULL, amount INTEGER NOT NULL,
    currency TEXT NOT NULL, description TEXT NOT NULL, callback_url TEXT NOT NULL, metadata TEXT NOT NULL,
    at REAL NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, otp TEXT,
    paid_at REAL, verified_at REAL, ref_id INTEGER, card_pan TEXT, card_hash TEXT);
CREATE INDEX IF NOT EXISTS payments_state ON payments (state);
"""


class State(StrEnum):
    """Where a payment stands, in ZarinPal's words."""

    IN_BANK = "IN_BANK"
    PAID = "PAID"
    VERIFIED = "VERIFIED"
    FAILED = "FAILED"
    REVERSED = "REVERSED"


@dataclass(frozen=True, slots=True)
class Payment:
    """One session. `amount` is in the currency of the request, `rial` always in rial; times in Unix seconds."""

    id: int
    authority: str
    merchant: str
    amount: int
    currency: str
    description: str
    callback_url: str
    metadata: str
    at: float
    state: State
    tries: int
    otp: str | None
    paid_at: float | None
    verified_at: float | None
    ref_id: int | None
    card_pan: str | None
    card_hash: str | None

    @property
    def rial(self) -> int:
        """The amount in rial."""
        return self.amount * (10 if self.currency == "IRT" else 1)

    @property
    def return_url(self) -> str:
        """Where the browser is sent after the bank."""
        status = "OK" if self.state in {State.PAID, State.VERIFIED} else "NOK"
        mark = "&" if "?" in self.callback_url else "?"
        return f"{self.callback_url}{mark}{urlencode({'Authority': self.authority, 'Status': status})}"


class Gateway:
    """The gateway and the bank behind it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.changes = Changes(ledger)
        self.faults = Faults(ledger)

    @property
    def now(self) -> float:
        """Unix seconds."""
        return self.ledger.clock()

    @property
    def settings(self) -> Settings:
        """The settings as they stand."""
        return load_settings(self.ledger)

    def change(self, **values: object) -> Settings:
        """Change settings."""
        return change_settings(self.ledger, dict(values))

    def open_payment(
        self, *, merchant: str, amount: int, currency: str, description: str, callback_url: str, metadata: str
    ) -> Payment:
        """A new session, IN_BANK; its authority has 36 characters."""
        authority = "A" + "".join(secrets.choice("0123456789") for _ in range(35))
        self.ledger.run(
            "INSERT INTO payments (authority, merchant, amount, currency, description, callback_url, metadata, at,"
            " state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            authority, merchant, amount, currency, description, callback_url, metadata, self.now, State.IN_BANK,
        )  # fmt: skip
        self.changes.announce("opened", authority, state=State.IN_BANK)
        return self.need(authority)

    def find(self, authority: str) -> Payment | None:
        """A session as it stands now, with time-outs applied."""
        row = self.ledger.row("SELECT * FROM payments WHERE authority = ?", authority)
        return None if row is None else self._aged(_payment(row))

    def need(self, authority: str) -> Payment:
        """A session; an unknown authority is -54."""
        found = self.find(authority)
        if found is None:
            raise Refusal(-54)
        return found

    def newest(self, state: str = "", limit: int = 1000) -> list[Payment]:
        """The newest sessions first."""
        rows = self.ledger.rows("SELECT * FROM payments ORDER BY id DESC LIMIT ?", limit)
        found = [self._aged(_payment(row)) for row in rows]
        return [payment for payment in found if not state or payment.state == state]

    def _aged(self, payment: Payment) -> Payment:
        settings = self.settings
        if payment.state is State.IN_BANK and self.now > payment.at + settings.session_seconds:
            return self._move(payment, State.FAILED)
        if payment.state is State.PAID and self.now > (payment.paid_at or 0) + settings.return_seconds:
            return self._move(payment, State.REVERSED)
        return payment

    def _move(self, payment: Payment, state: State) -> Payment:
        self.ledger.run("UPDATE payments SET state = ? WHERE id = ?", state, payment.id)
        self.changes.announce("state", payment.authority, state=state)
        row = self.ledger.row("SELECT * FROM payments WHERE id = ?", payment.id)
        return payment if row is None else _payment(row)

    def take_money(self, payment: Payment, card: Card) -> Payment:
        """The bank takes the money: IN_BANK → PAID."""
        if payment.state is not State.IN_BANK:
            return payment
        with self.ledger.together():
            self.ledger.run(
                "UPDATE payments SET paid_at = ?, ref_id = ?, card_pan = ?, card_hash = ? WHERE id = ?",
                self.now, 200_000_000 + payment.id, card.masked, card.hash, payment.id,
            )  # fmt: skip
            return self._move(payment, State.PAID)

    def fail(self, payment: Payment) -> Payment:
        """Cancelled by the payer, timed out, or refused by the bank: IN_BANK → FAILED."""
        return self._move(payment, State.FAILED) if payment.state is State.IN_BANK else payment

    def refuse_password(self, payment: Payment) -> Payment:
        """One wrong second password; the last allowed one fails the payment."""
        self.ledger.run("UPDATE payments SET tries = tries + 1 WHERE id = ?", payment.id)
        if payment.tries + 1 >= self.settings.password_tries:
            return self.fail(payment)
        return self.need(payment.authority)

    def knows_password(self, payment: Payment, password: str) -> bool:
        """The fixed test password, or the one-time password asked for on the page."""
        return password == TEST_PASSWORD or (payment.otp is not None and password == payment.otp)

    def issue_otp(self, payment: Payment) -> str:
        """A new one-time second password of six digits."""
        otp = f"{secrets.randbelow(900_000) + 100_000}"
        self.ledger.run("UPDATE payments SET otp = ? WHERE id = ?", otp, payment.id)
        return otp

    def verify(self, payment: Payment) -> int:
        """PAID → VERIFIED is 100, VERIFIED again 101, anything else -51."""
        if payment.state is State.VERIFIED:
            return 101
        if payment.state is not State.PAID:
            raise Refusal(-51)
        with self.ledger.together():
            self.ledger.run("UPDATE payments SET verified_at = ? WHERE id = ?", self.now, payment.id)
            self._move(payment, State.VERIFIED)
        return 100

    def reverse(self, payment: Payment) -> None:
        """Give the money back within the allowed time: -61 not paid, -62 no server address, -63 too late."""
        settings = self.settings
        if payment.state not in {State.PAID, State.VERIFIED}:
            raise Refusal(-61)
        if not settings.ip_registered:
            raise Refusal(-62)
        if self.now > (payment.paid_at or 0) + settings.reverse_seconds:
            raise Refusal(-63)
        self._move(payment, State.REVERSED)


def open_gateway(data: Path, *, clock: Clock) -> Gateway:
    """The gateway whose ledger lies at data/zarinpal.db."""
    return Gateway(Ledger(data / "zarinpal.db", SCHEMA, clock=clock))


def _payment(row: Row) -> Payment:
    return Payment(**(dict(row) | {"state": State(row["state"])}))
