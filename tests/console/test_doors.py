"""Is every page behind the right door, for every role, and does no form from elsewhere do anything?"""

from __future__ import annotations

import pytest

from backend.areas.staff.roles import OF_AN_OFFICE, Grant, May, Role, allows
from backend.console.doors import Desk
from backend.console.rendering import Renderer
from backend.console.router import console_router, console_routes
from tests.backend.staff.office import Office
from tests.console.branch import branch_of
from tests.console.desk import TEXTS, Browser, console_app, lines_of

COUNTER = {Role.BRANCH_STAFF, Role.BRANCH_HEAD}
WORKERS = {Role.BRANCH_STAFF, Role.BRANCH_HEAD, Role.ASSOCIATION, Role.BROKER, Role.SUPPORT_REVIEWER}
KEEPERS = {Role.ADMINISTRATOR, Role.SUPPORT_REVIEWER}
EVERYBODY, BOSS, READERS = set(Role), {Role.ADMINISTRATOR}, {Role.ADMINISTRATOR, Role.AUDITOR}
WHO: dict[tuple[str, str], set[Role] | None] = {
    ("GET", "/console/sign-in"): None,
    ("POST", "/console/sign-in"): None,
    ("GET", "/console/code"): None,
    ("POST", "/console/code"): None,
    ("POST", "/console/language"): None,
    ("GET", "/console/oidc"): None,
    ("GET", "/console/oidc/back"): None,
    ("GET", "/console/oidc/again"): EVERYBODY,
    ("POST", "/console/sign-out"): EVERYBODY,
    ("GET", "/console"): EVERYBODY,
    ("GET", "/console/me"): EVERYBODY,
    ("POST", "/console/me/password"): EVERYBODY,
    ("POST", "/console/me/sessions/end"): EVERYBODY,
    ("POST", "/console/fresh"): EVERYBODY,
    ("GET", "/console/accounts"): BOSS,
    ("POST", "/console/accounts/add"): BOSS,
    ("POST", "/console/accounts/lock"): BOSS,
    ("POST", "/console/accounts/unlock"): BOSS,
    ("POST", "/console/accounts/reset"): BOSS,
    ("POST", "/console/accounts/roles"): BOSS,
    ("GET", "/console/years"): KEEPERS,
    ("GET", "/console/years/new"): KEEPERS,
    ("POST", "/console/years/new"): KEEPERS,
    ("GET", "/console/years/entry/{entry}"): KEEPERS,
    ("POST", "/console/years/entry/{entry}/approve"): KEEPERS,
    ("GET", "/console/audit"): READERS,
    ("POST", "/console/audit/check"): READERS,
    ("GET", "/console/queue"): WORKERS,
    ("GET", "/console/queue/counts"): WORKERS,
    ("POST", "/console/queue/find"): WORKERS,
    ("POST", "/console/queue/next"): WORKERS,
    ("POST", "/console/queue/views/save"): WORKERS,
    ("POST", "/console/queue/views/forget"): WORKERS,
    ("POST", "/console/queue/together"): WORKERS,
    ("POST", "/console/queue/together/decide"): WORKERS,
    ("GET", "/console/queue/together/{batch}"): WORKERS,
    ("POST", "/console/queue/together/{batch}/undo"): WORKERS,
    ("GET", "/console/case/{ref}"): WORKERS,
    ("GET", "/console/case/{ref}/act"): WORKERS,
    ("POST", "/console/case/{ref}/act"): WORKERS,
    ("GET", "/console/case/{ref}/paper/{key}"): WORKERS,
    ("POST", "/console/case/{ref}/claim"): WORKERS,
    ("POST", "/console/case/{ref}/release"): WORKERS,
    ("GET", "/console/debts"): COUNTER,
    ("POST", "/console/debts/find"): COUNTER,
    ("POST", "/console/debts/confirm"): COUNTER,
    ("POST", "/console/debts/record"): COUNTER,
    ("GET", "/console/activation"): COUNTER,
    ("POST", "/console/activation/find"): COUNTER,
    ("GET", "/console/activation/new"): COUNTER,
    ("POST", "/console/activation/confirm"): COUNTER,
    ("POST", "/console/activation/issue"): COUNTER,
    ("POST", "/console/activation/paper"): COUNTER,
    ("POST", "/console/activation/revoke"): COUNTER,
}
"""Who may, None for everybody who has not signed in either; the style sheet and the script are no pages."""


def grant(role: Role) -> Grant:
    return Grant(role, "1001" if role in OF_AN_OFFICE else "")


async def test_every_route_says_what_it_needs_and_the_table_knows_it(office: Office) -> None:
    desk = Desk.over(
        office.ports,
        Renderer(TEXTS, office.clock),
        public_url="https://console.test",
        lines=lines_of(office),
        branch=branch_of(office),
    )
    routes = console_routes(desk)
    said = {
        (each.method, each.path): None
        if each.needs is None
        else {role for role in Role if allows([grant(role)], each.needs)}
        for each in routes
    }
    assert said == WHO
    there = {
        (method, route.path)
        for route in console_router(
            ports=office.ports,
            lines=lines_of(office),
            branch=branch_of(office),
            texts=TEXTS,
            public_url="https://b.ir",
        ).routes
        if hasattr(route, "methods")
        for method in route.methods
        if route.path.startswith("/console")
    }
    assert there - {("GET", f"/console/static/console.{kind}") for kind in ("css", "js")} == set(WHO)


@pytest.mark.parametrize("role", sorted(Role))
async def test_every_route_is_open_to_its_roles_and_shut_to_all_others(
    office: Office, browser: Browser, role: Role
) -> None:
    await office.settle("somebody", grant(role))
    await browser.enter("somebody")
    csrf = await browser.csrf()
    for (method, path), who in WHO.items():
        if who is None or path == "/console/sign-out":
            continue
        answer = await browser.client.request(method, path, data={"csrf": csrf} if method == "POST" else None)
        assert (answer.status_code == 403) is (role not in who), (method, path)


@pytest.mark.parametrize(("method", "path"), [key for key, who in WHO.items() if who is not None])
async def test_who_is_not_signed_in_is_sent_to_the_door(browser: Browser, method: str, path: str) -> None:
    csrf = await browser.csrf()
    data = {"csrf": csrf} if method == "POST" else None
    answer = await browser.client.request(method, path, data=data, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/sign-in")


@pytest.mark.parametrize("path", [path for method, path in WHO if method == "POST"])
@pytest.mark.parametrize("csrf", ["", "0" * 64, "ـ"])
async def test_a_form_from_elsewhere_does_nothing(office: Office, browser: Browser, path: str, csrf: str) -> None:
    await office.settle()
    await browser.enter("zahra")
    answer = await browser.client.post(path, data={"csrf": csrf, "account": "1"})
    assert answer.status_code == 403
    assert "کهنه" in answer.text
    assert (await browser.get("/console/me")).url.path == "/console/me"


async def test_the_cookie_and_the_headers(office: Office) -> None:
    for public_url, secure in (("https://b.ir", True), ("http://127.0.0.1:8000", False)):
        browser = Browser(console_app(office, public_url=public_url), office)
        answer = await browser.get("/console/sign-in")
        cookie = answer.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/console"))
        assert ("secure" in cookie) is secure
        assert answer.headers["cache-control"] == "no-store"
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        await browser.client.aclose()


async def test_a_session_gets_a_token_that_nobody_knew_before(office: Office, browser: Browser) -> None:
    await office.settle()
    await browser.get("/console/sign-in")
    before = browser.client.cookies["bimeyar_staff"]
    await browser.enter("zahra")
    assert browser.client.cookies["bimeyar_staff"] != before
    assert May.BE_HERE in May
