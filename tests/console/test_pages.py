"""Can staff do on the pages what they are for?"""

from __future__ import annotations

import re

from backend.areas.staff.audit import Did
from backend.areas.staff.roles import Grant, Role
from tests.backend.staff.office import PASSWORD, Office
from tests.console.desk import Browser
from tests.databases import rows_of


async def test_a_first_sign_in_from_the_qr_code_to_a_password_of_ones_own(office: Office, browser: Browser) -> None:
    once = await office.add()
    page = await browser.post("/console/sign-in", user="zahra", password=once)
    assert "<svg" in page.text
    assert "viewBox" in page.text, "the code is as large as a telephone needs it"
    assert "رمزینه" in page.text
    page = await browser.enter("zahra", once)
    assert page.url.path == "/console/me"
    assert "گذرواژه‌ای از آنِ خود" in page.text
    assert (await browser.get("/console/accounts")).url.path == "/console/me"
    page = await browser.post("/console/me/password", old=once, new=PASSWORD, again="other")
    assert page.status_code == 422
    page = await browser.post("/console/me/password", old=once, new=PASSWORD, again=PASSWORD)
    assert "گذرواژه عوض شد" in page.text
    assert "خوش آمدید" in (await browser.get("/console")).text
    page = await browser.post("/console/sign-out")
    assert "بیرون رفتید" in page.text
    assert (await browser.get("/console")).url.path == "/console/sign-in"


async def test_whatever_is_wrong_has_the_same_words(office: Office, browser: Browser) -> None:
    await office.settle()
    pages = []
    for user, password in (("nobody", "x"), ("zahra", "x"), ("zahra", PASSWORD)):
        step = await browser.post("/console/sign-in", user=user, password=password)
        csrf = re.search(r'name="csrf" value="(\w+)"', step.text)
        assert csrf is not None
        page = await browser.client.post("/console/code", data={"csrf": csrf[1], "code": "1"})
        pages.append(tuple(re.sub(r"[0-9a-f]{64}", "", text) for text in (step.text, page.text)))
        assert "درست نیست" in page.text
    assert len(set(pages)) == 1


async def test_an_administrator_adds_changes_locks_and_resets(office: Office, browser: Browser) -> None:
    await office.settle()
    await browser.enter("zahra")
    form = {"user": "reza", "name": "رضا <b>", "role": ["branch-staff", "auditor"]}
    page = await browser.post("/console/accounts/add", **form)
    assert page.status_code == 422
    page = await browser.post("/console/accounts/add", **form, **{"office-branch-staff": "۱۰۰۱، 1014"})
    once = re.search(r'id="once">([a-z2-9-]{19})<', page.text)
    assert once is not None
    assert "<b>" not in page.text
    number = str(await office.desk.number_of("reza"))
    for path, words in (
        ("lock", "حساب بسته شد"),
        ("unlock", "حساب باز شد"),
        ("roles", "نقش‌ها عوض شد"),
        ("reset", "دیگر نشان داده نمی‌شود"),
    ):
        page = await browser.post(f"/console/accounts/{path}", account=number, role="auditor")
        assert words in page.text, path
    page = await browser.get("/console/accounts?search=رضا")
    assert "reza" in page.text
    assert once[1] not in page.text
    page = await browser.post("/console/accounts/lock", account="1")
    assert "حساب خودتان" in page.text
    assert (await browser.post("/console/accounts/lock", account="9999999999999999999")).status_code == 422


async def test_the_trail_is_read_and_checked_and_both_stand_in_it(office: Office, browser: Browser) -> None:
    await office.settle("hesab", Grant(Role.AUDITOR))
    await browser.enter("hesab")
    page = await browser.get("/console/audit?act=signed-in&user=HESAB&since=۱۴۰۵/۰۸/۲۰&until=1405-08-30")
    assert page.text.count("<tr><td>") == 2
    assert "۲۹ آبان ۱۴۰۵" in page.text
    assert "مانند ۱۴۰۵" in (await browser.get("/console/audit?since=yesterday")).text
    assert "چنین نام کاربری" in (await browser.get("/console/audit?user=nobody")).text
    assert "زنجیره درست است" in (await browser.post("/console/audit/check")).text
    assert {Did.AUDIT_SEEN, Did.AUDIT_CHECKED} <= set(await office.acts())
    rows_of(office.url, "UPDATE staff_audit SET office = '7' WHERE seq = 2")
    told = (await browser.post("/console/audit/check")).text
    assert "از رویداد شمارهٔ ۲ درست نیست" in re.sub("[\u2066-\u2069]", "", told)


async def test_the_language_is_that_of_the_browser_until_another_is_chosen(office: Office, browser: Browser) -> None:
    await office.settle()
    browser.client.headers["accept-language"] = "en"
    assert 'lang="en" dir="ltr"' in (await browser.get("/console")).text
    await browser.post("/console/language", to="fa")
    assert 'lang="fa" dir="rtl"' in (await browser.get("/console")).text


async def test_who_asks_too_often_is_sent_away_with_a_time(office: Office, browser: Browser) -> None:
    for _ in range(office.limits.knocks):
        assert (await browser.post("/console/sign-in", user="nobody", password="x")).status_code == 200
    page = await browser.post("/console/sign-in", user="nobody", password="x")
    assert (page.status_code, page.headers["retry-after"]) == (429, "600")
    assert "ده دقیقهٔ دیگر" in page.text
    office.clock.forward(office.limits.knocks_in)
    assert (await browser.post("/console/sign-in", user="nobody", password="x")).status_code == 200


async def test_a_link_from_another_site_does_not_end_the_session(office: Office, browser: Browser) -> None:
    await office.settle()
    await browser.enter("zahra")
    kept = dict(browser.client.cookies)
    elsewhere = {"sec-fetch-site": "cross-site"}
    browser.client.cookies.clear()
    page = await browser.get("/console/accounts?search=a", headers=elsewhere)
    assert page.headers["refresh"] == "0; url=/console/accounts?search=a"
    assert "set-cookie" not in page.headers, "the browser has one, which it keeps back"
    browser.client.cookies.update(kept)
    page = await browser.get("/console/accounts?search=a")
    assert "zahra" in page.text


async def test_saving_the_roles_as_they_stand_changes_no_office(office: Office, browser: Browser) -> None:
    await office.settle()
    await browser.enter("zahra")
    held = {Grant(Role.ASSOCIATION, county) for county in ("مشهد", "سبزوار", "نیشابور")} | {Grant(Role.BROKER, "77")}
    await office.add("kanoon", *held)
    page = await browser.get("/console/accounts?search=kanoon")
    fields = dict(re.findall(r'name="(office-[a-z-]+)"[^>]* value="([^"]*)"', page.text))
    assert fields["office-association"] == "سبزوار، مشهد، نیشابور"
    number = str(await office.desk.number_of("kanoon"))
    await browser.post("/console/accounts/roles", account=number, role=["association", "broker"], **fields)
    listed = {each.account.user: each.grants for each in await office.desk.accounts()}
    assert listed["kanoon"] == held
    refused = fields | {"office-association": " ، "}
    page = await browser.post("/console/accounts/roles", account=number, role=["association"], **refused)
    assert page.status_code == 422
