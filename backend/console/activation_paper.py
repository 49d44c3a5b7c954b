"""How does a registered request become its form? Its facts, set in two copies on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.areas.people.counter import Issued
from backend.contract.activation import grouped
from backend.documents.activation import ActivationPaper, activation_sheet
from backend.documents.printer import SlipPrinter
from backend.documents.slip import Insured, Office
from backend.kit.clock import TEHRAN


@dataclass(frozen=True, slots=True)
class ActivationForms:
    """Prints forms, in any thread; the printer is asked for with the first one."""

    printer: Callable[[], SlipPrinter]

    def __call__(self, issued: Issued, language: str) -> bytes:
        """The form as PDF. Raises PrintingFailed."""
        paper = _paper(issued)
        return self.printer().letter(
            lambda words: activation_sheet(paper, words), language, on=paper.issued_on, template="activation"
        )


def _paper(issued: Issued) -> ActivationPaper:
    row, person, branch = issued.row, issued.person, issued.branch
    return ActivationPaper(
        number=row.number,
        issued_on=row.issued_at.astimezone(TEHRAN).date(),
        good_until=row.expires_at.astimezone(TEHRAN).date(),
        insured=Insured(person.name, person.national_id, person.sso_number or ""),
        father_name=person.father_name,
        birth_date=person.birth_date,
        mobile=issued.mobile,
        document=row.document,
        branch=Office(branch.code, branch.name, branch.address, branch.phone),
        staff_name=row.staff_name,
        code=grouped(issued.code),
    )
