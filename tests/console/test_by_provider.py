"""Does a browser come in by the organisation's own sign-in, as a browser does that keeps strict cookies to itself?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import PlainTextResponse

from backend.areas.staff.provider_terms import RETURN_PATH
from backend.areas.staff.roles import Grant, May, Role
from backend.console.doors import Desk, Route, Visit, add_routes
from backend.console.rendering import Renderer
from backend.kit.clock import FixedClock
from tests.backend.staff.office import NOW, Office
from tests.backend.staff.provider import StandIn, running_provider, sign_in_at
from tests.console.branch import branch_of
from tests.console.desk import TEXTS, Browser, console_app, lines_of

BACK = "https://console.test/console/oidc/back"


@dataclass
class Elsewhere:
    """A browser, a console and a provider that is another site."""

    office: Office
    at: StandIn
    browser: Browser
    done: list[str]

    async def there(self, path: str = "/console/oidc") -> dict[str, str]:
        """To the provider; what it sends back."""
        answer = await self.browser.get(path, follow_redirects=False)
        assert answer.headers["location"].startswith(self.at.url), answer.text
        return await sign_in_at(answer.headers["location"])

    async def back(self, brought: dict[str, str]) -> httpx2.Response:
        """Back from another site: strict cookies stay behind, and are there again afterwards."""
        jar = self.browser.client.cookies.jar
        strict = [each for each in jar if (each._rest or {}).get("SameSite", "").lower() == "strict"]  # type: ignore[attr-defined]
        for each in strict:
            jar.clear(each.domain, each.path, each.name)
        answer = await self.browser.get(f"/console/oidc/back?{urlencode(brought)}")
        there = {each.name for each in jar}
        for each in strict:
            if each.name not in there:
                jar.set_cookie(each)
        return answer

    async def onward(self, answer: httpx2.Response) -> httpx2.Response:
        """The page that an answer leads to by itself."""
        where = re.fullmatch(r"0; url=(/console\S*)", answer.headers["refresh"])
        assert where is not None
        assert f'href="{where[1]}"' in unescape(answer.text), "also for who stops it"
        return await self.browser.get(where[1])

    async def enter(self) -> httpx2.Response:
        return await self.onward(await self.back(await self.there()))


def app_of(office: Office, done: list[str]) -> FastAPI:
    """The console, with a page and an act that ask for a fresh proof."""

    async def act(visit: Visit) -> Response:
        done.append(visit.given("word"))
        return PlainTextResponse("done")

    async def read(visit: Visit) -> Response:
        return PlainTextResponse(f"read {visit.given('part')}")

    app, router = FastAPI(), APIRouter()
    render = Renderer(TEXTS, office.clock)
    url = "https://console.test"
    desk = Desk.over(office.ports, render, public_url=url, lines=lines_of(office), branch=branch_of(office))
    routes = (
        Route("POST", "/console/act", May.BE_HERE, act, fresh=True),
        Route("GET", "/console/read", May.BE_HERE, read, fresh=True),
    )
    add_routes(router, desk, routes)
    app.include_router(router)
    app.mount("", console_app(office))
    return app


@pytest.fixture
async def elsewhere(sqlite_url: str) -> AsyncIterator[Elsewhere]:
    done: list[str] = []
    with running_provider(FixedClock(NOW)) as at:
        async with httpx2.AsyncClient(trust_env=False) as client:
            office = Office(sqlite_url, clock=at.clock, provider=at.provider(client, label="میز واحد"))
            browser = Browser(app_of(office, done), office)
            yield Elsewhere(office, at, browser, done)
            await browser.client.aclose()
            await office.database.close()


def test_the_return_address_is_the_route() -> None:
    assert BACK.endswith(RETURN_PATH)


async def test_in_with_a_new_cookie_and_out_of_both(elsewhere: Elsewhere) -> None:
    await elsewhere.office.settle()
    page = await elsewhere.browser.get("/console/sign-in")
    assert "ورود با" in page.text
    assert "میز واحد" in page.text
    assert 'name="password"' in page.text
    before = elsewhere.browser.client.cookies.get("bimeyar_staff")
    page = await elsewhere.enter()
    assert "خوش آمدید" in page.text
    assert elsewhere.browser.client.cookies.get("bimeyar_staff") != before
    assert elsewhere.browser.client.cookies.get("bimeyar_staff_way") is None
    page = await elsewhere.browser.post("/console/sign-out")
    assert "بیرون رفتید" in page.text
    out = urlencode({"client_id": "bimeyar", "post_logout_redirect_uri": "https://console.test/console/sign-in"})
    assert f"{elsewhere.at.url}/leave?{out}" in unescape(page.text)
    assert (await elsewhere.browser.get("/console")).url.path == "/console/sign-in"


async def test_the_cookie_of_a_way_is_narrow_and_short(elsewhere: Elsewhere) -> None:
    answer = await elsewhere.browser.get("/console/oidc", follow_redirects=False)
    said = answer.headers["set-cookie"].lower()
    for part in ("httponly", "secure", "samesite=lax", "path=/console/oidc", "max-age=600"):
        assert part in said
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("change", ["cookie", "state", "code", "error"])
async def test_a_way_that_is_not_this_browsers_leads_back_to_the_door(elsewhere: Elsewhere, change: str) -> None:
    await elsewhere.office.settle()
    brought = await elsewhere.there()
    if change == "cookie":
        elsewhere.browser.client.cookies.delete("bimeyar_staff_way")
    elif change == "error":
        brought = {"state": brought["state"], "error": "access_denied"}
    else:
        brought[change] = "" if change == "code" else "x"
    page = await elsewhere.onward(await elsewhere.back(brought))
    assert page.url.path == "/console/sign-in"
    assert "به پایان نرسید" in page.text


async def test_whoever_may_not_come_in_reads_the_words_of_the_password_door(elsewhere: Elsewhere) -> None:
    await elsewhere.office.settle()
    pages = set()
    for person, alg in (("nobody", "RS256"), ("zahra", "HS256")):
        elsewhere.at.person, elsewhere.at.alg = person, alg
        page = await elsewhere.enter()
        pages.add(re.sub(r"[0-9a-f]{64}", "", page.text))
        assert "نام کاربری، گذرواژه یا رمز درست نیست" in page.text
        assert person not in page.text
    assert len(pages) == 1


async def test_a_session_that_is_there_survives_a_way_that_fails(elsewhere: Elsewhere) -> None:
    await elsewhere.office.settle()
    await elsewhere.browser.enter("zahra")
    page = await elsewhere.back({"state": "x", "code": "y"})
    assert "set-cookie" not in page.headers or "bimeyar_staff=" not in page.headers["set-cookie"]
    assert "خوش آمدید" in (await elsewhere.browser.get("/console")).text


async def test_with_the_provider_away_the_door_says_so_and_passwords_go_on(elsewhere: Elsewhere) -> None:
    await elsewhere.office.settle()
    elsewhere.at.fails = {"describe"}
    page = await elsewhere.browser.get("/console/oidc")
    assert (page.url.path, page.status_code) == ("/console/sign-in", 200)
    assert "اکنون پاسخ نمی‌دهد" in page.text
    assert "خوش آمدید" in (await elsewhere.browser.enter("zahra")).text
    page = await elsewhere.browser.post("/console/sign-out")
    assert "بیرون رفتید" in page.text
    assert "خروج از" not in page.text, "who came by password has nothing to leave there"
    elsewhere.at.fails = {"token"}
    elsewhere.office.clock.forward(timedelta(seconds=5))
    page = await elsewhere.enter()
    assert "اکنون پاسخ نمی‌دهد" in page.text


async def test_who_reads_signs_in_again_and_comes_back_to_the_page(elsewhere: Elsewhere) -> None:
    await elsewhere.office.settle()
    await elsewhere.enter()
    assert (await elsewhere.browser.get("/console/read?part=7")).text == "read 7"
    elsewhere.office.clock.forward(elsewhere.office.limits.step_up)
    page = await elsewhere.browser.get("/console/read?part=7")
    assert 'name="fresh-code"' not in page.text
    again = re.search(r'href="(/console/oidc/again[^"]*)"', page.text)
    assert again is not None
    page = await elsewhere.onward(await elsewhere.back(await elsewhere.there(unescape(again[1]))))
    assert page.text == "read 7"


async def test_a_form_waits_in_its_page_until_its_sender_has_signed_in_again(elsewhere: Elsewhere) -> None:
    await elsewhere.office.settle()
    await elsewhere.enter()
    elsewhere.office.clock.forward(elsewhere.office.limits.step_up)
    page = await elsewhere.browser.post("/console/act", word="یک")
    again = re.search(r'href="(/console/oidc/again[^"]*)" target="_blank"', page.text)
    assert again is not None
    kept: dict[str, Any] = {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    }
    page = await elsewhere.browser.client.post("/console/act", data=kept)
    assert (page.status_code, elsewhere.done) == (422, [])
    assert "هنوز دوباره وارد نشده‌اید" in page.text
    code = await elsewhere.office.code()
    page = await elsewhere.browser.client.post("/console/act", data=kept | {"fresh-code": code})
    assert (page.status_code, elsewhere.done) == (422, []), "a code of the device is no sign-in at the provider"
    closing = await elsewhere.back(await elsewhere.there(unescape(again[1])))
    assert "refresh" not in closing.headers
    assert "این صفحه را ببندید" in closing.text
    assert (await elsewhere.browser.client.post("/console/act", data=kept)).text == "done"
    assert elsewhere.done == ["یک"]


async def test_somebody_else_at_the_provider_is_no_proof(elsewhere: Elsewhere) -> None:
    await elsewhere.office.settle()
    await elsewhere.office.settle("reza", Grant(Role.AUDITOR))
    await elsewhere.enter()
    elsewhere.office.clock.forward(elsewhere.office.limits.step_up)
    elsewhere.at.person = "reza"
    page = await elsewhere.onward(await elsewhere.back(await elsewhere.there("/console/oidc/again?back=/console")))
    assert "درست نیست" in page.text
    assert (await elsewhere.browser.post("/console/act", word="یک")).status_code == 200
    assert elsewhere.done == []


@pytest.mark.parametrize("back", ["https://evil.test/", "//evil.test", "/console;url=//evil.test/ x", "/verify"])
async def test_no_way_leads_away(elsewhere: Elsewhere, back: str) -> None:
    await elsewhere.office.settle()
    await elsewhere.enter()
    brought = await elsewhere.there(f"/console/oidc/again?{urlencode({'back': back})}")
    assert (await elsewhere.back(brought)).headers["refresh"] == "0; url=/console"


async def test_ways_are_counted_by_address(elsewhere: Elsewhere) -> None:
    for _ in range(elsewhere.office.limits.knocks):
        answer = await elsewhere.browser.get("/console/oidc", follow_redirects=False)
        assert answer.status_code == 303
    answer = await elsewhere.browser.get("/console/oidc", follow_redirects=False)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "600")


async def test_without_passwords_there_is_no_such_door(elsewhere: Elsewhere) -> None:
    office = elsewhere.office
    alone = Office(office.url, office.vault, office.clock, provider=office.provider, with_passwords=False)
    await office.settle()
    elsewhere.browser = Browser(console_app(alone), alone)
    page = await elsewhere.browser.get("/console/sign-in")
    assert 'name="password"' not in page.text
    assert "ورود با" in page.text
    form = {"user": "zahra", "password": "x"}
    assert (await elsewhere.browser.client.post("/console/sign-in", data=form)).status_code == 405
    for path in ("/console/code", "/console/me/password"):
        assert (await elsewhere.browser.client.post(path, data=form)).status_code == 404
    assert "خوش آمدید" in (await elsewhere.enter()).text
    assert 'name="old"' not in (await elsewhere.browser.get("/console/me")).text
    await elsewhere.browser.client.aclose()
    await alone.database.close()


async def test_without_a_provider_its_pages_lead_to_the_door(office: Office, browser: Browser) -> None:
    for path in ("/console/oidc", "/console/oidc/back?state=x&code=y"):
        assert (await browser.get(path)).url.path == "/console/sign-in"
    assert "ورود با" not in (await browser.get("/console/sign-in")).text
    await office.settle()
    await browser.enter("zahra")
    assert (await browser.get("/console/oidc/again")).url.path == "/console"


async def test_the_trail_shows_a_refusal_of_nobody_of_ours(elsewhere: Elsewhere) -> None:
    await elsewhere.office.settle()
    elsewhere.at.person = "nobody"
    await elsewhere.enter()
    elsewhere.at.person = "zahra"
    await elsewhere.enter()
    page = await elsewhere.browser.get("/console/audit?act=sign-in-refused")
    assert "ناشناس" in page.text
    assert "nobody" not in page.text
