"""./run screenshots: the README's pictures, taken from a fresh demonstration by a real browser."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from bench.newcomer import CHROMIUM, CHROMIUM_ARGS, Newcomer
from bench.phrases import label, phrase

PICTURES = Path("docs/pictures")
SITUATION = "self-employed-18-treatment"
_DESKTOP = ViewportSize(width=1440, height=900)
_PHONE = ViewportSize(width=390, height=844)


@contextlib.asynccontextmanager
async def _demo(data: Path) -> AsyncIterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bimeyar", "demo", "--port", str(port), "--data", str(data)),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        if process.stdout is None or not (await process.stdout.readline()).startswith(b"ready "):
            raise RuntimeError("the demonstration did not start")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        await process.wait()


async def _take(page: Page, name: str) -> None:
    await page.wait_for_timeout(600)
    await page.screenshot(path=PICTURES / f"{name}.png")


async def _walk(browser: Browser, url: str, data: Path) -> None:
    rows = json.loads((data / "street" / "people.json").read_text(encoding="utf-8"))
    person = next(row for row in rows if row["situation"] == SITUATION)
    context = await browser.new_context(viewport=_DESKTOP, locale="fa-IR", device_scale_factor=1)
    page = await context.new_page()
    newcomer = Newcomer(page=page, person=person)
    await newcomer.arrive(url)
    await newcomer.press(label("home-wish-premium-slip"))
    await newcomer.identify()
    await newcomer.get_slip("۱ تا ۳")
    await _take(page, "chat-and-phone")
    bank = await newcomer.open_bank()
    await _take(bank, "bank")
    await newcomer.pay(bank)
    await _take(bank, "return")
    await bank.close()
    await newcomer.hear(phrase("pay-paid"))
    await _take(page, "receipt")
    await page.set_viewport_size(_PHONE)
    await page.locator(".tabs [data-go=chat]").click()
    await _take(page, "chat-on-a-phone")
    link = page.locator("#log a[href*='/control/telegram/files/']").first
    answer = await page.request.get(str(await link.evaluate("a => a.href")))
    (PICTURES / "slip.pdf").write_bytes(await answer.body())
    await context.close()


async def _work(browser: Browser, url: str) -> None:
    """The console of the staff: the line of a branch, and a request that waits for an examination."""
    context = await browser.new_context(viewport=_DESKTOP, locale="fa-IR", device_scale_factor=1)
    page = await context.new_page()
    shown = await (await page.request.get(f"{url}control/page/staff")).json()
    account = next(each for each in shown["accounts"] if each["user"] == "branch-staff")
    await page.goto(shown["url"])
    await page.locator("input[name=user]").fill(account["user"])
    await page.locator("input[name=password]").fill(account["password"])
    await page.keyboard.press("Enter")
    shown = await (await page.request.get(f"{url}control/page/staff")).json()
    account = next(each for each in shown["accounts"] if each["user"] == "branch-staff")
    await page.locator("input[name=code]").fill(account["code"])
    await page.keyboard.press("Enter")
    await page.locator("nav a[href='/console/queue']").click()
    await page.locator("table.line tbody tr").first.wait_for()
    await _take(page, "console-line")
    await page.locator("table.line a[href*='/console/case/']").first.click()
    await page.locator("form[action$=claim] button").click()
    await page.locator(".acts a").first.wait_for()
    await _take(page, "console-case")
    await context.close()


def _draw_slip() -> None:
    """The slip's first page as a picture, where poppler is installed."""
    paper = PICTURES / "slip.pdf"
    with contextlib.suppress(FileNotFoundError):
        subprocess.run(["pdftoppm", "-r", "80", "-png", "-singlefile", paper, PICTURES / "slip"], check=True)
    paper.unlink()


async def _main() -> None:
    if CHROMIUM is None:
        raise SystemExit("no Chromium was found; for example: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "demo"
        async with _demo(data) as url, async_playwright() as player:
            browser = await player.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
            await _walk(browser, url, data)
            await _work(browser, url)
            await browser.close()
    await asyncio.to_thread(_draw_slip)
    print(f"pictures in {PICTURES}/")


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(_main())
