"""Do the ledgers of the outside world agree with our own books? One finding a line; none means yes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from backend.kit.db import Database
from bench.cluster.books import Books, Rows, read_books
from bench.cluster.chats import Seen, look_at_chats
from bench.cluster.ledgers import Ledgers, read_ledgers
from simulators.person import Street

_LEFT = frozenset({"sent", "delivered"})
_WAITING = frozenset({"queued", "sending"})


async def audit(database: Database, street: Street) -> tuple[list[str], dict[str, int]]:
    """Findings, and the figures they rest on. Street first: what our books say is then at least as new."""
    ledgers = await read_ledgers(street)
    return compare(await read_books(database), ledgers)


def compare(books: Books, ledgers: Ledgers) -> tuple[list[str], dict[str, int]]:
    """The same of what has been read."""
    seen = look_at_chats(ledgers)
    findings = [*_money(books, ledgers), *_messages(books, ledgers), *_effects(books), *_chats(seen)]
    return findings, _figures(books, ledgers, seen)


def _figures(books: Books, ledgers: Ledgers, seen: Seen) -> dict[str, int]:
    states = Counter(row["state"] for row in books.outbox)
    return {
        "chats": seen.chats,
        "acts of people": len(ledgers.updates),
        "posted again": seen.tried_again,
        "messages shown": seen.shown,
        "shown again": seen.repeated,
        "slips": len(books.slips),
        "paid": len(books.paid),
        "contributions": len(books.contributions),
        "payments": len(books.payments),
        "rial verified": sum(int(session["rial"]) for session in _verified(ledgers)),
        "rial booked": sum(int(row["amount"]) for row in books.payments if row["state"] == "paid"),
        "sms at the provider": len(ledgers.sms),
        "outbox left": states["sent"] + states["delivered"],
        "outbox waiting": states["queued"] + states["sending"],
        "outbox skipped": states["skipped"],
        "outbox failed": states["failed"],
        "outbox in doubt": states["unknown"],
        "parked updates": len(books.parked),
    }


def _verified(ledgers: Ledgers) -> Rows:
    return [session for session in ledgers.sessions if session["state"] == "VERIFIED"]


def _money(books: Books, ledgers: Ledgers) -> Iterator[str]:
    verified = {str(session["authority"]): int(session["rial"]) for session in _verified(ledgers)}
    booked = {str(row["authority"]): int(row["amount"]) for row in books.payments if row["state"] == "paid"}
    if missing := verified.keys() - booked.keys():
        yield f"verified at the bank and not booked: {len(missing)}"
    if invented := booked.keys() - verified.keys():
        yield f"booked and not verified at the bank: {len(invented)}"
    if wrong := [one for one in verified.keys() & booked.keys() if verified[one] != booked[one]]:
        yield f"booked with another amount than at the bank: {len(wrong)}"
    if held := sum(session["state"] == "PAID" for session in ledgers.sessions):
        yield f"taken by the bank and neither verified nor given back: {held}"
    for times in Counter(row["slip"] for row in books.payments if row["state"] == "paid").values():
        if times > 1:
            yield f"{times} paid payments for one slip"


def _effects(books: Books) -> Iterator[str]:
    for times in Counter((row["contract"], row["month"]) for row in books.contributions).values():
        if times > 1:
            yield f"{times} contribution records for one month"
    if len(books.contributions) != len(books.paid):
        yield f"{len(books.paid)} paid slips of one month, {len(books.contributions)} contribution records"
    if books.parked:
        yield f"parked updates: {len(books.parked)} ({_most(books.parked, 'error')})"
    if books.stuck:
        yield f"work given up by the engine: {books.stuck}"


def _messages(books: Books, ledgers: Ledgers) -> Iterator[str]:
    ours = {str(row["id"]) for row in books.messages(channel="sms")}
    theirs = {str(message["localid"]) for message in ledgers.sms}
    left = {str(row["id"]) for row in books.messages(channel="sms", states=_LEFT)}
    unsent = {str(row["id"]) for row in books.messages(channel="sms", states=frozenset({"skipped", "failed"}))}
    if lost := left - theirs:
        yield f"messages we call sent are unknown to the provider: {len(lost)}"
    if secret := unsent & theirs:
        yield f"messages we call unsent are at the provider: {len(secret)}"
    if strange := theirs - ours:
        yield f"messages at the provider that our outbox does not know: {len(strange)}"
    twice = Counter((message["receptor"], message["message"]) for message in ledgers.sms)
    if again := sum(times - 1 for times in twice.values()):
        yield f"the same SMS to the same phone again: {again}"
    yield from _endings(books)
    kinds = Counter(row["kind"] for row in books.messages(channel="sms", states=_LEFT))
    for kind, wanted in (("slip-issued", len(books.slips)), ("payment-received", len(books.paid))):
        if kinds[kind] != wanted:
            yield f"{kinds[kind]} SMS {kind} sent for {wanted}"


def _endings(books: Books) -> Iterator[str]:
    """Every message has left, or is a code that nobody waits for any more."""
    if waiting := books.messages(states=_WAITING):
        yield f"messages still wait: {len(waiting)}"
    for state in ("failed", "unknown", "skipped"):
        rows = [
            row
            for row in books.messages(states=frozenset({state}))
            if not (row["lane"] == "codes" and row["reason"] == "expired")
        ]
        if rows:
            yield f"messages {state}: {len(rows)} ({_most(rows, 'reason')})"


def _chats(seen: Seen) -> Iterator[str]:
    if seen.waiting:
        yield f"updates that Telegram still holds: {seen.waiting}"
    if seen.unanswered:
        yield f"people without an answer: {seen.unanswered}"
    if seen.out_of_order:
        yield f"chats in which things were said out of order: {seen.out_of_order}"


def _most(rows: Rows, field: str) -> str:
    counts = Counter(str(row[field]) for row in rows)
    return ", ".join(f"{name} {times}" for name, times in counts.most_common(3))
