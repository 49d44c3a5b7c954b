"""Can a branch find its own people alone and record a paid year, once, with a fresh code, after reading it again?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import insert, update

from backend.areas.staff.roles import Grant, Role
from backend.registers.local.tables import account_years, branches, persons
from tests.backend.slips.world import BRANCH, add_person, outbox_meta
from tests.backend.staff.office import Office
from tests.console.desk import Browser
from tests.databases import rows_of

ID, OTHER = "۰۴۹۹۳۷۰۸۹۹", "0790419904"
FORM = {"account": "1", "year": "1404", "receipt": "۸۸۳۴-۱۱", "day": "۱۴۰۵/۸/۲۷"}
ISOLATES = re.compile("[\u2066-\u2069]")


@pytest.fixture
async def clerk(office: Office, browser: Browser) -> Browser:
    """A clerk of the branch of somebody who owes for 1404."""
    async with office.database.engine.begin() as connection:
        await connection.run_sync(outbox_meta.create_all)
    await add_person(office.database, office.vault)
    await change(office, account_years, debt=1_234_567)
    await office.settle("reza", Grant(Role.BRANCH_STAFF, str(BRANCH["code"])))
    await browser.enter("reza")
    return browser


async def change(office: Office, table: Any, **values: Any) -> None:
    async with office.database.begin() as connection:
        await connection.execute(update(table).values(**values))


def words(text: str) -> str:
    return ISOLATES.sub("", text)


async def test_a_debt_from_the_search_to_the_record(office: Office, clerk: Browser) -> None:
    page = await clerk.post("/console/debts/find", **{"national-id": ID})
    assert str(page.url).endswith("/console/debts?account=1"), "no national id stands in an address"
    assert "۱٬۲۳۴٬۵۶۷ ریال" in words(page.text)
    assert "مریم آزمایشی" in page.text
    assert 'value="0499370899"' in page.text, "the box keeps who was looked for"
    page = await clerk.post("/console/debts/confirm", **FORM)
    assert "بازگرداندن ممکن نیست" in page.text
    assert "autofocus" not in page.text, "a key that was pressed once too often records nothing"
    assert "۲۷ آبان ۱۴۰۵" in words(page.text)
    assert rows_of(office.url, "SELECT count(*) FROM slip_cleared_years") == [(0,)]
    page = await clerk.post("/console/debts/confirm", **FORM, change="1")
    assert 'value="۸۸۳۴-۱۱"' in page.text
    assert 'value="1404" required checked' in page.text
    page = await clerk.post("/console/debts/record", **FORM)
    assert "ثبت شد. به بیمه‌شده خبر داده می‌شود" in page.text
    assert "رسید ۸۸۳۴-۱۱، ۲۷ آبان ۱۴۰۵" in words(page.text)
    assert "سالی نمانده است" in page.text
    page = await clerk.post("/console/debts/record", **FORM)
    assert "ثبت شد" in page.text, "the same form again is the same"
    assert rows_of(office.url, "SELECT receipt, debt FROM slip_cleared_years") == [("8834-11", 1_234_567)]
    assert rows_of(office.url, "SELECT kind FROM test_outbox") == [("account-cleared",)]
    assert (await office.acts())[-5:] == ["debts-seen", "debts-seen", "debt-cleared", "debts-seen", "debts-seen"]


async def test_the_record_asks_for_a_fresh_code_and_keeps_the_form(office: Office, clerk: Browser) -> None:
    office.clock.forward(office.limits.step_up)
    page = await clerk.post("/console/debts/record", **FORM)
    assert "رمز تازهٔ دستگاه" in page.text
    assert rows_of(office.url, "SELECT count(*) FROM slip_cleared_years") == [(0,)]
    page = await clerk.post("/console/debts/record", **FORM, **{"fresh-code": await office.code("reza")})
    assert page.url.path == "/console/debts"
    assert rows_of(office.url, "SELECT count(*) FROM slip_cleared_years") == [(1,)]


async def test_whoever_is_elsewhere_and_whoever_is_nobody_have_the_same_page(office: Office, clerk: Browser) -> None:
    async with office.database.begin() as connection:
        await connection.execute(insert(branches).values(**BRANCH | {"code": "0102"}))
    await change(office, persons, branch="0102")
    pages = [await clerk.post("/console/debts/find", **{"national-id": number}) for number in (ID, OTHER)]
    pages += [await clerk.get(f"/console/debts?account={number}") for number in ("1", "2", "x", "9" * 30)]
    pages += [await clerk.post(f"/console/debts/{act}", **FORM) for act in ("confirm", "record")]
    assert {page.status_code for page in pages} == {404}
    kept = ["0499370899", OTHER]
    assert [f'value="{number}"' in page.text for page, number in zip(pages, kept, strict=False)] == [True] * 2
    assert len({re.sub(r'value="(0499370899|0790419904)"', 'value=""', page.text) for page in pages}) == 1
    assert "در این شعبه پیدا نشد" in pages[0].text


@pytest.mark.parametrize(
    ("change_", "says"),
    [
        ({"receipt": "۱"}, "مانند 1405/8834"),
        ({"day": "دیروز"}, "مانند ۱۴۰۵/۰۸/۰۱"),
        ({"day": "1405/08/31"}, "مانند ۱۴۰۵/۰۸/۰۱"),
        ({"day": "1405/09/01"}, "هنوز نرسیده"),
        ({"day": "1403/01/01"}, "پیش از قرارداد"),
        ({"year": ""}, "از فهرست"),
    ],
)
async def test_what_is_wrong_is_named_with_an_example_and_nothing_is_lost(
    office: Office, clerk: Browser, change_: dict[str, str], says: str
) -> None:
    form = FORM | change_
    for act in ("confirm", "record"):
        page = await clerk.post(f"/console/debts/{act}", **form)
        assert (page.status_code, says in words(page.text)) == (422, True), page.text
        assert f'value="{form["day"]}"' in page.text
    assert rows_of(office.url, "SELECT count(*) FROM slip_cleared_years") == [(0,)]


async def test_a_number_that_is_no_national_id_is_told_with_an_example(clerk: Browser) -> None:
    page = await clerk.post("/console/debts/find", **{"national-id": "1234567890"})
    assert page.status_code == 422
    assert 'value="1234567890"' in page.text, "what was typed can be mended"
    assert "1234567890" not in str(page.url)
    assert "۰۴۹۹۳۷۰۸۹۹" in page.text
