"""Does a branch hand out a code after it saw who somebody is: once on a page, on paper in two copies, for its own people?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import httpx2
import pytest
from pypdf import PdfReader
from sqlalchemy import insert, update

from backend.areas.staff.roles import Grant, Role
from backend.contract.activation import read_activation_code
from backend.registers.local.tables import branches, persons
from tests.backend.slips.world import BRANCH, add_person, outbox_meta
from tests.backend.staff.office import Office
from tests.console.desk import Browser
from tests.databases import rows_of

FORM = {
    "national-id": "۰۴۹۹۳۷۰۸۹۹",
    "birth-date": "۱۳۵۹/۲/۱۱",
    "mobile": "+98 935 999 0000",
    "document": "national-card",
}
ISOLATES = re.compile("[\u2066-\u2069]")


@pytest.fixture
async def clerk(office: Office, browser: Browser) -> Browser:
    """A clerk of the branch of Maryam, born on 11 Ordibehesht 1359."""
    async with office.database.engine.begin() as connection:
        await connection.run_sync(outbox_meta.create_all)
    await add_person(office.database, office.vault)
    await office.settle("reza", Grant(Role.BRANCH_HEAD, str(BRANCH["code"])))
    await browser.enter("reza")
    return browser


def hidden(page: httpx2.Response) -> dict[str, str]:
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    }


def words(page: httpx2.Response) -> str:
    return ISOLATES.sub("", page.text)


async def issued(clerk: Browser) -> tuple[httpx2.Response, dict[str, str]]:
    """The page with the code, and the form that led to it."""
    form = hidden(await clerk.post("/console/activation/confirm", **FORM))
    return await clerk.client.post("/console/activation/issue", data=form), form


def codes_in(text: str) -> Iterator[str]:
    for found in re.findall(r"(?<![0-9A-Z])[2-9A-Z]{5}-[2-9A-Z]{5}(?![0-9A-Z])", text):
        if read_activation_code(found):
            yield found


async def test_from_the_document_to_the_paper(office: Office, clerk: Browser) -> None:
    page = await clerk.post("/console/activation/confirm", **FORM)
    assert "مریم آزمایشی" in page.text
    assert "۰۹۳۵۹۹۹۰۰۰۰" in words(page)
    assert "۱۱ اردیبهشت ۱۳۵۹" in words(page)
    back = await clerk.client.post("/console/activation/confirm", data=hidden(page) | {"change": "1"})
    assert 'value="+98 935 999 0000"' in back.text
    form = hidden(page)
    page = await clerk.client.post("/console/activation/issue", data=form)
    (code,) = codes_in(page.text)
    assert "۱۴۰۵-۰۱۰۱-۰۰۰۰۱" in words(page)
    again = await clerk.client.post("/console/activation/issue", data=form)
    assert list(codes_in(again.text)) == [code], "the same form is the same request"
    assert rows_of(office.url, "SELECT count(*) FROM people_activations") == [(1,)]
    paper = await clerk.client.post("/console/activation/paper", data=hidden(page))
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.headers["cache-control"] == "no-store"
    reader = PdfReader(BytesIO(paper.content))
    assert len(reader.pages) == 1
    assert list(codes_in(reader.pages[0].extract_text())) == [code], "on the copy of the person alone"
    listed = await clerk.get("/console/activation")
    assert "مریم آزمایشی" in listed.text
    assert list(codes_in(listed.text)) == []
    told = ["activation-seen", "activation-issued", "activation-printed", "activations-listed"]
    assert (await office.acts())[-4:] == told


async def test_issuing_and_revoking_ask_for_a_fresh_code(office: Office, clerk: Browser) -> None:
    form = hidden(await clerk.post("/console/activation/confirm", **FORM))
    office.clock.forward(office.limits.step_up)
    page = await clerk.client.post("/console/activation/issue", data=form)
    assert "رمز تازهٔ دستگاه" in page.text
    assert rows_of(office.url, "SELECT count(*) FROM people_activations") == [(0,)]
    page = await clerk.client.post(
        "/console/activation/issue", data=hidden(page) | {"fresh-code": await office.code("reza")}
    )
    assert len(list(codes_in(page.text))) == 1
    office.clock.forward(office.limits.step_up)
    page = await clerk.post("/console/activation/revoke", request="1")
    assert "رمز تازهٔ دستگاه" in page.text
    page = await clerk.client.post(
        "/console/activation/revoke", data=hidden(page) | {"fresh-code": await office.code("reza")}
    )
    assert "کد باطل شد" in page.text
    assert rows_of(office.url, "SELECT state FROM people_activations") == [("revoked",)]
    paper = await clerk.post("/console/activation/paper", form=form["form"])
    assert paper.status_code == 422
    assert "کهنه شده" in paper.text


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"national-id": "1234567890"}, 422, "۰۴۹۹۳۷۰۸۹۹"),
        ({"birth-date": "۱۳۵۹"}, 422, "۱۳۴۵/۰۷/۲۱"),
        ({"mobile": "021 8888"}, 422, "۰۹۱۲۱۲۳۴۵۶۷"),
        ({"document": ""}, 422, "کارت ملی"),
        ({"birth-date": "1359/02/12"}, 404, "در این شعبه پیدا نشد"),
        ({"national-id": "0790419904"}, 404, "در این شعبه پیدا نشد"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_lost(
    office: Office, clerk: Browser, change: dict[str, str], status: int, says: str
) -> None:
    page = await clerk.post("/console/activation/confirm", **FORM | change)
    assert (page.status_code, says in words(page)) == (status, True)
    assert f'value="{(FORM | change)["mobile"]}"' in page.text
    assert rows_of(office.url, "SELECT count(*) FROM people_activations") == [(0,)]


async def test_a_form_without_its_random_text_issues_nothing(office: Office, clerk: Browser) -> None:
    for form in ("", "short"):
        assert (await clerk.post("/console/activation/issue", **FORM, form=form)).status_code == 422
    assert (await clerk.post("/console/activation/paper", form="x" * 43)).status_code == 422
    assert rows_of(office.url, "SELECT count(*) FROM people_activations") == [(0,)]


async def test_requests_are_found_by_number_national_id_and_state_and_another_branch_has_none(
    office: Office, clerk: Browser
) -> None:
    await issued(clerk)
    for typed in ("1405-0101-00001", "۱۴۰۵-۰۱۰۱-1", FORM["national-id"]):
        page = await clerk.post("/console/activation/find", find=typed)
        assert "مریم آزمایشی" in page.text, typed
        assert "0499370899" not in str(page.url)
    assert "درخواستی پیدا نشد" in (await clerk.get("/console/activation?state=used")).text
    assert (await clerk.post("/console/activation/find", find="0790419904")).status_code == 404
    async with office.database.begin() as connection:
        await connection.execute(insert(branches).values(**BRANCH | {"code": "0102"}))
        await connection.execute(update(persons).values(branch="0102"))
    await office.settle("sara", Grant(Role.BRANCH_STAFF, "0102"))
    await clerk.post("/console/sign-out")
    await clerk.enter("sara")
    assert "درخواستی پیدا نشد" in (await clerk.get("/console/activation")).text
    assert "درخواستی پیدا نشد" in (await clerk.post("/console/activation/find", find="1405-0101-00001")).text
    assert (await clerk.post("/console/activation/revoke", request="1")).status_code == 404
    assert rows_of(office.url, "SELECT state FROM people_activations") == [("issued",)]
