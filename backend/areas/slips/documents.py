"""How does a person get the paper of a slip, or the receipt of a paid one [P1]? The `Documents` of the contract."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import SlipRow, contract_of, slip_of_person
from backend.contract.caller import Caller
from backend.contract.documents import DocumentFile
from backend.contract.outcome import Refused, Unavailable
from backend.contract.slips import SlipState
from backend.documents.printer import PrintingFailed
from backend.documents.slip import Contract, IncompleteSlip, Insured, Office, Paper, Settlement, SlipDocument, SlipLine
from backend.domain.calendar import JalaliMonth
from backend.kit.clock import TEHRAN
from backend.registers.ports import BranchOffice, Person


class Printer(Protocol):
    """Prints slips; safe in any thread."""

    def pdf(self, document: SlipDocument, locale: str, *, paper: Paper) -> bytes:
        """One page as PDF. Raises PrintingFailed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipDocuments:
    """Documents "slip" and "receipt" by slip reference. `link` gives the address for the QR code of a payable slip."""

    ports: SlipsPorts
    printer: Printer
    link: Callable[[str], str] | None = None

    async def document(self, kind: str, ref: str, caller: Caller) -> DocumentFile:
        """Raises Refused("document-unknown") for another kind, another's slip, or a receipt of an unpaid one."""
        if kind not in {Paper.SLIP, Paper.RECEIPT}:
            raise Refused("document-unknown")
        paper = Paper(kind)
        async with self.ports.database.begin() as connection:
            person = await self.ports.person(connection, caller)
            row = await slip_of_person(connection, slip=ref, person=person)
            if row is None or (paper is Paper.RECEIPT and row.state is not SlipState.PAID):
                raise Refused("document-unknown")
            who = await self.ports.people.by_id(connection, person)
            branch = await self.ports.people.branch(connection, row.branch)
        if who is None:
            raise Refused("document-unknown")
        try:
            document = self._compose(row, who, branch)
            content = await asyncio.to_thread(self.printer.pdf, document, caller.locale, paper=paper)
        except (IncompleteSlip, PrintingFailed):
            raise Unavailable("documents") from None
        return DocumentFile(f"{paper}-{row.number}.pdf", "application/pdf", content)

    def _compose(self, row: SlipRow, who: Person, branch: BranchOffice) -> SlipDocument:
        contract = contract_of(row.terms)
        state = row.view(self.ports.clock.today()).state
        payable = state is SlipState.ISSUED and self.link is not None
        settlement = None
        if row.payment_reference is not None and row.ended_at is not None:
            settlement = Settlement(row.payment_reference, row.ended_at)
        return SlipDocument(
            number=row.number,
            state=state,
            insured=Insured(who.name, who.national_id, who.sso_number or ""),
            branch=Office(branch.code, branch.name, branch.address, branch.phone),
            contract=Contract(
                number=contract.number,
                concluded=contract.concluded_on,
                kind=contract.kind,
                rate=contract.rate,
                wage_base=row.wage_base,
                covered_persons=contract.covered_persons if contract.treatment_support else 0,
            ),
            lines=tuple(
                SlipLine(JalaliMonth.parse(line.month), line.days, line.premium, line.per_capita)
                for line in row.quote_lines
            ),
            debt=row.debt,
            issued_on=row.issued_at.astimezone(TEHRAN).date(),
            deadline=row.deadline,
            bill_id=row.bill_id,
            payment_id=row.payment_id,
            payment_url=self.link(row.id) if payable and self.link else None,
            settlement=settlement if state is SlipState.PAID else None,
            ended_on=row.ended_at.astimezone(TEHRAN).date() if _cancelled(row) and row.ended_at else None,
            provisional=row.provisional,
        )


def _cancelled(row: SlipRow) -> bool:
    return row.state is SlipState.CANCELLED
