"""One day in a town: a person goes from hello to the receipt, says and sends what should never be written down, things break."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import httpx2
import pytest
import pytest_asyncio

from backend.kit.db import Database
from bench.cluster.payer import Payer
from bench.phrases import label, phrase, plain
from bimeyar.people import find_people
from simulators.person import Citizen, Street, latin
from tests.watch.ground import KINDS, standing
from tests.watch.town import Town, running_town

_ONE_CALL = httpx2.Limits(max_keepalive_connections=0)
"""The public address of a town looks at the first line of a connection."""


@dataclass(slots=True)
class Day:
    """What happened, in whose words, and what the figures said at its end."""

    town: Town
    planted: dict[str, str] = field(default_factory=dict)
    figures: str = ""

    def plant(self, what: str, value: str) -> str:
        """Something that must not be found anywhere afterwards."""
        self.planted[what] = value
        return value


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=KINDS)
async def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Day]:
    folder = tmp_path_factory.mktemp("town")
    async with standing(request.param, folder) as ground, running_town(folder, ground) as town:
        lived = Day(town, dict(ground.passwords))
        for name, value in town.env.items():
            if name.removeprefix("BIMEYAR_") in _DOORS:
                lived.plant(name, value)
        async with httpx2.AsyncClient(trust_env=False, timeout=30, limits=_ONE_CALL) as client:
            citizen = await _pay_a_slip(lived, client)
            await _say_too_much(lived, citizen)
            await _send_nonsense(lived, client)
            await _break_things(lived, client)
            await _restart_what_it_stands_on(lived, citizen)
        lived.figures = await town.figures()
        await town.stop()
        yield lived


_DOORS = (
    *("DATA_KEY", "INDEX_KEY", "SERVICE_TOKEN", "METRICS_TOKEN", "TELEGRAM_TOKEN", "TELEGRAM_SECRET"),
    *("KAVENEGAR_KEY", "SMS_CALLBACK_SECRET", "ZARINPAL_MERCHANT"),
)


async def _pay_a_slip(day: Day, client: httpx2.AsyncClient) -> Citizen:
    row = await _somebody(day, "self-employed-12", "first")
    day.plant("mobile abroad", f"98{row['mobile'][1:]}")
    day.plant("chat", "777000111222")
    street = Street(day.town.street, client)
    citizen = await Citizen.arrive(
        street, name=day.plant("first first name", "Farnooshak"), mobile=row["mobile"], number=777000111222
    )
    await Payer(citizen, row).finish(within=120)
    texts = [str(one["message"]) for one in await street.ask("GET", f"/kavenegar/messages?receptor={row['mobile']}")]
    day.plant("an SMS", texts[0])
    day.planted |= {f"code in SMS {n}": word for n, text in enumerate(texts) for word in _codes(text)}
    return citizen


def _codes(text: str) -> list[str]:
    """Numbers of an SMS that say something of a person: slip number, reference, one-time code with its words."""
    return [word for word in latin(text).replace("\n", " ").split() if word.isdigit() and len(word) >= 8]


async def _say_too_much(day: Day, citizen: Citizen) -> None:
    for what, value in (
        ("iban", "IR820540102680020817909002"),
        ("iban with blanks", "IR82 0540 1026 8002 0817 9090 03"),
        ("card", "6219861012345678"),
        ("card with dashes", "6219-8610-1234-5679"),
        ("card in Persian digits", "۶۲۱۹۸۶۱۰۱۲۳۴۵۶۷۰"),
        ("free text", "پسر عمویم بیمار است و پول ندارم"),
        ("latin text", "my cousin Golnoushi lives in Zargandeh"),
    ):
        await citizen.say(day.plant(what, value))
    await citizen.say("سلام")
    await asyncio.sleep(1)


async def _send_nonsense(day: Day, client: httpx2.AsyncClient) -> None:
    public, env = day.town.public, day.town.env
    webhook, secret = f"{public}/telegram/webhook", {"X-Telegram-Bot-Api-Secret-Token": env["BIMEYAR_TELEGRAM_SECRET"]}
    half = day.plant("half an update", "Mahinbanoo-0061254321")
    await client.post(webhook, headers=secret, content=f'{{"update_id": 5, "message": {{"text": "{half}"'.encode())
    strange = {"update_id": 6, "message": {"text": half, "chat": half, "from": {"first_name": half}}}
    await client.post(webhook, headers=secret, json=strange)
    await client.post(
        webhook,
        headers={"X-Telegram-Bot-Api-Secret-Token": day.plant("wrong secret", "wr0ngs3cr3t-of-somebody")},
        content=b"{}",
    )
    report = day.plant("a report", "9128887766")
    for path in (
        f"/sms/delivery/{env['BIMEYAR_SMS_CALLBACK_SECRET']}",
        f"/sms/delivery/{day.plant('wrong path', 'gu3ss-of-a-path')}",
    ):
        await client.get(f"{public}{path}?messageid={report}&status=99999&from={report}")
        await client.post(f"{public}{path}", data={"messageid": report, "status": report, "text": half})
        await client.post(
            f"{public}{path}", content=f'{{"x": "{half}'.encode(), headers={"content-type": "application/json"}
        )
    token = {"authorization": f"Bearer {env['BIMEYAR_SERVICE_TOKEN']}"}
    body = {
        "request": {"national_id": half, "birth_date": half},
        "caller": {"channel": half, "bot": "1", "chat": half, "key": half},
    }
    for method in ("start_identification", "who_am_i", half):
        await client.post(f"{public}/internal/v1/{method}", json=body, headers=token)
        await client.post(
            f"{public}/internal/v1/{method}", json={"x": half}, headers={"authorization": f"Bearer {half}"}
        )
    field_value = day.plant("a field", "Qamarolmolook")
    await client.post(f"{public}/v1/rules/premium-for-wage", json={"kind": field_value, "wage_base": field_value})
    await client.post(
        f"{public}/v1/rules/premium-for-wage",
        content=f'{{"{field_value}'.encode(),
        headers={"content-type": "application/json"},
    )
    await client.get(f"{public}/v1/rules/parameters", params={"name": field_value})
    for path in (f"/pay/return/{day.plant('return token', secrets.token_urlsafe(24))}", f"/{field_value}/{half}"):
        await client.get(f"{public}{path}", params={"Authority": half, "Status": field_value})
        await client.post(f"{public}{path}", data={"Authority": half, "Status": field_value})
    await _raw(public, f"GET /{half} HTTP/9.9\r\nhost: {half}\r\n\r\n")
    await _raw(public, f"{half}\r\n\r\n")


async def _raw(public: str, words: str) -> None:
    host, port = public.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(words.encode())
    await writer.drain()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(reader.read(), 2)
    writer.close()


async def _break_things(day: Day, client: httpx2.AsyncClient) -> None:
    """Telegram and the SMS line misbehave, and the database refuses the row that would tell somebody's code."""
    street = Street(day.town.street, client)
    for kind in ("html", "lost", "refused"):
        await street.ask("POST", "/kavenegar/faults", {"kind": kind, "times": 1})
        await street.ask("POST", "/zarinpal/faults", {"kind": kind, "times": 1})
    await _identify(day, street, "second", number=777000333444, situation="self-employed-14")
    for _ in range(600):
        if await street.ask("GET", f"/kavenegar/messages?receptor={day.planted['second mobile']}"):
            break
        await asyncio.sleep(0.1)
    await asyncio.to_thread(day.town.ground.refuse_messages)
    await _identify(day, street, "third", number=777000555666, situation="self-employed-18")
    for _ in range(200):
        if "IntegrityError" in day.town.said():
            break
        await asyncio.sleep(0.1)
    await asyncio.to_thread(day.town.ground.take_messages)


async def _restart_what_it_stands_on(day: Day, citizen: Citizen) -> None:
    """Redis and PostgreSQL are away while somebody talks; afterwards he is answered."""
    for server in (day.town.ground.redis, day.town.ground.postgres):
        if server is not None:
            await server.kill()
            await citizen.say(day.plant(f"said without {type(server).__name__}", f"Homadokht near {server.port}"))
            await asyncio.sleep(3)
            await server.start()
            await citizen.say("حساب کن")
            await _hears(citizen, phrase("calculator-kind"))


async def _identify(day: Day, street: Street, who: str, *, number: int, situation: str) -> None:
    """As far as the question for the code."""
    row = await _somebody(day, situation, who)
    citizen = await Citizen.arrive(
        street, name=day.plant(f"{who} first name", f"Ghazal{who}"), mobile=row["mobile"], number=number
    )
    day.plant(f"{who} chat", str(number))
    await citizen.start()
    await citizen.say("پرداخت حق بیمه")
    for question, answer in (
        ("identify-national-id", row["national_id"]),
        ("identify-birth-date", row["birth_date"]),
        ("identify-mobile", label("identify-mobile-skip")),
    ):
        await _hears(citizen, phrase(question))
        await citizen.say(answer)


async def _hears(citizen: Citizen, words: str) -> None:
    for _ in range(200):
        heard = [message for message in await citizen.transcript() if message["from"] == "bot"]
        if heard and words in plain(heard[-1]["text"] or ""):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"not heard: {words}")


async def _somebody(day: Day, situation: str, who: str) -> dict[str, str]:
    """A synthetic person, none of whose data may be found anywhere afterwards."""
    settings = day.town.settings
    database = Database(url=settings.database)
    try:
        row = (await find_people(database, settings.vault(), situation=situation, limit=1))[0]
    finally:
        await database.close()
    for what in ("national_id", "birth_date", "mobile", "name"):
        day.plant(f"{who} {what}", row[what])
    return row
