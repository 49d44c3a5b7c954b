"""Can an association and a branch do their day's work on the pages, each within its own office?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.areas.cases.held import HeldState
from backend.areas.cases.together import TOGETHER
from backend.areas.staff.audit import Did
from backend.areas.staff.roles import Grant, Role
from backend.contract.documents import DocumentFile
from backend.contract.outcome import Refused, Unavailable
from backend.domain.cases import MOVES, CaseKind, CaseStatus, MoveName, Mover, Why, reasons_for
from backend.kit.cases import Act
from locales.texts import LOCALES
from tests.backend.cases.counter import CLAIM, UNDO, Counter, association
from tests.backend.staff.office import Office
from tests.console.desk import TEXTS, Browser, console_app
from tests.databases import rows_of

TEHRAN, KARAJ = Grant(Role.ASSOCIATION, "تهران"), Grant(Role.ASSOCIATION, "کرج")
BRANCH, HEAD = Grant(Role.BRANCH_STAFF, "0114"), Grant(Role.BRANCH_HEAD, "0115")


@pytest.fixture
def counter(office: Office) -> Counter:
    return Counter(office.url, office.vault, office.clock, office.database)


class Staff:
    """Browsers of several members of staff at one console."""

    def __init__(self, office: Office, counter: Counter) -> None:
        self.office, self.counter = office, counter
        self.open: list[Browser] = []

    async def come(self, user: str, grant: Grant, language: str = "fa") -> Browser:
        browser = Browser(console_app(self.office, lines=self.counter.ports), self.office, language)
        self.open.append(browser)
        await self.office.settle(user, grant)
        await browser.enter(user)
        return browser


@pytest.fixture
async def staff(office: Office, counter: Counter) -> AsyncIterator[Staff]:
    made = Staff(office, counter)
    yield made
    for browser in made.open:
        await browser.client.aclose()


def shown(text: str) -> list[str]:
    """References of the cases in a table."""
    return re.findall(r'href="/console/case/([0-9a-f]{16})"', text)


def status_of(office: Office, ref: str) -> str:
    return str(rows_of(office.url, f"SELECT status FROM cases WHERE ref = '{ref}'")[0][0])


async def test_the_day_of_an_association_and_of_a_branch(office: Office, staff: Staff, counter: Counter) -> None:
    refs = await counter.line(2)
    association = await staff.come("parvin", TEHRAN)
    page = await association.get("/console/queue")
    assert shown(page.text) == refs
    assert "صف کانون شهرستان" in page.text
    page = await association.post("/console/queue/next")
    assert page.url.path == f"/console/case/{refs[0]}"
    assert "نزد شماست" in page.text
    assert {"تأیید", "رد درخواست", "بازگشت برای اصلاح"} <= set(re.findall(r'move=[a-z-]+">([^<]+)</a>', page.text))
    page = await association.get(f"/console/case/{refs[0]}/act?move=approve")
    assert "به صف شعبه می‌رود" in page.text
    page = await association.post(f"/console/case/{refs[0]}/act", move="approve")
    assert "تأیید شد و به صف شعبه رفت" in page.text
    assert shown(page.text) == [refs[1]]
    assert status_of(office, refs[0]) == CaseStatus.AT_BRANCH

    branch = await staff.come("bahram", Grant(Role.BRANCH_STAFF, "تهران"))
    assert shown((await branch.get("/console/queue")).text) == [refs[0]], "the test's area leaves the office as it is"
    await branch.post(f"/console/case/{refs[0]}/claim")
    page = await branch.post(f"/console/case/{refs[0]}/act", move="transfer", reason="moved-house", office="9999")
    assert (page.status_code, "شعبه‌ای با این کد نیست" in page.text) == (422, True)
    page = await branch.post(f"/console/case/{refs[0]}/act", move="transfer", reason="moved-house", office="۰۱۱۵")
    assert "شعبه دو تهران" in page.text
    assert status_of(office, refs[0]) == CaseStatus.AT_BRANCH
    transfer = {"move": "transfer", "reason": "moved-house", "office": "0115", "sure": "1"}
    page = await branch.post(f"/console/case/{refs[0]}/act", **transfer)
    assert "به شعبهٔ تازه رفت" in page.text
    assert (await branch.get(f"/console/case/{refs[0]}")).status_code == 404

    head = await staff.come("hamid", HEAD)
    await head.post("/console/queue/next")
    page = await head.get(f"/console/case/{refs[0]}")
    assert page.text.index("به شعبهٔ دیگر رفت") < page.text.index("درخواست ثبت شد")
    page = await head.post(f"/console/case/{refs[0]}/act", move="accept")
    assert status_of(office, refs[0]) == CaseStatus.CONFIRMED
    assert shown((await head.get("/console/queue?place=closed")).text) == [refs[0]]


async def test_a_case_elsewhere_is_not_found_by_any_address(office: Office, staff: Staff, counter: Counter) -> None:
    (ref,) = await counter.line(1)
    other = await staff.come("karim", KARAJ)
    nowhere = "0" * 16
    for path in (f"/console/case/{ref}", f"/console/case/{ref}/act?move=approve"):
        answers = [await other.get(path), await other.get(path.replace(ref, nowhere))]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].text.replace(ref, nowhere) == answers[1].text
    for act in ("claim", "release", "act"):
        assert (await other.post(f"/console/case/{ref}/{act}", move="approve")).status_code == 404
    page = await other.post("/console/queue/together/decide", ref=ref, move="approve")
    assert "در صف شما نیست" in page.text
    assert shown((await other.get("/console/queue?office=تهران")).text) == []
    assert shown((await other.get("/console/queue?queue=branch")).text) == []
    assert status_of(office, ref) == CaseStatus.AT_ASSOCIATION


async def test_a_branch_stands_with_its_name_beside_the_code(staff: Staff) -> None:
    head = await staff.come("hamid", HEAD)
    await staff.office.settle("sima", BRANCH, HEAD, Grant(Role.BRANCH_STAFF, "9999"))
    both = Browser(console_app(staff.office, lines=staff.counter.ports), staff.office)
    staff.open.append(both)
    await both.enter("sima")
    for browser, path, named in ((head, "/console", 1), (head, "/console/queue", 1), (both, "/console/queue", 2)):
        page = re.sub("[\u2066-\u2069]", "", (await browser.get(path)).text)
        assert page.count("شعبه دو تهران (کد ۰۱۱۵)") == named, (path, page)
    options = re.findall(r"<option value=\"([0-9]{4})\">([^<]+)<", page)
    assert options == [("0114", "شعبه یک تهران (کد ۰۱۱۴)"), ("0115", "شعبه دو تهران (کد ۰۱۱۵)"), ("9999", "۹۹۹۹")]


async def test_a_role_without_a_line_is_told_so(staff: Staff, counter: Counter) -> None:
    await counter.line(1)
    broker = await staff.come("bita", Grant(Role.BROKER, "تهران"))
    assert "نقش شما صفی ندارد" in (await broker.get("/console/queue")).text
    assert (await broker.get("/console/queue/counts")).json() == {}


async def test_what_an_act_lacks_is_asked_for(office: Office, staff: Staff, counter: Counter) -> None:
    (ref,) = await counter.line(1)
    member = await staff.come("parvin", TEHRAN)
    page = await member.post(f"/console/case/{ref}/act", move="reject", reason="other", note="x")
    assert "باید نزد شما باشد" in page.text
    await member.post(f"/console/case/{ref}/claim")
    for form, said in (
        ({"move": "reject"}, "دلیل برگزینید"),
        ({"move": "reject", "reason": "other"}, "توضیح بنویسید"),
    ):
        page = await member.post(f"/console/case/{ref}/act", **form)
        assert (page.status_code, said in page.text) == (422, True)
    for move in ("accept", "withdraw", "nonsense", ""):
        page = await member.post(f"/console/case/{ref}/act", move=move)
        assert "دیگر ممکن نیست" in page.text
    assert status_of(office, ref) == CaseStatus.AT_ASSOCIATION
    assert 'value="spouse"' in (await member.get(f"/console/case/{ref}/act?move=send-back")).text
    form = {"move": "send-back", "reason": "dependency-date", "lines": ["spouse", "x"], "note": "تمدید کنید <b>"}
    page = await member.post(f"/console/case/{ref}/act", **form)
    assert counter.work.lines == [("spouse",)], "only lines that are there"
    assert status_of(office, ref) == CaseStatus.SENT_BACK
    page = await member.get(f"/console/case/{ref}")
    assert "تمدید کنید &lt;b&gt;" in page.text
    assert "به همان جای صف بازمی‌گردد" in page.text


async def test_a_claim_that_ended_while_a_form_was_filled_in_loses_nothing(
    office: Office, staff: Staff, counter: Counter
) -> None:
    refs = await counter.line(2)
    first, second = await staff.come("parvin", TEHRAN), await staff.come("sima", TEHRAN)
    for ref in refs:
        await first.post(f"/console/case/{ref}/claim")
    for _ in range(3):
        office.clock.forward(CLAIM / 3)
        await first.get("/console")
        await second.get("/console")
    await second.post(f"/console/case/{refs[1]}/claim")
    for ref in refs:
        await first.post(f"/console/case/{ref}/act", move="approve")
    assert [status_of(office, ref) for ref in refs] == [CaseStatus.AT_BRANCH, CaseStatus.AT_ASSOCIATION]


async def test_a_paper_of_a_case_is_for_its_line_alone_and_seeing_it_stands_in_the_trail(
    office: Office, staff: Staff, counter: Counter
) -> None:
    async def paper(person: int, subject: str, key: str, locale: str) -> DocumentFile:
        if key == "broken":
            raise Unavailable("documents")
        if key != "letter":
            raise Refused("document-unknown")
        return DocumentFile("نامه.pdf", "application/pdf", f"{person} {subject} {locale}".encode())

    (ref,) = await counter.line(1)
    counter.ports = replace(counter.ports, papers={CaseKind.SUPPLEMENTARY: paper})
    member, other = await staff.come("parvin", TEHRAN), await staff.come("karim", KARAJ)
    answer = await member.get(f"/console/case/{ref}/paper/letter")
    person = rows_of(office.url, "SELECT person FROM cases")[0][0]
    assert (answer.text, answer.headers["content-type"]) == (f"{person} e{person} fa", "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert (await other.get(f"/console/case/{ref}/paper/letter")).status_code == 404
    assert (await member.get(f"/console/case/{ref}/paper/else")).status_code == 404
    assert (await member.get(f"/console/case/{ref}/paper/broken")).status_code == 503
    seen = rows_of(office.url, "SELECT ref, detail FROM staff_audit WHERE act = 'case-seen'")
    assert seen == [(ref, "letter")]


SAYS = {
    "fa": (
        "متقاضی با پیامک خبر می‌گیرد و دلیل و توضیح شما را در «درخواست‌های من» می‌خواند",
        "شمارهٔ پیگیری",
        "کد ملی، شمارهٔ پیگیری،",
    ),
    "en": (
        "is told by SMS, and reads your reason and note in «My requests»",
        "tracking number",
        "National id, tracking number,",
    ),
}


@pytest.mark.parametrize("language", LOCALES)
async def test_a_case_has_the_number_that_its_person_knows_and_a_form_says_what_they_will_read(
    staff: Staff, counter: Counter, language: str
) -> None:
    (ref,) = await counter.line(1)
    number = str(rows_of(counter.url, "SELECT subject FROM cases")[0][0])
    member = await staff.come("parvin", TEHRAN, language)
    told, known, box = SAYS[language]
    assert box in (await member.get("/console/queue")).text
    await member.post(f"/console/case/{ref}/claim")
    page = await member.get(f"/console/case/{ref}")
    shown_number = TEXTS.text("console-subject-supplementary", {"number": number}, language)
    assert known in shown_number
    assert shown_number in page.text
    for move in ("reject", "send-back"):
        assert told in (await member.get(f"/console/case/{ref}/act?move={move}")).text


async def test_home_says_what_waits(staff: Staff, counter: Counter) -> None:
    await counter.line(3)
    member = await staff.come("parvin", TEHRAN)
    page = await member.get("/console")
    assert re.search(r'data-count="line">[\u2066-\u2069]*۳', page.text)
    page = await member.get("/console/queue")
    assert "مستمری‌بگیران" in page.text
    assert re.search(r"مستمری‌بگیران[\u2066-\u2069]* \([\u2066-\u2069]*۳", page.text), "each status with its number"


async def test_a_colleagues_case_says_whose_it_is(staff: Staff, counter: Counter) -> None:
    (ref,) = await counter.line(1)
    first, second = await staff.come("parvin", TEHRAN), await staff.come("sima", TEHRAN)
    await first.post(f"/console/case/{ref}/claim")
    page = await second.get(f"/console/case/{ref}")
    assert "زهرا نمونه" in page.text
    assert "/claim" not in page.text
    page = await second.post(f"/console/case/{ref}/claim")
    assert "اگر نزد همکارتان است" in page.text
    assert "زهرا نمونه" in (await second.get("/console/queue")).text
    assert "درخواست آزادی که" in (await second.post("/console/queue/next")).text
    await first.post(f"/console/case/{ref}/release")
    assert (await second.post("/console/queue/next")).url.path == f"/console/case/{ref}"


async def test_a_national_id_finds_a_person_and_never_stands_in_an_address(staff: Staff, counter: Counter) -> None:
    (ref,) = await counter.line(1)
    person = rows_of(counter.url, "SELECT person FROM cases")[0][0]
    member = await staff.come("parvin", TEHRAN)
    national_id = f"{person:010d}"
    page = await member.post(
        "/console/queue/find", text=national_id.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    )
    assert shown(page.text) == [ref]
    assert all(national_id not in str(each.url) for each in [page, *page.history])
    assert (await member.post("/console/queue/find", text=ref.upper())).url.path == f"/console/case/{ref}"
    page = await member.post("/console/queue/find", text=f"e{person}")
    assert page.url.path == f"/console/case/{ref}"
    for text in ("0000099999", "e999999", "کسی", "%"):
        assert "چیزی پیدا نشد" in (await member.post("/console/queue/find", text=text)).text


async def test_filters_stand_in_the_address_and_keep_a_name(staff: Staff, counter: Counter) -> None:
    refs = await counter.line(2)
    member, colleague = await staff.come("parvin", TEHRAN), await staff.come("sima", TEHRAN)
    today = "۱۴۰۵/۰۸/۲۹"
    assert shown((await member.get("/console/queue", params={"since": today})).text) == refs
    assert shown((await member.get("/console/queue", params={"until": "1405-8-28"})).text) == []
    page = await member.get("/console/queue", params={"since": "1405/13/01"})
    assert "تاریخ را مانند" in page.text
    assert shown(page.text) == []
    page = await member.get("/console/queue", params={"kind": "voluntary-contract"})
    assert "با این پالایش نمی‌خواند" in page.text
    assert shown((await member.get("/console/queue", params={"order": "newest"})).text) == refs[::-1]
    page = await member.post("/console/queue/views/save", name="دیرکردها", late="1", order="overdue")
    assert "نگه داشته شد" in page.text
    link = re.search(r'href="(/console/queue\?[^"]+)"><bdi>دیرکردها', page.text)
    assert link is not None
    assert "late=1" in link[1]
    assert "دیرکردها" not in (await colleague.get("/console/queue")).text
    for _ in range(2):
        page = await member.post("/console/queue/views/forget", name="دیرکردها")
        assert "<bdi>دیرکردها" not in page.text


async def test_several_at_once_undone_and_done(office: Office, staff: Staff, counter: Counter) -> None:
    refs = await counter.line(3)
    member, colleague = await staff.come("parvin", TEHRAN), await staff.come("sima", TEHRAN)
    await colleague.post(f"/console/case/{refs[2]}/claim")
    assert "نشان بزنید" in (await member.post("/console/queue/together", move="approve")).text
    page = await member.post("/console/queue/together", move="reject", ref=refs)
    assert "رد" in page.text
    assert "۲۰" in page.text
    page = await member.post("/console/queue/together/decide", move="reject", ref=refs)
    assert page.status_code == 422
    decide = {"move": "reject", "ref": refs, "reason": "other", "note": "روشن نیست"}
    page = await member.post("/console/queue/together/decide", **decide)
    assert page.text.count("چشم‌به‌راه اثر") == 2
    assert "نزد همکار دیگری است" in page.text
    batch = page.url.path
    assert (await colleague.get(batch)).status_code == 404
    await colleague.post(f"{batch}/undo")
    assert (await member.get(batch)).text.count("چشم‌به‌راه اثر") == 2
    page = await member.post(f"{batch}/undo")
    assert "هیچ پیامکی نرفت" in page.text
    office.clock.forward(UNDO)
    assert await counter.together.apply() == 0
    page = await member.post("/console/queue/together/decide", move="approve", ref=refs[:2])
    office.clock.forward(UNDO)
    assert await counter.together.apply() == 2
    page = await member.get(page.url.path)
    assert page.text.count("انجام شد") == 2
    assert "undo" not in page.text
    assert [status_of(office, ref) for ref in refs[:2]] == [CaseStatus.AT_BRANCH] * 2


async def test_what_is_never_decided_together_has_no_tick_and_offers_nothing(staff: Staff, counter: Counter) -> None:
    exam = await counter.exam(77)
    member = await staff.come("bahram", Grant(Role.BRANCH_STAFF, "0114"))
    page = (await member.get("/console/queue")).text
    assert shown(page) == [exam]
    assert 'name="move"' not in page
    assert re.findall(r'name="ref"[^>]*> *', page)[0].count("disabled title=") == 1
    assert "یک‌جا تصمیم‌پذیر نیست" in page
    (ref,) = await counter.line(1, "0114")
    await counter.desk.claim(association(99, "0114"), ref)
    await counter.desk.act(association(99, "0114"), ref, Act(move=MoveName.APPROVE, by=Mover.ASSOCIATION))
    page = (await member.get("/console/queue")).text
    assert set(re.findall(r'name="move" value="([a-z-]+)"', page)) == {"accept", "reject"}
    ticks = dict(re.findall(r'name="ref" value="([0-9a-f]{16})" aria-label="[^"]*"( disabled)?', page))
    assert ticks == {exam: " disabled", ref: ""}


async def test_each_verdict_says_whose_request_it_was(office: Office, staff: Staff, counter: Counter) -> None:
    refs = await counter.line(2)
    numbers = [row[0] for row in rows_of(office.url, "SELECT subject FROM cases ORDER BY id")]
    words = [TEXTS.text("console-subject-supplementary", {"number": number}, "fa") for number in numbers]
    names = [f"متقاضی {number[1:]}" for number in numbers]
    member, colleague = await staff.come("parvin", TEHRAN), await staff.come("sima", TEHRAN)
    await colleague.post(f"/console/case/{refs[1]}/claim")
    page = await member.post("/console/queue/together/decide", move="approve", ref=refs)
    address = str(page.url)
    for _ in range(2):
        assert all(word in page.text for word in (*words, *names)), page.text
        assert not re.search(r">[0-9a-f]{16}<", page.text), "no code where a name can stand"
        office.clock.forward(UNDO)
        await counter.together.apply()
        page = await member.get(address)
    assert f'/console/case/{refs[0]}"' not in page.text, "it went to the branch"
    assert not any(name in str(page.url) or name in address for name in names)
    seen = (await colleague.get(address)).text
    assert (names[0] in seen, words[0] in seen) == (False, False), "another's decision is not theirs to read"


async def test_everything_stands_in_the_trail_with_its_reference_and_without_a_name(
    office: Office, staff: Staff, counter: Counter
) -> None:
    (ref,) = await counter.line(1)
    member = await staff.come("parvin", TEHRAN)
    await member.get("/console/queue")
    await member.post("/console/queue/next")
    await member.post(f"/console/case/{ref}/act", move="approve")
    rows = rows_of(office.url, "SELECT act, ref, detail FROM staff_audit WHERE kind = 'case' ORDER BY seq")
    assert [row[:2] for row in rows if row[0] in {"case-claimed", "case-moved"}] == [
        ("case-claimed", ref),
        ("case-moved", ref),
    ]
    assert ("cases-listed", "", ref[:8]) in rows
    assert {"case-seen"} <= {row[0] for row in rows}
    assert "متقاضی" not in str(rows)
    boss = await staff.come("zahra", Grant(Role.ADMINISTRATOR))
    page = await boss.get("/console/audit")
    assert "اقدام روی درخواست" in page.text
    assert ref in page.text


async def test_numbers_that_the_page_asks_for_keep_no_session_alive(
    office: Office, staff: Staff, counter: Counter
) -> None:
    await counter.line(2)
    member = await staff.come("parvin", TEHRAN)
    assert (await member.get("/console/queue/counts")).json() == {"line": 2, "applicant": 0, "mine": 0, "late": 0}
    for _ in range(5):
        office.clock.forward(office.limits.idle / 4)
        answer = await member.client.get("/console/queue/counts", follow_redirects=False)
    assert answer.status_code == 303
    assert (await member.get("/console/queue")).url.path == "/console/sign-in"


async def test_english_words_and_late_cases(staff: Staff, counter: Counter, office: Office) -> None:
    await counter.line(1)
    office.clock.forward(timedelta(days=14))
    member = await staff.come("parvin", TEHRAN, "en")
    page = await member.get("/console/queue")
    assert "overdue" in page.text
    assert re.search(r"\d+\W? working days", page.text)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_a_case_is_there(locale: str) -> None:
    offered = {move.name for moves in MOVES.values() for move in moves if move.by in {Mover.ASSOCIATION, Mover.BRANCH}}
    wanted = [f"console-{way}-{name}" for name in offered for way in ("move", "do", "will", "said-moved")]
    wanted += [f"console-did-{name}" for name in MoveName] + [f"console-by-{mover}" for mover in Mover]
    wanted += [f"console-said-refused-{why}" for why in Why] + [f"console-verdict-{why}" for why in Why]
    wanted += [f"console-verdict-{why}" for why in ("claimed", "waits", "not-there", "failed")]
    wanted += [f"console-together-{name}" for name in TOGETHER] + [f"console-held-{state}" for state in HeldState]
    wanted += [f"console-kind-{kind}" for kind in CaseKind] + [f"case-status-{status}" for status in CaseStatus]
    wanted += [f"case-reason-{code}" for kind in CaseKind for name in MoveName for code in reasons_for(kind, name)]
    wanted += [f"console-act-{did}" for did in Did]
    assert [text_id for text_id in wanted if not TEXTS.has(text_id, locale)] == []
