"""How does a person get the paper of a contract, the referral letter, the by-law [V2] [V4] [V5]? The `Documents` of the contract."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.ports import ContractsPorts
from backend.areas.contracts.repository import note
from backend.areas.contracts.viewing import ContractCase, find_contract, price, read_case, referral_open
from backend.contract.caller import Caller
from backend.contract.documents import DocumentFile
from backend.contract.outcome import Refused, Unavailable
from backend.documents.letter import (
    ByLawPaper,
    ContractPaper,
    ReferralPaper,
    by_law_sheet,
    contract_sheet,
    referral_sheet,
)
from backend.documents.printer import PrintingFailed
from backend.documents.seal import PaperSeal
from backend.documents.sheet import Sheet, Wording
from backend.documents.slip import Insured, Office
from backend.domain.calendar import jalali_text
from backend.domain.rules import exam_terms
from backend.kit.clock import TEHRAN

KINDS = frozenset({"contract", "referral", "by-law"})
FETCHED = "referral-fetched"


class LetterPrinter(Protocol):
    """Prints letters; safe in any thread."""

    def letter(self, sheet: Callable[[Wording], Sheet], locale: str, *, on: date) -> bytes:
        """One page as PDF. Raises PrintingFailed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractDocuments:
    """Documents "contract" and "referral" by the reference of a contract, "by-law" by its version."""

    ports: ContractsPorts
    printer: LetterPrinter
    seal: PaperSeal = field(repr=False)

    async def document(self, kind: str, ref: str, caller: Caller) -> DocumentFile:
        """Raises Refused("document-unknown") for another's contract, or a referral letter that is not open today."""
        if kind == "by-law":
            return await self._by_law(ref, caller)
        async with self.ports.database.begin() as connection:
            person = await self.ports.person(connection, caller)
            case = await self._case(connection, person, ref)
        make = self._contract(case) if kind == "contract" else self._referral(case)
        file = await self._print(make, caller.locale, name=f"{kind}-{case.contract.number}", on=case.on)
        if kind == "referral":
            await self._note_fetched(case)
        return file

    async def of_case(self, person: int, number: str, key: str, locale: str) -> DocumentFile:
        """The same for the staff, by person and number of the contract; a letter that they look at was not fetched.

        Raises Refused("document-unknown").
        """
        async with self.ports.database.begin() as connection:
            contract = await self.ports.contracts.by_number(connection, number)
            case = await self._case(connection, person, str(contract.id) if contract else "")
        if key not in {"contract", "referral"}:
            raise Refused("document-unknown")
        make = self._contract(case) if key == "contract" else self._referral(case)
        return await self._print(make, locale, name=f"{key}-{case.contract.number}", on=case.on)

    async def _case(self, connection: AsyncConnection, person: int, ref: str) -> ContractCase:
        try:
            contract = await find_contract(self.ports, connection, person, ref)
            return await read_case(self.ports, connection, contract)
        except Refused:
            raise Refused("document-unknown") from None

    async def _by_law(self, ref: str, caller: Caller) -> DocumentFile:
        try:
            version = self.ports.by_laws.named(ref)
        except Refused:
            raise Refused("document-unknown") from None
        read = self.ports.by_laws.read(version, caller.locale)
        pieces = tuple((piece.heading, piece.text) for piece in read.pieces)
        paper = ByLawPaper(version=version.name, title=read.title, since=version.since, pieces=pieces)
        return await self._print(
            lambda words: by_law_sheet(paper, words), caller.locale, name=f"by-law-{ref}", on=version.since
        )

    async def _print(self, make: Callable[[Wording], Sheet], locale: str, *, name: str, on: date) -> DocumentFile:
        try:
            content = await asyncio.to_thread(self.printer.letter, make, locale, on=on)
        except PrintingFailed:
            raise Unavailable("documents") from None
        return DocumentFile(f"{name}.pdf", "application/pdf", content)

    def _contract(self, case: ContractCase) -> Callable[[Wording], Sheet]:
        contract, who, standing = case.contract, case.person, case.standing
        first = price(self.ports, contract, contract.first_month)
        agreement = case.agreement
        laws = self.ports.by_laws
        terms = exam_terms(self.ports.ruleset, concluded_on=contract.concluded_on, starts=contract.first_month)
        claims = {
            "number": contract.number,
            "concluded": jalali_text(contract.concluded_on),
            "national_id": who.national_id,
            "rate": str(contract.rate),
            "wage_base": str(contract.wage_base or (first.wage_base if first else 0)),
            "premium": str(first.premium if first else 0),
            "first_month": str(contract.first_month),
        }
        sealed = self.seal.sign(claims)

        def make(words: Wording) -> Sheet:
            title = laws.read(laws.named(agreement.by_law), words.locale).title if agreement else ""
            paper = ContractPaper(
                number=contract.number,
                concluded=contract.concluded_on,
                insured=insured_of(case),
                father_name=who.father_name,
                birth_date=who.birth_date,
                branch=office_of(case),
                rate=contract.rate,
                wage_base=int(claims["wage_base"]),
                premium=int(claims["premium"]),
                first_month=str(contract.first_month),
                first_payment_by=standing.first_payment_by,
                standing=standing.standing.value,
                ended_on=case.ended_on,
                exam=case.exam.value,
                exam_by=terms.take_by if case.exam.value == "pending" else None,
                by_law=title,
                agreed_on=agreement.agreed_at.astimezone(TEHRAN).date() if agreement else None,
                printed_on=case.on,
                seal=sealed,
            )
            return contract_sheet(paper, words)

        return make

    async def _note_fetched(self, case: ContractCase) -> None:
        """Once, in the contract's history."""
        if not any(event.code == FETCHED for event in case.history):
            async with self.ports.database.begin() as connection:
                await note(connection, case.contract.id, FETCHED, at=self.ports.clock.now())

    def _referral(self, case: ContractCase) -> Callable[[Wording], Sheet]:
        """The letter. Raises Refused("document-unknown") where it is not open today."""
        contract = case.contract
        terms = exam_terms(self.ports.ruleset, concluded_on=contract.concluded_on, starts=contract.first_month)
        if not referral_open(case, terms.take_by):
            raise Refused("document-unknown")
        paper = ReferralPaper(
            number=contract.number,
            concluded=contract.concluded_on,
            insured=insured_of(case),
            father_name=case.person.father_name,
            birth_date=case.person.birth_date,
            branch=office_of(case),
            take_by=terms.take_by,
            printed_on=case.on,
        )
        return lambda words: referral_sheet(paper, words)


def insured_of(case: ContractCase) -> Insured:
    """The person as papers name them."""
    who = case.person
    return Insured(who.name, who.national_id, who.sso_number or "")


def office_of(case: ContractCase) -> Office:
    """The branch as papers name it."""
    return Office(case.branch.code, case.branch.name, case.branch.address, case.branch.phone)
