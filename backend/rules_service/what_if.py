"""What may be asked over HTTP about a contract or an enrolment without having one [R3] [V9]?"""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from backend.contract.outcome import Refused
from backend.domain.calendar import BadDate, JalaliMonth
from backend.domain.rules import (
    Applicant,
    Decision,
    Ruleset,
    UnknownParameter,
    contract_terms,
    exam_exemption,
    voluntary_eligibility,
)
from backend.kit.clock import Clock
from backend.rules_service import shapes
from backend.rules_service.enrolling import decide_enrolment, figures_of
from backend.rules_service.language import preferred_language
from backend.rules_service.views import parameter_view, reason_texts
from locales.texts import Texts


def add_what_ifs(router: APIRouter, *, ruleset: Ruleset, clock: Clock, texts: Texts) -> None:
    """POST voluntary-eligibility, exam-exemption, contract-terms, enrolment."""

    def answer(decision: Decision[Any], request: Request) -> dict[str, Any]:
        language = preferred_language(request.headers.get("accept-language"))
        return {
            "granted": decision.granted,
            "reasons": reason_texts(decision, texts, language),
            "parameters": tuple(parameter_view(one) for one in decision.parameters),
            "rule": decision.rule,
            "ruleset": decision.ruleset,
        }

    @router.post("/voluntary-eligibility", operation_id="voluntary_eligibility", response_model=shapes.DecisionAnswer)
    async def eligible(asked: shapes.EligibilityRequest, request: Request) -> Response:
        """May somebody with these facts conclude a voluntary contract on that day?"""
        on = asked.on or clock.today()
        facts = asked.model_dump(exclude={"on"})
        decision = _known(lambda: voluntary_eligibility(ruleset, applicant=Applicant(**facts), on=on), on)
        return _json(shapes.DecisionAnswer(**answer(decision, request)))

    @router.post("/exam-exemption", operation_id="exam_exemption", response_model=shapes.DecisionAnswer)
    async def exempt(asked: shapes.ExamRequest, request: Request) -> Response:
        """Is the medical examination at the beginning of a contract waived on that day?"""
        on, until = asked.on or clock.today(), asked.insured_until
        days = asked.history_days
        decision = _known(lambda: exam_exemption(ruleset, history_days=days, insured_until=until, on=on), on)
        return _json(shapes.DecisionAnswer(**answer(decision, request)))

    @router.post("/contract-terms", operation_id="contract_terms", response_model=shapes.TermsAnswer)
    async def terms(asked: shapes.TermsRequest, request: Request) -> Response:
        """Which wage base and bounds does a voluntary contract with this premium have?"""
        month = _month(asked.month, clock.today())
        decision = _known(
            lambda: contract_terms(
                ruleset,
                month=month,
                premium=asked.premium,
                history_days=asked.history_days,
                average_daily=asked.average_daily,
            ),
            month.first_day,
        )
        found = decision.value or decision.nearest
        if found is None:
            raise Refused("month-unknown", {"month": str(month)})
        names = ("days", "rate", "premium", "wage_base", "lowest_premium", "highest_premium", "fixed")
        figures = {name: getattr(found, name) for name in (*names, "lowest_wage_base", "highest_wage_base")}
        return _json(shapes.TermsAnswer(month=str(month), **figures, **answer(decision, request)))

    @router.post("/enrolment", operation_id="enrolment", response_model=shapes.EnrolmentAnswer)
    async def enrol(asked: shapes.EnrolmentRequest, request: Request) -> Response:
        """May these changes to the supplementary insurance be asked for under such a contract, and what do they cost?"""
        on = asked.on or clock.today()
        decision = _known(lambda: decide_enrolment(ruleset, asked, on), on)
        return _json(shapes.EnrolmentAnswer(**figures_of(decision), **answer(decision, request)))


def _month(asked: str | None, today: date) -> JalaliMonth:
    try:
        return JalaliMonth.of(today) if asked is None else JalaliMonth.parse(asked)
    except BadDate:
        raise Refused("month-unknown", {"month": str(asked)}) from None


def _known(decide: Any, on: date) -> Decision[Any]:
    """The decision. Raises Refused("month-unknown") for days before the law is known or beyond the calendar."""
    try:
        decision: Decision[Any] = decide()
    except (BadDate, UnknownParameter):
        raise Refused("month-unknown", {"month": str(JalaliMonth.of(on))}) from None
    return decision


def _json(answer: shapes.DecisionAnswer) -> Response:
    """The answer as it is, not validated a second time on its way out."""
    return Response(answer.model_dump_json(), media_type="application/json")
