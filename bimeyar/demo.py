"""How does everything run on one machine? The street in one process, the whole product in another.

The product does not know that its Telegram, SMS line and bank are stand-ins: it has their addresses from settings.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx2

from bimeyar.demo_clock import ClockFile, MovedClock, keep_walking
from bimeyar.demo_folder import DemoSecrets, FolderUnfit, demo_settings, hold_folder, is_free, open_folder
from bimeyar.jobs import do_the_day
from bimeyar.logs import configure_logs, watch_loop
from bimeyar.process import Product, open_product
from bimeyar.settings import Settings
from locales.texts import Texts

BOT_NAME = "bimeyar_bot"
_STREET_SECONDS = 60


class DemoCannotStart(Exception):
    """Why the demonstration cannot start, in one sentence for its user."""


async def run_demo(*, port: int, data: Path, people: int) -> None:
    """Start everything, print `ready http://127.0.0.1:PORT/`, and run until a signal."""
    try:
        await _run(port=port, data=data, people=people)
    except FolderUnfit as reason:
        print(reason, file=sys.stderr)  # noqa: T201
        raise SystemExit(2) from None
    except DemoCannotStart as reason:
        print(reason, file=sys.stderr)  # noqa: T201
        raise SystemExit(1) from None


async def _run(*, port: int, data: Path, people: int) -> None:
    kept = open_folder(data)
    configure_logs("WARNING", secrets=[str(value) for name, value in asdict(kept).items() if name != "product_port"])
    watch_loop()
    if not hold_folder(data):
        raise DemoCannotStart(f"a demonstration is running on {data} already; choose another folder with --data")
    if not is_free(port):
        raise DemoCannotStart(f"port {port} is taken; choose another, for example: ./run demo --port {port + 1}")
    if not is_free(kept.product_port):
        raise DemoCannotStart(
            f"port {kept.product_port}, on which this folder's service listens, is taken by another program; "
            "end that program or choose another folder with --data"
        )
    street = f"http://127.0.0.1:{port}"
    settings = demo_settings(data, kept, street=street)
    print("Preparing the database and the synthetic people ...", file=sys.stderr)  # noqa: T201
    await asyncio.to_thread(_prepare, settings)
    await _seed(settings, data=data, people=people, kept=kept)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    process = await _start_street(port=port, data=data / "street")
    try:
        await _wait_for(f"{street}/healthz", process)
        await _configure_street(street, settings)
        clock = MovedClock(ClockFile(data).read()[0])
        product = await open_product(settings, roles=frozenset({"api", "bot", "sms", "worker"}), clock=clock)
        await _serve(product, street=street, stop=stop, process=process, calendar=_calendar(product, clock, data))
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def _calendar(product: Product, clock: MovedClock, data: Path) -> Coroutine[Any, Any, None]:
    return keep_walking(clock, ClockFile(data), lambda: do_the_day(product.parts))


async def _serve(
    product: Product,
    *,
    street: str,
    stop: asyncio.Event,
    process: asyncio.subprocess.Process,
    calendar: Coroutine[Any, Any, None],
) -> None:
    walking = asyncio.create_task(calendar)
    try:
        await product.start()
        print(f"ready {street}/", flush=True)  # noqa: T201
        gone = asyncio.create_task(process.wait())
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait({gone, asked}, return_when=asyncio.FIRST_COMPLETED)
        for task in (gone, asked):
            task.cancel()
    finally:
        walking.cancel()
        await product.stop()


def _prepare(settings: Settings) -> None:
    from backend.migrations.apply import upgrade

    upgrade(settings.database)


async def _seed(settings: Settings, *, data: Path, people: int, kept: DemoSecrets) -> None:
    from backend.areas.contracts.router import VERIFY_PATH
    from bimeyar.demo_staff import settle_staff
    from bimeyar.people import list_people, seed_people

    await seed_people(settings, people=people, seed=1, report=lambda _line: None)
    rows = await list_people(settings, situation=None, limit=40)
    clock, texts = MovedClock(ClockFile(data).read()[0]), Texts()
    shown = [row["national_id"] for row in rows]
    await settle_staff(settings, data=data, national_ids=shown, clock=clock, texts=texts)
    _write_json(data / "street" / "people.json", rows)
    _write_json(
        data / "street" / "street.json",
        {
            "bot_token": kept.telegram_token,
            "bot_name": "بیمه‌یار",
            "bot_username": BOT_NAME,
            "product_url": settings.public_url,
            "extra_links": [
                {"title": texts.text("verify-link", {}, "fa"), "url": f"{settings.public_url}{VERIFY_PATH}"},
                {"title": "OpenAPI", "url": f"{settings.public_url}/docs"},
            ],
        },
    )


def _write_json(path: Path, value: Any) -> None:
    half = path.with_suffix(".half")
    half.write_text(json.dumps(value, ensure_ascii=False, default=str), encoding="utf-8")
    half.replace(path)


async def _start_street(*, port: int, data: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulators", "--port", str(port), "--data", str(data), "--with-parent"
    )


async def _wait_for(url: str, process: asyncio.subprocess.Process) -> None:
    async with httpx2.AsyncClient() as client:
        for _ in range(_STREET_SECONDS * 10):
            if process.returncode is not None:
                raise DemoCannotStart("the stand-ins of Telegram, SMS and bank ended at once; see the lines above")
            with contextlib.suppress(httpx2.TransportError):
                if (await client.get(url)).status_code == httpx2.codes.OK:
                    return
            await asyncio.sleep(0.1)
    raise DemoCannotStart("the stand-ins of Telegram, SMS and bank did not answer within a minute")


async def _configure_street(street: str, settings: Settings) -> None:
    """What an operator does in the provider's panel: say where the call-backs go."""
    secret = settings.sms_callback_secret.get_secret_value()
    async with httpx2.AsyncClient() as client:
        answer = await client.put(
            f"{street}/control/kavenegar/settings",
            json={"delivery_url": f"{settings.public_url}/sms/delivery/{secret}"},
        )
        answer.raise_for_status()
        answer = await client.put(
            f"{street}/control/zarinpal/settings", json={"merchant_name": Texts().text("paper-organisation")}
        )
        answer.raise_for_status()
