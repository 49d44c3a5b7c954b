"""What does a person pay for, which months are open, and why perhaps none [P1] [P6]?

The facts come from the registers, the decision from the rules; what is refused names the branch to go to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.repository import SlipRow, debt_paid_on_slips
from backend.contract.outcome import RefusalValue, Refused
from backend.contract.slips import Branch, PayableMonth, PremiumAccount
from backend.domain.rules import (
    AccountFacts,
    AccountRun,
    Decision,
    ExamState,
    InsuranceKind,
    PayableMonths,
    ReasonCode,
    last_exam_day,
    payable_from,
    payable_months,
)
from backend.registers.ports import AccountYear, BranchOffice, Contract, ContractState, Person
from backend.registers.ratio import kept_ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCase:
    """Everything known about the account on one day: the person, the contract, the branch, and the facts for a rule."""

    person: Person
    contract: Contract
    branch: BranchOffice
    facts: AccountFacts
    on: date

    @property
    def visit(self) -> dict[str, RefusalValue]:
        """The branch as values of a refusal."""
        return visit_of(self.branch)


async def read_case(ports: SlipsPorts, connection: AsyncConnection, person: int) -> AccountCase | Refused:
    """Gather the facts of the contract concluded last; Refused("account-none") where there is none."""
    who = await ports.people.by_id(connection, person)
    contract = await ports.contracts.latest(connection, person)
    if who is None or contract is None:
        return Refused("account-none")
    paid = await ports.contributions.paid_months(connection, contract.id)
    years = await ports.contracts.account_years(connection, contract.id)
    paid_until = max(paid) if paid else None
    first_unpaid = contract.first_month if paid_until is None else paid_until.next()
    run, run_debt = last_years_run(contract, years, first_unpaid.year - 1)
    older = sum(year.debt for year in years if year.year < first_unpaid.year - 1)
    collected = await debt_paid_on_slips(connection, contract.id)
    facts = AccountFacts(
        kind=InsuranceKind(contract.kind),
        rate=contract.rate,
        coefficient=kept_ratio(ports.decisions.ruleset, contract),
        contract_date=contract.concluded_on,
        starts=contract.first_month if paid_until is None else min(contract.first_month, paid_until),
        paid_until=paid_until,
        treatment_support=contract.treatment_support,
        covered_persons=max(1, contract.covered_persons),
        account_run=run,
        run_debt=run_debt,
        debt=max(0, older - collected),
        exam=await _exam(ports, connection, contract),
    )
    branch = await ports.people.branch(connection, who.branch)
    return AccountCase(person=who, contract=contract, branch=branch, facts=facts, on=ports.clock.today())


async def _exam(ports: SlipsPorts, connection: AsyncConnection, contract: Contract) -> ExamState:
    if contract.state is not ContractState.EXAM_PENDING:
        return ExamState.NOT_NEEDED
    return ExamState.UNFIT if await ports.cover.found_unfit(connection, contract.id) else ExamState.PENDING


def last_years_run(contract: Contract, years: Sequence[AccountYear], year: int) -> tuple[AccountRun, int]:
    """State of the account run of that year and the debt it left, in rial; settled where there was no contract yet."""
    if year < contract.first_month.year:
        return AccountRun.SETTLED, 0
    run = next((run for run in years if run.year == year), None)
    if run is None or not run.computed:
        return AccountRun.NOT_COMPUTED, 0
    return (AccountRun.DEBT, run.debt) if run.debt > 0 else (AccountRun.SETTLED, 0)


async def decide_payable(
    ports: SlipsPorts, connection: AsyncConnection, case: AccountCase
) -> Decision[PayableMonths] | Refused:
    """Which months are open; the decision is kept. A contract that its register has ended is refused too."""
    decision = payable_months(ports.decisions.ruleset, account=case.facts, on=case.on)
    await ports.decisions.keep(connection, decision, person=case.person.id, at=ports.clock.now())
    if case.contract.state is ContractState.ANNULLED:
        return Refused("account-over", case.visit | {"number": case.contract.number})
    if not decision.granted:
        return account_refusal(case, decision)
    if case.contract.state is ContractState.LAPSED:
        ended = min(decision.granted_value().lapses_on, case.on)
        return Refused("account-lapsed", case.visit | {"lapsed_on": ended.isoformat()})
    return decision


async def paid_elsewhere(ports: SlipsPorts, connection: AsyncConnection, slip: SlipRow) -> bool:
    """Has a month of this unpaid slip been paid another way since: at the branch, at a broker's [P5]?"""
    paid = set(await ports.contributions.paid_months(connection, slip.contract))
    return any(line.month in paid for line in slip.paid_months)


async def closed_by_exam(ports: SlipsPorts, connection: AsyncConnection, slip: SlipRow) -> Refused | None:
    """Why nothing more is paid on this slip: the day of the examination passed without a result, or it confirmed nothing [V4].

    Asked before somebody is sent to the bank; what is at the bank already is booked.
    """
    contract = await ports.contracts.by_id(connection, slip.contract)
    exam = ExamState.NOT_NEEDED if contract is None else await _exam(ports, connection, contract)
    if contract is None or exam is ExamState.NOT_NEEDED:
        return None
    last_day = last_exam_day(ports.decisions.ruleset, contract.concluded_on)
    if exam is ExamState.PENDING and ports.clock.today() <= last_day:
        return None
    who = await ports.people.by_id(connection, slip.person)
    branch = await ports.people.branch(connection, who.branch if who is not None else slip.branch)
    return Refused("account-exam-unfit" if exam is ExamState.UNFIT else "account-exam-pending", visit_of(branch))


def visit_of(branch: BranchOffice) -> dict[str, RefusalValue]:
    """A branch as values of a refusal."""
    return {"branch": branch.name, "address": branch.address, "phone": branch.phone}


def account_refusal(case: AccountCase, decision: Decision[Any]) -> Refused:
    """The weightiest reason of a refused decision, with the values its words need."""
    reason, code = decision.unmet[0], decision.refusal or "account-none"
    values: dict[str, RefusalValue] = {}
    match reason.code:
        case ReasonCode.ACCOUNT_RUN_COMPUTED:
            values = case.visit
        case ReasonCode.EXAM_DECIDED:
            code = "account-exam-unfit" if case.facts.exam is ExamState.UNFIT else code
            values = case.visit
        case ReasonCode.ACCOUNT_RUN_WITHOUT_DEBT:
            values = case.visit | {"amount": case.facts.run_debt}
        case ReasonCode.CONTRACT_IN_FORCE | ReasonCode.FIRST_PAYMENT_IN_TIME:
            values = case.visit | {"lapsed_on": str(reason.is_)}
        case ReasonCode.YEAR_BEGUN:
            if case.facts.paid_until is None:
                opens = payable_from(case.facts.contract_date, case.facts.starts)
                return Refused("account-not-begun", {"opens": opens.isoformat(), "month": str(case.facts.starts)})
            values = {"year": reason.needed or case.facts.first_unpaid.year - 1}
        case _:
            values = {name: figure for name, figure in reason.args.items() if name != "is"}
    return Refused(code, values)


async def premium_account(ports: SlipsPorts, connection: AsyncConnection, person: int) -> PremiumAccount | Refused:
    """The payable contract as the person sees it, or why nothing can be paid."""
    case = await read_case(ports, connection, person)
    if isinstance(case, Refused):
        return case
    decision = await decide_payable(ports, connection, case)
    if isinstance(decision, Refused):
        return decision
    return _view(case, decision.granted_value())


def _view(case: AccountCase, payable: PayableMonths) -> PremiumAccount:
    contract, branch, facts = case.contract, case.branch, case.facts
    return PremiumAccount(
        kind=contract.kind,
        rate=contract.rate,
        contract_number=contract.number,
        contract_date=contract.concluded_on,
        wage_base=payable.wage_base,
        treatment_support=contract.treatment_support,
        covered_persons=contract.covered_persons,
        branch=Branch(code=branch.code, name=branch.name, address=branch.address, phone=branch.phone),
        paid_until=str(facts.paid_until) if facts.paid_until else None,
        lapses_on=payable.lapses_on,
        debt=payable.debt,
        months=tuple(
            PayableMonth(
                month=str(line.month),
                days=line.days,
                premium=line.premium,
                per_capita=line.per_capita,
                due=line.due,
                overdue=line.overdue,
            )
            for line in payable.months
        ),
    )
