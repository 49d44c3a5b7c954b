"""Do the ledgers of the outside world agree with our own books? One finding a line; none means yes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import text

from backend.kit.db import Database
from simulators.person import Street


async def audit(database: Database, street: Street) -> tuple[list[str], dict[str, int]]:
    """Findings, and the counts they rest on."""
    rows = await _books(database)
    findings: list[str] = []
    findings += _payments(rows, await street.ask("GET", "/zarinpal/payments?limit=100000"))
    sms = await street.ask("GET", "/kavenegar/messages?limit=100000")
    findings += _messages(rows, sms)
    paid = [slip for slip in rows["slips"] if slip["state"] == "paid"]
    months = Counter((month["contract"], month["month"]) for month in rows["paid_months"])
    findings += [f"{times} contribution records for one month" for times in months.values() if times > 1]
    if len(rows["paid_months"]) != len(paid):
        findings.append(f"{len(paid)} paid slips of one month, {len(rows['paid_months'])} contribution records")
    return findings, {
        "slips": len(rows["slips"]),
        "paid": len(paid),
        "contributions": len(rows["paid_months"]),
        "payments": len(rows["payments"]),
        "outbox sms": len(rows["outbox"]),
        "sms at the provider": len(sms),
    }


async def _books(database: Database) -> dict[str, list[dict[str, Any]]]:
    questions = {
        "slips": "SELECT serial, number, state, contract, payment_reference FROM slips",
        "payments": "SELECT id, slip, state, authority, amount FROM payments",
        "outbox": "SELECT id, kind, state, tries, provider_id FROM outbox_messages WHERE channel = 'sms'",
        "paid_months": (
            "SELECT c.contract, c.month, c.reference FROM register_contributions c "
            "JOIN slips s ON s.payment_reference = c.reference"
        ),
    }
    async with database.begin() as connection:
        return {
            name: [dict(row._mapping) for row in await connection.execute(text(sql))] for name, sql in questions.items()
        }


def _payments(rows: dict[str, list[dict[str, Any]]], sessions: list[dict[str, Any]]) -> list[str]:
    verified = {session["authority"] for session in sessions if session["state"] == "VERIFIED"}
    booked = {payment["authority"] for payment in rows["payments"] if payment["state"] == "paid"}
    findings = [f"verified at the bank and not booked: {len(verified - booked)}"] if verified - booked else []
    if booked - verified:
        findings.append(f"booked and not verified at the bank: {len(booked - verified)}")
    per_slip = Counter(payment["slip"] for payment in rows["payments"] if payment["state"] == "paid")
    return findings + [f"{times} paid payments for one slip" for times in per_slip.values() if times > 1]


def _messages(rows: dict[str, list[dict[str, Any]]], sms: list[dict[str, Any]]) -> list[str]:
    findings = []
    by_localid = Counter(str(message["localid"]) for message in sms)
    twice = [localid for localid, times in by_localid.items() if times > 1]
    if twice:
        findings.append(f"{len(twice)} messages stand twice at the provider")
    sent = {str(row["id"]) for row in rows["outbox"] if row["state"] in {"sent", "delivered"}}
    if sent - by_localid.keys():
        findings.append(f"{len(sent - by_localid.keys())} messages we call sent are unknown to the provider")
    unsent = {str(row["id"]) for row in rows["outbox"] if row["state"] in {"skipped", "failed"}}
    if unsent & by_localid.keys():
        findings.append(f"{len(unsent & by_localid.keys())} messages we call unsent are at the provider")
    if by_localid.keys() - {str(row["id"]) for row in rows["outbox"]}:
        findings.append("the provider has messages that our outbox does not know")
    kinds = Counter(row["kind"] for row in rows["outbox"] if row["state"] in {"sent", "delivered"})
    paid = sum(slip["state"] == "paid" for slip in rows["slips"])
    for kind, wanted in (("slip-issued", len(rows["slips"])), ("payment-received", paid)):
        if kinds[kind] != wanted:
            findings.append(f"{kinds[kind]} SMS {kind} sent for {wanted}")
    return findings
