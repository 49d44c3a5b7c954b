"""The paper of a slip: what is handed to the printer, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from backend.areas.slips.documents import SlipDocuments
from backend.contract.outcome import Refused, Unavailable
from backend.contract.slips import CancelSlip, SlipState
from backend.documents.printer import PrintingFailed
from backend.documents.slip import Paper, SlipDocument
from simulators.zarinpal.cards import sample_card
from tests.backend.slips.world import BRANCH, World


@dataclass
class Printer:
    """Remembers what it was given."""

    works: bool = True
    printed: list[tuple[SlipDocument, str, Paper]] = field(default_factory=list)

    def pdf(self, document: SlipDocument, locale: str, *, paper: Paper) -> bytes:
        if not self.works:
            raise PrintingFailed("no paper")
        self.printed.append((document, locale, paper))
        return b"%PDF"


async def test_the_slip_carries_everything_that_the_person_owes(world: World) -> None:
    slip = await world.issue("1405-10")
    printer = Printer()
    documents = SlipDocuments(ports=world.ports, printer=printer, link=lambda ref: f"https://pay.test/{ref}")
    file = await documents.document("slip", slip.id, world.caller())
    assert (file.name, file.mime, file.content) == (f"slip-{slip.number}.pdf", "application/pdf", b"%PDF")
    ((document, locale, paper),) = printer.printed
    assert (locale, paper) == ("fa", Paper.SLIP)
    assert document.total == slip.total
    assert [str(line.month) for line in document.lines] == ["1405-08", "1405-09", "1405-10"]
    assert document.insured.national_id == "0499370899"
    assert document.branch.name == BRANCH["name"]
    assert (document.contract.rate, document.contract.wage_base) == (27, 199_506_600)
    assert (document.bill_id, document.payment_id) == (slip.bill_id, slip.payment_id)
    assert document.payment_url == f"https://pay.test/{slip.id}"


async def test_the_receipt_exists_once_it_is_paid(world: World) -> None:
    slip = await world.issue()
    printer = Printer()
    documents = SlipDocuments(ports=world.ports, printer=printer)
    with pytest.raises(Refused):
        await documents.document("receipt", slip.id, world.caller())
    payment = await world.start(slip)
    row = await world.row(payment.id)
    world.bank.take_money(world.bank.need(row.authority), sample_card())
    world.clock.forward(world.ports.times.first_check)
    await world.service.reconcile(now=world.clock.now())
    await documents.document("receipt", slip.id, world.caller(locale="en"))
    ((document, locale, paper),) = printer.printed
    assert (document.state, locale, paper) == (SlipState.PAID, "en", Paper.RECEIPT)
    assert document.settlement is not None
    assert document.settlement.reference == str(world.bank.need(row.authority).ref_id)


async def test_a_cancelled_slip_says_when(world: World) -> None:
    slip = await world.issue()
    await world.service.cancel_slip(CancelSlip(slip=slip.id), world.caller())
    printer = Printer()
    await SlipDocuments(ports=world.ports, printer=printer).document("slip", slip.id, world.caller())
    assert printer.printed[0][0].state is SlipState.CANCELLED
    assert printer.printed[0][0].ended_on == world.clock.today()


@pytest.mark.parametrize("kind", ["slip", "receipt", "certificate"])
async def test_nobody_gets_the_paper_of_another(world: World, kind: str) -> None:
    slip = await world.issue()
    world.links.people["300"] = 2
    documents = SlipDocuments(ports=world.ports, printer=Printer())
    with pytest.raises(Refused) as caught:
        await documents.document(kind, slip.id, world.caller(chat="300"))
    assert caught.value.code == "document-unknown"


async def test_a_printer_that_fails_is_unavailable(world: World) -> None:
    slip = await world.issue()
    documents = SlipDocuments(ports=world.ports, printer=Printer(works=False))
    with pytest.raises(Unavailable):
        await documents.document("slip", slip.id, world.caller())
