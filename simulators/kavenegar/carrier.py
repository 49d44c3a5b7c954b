"""What does the telephone network do with an accepted message, and who tells the customer's server?"""

import asyncio
import json
import logging

import httpx2

from simulators.kavenegar.account import Account
from simulators.kavenegar.codes import Status
from simulators.ledger import Row

TICK = 0.05
BATCH = 100
log = logging.getLogger(__name__)


def move_due(account: Account) -> int:
    """Move every message whose time has come one state forward; gives how many were moved."""
    settings = account.settings
    rows = account.ledger.rows("SELECT * FROM messages WHERE next_at <= ? ORDER BY next_at LIMIT ?", account.now, BATCH)
    for row in rows:
        ending = settings.outcomes.get(row["receptor"], settings.outcomes.get("*", int(Status.DELIVERED)))
        if row["template"] and ending == Status.BLOCKED:
            ending = int(Status.DELIVERED)
        if row["status"] in {Status.QUEUED, Status.SCHEDULED}:
            if settings.debugmode == "enabled":
                account.move(row, Status.CANCELLED)
            elif ending == Status.BLOCKED:
                account.move(row, Status.BLOCKED)
            else:
                sent = Status.SENT if row["id"] % 2 else Status.SENT_TOO
                account.move(row, sent, account.now + settings.operator_seconds)
        else:
            account.move(row, ending)
    return len(rows)


def due_callbacks(account: Account) -> list[Row]:
    """Calls to the customer's server whose time has come."""
    return account.ledger.rows(
        "SELECT * FROM callbacks WHERE due_at <= ? ORDER BY due_at, id LIMIT ?", account.now, BATCH
    )


async def make_callback(account: Account, client: httpx2.AsyncClient, row: Row) -> None:
    """Call the customer's server once; anything but 2xx is tried again, later each time."""
    fields = json.loads(row["fields"])
    try:
        if row["http"] == "GET":
            answer = await client.get(row["url"], params=fields)
        else:
            answer = await client.post(row["url"], data=fields)
        result, done = f"HTTP {answer.status_code}", answer.is_success
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        result, done = type(error).__name__, False
    tries = row["tries"] + 1
    give_up = tries >= account.settings.callback_tries
    due = None if done or give_up else account.now + min(60.0, 0.5 * 2 ** (tries - 1))
    account.ledger.run(
        "UPDATE callbacks SET tries = ?, due_at = ?, last = ? WHERE id = ?", tries, due, result, row["id"]
    )


async def run_carrier(account: Account) -> None:
    """Go on for ever: statuses forward, call-backs out."""
    async with httpx2.AsyncClient(timeout=10.0, trust_env=False) as client:
        while True:
            try:
                moved = move_due(account)
                calls = due_callbacks(account)
                await asyncio.gather(*(make_callback(account, client, row) for row in calls))
                busy = moved == BATCH or len(calls) == BATCH
            except Exception:
                log.exception("the carrier stumbled")
                busy = False
            await asyncio.sleep(0 if busy else TICK)
