"""Which questions does the rules service answer over HTTP [R1] [R3]?

`rules_router` is for any application; `create_rules_app` is the service on its own, with its page and problems.
"""

from __future__ import annotations

import hmac
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Header, Path, Query, Request, Response
from pydantic import BaseModel

from backend.contract.outcome import Refused
from backend.contract.rules import PremiumForWage, WageForPremium
from backend.domain.calendar import BadDate, JalaliMonth, MonthRange
from backend.domain.rules import (
    AccountFacts,
    Decision,
    InsuranceKind,
    Parameter,
    SlipQuote,
    UnknownParameter,
    coefficient_of_wage,
    quote_slip,
)
from backend.kit.db import Database
from backend.kit.problem import NotFound, NotSignedIn
from backend.rules_service import shapes
from backend.rules_service.calculator import Calculator, refused
from backend.rules_service.decisions import DecisionBook
from backend.rules_service.language import preferred_language
from backend.rules_service.page import page_router
from backend.rules_service.problems import document_problem, install_problems
from backend.rules_service.views import calculation_answer, parameter_view, quote_answer
from backend.rules_service.what_if import add_what_ifs
from locales.texts import Texts

PREFIX = "/v1/rules"
_WRONG: dict[int | str, dict[str, Any]] = {
    400: document_problem("The body could not be read at all"),
    422: document_problem("Which field is wrong, why, and a right example"),
}
_Name = Annotated[str | None, Query(pattern=r"^[a-z0-9_.]{1,80}$", description="Part of the name, such as minimum")]


def rules_router(
    *, calculator: Calculator, decisions: DecisionBook, database: Database, texts: Texts, service_token: str
) -> APIRouter:
    """The routes under /v1/rules. `service_token` opens the recomputation of kept decisions; empty, nothing does."""
    router = APIRouter(prefix=PREFIX, tags=["rules"], responses=_WRONG)
    _add_calculations(router, calculator, texts)
    add_what_ifs(router, ruleset=decisions.ruleset, clock=calculator.clock, texts=texts)

    @router.get("/parameters", operation_id="parameters")
    async def parameters(name: _Name = None, on: Annotated[shapes.Day | None, Query()] = None) -> shapes.ParameterList:
        """Dated figures of the law; `on` a Gregorian day shows those in force on it, else every one there was."""
        found = _parameters(decisions, name, on)
        return shapes.ParameterList(ruleset=decisions.ruleset.id, items=tuple(parameter_view(one) for one in found))

    @router.get(
        "/decisions/{ref}/recompute",
        operation_id="recompute",
        responses={401: document_problem("No service credentials"), 404: document_problem("No such decision")},
    )
    async def recompute(
        ref: Annotated[str, Path(max_length=24, pattern=r"^[A-Za-z0-9_-]*$")],
        authorization: Annotated[str, Header()] = "",
    ) -> shapes.RecomputedView:
        """A kept decision, decided again from its own inputs and figures. Needs the service token as bearer."""
        right = hmac.compare_digest(authorization.encode(), f"Bearer {service_token}".encode())
        if not (service_token and right):
            raise NotSignedIn
        async with database.begin() as connection:
            again = await decisions.recompute(connection, ref)
        if again is None:
            raise NotFound
        return shapes.RecomputedView(**asdict(again))

    return router


def _add_calculations(router: APIRouter, calculator: Calculator, texts: Texts) -> None:
    @router.post("/premium-for-wage", operation_id="premium_for_wage", response_model=shapes.CalculationAnswer)
    async def premium_for_wage(asked: PremiumForWage, request: Request) -> Response:
        """Which premium does a wage base of 30 days give in a month?"""
        decision = calculator.decide_premium(asked)
        return _json(calculation_answer(calculator, decision, texts, _language(request)))

    @router.post("/wage-for-premium", operation_id="wage_for_premium", response_model=shapes.CalculationAnswer)
    async def wage_for_premium(asked: WageForPremium, request: Request) -> Response:
        """Which wage base of 30 days gives a wished premium in a month?"""
        decision = calculator.decide_wage(asked)
        return _json(calculation_answer(calculator, decision, texts, _language(request)))

    @router.post("/slip-quote", operation_id="slip_quote", response_model=shapes.QuoteAnswer)
    async def slip_quote(asked: shapes.QuoteRequest, request: Request) -> Response:
        """What would a slip for these months cost, and until when could it be paid?"""
        return _json(quote_answer(_quote(calculator, asked), texts, _language(request)))


def _json(answer: BaseModel) -> Response:
    """The answer as it is, not validated a second time on its way out."""
    return Response(answer.model_dump_json(), media_type="application/json")


def _language(request: Request) -> str:
    return preferred_language(request.headers.get("accept-language"))


def _quote(calculator: Calculator, asked: shapes.QuoteRequest) -> Decision[SlipQuote]:
    """Raises Refused("month-unknown") for months before the first known figure or after the calendar's end."""
    try:
        first, last = JalaliMonth.parse(asked.first), JalaliMonth.parse(asked.last)
        paid_until = None if asked.paid_until is None else JalaliMonth.parse(asked.paid_until)
        starts = paid_until or first
        facts = AccountFacts(
            kind=InsuranceKind(asked.kind),
            rate=asked.rate,
            coefficient=coefficient_of_wage(calculator.ruleset, wage_base_monthly=max(1, asked.wage_base), month=first),
            contract_date=asked.contract_date or starts.first_day,
            starts=starts,
            paid_until=paid_until,
            treatment_support=asked.treatment_support,
            covered_persons=asked.covered_persons,
            debt=asked.debt,
        )
        months = MonthRange(first, last)
        decision = quote_slip(calculator.ruleset, account=facts, months=months, on=asked.on or calculator.clock.today())
    except (BadDate, UnknownParameter):
        raise Refused("month-unknown", {"month": asked.first}) from None
    if not decision.granted and decision.refusal in {"rate-kind-mismatch", "month-unknown"}:
        raise refused(decision)
    return decision


def _parameters(decisions: DecisionBook, name: str | None, on: date | None) -> list[Parameter]:
    ruleset = decisions.ruleset
    names = [known for known in ruleset.names if name is None or name in known]
    if on is not None:
        return [one for one in ruleset.at(on).all() if one.name in names]
    return [one for known in names for one in ruleset.history(known)]


def create_rules_app(
    *, calculator: Calculator, decisions: DecisionBook, database: Database, texts: Texts, service_token: str
) -> FastAPI:
    """The rules service on its own. Its page is at /, its description at /openapi.json; nothing comes from outside."""
    app = FastAPI(title="Bimeyar rules", version="1", docs_url=None, redoc_url=None, responses=_WRONG)
    install_problems(app, texts=texts)
    app.include_router(
        rules_router(
            calculator=calculator,
            decisions=decisions,
            database=database,
            texts=texts,
            service_token=service_token,
        )
    )
    app.include_router(page_router(describe=app.openapi, texts=texts))
    return app
