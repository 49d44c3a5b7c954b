"""How does a what-if question about the supplementary insurance become one for the rule?"""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.domain.confidence import Confidence
from backend.domain.rules import Decision, Enrolled, Ruleset, enrolment
from backend.domain.supplementary import Change, ContractYear, Member, MemberRules, Pensioner, Plan
from backend.rules_service import shapes

_PLAN = "asked"


def decide_enrolment(ruleset: Ruleset, asked: shapes.EnrolmentRequest, on: date) -> Decision[Enrolled]:
    """The decision of the rule under the figures of the question."""
    return enrolment(
        ruleset,
        year=_year(asked.year),
        plan=_PLAN,
        pensioner=Pensioner(pensioner=asked.pensioner, staff=asked.staff, file_active=asked.file_active),
        members=tuple(
            Member(key=one.key, kinship=one.kinship, until=one.until, basis=one.basis, covered=one.covered)
            for one in asked.members
        ),
        changes=tuple(Change(one.key, one.asks) for one in asked.members if one.asks is not None),
        on=on,
    )


def figures_of(decision: Decision[Enrolled]) -> dict[str, Any]:
    """The figures of the answer; None where the changes are not granted."""
    found = decision.value
    names = ("persons", "premium", "organisation", "pensioner", "months", "until_end")
    months = {name: str(getattr(found, name)) if found else None for name in ("first_month", "last_month")}
    return {name: getattr(found, name, None) for name in names} | months


def _year(given: shapes.YearFigures) -> ContractYear:
    plan = Plan(
        code=_PLAN,
        premium=given.organisation_share + given.pensioner_share,
        organisation=given.organisation_share,
        pensioner=given.pensioner_share,
    )
    rules = MemberRules(
        spouse_compulsory=given.spouse_compulsory,
        spouse_exempt=given.spouse_exempt,
        barred=given.barred,
        all_or_none=given.all_or_none,
    )
    return ContractYear(
        year=0,
        starts=given.starts,
        ends=given.ends,
        window_from=given.window_from,
        window_to=given.window_to,
        plans=(plan,),
        rules=rules,
        life_cover=None,
        order_number="",
        order_date=given.starts,
        source="asked",
        confidence=Confidence.LOW,
    )
