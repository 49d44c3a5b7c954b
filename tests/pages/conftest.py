"""One street and one browser for all page tests; a fresh context for each."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.pages.visitor import CHROMIUM, PEOPLE, Bot, Person, furnish
from tests.simulators.street import Street, running_street

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """The street of this session, with two people and a bot."""
    data = tmp_path_factory.mktemp("pages")
    furnish(data)
    with running_street(data) as street:
        yield street


@pytest.fixture
def street(running: Street) -> Street:
    """The street with nobody on it yet."""
    for name in ("kavenegar", "zarinpal"):
        running.client.delete(f"/control/{name}/faults")
    running.client.put("/control/kavenegar/settings", json={"queue_seconds": 0.05, "operator_seconds": 0.05})
    return running


@pytest.fixture(scope="session")
def people() -> Iterator[Person]:
    """Everybody, one after the other."""
    return iter(PEOPLE)


@pytest.fixture
def person(people: Iterator[Person]) -> Person:
    """Somebody no other test has been."""
    return next(people)


@pytest.fixture
def bot(street: Street) -> Bot:
    """The bot on the street."""
    return Bot(street.client)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium, where there is one."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


async def open_page(browser: Browser, width: int, height: int) -> AsyncIterator[Page]:
    """A page of this size in a context of its own; an error in a script fails the test."""
    context = await browser.new_context(viewport={"width": width, "height": height}, locale="fa-IR")
    page = await context.new_page()
    page.set_default_timeout(8000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await context.close()
    assert errors == []


@pytest.fixture
async def desktop(browser: Browser) -> AsyncIterator[Page]:
    """A desktop window."""
    async for page in open_page(browser, 1280, 800):
        yield page


@pytest.fixture
async def handset(browser: Browser) -> AsyncIterator[Page]:
    """A small phone."""
    async for page in open_page(browser, 360, 720):
        yield page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A furnished folder for a street of one's own."""
    furnish(tmp_path / "own")
    return tmp_path / "own"
