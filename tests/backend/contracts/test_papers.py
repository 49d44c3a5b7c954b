"""Are the papers of a contract whole, theirs alone, and can anybody tell a false one?"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from typer.testing import CliRunner

from backend.areas.contracts.case_work import ContractWork
from backend.areas.contracts.documents import ContractDocuments
from backend.areas.contracts.router import verify_router
from backend.contract.outcome import Refused
from backend.contract.voluntary import AnnulContract
from backend.documents.fonts import FONT_IN_PACKAGE, prepare_fonts
from backend.documents.printer import SlipPrinter
from backend.documents.seal import MARK, BadKey, PaperSeal, PublicKey, Seen
from bimeyar.cli import app as command_line
from locales.texts import Texts
from tests.backend.contracts.world import BY_LAW, ContractWorld

SEAL = PaperSeal(b"a secret of thirty-two bytes....")
CLAIMS = {
    "number": "1405010150000001",
    "concluded": "1405-08-08",
    "national_id": "0499370899",
    "rate": "27",
    "wage_base": "199506600",
    "premium": "53866782",
    "first_month": "1405-08",
}
FONTS = Path(__file__).parents[3] / ".fonts"


@pytest.fixture(scope="session")
def printer(tmp_path_factory: pytest.TempPathFactory) -> SlipPrinter:
    return SlipPrinter(fonts=prepare_fonts(FONTS / FONT_IN_PACKAGE, tmp_path_factory.mktemp("ttf")), texts=Texts())


@pytest.fixture
def papers(world: ContractWorld, printer: SlipPrinter) -> ContractDocuments:
    return ContractDocuments(ports=world.ports, printer=printer, seal=SEAL)


def test_a_signed_text_is_genuine_and_any_other_letter_is_not() -> None:
    text = SEAL.sign(CLAIMS)
    assert SEAL.public.check(text).seen is Seen.GENUINE
    assert SEAL.public.check(f"noise {text} noise").claims == CLAIMS
    for place, letter in enumerate(text):
        for other in {"1", "2", "A", "w"} - {letter}:
            assert SEAL.public.check(text[:place] + other + text[place + 1 :]).seen is not Seen.GENUINE, place


def test_what_is_wrong_is_told_apart() -> None:
    text = SEAL.sign(CLAIMS)
    assert SEAL.public.check(text.replace("53866782", "53866783")).seen is Seen.ALTERED
    assert PaperSeal(b"other").public.check(text).seen is Seen.OTHER_KEY
    assert SEAL.public.check("hello").seen is Seen.NO_PAPER
    assert PublicKey.read(SEAL.public.text) == SEAL.public
    assert PaperSeal(SEAL.secret).sign(CLAIMS) == text
    with pytest.raises(BadKey, match="43 letters"):
        PublicKey.read("short")


@pytest.mark.parametrize("locale", ["fa", "en"])
async def test_the_contract_on_paper_is_one_page_and_carries_its_seal(
    world: ContractWorld, papers: ContractDocuments, locale: str
) -> None:
    made = await world.conclude(60_000_000)
    file = await papers.document("contract", made.id, world.caller(locale=locale))
    again = await papers.document("contract", made.id, world.caller(locale=locale))
    assert file == again
    assert file.name == f"contract-{made.number}.pdf"
    reader = PdfReader(BytesIO(file.content))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert ("بدو" if locale == "fa" else "60,000,000") in text
    checked = SEAL.public.check(file.content.decode("latin-1"))
    assert checked.seen is Seen.GENUINE
    assert (checked.claims["number"], checked.claims["premium"]) == (made.number, "60000000")


async def test_the_referral_letter_is_there_while_the_exam_is_open(
    world: ContractWorld, papers: ContractDocuments
) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    file = await papers.document("referral", made.id, world.caller())
    assert len(PdfReader(BytesIO(file.content)).pages) == 1
    await papers.document("referral", made.id, world.caller())
    assert [event.code for event in (await world.mine()).history].count("referral-fetched") == 1
    await world.pay("1405-08")
    world.forward(60)
    assert (await world.mine()).referral_open
    await papers.document("referral", made.id, world.caller())
    world.forward(1)
    with pytest.raises(Refused, match="document-unknown"):
        await papers.document("referral", made.id, world.caller())


async def test_papers_are_for_their_person_and_their_time(world: ContractWorld, papers: ContractDocuments) -> None:
    made = await world.conclude()
    world.slips.links.people["300"] = 2
    for kind, ref, chat in (
        ("contract", made.id, "300"),
        ("referral", made.id, "100"),
        ("contract", "1", "100"),
        ("by-law", "1300-01", "100"),
    ):
        with pytest.raises(Refused, match="document-unknown"):
            await papers.document(kind, ref, world.caller(chat=chat))
    with pytest.raises(Refused, match="not-identified"):
        await papers.document("contract", made.id, world.caller(chat="nobody"))
    law = await papers.document("by-law", BY_LAW, world.caller(chat="nobody"))
    assert len(PdfReader(BytesIO(law.content)).pages) == 1
    await world.service.annul_contract(AnnulContract(contract=made.id), world.caller())
    over = await papers.document("contract", made.id, world.caller(locale="en"))
    assert "annulled" in PdfReader(BytesIO(over.content)).pages[0].extract_text()


async def test_the_text_agreed_to_is_still_the_same(world: ContractWorld) -> None:
    """A by-law that people agreed to is never edited: a new text is a new version."""
    digests = {version.name: world.ports.by_laws.digest(version) for version in world.ports.by_laws.versions}
    assert digests == {BY_LAW: DIGEST}


DIGEST = "cfade2458ed055c58527c49e64fa2047592ca53092b1acd29dfe8a8e18468b64"


@pytest.fixture
async def page() -> httpx2.AsyncClient:
    app = FastAPI()
    app.include_router(verify_router(key=SEAL.public, texts=Texts()))
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://verify.test")


async def test_the_page_says_what_the_signature_says(page: httpx2.AsyncClient) -> None:
    async with page as client:
        assert "<form" in (await client.get("/verify")).text
        assert (await client.get("/verify/key")).text.strip() == SEAL.public.text
        english = {"accept-language": "en"}
        text = SEAL.sign(CLAIMS)
        good = await client.post("/verify", data={"text": text}, headers=english)
        assert "Genuine: these figures" in good.text
        assert "53,866,782" in good.text
        assert "8 Aban 1405" in good.text
        broken = "\n".join(text[at : at + 40] for at in range(0, len(text), 40)).replace("|", "|\u200f", 1)
        assert "Genuine: these figures" in (await client.post("/verify", data={"text": broken}, headers=english)).text
        bad = await client.post("/verify", data={"text": text.replace("|27|", "|12|")}, headers=english)
        assert "Not genuine" in bad.text
        assert "199,506,600" not in bad.text
        for other in ({"text": "<script>"}, {}, {"text": "x" * 100_000}):
            said = await client.post("/verify", data=other, headers=english)
            assert (said.status_code, "<script>" in said.text) == (200, False)


async def test_the_command_checks_a_file_and_a_text_offline(
    world: ContractWorld, papers: ContractDocuments, tmp_path: Path
) -> None:
    made = await world.conclude()
    file = await papers.document("contract", made.id, world.caller())
    paper = tmp_path / "contract.pdf"
    paper.write_bytes(file.content)
    key = tmp_path / "key.txt"
    key.write_text(SEAL.public.text + "\n", encoding="utf-8")
    run = CliRunner().invoke
    good = run(command_line, ["verify", str(paper), "--key", str(key)])
    assert (good.exit_code, f"number: {made.number}" in good.output) == (0, True)
    paper.write_bytes(file.content.replace(b"|53866782|", b"|53866783|"))
    assert run(command_line, ["verify", str(paper), "--key", SEAL.public.text]).exit_code == 1
    assert run(command_line, ["verify", SEAL.sign(CLAIMS), "--key", SEAL.public.text]).exit_code == 0
    lost = run(command_line, ["verify", "no such thing", "--key", SEAL.public.text])
    assert (lost.exit_code, MARK in lost.output) == (1, True)
    assert run(command_line, ["verify", str(paper), "--key", "short"]).exit_code == 2
    picture = tmp_path / "qr.png"
    picture.write_bytes(b"\x89PNG\r\n")
    refused = run(command_line, ["verify", str(picture), "--key", SEAL.public.text])
    assert (refused.exit_code, "phone" in refused.output) == (2, True)


async def test_a_contract_concluded_elsewhere_is_printed_too(world: ContractWorld, papers: ContractDocuments) -> None:
    made = await world.conclude()
    from sqlalchemy import delete

    from backend.areas.contracts.tables import agreements, events

    async with world.slips.database.begin() as connection:
        await connection.execute(delete(agreements))
        await connection.execute(delete(events))
    world.slips.clock.forward(timedelta(hours=1))
    shown = await world.mine()
    assert (shown.by_law, shown.history, shown.premium) == (None, (), made.premium)
    assert (await papers.document("contract", made.id, world.caller())).content.startswith(b"%PDF")


async def test_the_staff_look_at_the_same_papers_and_fetch_none_of_them(
    world: ContractWorld, papers: ContractDocuments
) -> None:
    await world.has_been(100)
    made = await world.conclude(undertaking=True)
    async with world.slips.database.begin() as connection:
        dossier = await ContractWork(world.ports).dossier(connection, 1, made.number)
    assert [key for _, key in dossier.documents] == ["contract", "referral"]
    for title, key in dossier.documents:
        assert all(Texts().has(title, locale) for locale in ("fa", "en"))
        file = await papers.of_case(1, made.number, key, "fa")
        assert file.name == f"{key}-{made.number}.pdf"
        assert len(PdfReader(BytesIO(file.content)).pages) == 1
    assert "referral-fetched" not in [event.code for event in (await world.mine()).history]
    for person, number, key in ((2, made.number, "contract"), (1, "1", "contract"), (1, made.number, "by-law")):
        with pytest.raises(Refused, match="document-unknown"):
            await papers.of_case(person, number, key, "fa")
