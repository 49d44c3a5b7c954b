"""Does the audit find what it is there to find? One wrong thing at a time in books and ledgers that agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bench.cluster.audit import compare
from bench.cluster.books import Books
from bench.cluster.ledgers import Ledgers
from bench.phrases import phrase


def message(number: int, kind: str, **more: Any) -> dict[str, Any]:
    row = {"id": number, "kind": kind, "lane": "replies", "channel": "sms", "state": "sent", "reason": None}
    return {**row, "tries": 1, "in_doubt": False, **more}


def call(number: int, text: str, at: float, **more: Any) -> dict[str, Any]:
    made = {"id": number, "method": "sendMessage", "chat_id": 7, "fields": {"text": text}, "at": at, "status": 200}
    return {**made, **more}


BOOKS = Books(
    slips=[{"serial": 1, "number": "1", "state": "paid", "contract": 5, "payment_reference": "r1"}],
    payments=[{"id": "p1", "slip": 1, "state": "paid", "authority": "A1", "amount": 900}],
    outbox=[message(11, "slip-issued"), message(12, "payment-received"), message(13, "code", lane="codes")],
    contributions=[{"contract": 5, "month": 14050401, "reference": "r1"}],
    parked=[],
    stuck=0,
)
LEDGERS = Ledgers(
    sms=[
        {"localid": str(number), "receptor": "09120000000", "message": f"text {number}", "status": 10}
        for number in (11, 12, 13)
    ],
    sessions=[{"authority": "A1", "state": "VERIFIED", "rial": 900}],
    updates=[
        {"chat_id": 7, "kind": "message", "created": 1.0, "delivered": 2.1, "state": "delivered", "attempts": 1},
        {"chat_id": 7, "kind": "message", "created": 3.0, "delivered": 4.8, "state": "delivered", "attempts": 1},
    ],
    calls=[call(1, phrase("identify-national-id"), 2.0), call(2, phrase("pay-paid"), 4.0)],
)


def test_books_that_agree_give_no_finding() -> None:
    findings, figures = compare(BOOKS, LEDGERS)
    assert findings == []
    assert figures["rial verified"] == figures["rial booked"] == 900
    assert (figures["paid"], figures["messages shown"]) == (1, 2)


BROKEN_BOOKS: dict[str, dict[str, Any]] = {
    "verified at the bank and not booked": {"payments": []},
    "booked with another amount": {"payments": [{**BOOKS.payments[0], "amount": 901}]},
    "2 paid payments for one slip": {"payments": [BOOKS.payments[0], {**BOOKS.payments[0], "authority": "A2"}]},
    "2 contribution records for one month": {"contributions": [*BOOKS.contributions, *BOOKS.contributions]},
    "1 paid slips of one month, 0 contribution records": {"contributions": []},
    "parked updates: 1 (KeyError 1)": {"parked": [{"id": 1, "error": "KeyError"}]},
    "work given up by the engine: 2": {"stuck": 2},
    "messages at the provider that our outbox does not know": {"outbox": BOOKS.outbox[:2]},
    "messages still wait: 1": {"outbox": [*BOOKS.outbox[:2], message(13, "code", lane="codes", state="sending")]},
    "messages failed: 1 (gave-up 1)": {"outbox": [*BOOKS.outbox, message(14, "x", state="failed", reason="gave-up")]},
    "messages unknown: 1": {"outbox": [*BOOKS.outbox[:2], message(13, "code", lane="codes", state="unknown")]},
    "messages we call unsent are at the provider": {
        "outbox": [*BOOKS.outbox[:2], message(13, "code", lane="codes", state="skipped", reason="expired")]
    },
    "2 SMS slip-issued sent for 1": {"outbox": [*BOOKS.outbox, message(14, "slip-issued")]},
}
BROKEN_LEDGERS: dict[str, dict[str, Any]] = {
    "booked and not verified at the bank": {"sessions": []},
    "taken by the bank and neither verified nor given back": {
        "sessions": [*LEDGERS.sessions, {"authority": "A3", "state": "PAID", "rial": 5}]
    },
    "messages we call sent are unknown to the provider": {"sms": LEDGERS.sms[:2]},
    "the same SMS to the same phone again: 1": {"sms": [*LEDGERS.sms, {**LEDGERS.sms[0], "localid": "12"}]},
    "updates that Telegram still holds: 1": {
        "updates": [*LEDGERS.updates[:1], {**LEDGERS.updates[1], "state": "pending"}]
    },
    "people without an answer: 1": {"calls": LEDGERS.calls[:1]},
    "chats in which things were said out of order: 1": {
        "calls": [{**LEDGERS.calls[1], "at": 2.0}, {**LEDGERS.calls[0], "at": 4.0}]
    },
}


@pytest.mark.parametrize("wanted", BROKEN_BOOKS)
def test_what_is_wrong_in_our_books_is_found(wanted: str) -> None:
    findings, _ = compare(replace(BOOKS, **BROKEN_BOOKS[wanted]), LEDGERS)
    assert any(wanted in finding for finding in findings), findings


@pytest.mark.parametrize("wanted", BROKEN_LEDGERS)
def test_what_is_wrong_outside_is_found(wanted: str) -> None:
    findings, _ = compare(BOOKS, replace(LEDGERS, **BROKEN_LEDGERS[wanted]))
    assert any(wanted in finding for finding in findings), findings


def test_a_message_said_twice_without_an_act_between_is_counted() -> None:
    again = [*LEDGERS.calls, call(3, phrase("pay-paid"), 4.5), call(4, phrase("pay-paid"), 4.6, status=429)]
    findings, figures = compare(BOOKS, replace(LEDGERS, calls=again))
    assert (findings, figures["shown again"]) == ([], 1)


def test_the_same_words_about_two_acts_are_no_repetition() -> None:
    stale = "already answered"
    updates = [{**LEDGERS.updates[0], "created": 1.0}, {**LEDGERS.updates[1], "created": 1.5}]
    calls = [call(1, stale, 2.0), call(2, stale, 2.5), call(3, phrase("pay-paid"), 4.0)]
    _, figures = compare(BOOKS, replace(LEDGERS, calls=calls, updates=updates))
    assert figures["shown again"] == 0, "the second act was made while the first was answered"
