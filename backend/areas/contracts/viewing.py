"""How does a person see their contract: state, what is due, what blocks it, what happened [V5]?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.applying import branch_of
from backend.areas.contracts.ending import ENDS, UNDECIDED, how_it_ends
from backend.areas.contracts.ports import VOLUNTARY, ContractsPorts
from backend.areas.contracts.repository import Agreement, agreement_of, history_of
from backend.areas.contracts.requests import GIVEN_UP
from backend.areas.contracts.standing import Standing, read_standing
from backend.contract import voluntary as shapes
from backend.contract.outcome import Refused
from backend.contract.voluntary import Block, ContractStanding, Event, ExamStanding, Value
from backend.domain.calendar import JalaliMonth, MonthRange
from backend.domain.rules import Cite, InsuranceKind, MonthPremium, exam_terms, payable_from, premium_of_months
from backend.registers.ports import BranchOffice, Contract, ContractState, Person
from backend.registers.ratio import kept_ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractCase:
    """One voluntary contract with everything that is known of it today."""

    person: Person
    branch: BranchOffice
    standing: Standing
    agreement: Agreement | None
    history: tuple[Event, ...]
    on: date

    @property
    def contract(self) -> Contract:
        """As the register has it."""
        return self.standing.contract

    @property
    def exam(self) -> ExamStanding:
        """Where the exam stands; of a contract concluded elsewhere only the block is known."""
        if self.agreement is not None:
            return self.agreement.exam
        pending = self.contract.state is ContractState.EXAM_PENDING
        return ExamStanding.PENDING if pending else ExamStanding.NOT_NEEDED

    @property
    def ended_on(self) -> date | None:
        """The day on which it ended: as written where it was written here, never one to come. None where it stands."""
        if not self.standing.over:
            return None
        written = next((event.values["on"] for event in reversed(self.history) if event.code in ENDS), None)
        return min(self.standing.ends_on or self.on, self.on) if written is None else date.fromisoformat(str(written))

    @property
    def ended_by(self) -> str:
        """What ended it, as `block-<code>` says it: as written where it was written here, else by the rules."""
        written = (event.code for event in self.history if event.code in {GIVEN_UP, UNDECIDED})
        return next(written, how_it_ends(self.standing))


async def find_contract(
    ports: ContractsPorts, connection: AsyncConnection, person: int, ref: str | None, *, locked: bool = False
) -> Contract:
    """The voluntary contract of this person, the newest without a reference. Raises Refused("contract-none")."""
    mine = [one for one in await ports.contracts.of_person(connection, person) if one.kind == VOLUNTARY]
    wanted = next((one for one in mine if ref is None or str(one.id) == ref), None)
    if wanted is None:
        raise Refused("contract-none")
    if not locked:
        return wanted
    held = await ports.contracts.by_id(connection, wanted.id, locked=True)
    if held is None:
        raise Refused("contract-none")
    return held


async def read_case(ports: ContractsPorts, connection: AsyncConnection, contract: Contract) -> ContractCase:
    """Gather what is known. Raises Refused("contract-none") where the register does not know its person any more."""
    who = await ports.people.by_id(connection, contract.person)
    if who is None:
        raise Refused("contract-none")
    return ContractCase(
        person=who,
        branch=await ports.people.branch(connection, who.branch),
        standing=await read_standing(ports, connection, contract),
        agreement=await agreement_of(connection, contract.id),
        history=await history_of(connection, contract.id),
        on=ports.clock.today(),
    )


def price(ports: ContractsPorts, contract: Contract, month: JalaliMonth) -> MonthPremium | None:
    """What a month of the contract costs, in rial; None where no law of that month is known."""
    decision = premium_of_months(
        ports.ruleset,
        kind=InsuranceKind(contract.kind),
        rate=contract.rate,
        coefficient=kept_ratio(ports.ruleset, contract),
        months=MonthRange.counted(month, 1),
    )
    return decision.value.lines[0] if decision.value is not None else None


def blocks_of(ports: ContractsPorts, case: ContractCase) -> tuple[Block, ...]:
    """What holds the contract up, and whom to turn to."""
    standing, contract = case.standing, case.contract
    visit: dict[str, Value] = {
        "branch": case.branch.name,
        "address": case.branch.address,
        "phone": case.branch.phone,
    }
    if standing.standing is ContractStanding.BLOCKED:
        until = exam_terms(ports.ruleset, concluded_on=contract.concluded_on, starts=contract.first_month).take_by
        code = "exam-open" if case.on > until else "exam-ahead"
        code = "exam-unfit" if case.exam is ExamStanding.UNFIT else code
        return (Block(code=code, cite=Cite.CONTRACT_ORDER_2, values=visit | {"take_by": until.isoformat()}),)
    if case.ended_on is not None:
        cite = Cite.LAPSE if standing.standing is ContractStanding.LAPSED else Cite.CONTRACT_ORDER_5
        return (Block(code=case.ended_by, cite=cite, values=visit | {"on": case.ended_on.isoformat()}),)
    return ()


async def view(ports: ContractsPorts, connection: AsyncConnection, contract: Contract) -> shapes.Contract:
    """The contract as a conversation shows it."""
    case = await read_case(ports, connection, contract)
    standing, agreement = case.standing, case.agreement
    first = price(ports, contract, contract.first_month)
    goes_on = not standing.over
    upcoming = price(ports, contract, standing.next_month) if goes_on else None
    cover = await ports.entitlements.of_contract(connection, contract.id)
    pending = case.exam is ExamStanding.PENDING
    terms = exam_terms(ports.ruleset, concluded_on=contract.concluded_on, starts=contract.first_month)
    return shapes.Contract(
        id=str(contract.id),
        number=contract.number,
        concluded_on=contract.concluded_on,
        standing=standing.standing,
        rate=contract.rate,
        wage_base=first.wage_base if first else contract.wage_base or 0,
        premium=first.premium if first else 0,
        first_month=str(contract.first_month),
        starts_on=contract.first_month.first_day,
        paid_until=str(standing.paid_until) if standing.paid_until else None,
        next_month=str(standing.next_month) if goes_on else None,
        next_amount=upcoming.premium if upcoming else None,
        next_due=standing.next_due if goes_on else None,
        first_payment_by=standing.first_payment_by,
        payable_from=_opens_on(case),
        ends_on=case.ended_on or standing.ends_on,
        wage_base_open=goes_on and standing.paid_until is None,
        exam=case.exam,
        exam_by=terms.take_by if pending else None,
        referral_open=referral_open(case, terms.take_by),
        care=tuple(sorted(cover.care)) if cover is not None and cover.until is None else (),
        open_slip=await ports.slips.open_slip(connection, contract.id),
        by_law=agreement.by_law if agreement else None,
        by_law_agreed_at=agreement.agreed_at if agreement else None,
        blocks=blocks_of(ports, case),
        history=case.history,
        branch=branch_of(case.branch),
        follows=agreement.follows if agreement else None,
    )


def _opens_on(case: ContractCase) -> date | None:
    """The day from which the first month can be paid, while that is to come."""
    opens = payable_from(case.contract.concluded_on, case.contract.first_month)
    return opens if case.on < opens and not case.standing.over else None


def referral_open(case: ContractCase, take_by: date) -> bool:
    """May the referral letter be fetched today: an exam is pending, and its two months are not over [V4]?"""
    return case.exam is ExamStanding.PENDING and not case.standing.over and case.on <= take_by
