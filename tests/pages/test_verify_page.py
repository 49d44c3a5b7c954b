"""Can anybody check a contract's paper on a phone and on a desktop, with a real browser?"""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Browser, Page, expect

from backend.areas.contracts.router import verify_router
from backend.documents.seal import FIELDS, PaperSeal
from locales.texts import Texts
from tests.pages.conftest import open_page
from tests.pages.test_access import FAINT, NAMELESS

SEAL = PaperSeal(b"a secret of thirty-two bytes....")
FIGURES = ("1405010150000001", "1405-08-08", "0499370899", "27", "199506600", "53866782", "1405-08")
TEXT = SEAL.sign(dict(zip(FIELDS, FIGURES, strict=True)))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page on a port of its own."""
    app = FastAPI()
    app.include_router(verify_router(key=SEAL.public, texts=Texts()))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/verify"
        server.should_exit = True
        thread.join()


async def check(page: Page, text: str) -> None:
    await page.get_by_label("متن رمزینه").fill(text)
    await page.get_by_role("button", name="بررسی").click()


@pytest.mark.parametrize("width", [390, 1366])
async def test_a_paper_is_checked_and_a_false_one_told(browser: Browser, address: str, width: int) -> None:
    async for page in open_page(browser, width, 800):
        await page.goto(address)
        await expect(page.get_by_label("متن رمزینه")).to_be_focused()
        await check(page, TEXT)
        await expect(page.get_by_role("status")).to_contain_text("اصل است")
        await expect(page.locator("dl")).to_contain_text("۸ آبان ۱۴۰۵")
        await expect(page.get_by_label("متن رمزینه")).not_to_be_focused()  # no keyboard over the answer
        assert page.url == address  # nothing of the paper stands in it
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await page.evaluate(NAMELESS) == []
        assert await page.evaluate(FAINT) == []
        await check(page, TEXT.replace("|27|", "|12|"))
        await expect(page.get_by_role("status")).to_contain_text("اصل نیست")
        await expect(page.locator("dl")).to_have_count(0)
