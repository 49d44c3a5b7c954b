"""Which premium, wage base, start and examination does a contract of today have, for whom [V3] [V4]?"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.applying import Application, conditions, read_application
from backend.areas.contracts.ports import ContractsPorts
from backend.contract import voluntary as shapes
from backend.contract.outcome import Refused
from backend.domain.calendar import JalaliMonth
from backend.domain.money import typeable_bounds
from backend.domain.rules import ContractTerms, Decision, Exempt, contract_terms, exam_exemption, exam_terms


def decide_terms(
    ports: ContractsPorts, application: Application | None, premium: int | None
) -> Decision[ContractTerms]:
    """For a person, with their history and start (see `Application.starts`); for nobody, of this month and with free choice."""
    if application is None:
        month = JalaliMonth.of(ports.clock.today())
        return contract_terms(ports.ruleset, month=month, premium=premium)
    past, month = application.past, application.starts
    days = ports.ruleset.value("average_wage_days", on=month.first_day).whole
    return contract_terms(
        ports.ruleset,
        month=month,
        premium=premium,
        history_days=past.days,
        average_daily=past.average_daily(days),
    )


def decide_exam(ports: ContractsPorts, application: Application) -> Decision[Exempt]:
    """Is the entry exam waived today?"""
    past = application.past
    return exam_exemption(ports.ruleset, history_days=past.days, insured_until=past.insured_until, on=application.on)


async def terms(
    ports: ContractsPorts, connection: AsyncConnection, person: int | None, asked: shapes.AskTerms
) -> shapes.ContractTerms:
    """What a contract with this premium would be; outside the bounds, with the nearest premium that can be typed."""
    application = None if person is None else await read_application(ports, connection, person)
    decision = decide_terms(ports, application, asked.premium)
    found = decision.value or decision.nearest
    if found is None:
        raise Refused("month-unknown", {"month": str(JalaliMonth.of(ports.clock.today()))})
    lowest, highest = typeable_bounds(found.lowest_premium, found.highest_premium)
    low_wage, high_wage = typeable_bounds(found.lowest_wage_base, found.highest_wage_base)
    if not decision.granted and not found.fixed:
        near = lowest if found.premium == found.lowest_premium else highest
        found = decide_terms(ports, application, near).value or found
    return shapes.ContractTerms(
        granted=decision.granted,
        premium=found.premium,
        wage_base=found.wage_base,
        rate=found.rate,
        lowest_premium=lowest,
        highest_premium=highest,
        lowest_wage_base=low_wage,
        highest_wage_base=high_wage,
        fixed=found.fixed,
        first_month=str(found.month),
        days=found.days,
        starts_on=found.month.first_day,
        provisional=decision.provisional,
        personal=application is not None,
        conditions=conditions(decision),
    )


async def entry_exam(ports: ContractsPorts, connection: AsyncConnection, person: int) -> shapes.EntryExam:
    """Is this person exempt today, and on which terms not?"""
    application = await read_application(ports, connection, person)
    decision = decide_exam(ports, application)
    await ports.decisions.keep(connection, decision, person=person, at=ports.clock.now())
    found = exam_terms(ports.ruleset, concluded_on=application.on, starts=application.starts)
    return shapes.EntryExam(
        exempt=decision.granted,
        conditions=conditions(decision),
        take_by=found.take_by,
        pay_until=str(found.pay_until),
        care_before=found.care,
    )
