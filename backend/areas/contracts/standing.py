"""Where does a contract stand on a day: unpaid, in force, blocked, lapsed, annulled? By the rules, whatever ran since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.cover import found_unfit
from backend.areas.contracts.ports import ContractsPorts
from backend.contract.voluntary import ContractStanding
from backend.domain.calendar import JalaliMonth
from backend.domain.rules import (
    InsuranceKind,
    ReasonCode,
    Ruleset,
    due_of_month,
    exam_terms,
    first_payment,
    lapse_of_contract,
)
from backend.registers.ports import Contract, ContractState

OVER = frozenset({ContractStanding.LAPSED, ContractStanding.ANNULLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A contract on a day: `next_month` is to be paid by `next_due`.

    `first_payment_by`: shown while nothing is paid. `ends_on`: the day on which it ends if nothing more is paid, or has
    ended by the rule.
    """

    contract: Contract
    standing: ContractStanding
    paid_until: JalaliMonth | None
    next_month: JalaliMonth
    next_due: date
    first_payment_by: date | None
    ends_on: date | None

    @property
    def over(self) -> bool:
        """Has it ended?"""
        return self.standing in OVER


def standing_of(
    ruleset: Ruleset, contract: Contract, paid: Sequence[JalaliMonth], on: date, *, unfit: bool = False
) -> Standing:
    """The register says what was written, the rules what is true on that day; the earlier end counts.

    `unfit`: the examination did not confirm the contract, so that payment is closed at once.
    """
    paid_until = max(paid) if paid else None
    next_month = contract.first_month if paid_until is None else paid_until.next()
    first_by, ends_on, alive = _term(ruleset, contract, paid_until, on)
    if contract.in_force and alive:
        closed = unfit or _waits_for_result(ruleset, contract, next_month, on)
        standing = ContractStanding.UNPAID if paid_until is None else ContractStanding.IN_FORCE
        standing = ContractStanding.BLOCKED if closed else standing
    elif contract.in_force:
        standing = ContractStanding.ANNULLED if paid_until is None else ContractStanding.LAPSED
    else:
        standing = ContractStanding(contract.state.value)
    return Standing(
        contract=contract,
        standing=standing,
        paid_until=paid_until,
        next_month=next_month,
        next_due=due_of_month(ruleset, month=next_month, on=on).granted_value().due,
        first_payment_by=first_by if standing is ContractStanding.UNPAID else None,
        ends_on=ends_on,
    )


def _term(
    ruleset: Ruleset, contract: Contract, paid_until: JalaliMonth | None, on: date
) -> tuple[date | None, date, bool]:
    """Day of the first payment where it is open, day on which the contract ends unpaid, and whether it stands."""
    if paid_until is None:
        kind = InsuranceKind(contract.kind)
        first = first_payment(
            ruleset, kind=kind, contract_date=contract.concluded_on, starts=contract.first_month, on=on
        )
        if first.granted:
            return first.granted_value().due, first.granted_value().annulled_on, True
        reason = first.reason(ReasonCode.FIRST_PAYMENT_IN_TIME)
    else:
        lapse = lapse_of_contract(ruleset, paid_until=paid_until, on=on)
        if lapse.granted:
            return None, lapse.granted_value().lapses_on, True
        reason = lapse.reason(ReasonCode.CONTRACT_IN_FORCE)
    return None, date.fromisoformat(str(reason.is_ if reason else on)), False


def _waits_for_result(ruleset: Ruleset, contract: Contract, next_month: JalaliMonth, on: date) -> bool:
    if contract.state is not ContractState.EXAM_PENDING:
        return False
    terms = exam_terms(ruleset, concluded_on=contract.concluded_on, starts=contract.first_month)
    return on > terms.take_by or next_month > terms.pay_until


async def read_standing(
    ports: ContractsPorts, connection: AsyncConnection, contract: Contract, on: date | None = None
) -> Standing:
    """Where a contract stands today, or on a day."""
    paid = await ports.contributions.paid_months(connection, contract.id)
    unfit = contract.state is ContractState.EXAM_PENDING and await found_unfit(connection, contract.id)
    return standing_of(ports.ruleset, contract, paid, on or ports.clock.today(), unfit=unfit)
