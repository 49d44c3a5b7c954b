"""What does the branch see of a request for a voluntary contract, and what does its word do [V4]? `CaseWork` of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.exams import Recorded, record_here
from backend.areas.contracts.ports import ContractsPorts
from backend.areas.contracts.viewing import ContractCase, price, read_case, referral_open
from backend.domain.calendar import JalaliMonth
from backend.domain.cases import CaseKind, CaseStatus, MoveName, MoveRefused, Why
from backend.domain.rules import exam_terms
from backend.kit.case_work import Dossier, Section, Value
from backend.kit.cases import Act
from backend.kit.turns import of_person, one_at_a_time

_RESULTS = {MoveName.EXAM_FIT: True, MoveName.EXAM_UNFIT: False}


@dataclass(frozen=True, slots=True)
class ContractWork:
    """The requests for voluntary contracts; `subject` is the number of the contract."""

    ports: ContractsPorts

    @property
    def kind(self) -> CaseKind:
        """Voluntary contracts."""
        return CaseKind.VOLUNTARY_CONTRACT

    async def prepare(self, subject: str) -> None:
        """Ask the bank how payments of the unpaid slip stand; outside of any transaction, before `act`."""
        async with self.ports.database.begin() as connection:
            contract = await self.ports.contracts.by_number(connection, subject)
        if contract is not None:
            await self.ports.slips.settle(contract.id)

    async def dossier(self, connection: AsyncConnection, person: int, subject: str) -> Dossier:
        """Contract, examination, months and events. Raises Refused("contract-none") where its person is gone."""
        contract = await self.ports.contracts.by_number(connection, subject)
        if contract is None or contract.person != person:
            raise LookupError("a request without its contract")
        case = await read_case(self.ports, connection, contract)
        paid = await self.ports.contributions.paid_months(connection, contract.id)
        return Dossier(
            person_name=case.person.name,
            national_id=case.person.national_id,
            sections=(
                _facts("dossier-contract", self._contract(case)),
                _facts("dossier-exam", self._exam(case)),
                _months(paid),
                _events(case),
            ),
            documents=self._documents(case),
        )

    async def act(self, connection: AsyncConnection, person: int, subject: str, act: Act) -> CaseStatus:
        """Record a result with all that follows from it (see `exams`). Raises MoveRefused."""
        ports = self.ports
        await one_at_a_time(connection, of_person(person))
        found = await ports.contracts.by_number(connection, subject)
        contract = None if found is None else await ports.contracts.by_id(connection, found.id, locked=True)
        if contract is None or contract.person != person or act.move not in _RESULTS:
            raise MoveRefused(Why.NO_SUCH_MOVE, "no such contract or result")
        status = await ports.cases.move(connection, self.kind, subject, act)
        came = await record_here(ports, connection, contract, fit=_RESULTS[act.move])
        if status is None or came is not Recorded.DONE:
            raise MoveRefused(Why.NO_SUCH_MOVE, came.value)
        return status

    def _documents(self, case: ContractCase) -> tuple[tuple[str, str], ...]:
        contract = case.contract
        terms = exam_terms(self.ports.ruleset, concluded_on=contract.concluded_on, starts=contract.first_month)
        letter = (("dossier-paper-referral", "referral"),) if referral_open(case, terms.take_by) else ()
        return (("dossier-paper-contract", "contract"), *letter)

    def _contract(self, case: ContractCase) -> list[tuple[str, Value]]:
        contract = case.contract
        first = price(self.ports, contract, contract.first_month)
        lines = [
            ("number", _text("dossier-code", code=contract.number)),
            ("concluded", _day(case.contract.concluded_on.isoformat())),
            ("standing", Value(text_id=f"dossier-standing-{case.standing.standing}")),
            ("first-month", _month(contract.first_month)),
            ("branch", Value(words=case.branch.name)),
        ]
        if first is not None:
            lines.append(("premium", _text("dossier-rial", amount=first.premium)))
        return lines

    def _exam(self, case: ContractCase) -> list[tuple[str, Value]]:
        contract = case.contract
        terms = exam_terms(self.ports.ruleset, concluded_on=contract.concluded_on, starts=contract.first_month)
        return [
            ("exam", Value(text_id=f"dossier-exam-{case.exam}")),
            ("take-by", _day(terms.take_by.isoformat())),
            ("undertaking", _yes(case.agreement is not None and case.agreement.undertaking_at is not None)),
        ]


def _facts(title: str, lines: list[tuple[str, Value]]) -> Section:
    """A table of two columns: what, and its value."""
    rows = tuple((Value(text_id=f"dossier-{name}"), value) for name, value in lines)
    return Section(title=title, columns=("dossier-what", "dossier-value"), rows=rows)


def _months(paid: Sequence[JalaliMonth]) -> Section:
    rows = tuple((_month(month),) for month in sorted(paid))
    return Section(title="dossier-months", columns=("dossier-month",), rows=rows)


def _events(case: ContractCase) -> Section:
    rows = tuple(
        (_day(event.at.isoformat()), Value(text_id=f"dossier-event-{event.code}", args=dict(event.values)))
        for event in case.history
    )
    return Section(title="dossier-events", columns=("dossier-day", "dossier-event"), rows=rows)


def _text(text_id: str, **args: object) -> Value:
    return Value(text_id=text_id, args=args)


def _day(day: str) -> Value:
    return Value(text_id="dossier-date", args={"on": day})


def _month(month: JalaliMonth) -> Value:
    return Value(text_id="dossier-of-month", args={"month": str(month)})


def _yes(is_so: bool) -> Value:
    return Value(text_id="dossier-yes" if is_so else "dossier-no")
