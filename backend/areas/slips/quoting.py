"""What would a slip for these months cost today [P1]?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.account import AccountCase, account_refusal, decide_payable, read_case
from backend.areas.slips.ports import SlipsPorts
from backend.contract import slips as shapes
from backend.contract.outcome import Refused
from backend.domain.calendar import JalaliMonth, MonthRange
from backend.domain.rules import SlipQuote, quote_slip

_PERIOD = frozenset({"months-outside-year", "months-already-paid", "months-not-consecutive", "months-none"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A granted quote: the account it was made for, the figures, and the id of the kept decision."""

    case: AccountCase
    value: SlipQuote
    decision: str

    def view(self) -> shapes.SlipQuote:
        """As a conversation sees it."""
        quote = self.value
        lines = (
            shapes.QuoteLine(month=str(line.month), days=line.days, premium=line.premium, per_capita=line.per_capita)
            for line in quote.lines
        )
        return shapes.SlipQuote(
            first=str(quote.first),
            last=str(quote.last),
            lines=tuple(lines),
            premium=quote.premium,
            per_capita=quote.per_capita,
            debt=quote.debt,
            total=quote.total,
            deadline=quote.deadline,
            provisional=quote.provisional,
            decision=self.decision,
        )


async def quote(
    ports: SlipsPorts, connection: AsyncConnection, person: int, asked: shapes.ChooseMonths
) -> Quoted | Refused:
    """What these months cost today; the decision is kept. A refused period carries `first` and `last` of the open one."""
    case = await read_case(ports, connection, person)
    if isinstance(case, Refused):
        return case
    payable = await decide_payable(ports, connection, case)
    if isinstance(payable, Refused):
        return payable
    months = MonthRange(JalaliMonth.parse(asked.first), JalaliMonth.parse(asked.last))
    decision = quote_slip(ports.decisions.ruleset, account=case.facts, months=months, on=case.on)
    kept = await ports.decisions.keep(connection, decision, person=person, at=ports.clock.now())
    if decision.granted:
        return Quoted(case, decision.granted_value(), kept)
    refusal = account_refusal(case, decision)
    if refusal.code in _PERIOD:
        lines = payable.granted_value().months
        return Refused(refusal.code, {"first": str(lines[0].month), "last": str(lines[-1].month)})
    return refusal
