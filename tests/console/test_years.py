"""Is a contract year entered by one, approved by another, exactly as it was read, and is what is wrong told beside it?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from backend.areas.enrolments.years import ContractYears
from backend.areas.staff.audit import Did
from backend.areas.staff.roles import Grant, Role
from backend.console.year_forms import document_of, typed_from, typed_of
from tests.backend.staff.office import Office
from tests.console.desk import Browser, console_app

YEAR = {
    "year": "۱۴۰۵",
    "starts": "۱۴۰۵/۰۹/۰۱",
    "ends": "1406-08-30",
    "window_from": "1405/09/01",
    "window_to": "1405/11/30",
    "plan-0-code": "gold",
    "plan-0-premium": "۱۲٬۵۰۰٬۰۰۰",
    "plan-0-organisation": "2,500,000",
    "plan-0-pensioner": "10000000",
    "spouse_compulsory": "1",
    "spouse_exempt": ["employed", "retired"],
    "all_or_none": "1",
    "life_cover": "",
    "order_number": "1000/1405/7",
    "order_date": "1405/08/20",
    "source": "دستور اداری سال، بند ۲",
    "confidence": "high",
    "piece-2-heading": "مدت",
    "piece-2-text": "یک سال از اول آذر.",
}


def bare(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


async def entered(office: Office, browser: Browser, **other: object) -> str:
    """The address of the entry."""
    page = await browser.post("/console/years/new", **(YEAR | other))
    assert page.status_code == 200, page.text
    return page.url.path


@pytest.fixture
async def second(office: Office) -> Browser:
    await office.settle("reza", Grant(Role.SUPPORT_REVIEWER))
    made = Browser(console_app(office), office)
    await made.enter("reza")
    return made


async def test_one_enters_and_another_approves(office: Office, browser: Browser, second: Browser) -> None:
    await office.settle()
    await browser.enter("zahra")
    assert "هنوز سالی ثبت نشده" in (await browser.get("/console/years")).text
    where = await entered(office, browser)
    page = await browser.get(where)
    assert "در انتظار تأیید" in page.text
    assert "۱۲٬۵۰۰٬۰۰۰ ریال" in bare(page.text)
    assert 'name="digest"' not in page.text, "nobody is offered to approve what is their own"
    page = await second.get(where)
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page.text)
    assert digest is not None
    years = ContractYears(clock=office.clock)
    async with office.database.begin() as connection:
        assert await years.of_day(connection, office.clock.today() + timedelta(days=20)) is None
    assert "ثبت کرده‌اید" in (await browser.post(f"{where}/approve", digest=digest[1])).text
    assert (await second.post(f"{where}/approve", digest="0" * 64)).status_code == 422
    page = await second.post(f"{where}/approve", digest=digest[1])
    assert "تأییدشده، در حال اجرا" in page.text
    async with office.database.begin() as connection:
        found = await years.of_day(connection, office.clock.today() + timedelta(days=20))
    assert found is not None
    assert [(plan.code, plan.premium) for plan in found.document.year.plans] == [("gold", 12_500_000)]
    assert (await second.post(f"{where}/approve", digest=digest[1])).status_code == 422
    assert {Did.YEAR_ENTERED, Did.YEAR_APPROVED} <= set(await office.acts())
    await second.client.aclose()


async def test_a_change_is_a_new_entry_and_shows_what_is_different(
    office: Office, browser: Browser, second: Browser
) -> None:
    await office.settle()
    await browser.enter("zahra")
    first = await entered(office, browser)
    digest = re.search(r'value="([0-9a-f]{64})">', (await second.get(first)).text.split("digest")[1])
    assert digest is not None
    await second.post(f"{first}/approve", digest=digest[1])
    page = await browser.get(f"/console/years/new?from={first.rsplit('/', 1)[1]}")
    assert 'value="12500000"' in page.text
    assert "یک سال از اول آذر" in page.text
    later = await entered(office, browser, window_to="1405/10/30", source="بند ۳")
    assert later != first
    page = bare((await second.get(later)).text)
    assert page.count("تغییر کرده") == 2
    assert "پیش از این: ۳۰ بهمن ۱۴۰۵" in re.sub(r"<[^>]+>", "", page)
    listed = bare((await browser.get("/console/years")).text)
    assert ("در انتظار تأیید" in listed, "در حال اجرا" in listed) == (True, True)
    await second.client.aclose()


async def test_text_and_money_that_differ_are_said_before_anybody_approves(
    office: Office, browser: Browser, second: Browser
) -> None:
    await office.settle()
    await browser.enter("zahra")
    agree = "هر نفر ماهی ۱۲٬۵۰۰٬۰۰۰ ریال: ۲٬۵۰۰٬۰۰۰ سهم سازمان و ۱۰٬۰۰۰٬۰۰۰ سهم مستمری‌بگیر."
    said = await second.get(await entered(office, browser, **{"piece-2-text": agree}))
    assert "یکی نیست" not in said.text
    said = await second.get(await entered(office, browser, **{"piece-2-text": agree.replace("۱۲", "۱۳")}))
    assert "در طرح هست و در متن نیست: ۱۲٬۵۰۰٬۰۰۰ ریال" in bare(said.text)
    assert "در متن هست و در طرح نیست: ۱۳٬۵۰۰٬۰۰۰ ریال" in bare(said.text)
    await second.client.aclose()


async def test_every_fault_stands_beside_its_field_and_nothing_is_lost(office: Office, browser: Browser) -> None:
    await office.settle()
    await browser.enter("zahra")
    wrong = {"starts": "1405/13/01", "plan-0-pensioner": "9", "confidence": "", "plan-4-code": "silver"}
    page = await browser.post("/console/years/new", **(YEAR | wrong))
    assert page.status_code == 422
    for path in ("starts", "plans.0.premium", "confidence", "plans.1.premium"):
        assert f'id="fault-{path}"' in page.text, path
    assert "1000/1405/7" in page.text
    assert "۱۲٬۵۰۰٬۰۰۰" in page.text
    assert 'value="silver"' in page.text
    assert "هنوز سالی ثبت نشده" in (await browser.get("/console/years")).text
    page = await browser.post("/console/years/new")
    assert page.status_code == 422
    assert (await browser.get("/console/years/entry/99")).status_code == 404


def test_an_entry_goes_into_the_form_and_comes_out_the_same() -> None:
    typed = typed_of({name: value if isinstance(value, list) else [value] for name, value in YEAR.items()})
    document = document_of(typed)
    assert document["plans"] == [
        {"code": "gold", "premium": 12_500_000, "organisation": 2_500_000, "pensioner": 10_000_000}
    ]
    assert document_of(typed_from(document)) == document
