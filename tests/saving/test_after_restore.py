"""A disaster, whole: saved in the middle of everything, lost, brought back. Is nothing sent twice and nothing paid lost?"""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import httpx2
import pytest

from backend.kit.db import Database
from bench.cluster.audit import audit
from bench.cluster.payer import Payer, pay_and_lose_the_return, pay_and_return
from bench.phrases import phrase
from bimeyar.people import find_people
from simulators.person import Citizen, Street
from tests.databases import rows_of
from tests.journeys.test_commands import command
from tests.watch.ground import KINDS, standing
from tests.watch.town import ROLES, Town, running_town

WAITING = "SELECT COUNT(*) FROM outbox_messages WHERE channel = 'sms' AND state IN ('queued', 'sending')"

FORGOTTEN = "messages at the provider that our outbox does not know: 1"
"""The receipt of the lost time: it reached the phone, and no book of ours remembers it."""


class AtTheBank:
    """People who stand before the bank's page until they are let in."""

    def __init__(self) -> None:
        self.there, self.open = 0, {False: asyncio.Event(), True: asyncio.Event()}

    async def with_return(self, citizen: Citizen, authority: str) -> None:
        await self._wait(lost=False)
        await pay_and_return(citizen, authority)

    async def without_return(self, citizen: Citizen, authority: str) -> None:
        await self._wait(lost=True)
        await pay_and_lose_the_return(citizen, authority)

    async def _wait(self, *, lost: bool) -> None:
        self.there += 1
        await self.open[lost].wait()


async def until_so(what: object, *, seconds: float = 60) -> None:
    for _ in range(int(seconds * 5)):
        if await what():  # type: ignore[operator]
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"it did not come to be: {what}")


async def told(town: Town, *words: str, **more: str) -> None:
    code, said = await command(*words, env=town.env | more)
    assert code == 0, said


async def people(town: Town, count: int) -> list[dict[str, str]]:
    database = Database(url=town.settings.database)
    try:
        return await find_people(database, town.settings.vault(), situation="self-employed-12", limit=count)
    finally:
        await database.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_is_sent_twice_and_nothing_paid_is_lost(kind: str, tmp_path: Path) -> None:
    bank, file = AtTheBank(), str(tmp_path / "night.bimeyar")
    async with standing(kind, tmp_path) as ground, running_town(tmp_path, ground) as town:
        rows = await people(town, 3)
        async with httpx2.AsyncClient(trust_env=False, timeout=30) as client:
            street = Street(town.street, client, patience=60)
            citizens = [
                await Citizen.arrive(street, name="n", mobile=row["mobile"], number=700_000 + n)
                for n, row in enumerate(rows)
            ]
            await Payer(citizens[0], rows[0]).finish(within=120)
            # what the next two are told reaches their phones, and we never learn it
            for method, wrong in (("sms/send", "lost"), ("sms/statuslocalmessageid", "html")):
                await street.ask("POST", "/kavenegar/faults", {"method": method, "kind": wrong, "times": 5000})
            paying = [
                asyncio.create_task(Payer(citizen, row, pays=pays).finish(within=400))
                for citizen, row, pays in zip(
                    citizens[1:], rows[1:], (bank.with_return, bank.without_return), strict=True
                )
            ]

            async def all_are_told_of_their_slip() -> bool:
                sent = await street.ask("GET", "/kavenegar/messages")
                return bank.there == 2 and sum(phrase("sms-slip-issued") in one["message"] for one in sent) == 3

            await until_so(all_are_told_of_their_slip)
            await told(town, "backup", "--to", file, "--verify")
            assert rows_of(ground.database, WAITING)[0][0] >= 2, "the provider has them and our books do not know"

            # the lost time: one pays and has the receipt, the other pays when we are gone
            await street.ask("DELETE", "/kavenegar/faults")
            bank.open[False].set()
            await paying[0]

            async def the_receipt_is_on_the_phone() -> bool:
                sent = await street.ask("GET", f"/kavenegar/messages?receptor={rows[1]['mobile']}")
                return any(phrase("sms-payment-received") in one["message"] for one in sent)

            await until_so(the_receipt_is_on_the_phone)
            await town.stop()
            bank.open[True].set()
            new = await _new_database(ground, tmp_path)
            if ground.redis is not None:
                await ground.redis.kill()
                await ground.redis.remove()
                await ground.redis.start()
            await told(town, "restore", "--from", file, BIMEYAR_DATABASE=new)
            for role in ROLES:
                await town.start(role, BIMEYAR_DATABASE=new)
            await town.wait_until_ready()
            await paying[1]
            findings, figures = await _settled(new, street)
            sent = await street.ask("GET", "/kavenegar/messages")
    assert figures["paid"] == figures["contributions"] == 3
    assert figures["rial booked"] == figures["rial verified"] > 0
    assert figures["outbox waiting"] == figures["outbox in doubt"] == figures["outbox failed"] == 0
    said = Counter((one["receptor"], one["message"].rpartition("\n")[0]) for one in sent)  # without the minute
    again = [text for (_, text), times in said.items() if times > 1]
    assert len(again) == 1, "only the receipt of the lost time is said again, for our books had forgotten it"
    assert phrase("sms-payment-received").rpartition("\n")[0] in again[0]
    assert sum(said.values()) == len(said) + 1
    assert findings == [FORGOTTEN]


async def _new_database(ground: object, folder: Path) -> str:
    if ground.postgres is None:  # type: ignore[attr-defined]
        return f"sqlite+aiosqlite:///{folder / 'new.db'}"
    made: str = await ground.postgres.make_database("new", template="template0")  # type: ignore[attr-defined]
    return made


async def _settled(url: str, street: Street) -> tuple[list[str], dict[str, int]]:
    """The findings of the audit but one, once nothing waits any more: no message, no payment, no update, no person.

    What it would say of the receipt that is said again depends on whether the minute in its text is the same.
    """
    database = Database(url=url)
    try:
        for _ in range(120):
            found, figures = await audit(database, street)
            findings = [one for one in found if one != "the same SMS to the same phone again: 1"]
            if not figures["outbox waiting"] and figures["paid"] == 3 and findings == [FORGOTTEN]:
                break
            await asyncio.sleep(1)
        return findings, figures
    finally:
        await database.close()
