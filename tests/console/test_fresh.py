"""Does an act that asks for a fresh code get one, and is neither the form nor the place lost on the way?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx2
import pytest
from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import PlainTextResponse

from backend.areas.staff.audit import Did
from backend.areas.staff.roles import May
from backend.console.doors import Desk, Route, Visit, add_routes
from backend.console.rendering import Renderer
from tests.backend.staff.office import Office
from tests.console.branch import branch_of
from tests.console.desk import TEXTS, Browser, console_app, lines_of

ACT, READ = "/console/act", "/console/read"


class Acting:
    """A page and an act behind a fresh code, and what was done."""

    def __init__(self) -> None:
        self.done: list[dict[str, list[str]]] = []

    async def act(self, visit: Visit) -> Response:
        self.done.append({name: list(values) for name, values in visit.form.items() if name != "csrf"})
        return PlainTextResponse("done")

    async def read(self, visit: Visit) -> Response:
        return PlainTextResponse(f"read {visit.given('part')}")


@pytest.fixture
def acting() -> Acting:
    return Acting()


@pytest.fixture
async def browser(office: Office, acting: Acting) -> AsyncIterator[Browser]:
    app, router = FastAPI(), APIRouter()
    desk = Desk.over(
        office.ports,
        Renderer(TEXTS, office.clock),
        public_url="https://console.test",
        lines=lines_of(office),
        branch=branch_of(office),
    )
    routes = (
        Route("POST", ACT, May.BE_HERE, acting.act, fresh=True),
        Route("GET", READ, May.BE_HERE, acting.read, fresh=True),
    )
    add_routes(router, desk, routes)
    app.include_router(router)
    app.mount("", console_app(office))
    made = Browser(app, office)
    await office.settle()
    await made.enter("zahra")
    yield made
    await made.client.aclose()


def hidden(page: httpx2.Response) -> dict[str, list[str]]:
    """The form of a page that asks for a code, as a browser would send it."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text):
        if value not in found.setdefault(unescape(name), []):
            found[unescape(name)].append(unescape(value))
    return found


async def test_who_came_in_just_now_is_not_asked(browser: Browser, acting: Acting) -> None:
    assert (await browser.post(ACT, word="یک")).text == "done"
    assert (await browser.get(f"{READ}?part=2")).text == "read 2"
    assert acting.done == [{"word": ["یک"]}]


async def test_the_form_is_kept_and_done_once_with_the_code(office: Office, browser: Browser, acting: Acting) -> None:
    office.clock.forward(office.limits.step_up)
    page = await browser.post(ACT, word='<b>"یک"', tick=["a", "b"])
    assert (page.status_code, acting.done) == (200, [])
    assert "رمز تازهٔ دستگاه" in page.text
    assert "<b>" not in page.text
    kept = hidden(page)
    page = await browser.client.post(ACT, data=kept | {"fresh-code": "000000"})
    assert (page.status_code, acting.done) == (422, [])
    assert "درست نیست" in page.text
    assert hidden(page) == kept, "a wrong code loses nothing, and is not kept itself"
    page = await browser.client.post(ACT, data=kept | {"fresh-code": await office.code()})
    assert page.text == "done"
    assert [{name: each[name] for name in ("word", "tick")} for each in acting.done] == [
        {"word": ['<b>"یک"'], "tick": ["a", "b"]}
    ]
    assert (await browser.post(ACT, word="دو")).text == "done", "the proof holds for a while"
    assert Did.PROVED in await office.acts()


async def test_who_reads_comes_back_to_where_they_were(office: Office, browser: Browser) -> None:
    office.clock.forward(office.limits.step_up)
    page = await browser.get(f"{READ}?part=7")
    kept = hidden(page)
    assert kept["back"] == [f"{READ}?part=7"]
    page = await browser.client.post("/console/fresh", data=kept | {"fresh-code": "1"})
    assert (page.status_code, hidden(page)["back"]) == (422, [f"{READ}?part=7"])
    page = await browser.client.post("/console/fresh", data=kept | {"fresh-code": await office.code()})
    assert (page.url.path, page.text) == (READ, "read 7")


@pytest.mark.parametrize(
    "back", ["https://evil.test/", "//evil.test", "/consolex", "/console\\..\\x", "/console/\r\nx: y", "", "/verify"]
)
async def test_no_address_leads_away(office: Office, browser: Browser, back: str) -> None:
    form = {"csrf": await browser.csrf(), "back": back, "fresh-code": await office.code()}
    answer = await browser.client.post("/console/fresh", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")


async def test_after_the_last_wrong_code_one_is_outside(office: Office, browser: Browser, acting: Acting) -> None:
    office.clock.forward(office.limits.step_up)
    form = hidden(await browser.post(ACT, word="یک")) | {"fresh-code": "000000"}
    for _ in range(office.limits.tries):
        page = await browser.client.post(ACT, data=form)
    assert page.url.path == "/console/sign-in"
    assert (await browser.get("/console/me")).url.path == "/console/sign-in"
    assert acting.done == []
