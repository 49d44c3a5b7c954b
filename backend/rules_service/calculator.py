"""Which rates are there, and what would it cost? The calculator of the `Backend` contract: no contract, no login, nothing kept [R3] [V3]."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from backend.contract import rules as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import RefusalValue, Refused
from backend.domain.calendar import BadDate, JalaliMonth
from backend.domain.money import typeable_bounds
from backend.domain.rules import Decision, InsuranceKind, PremiumQuote, Ruleset, premium_for_wage, wage_for_premium
from backend.kit.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """Answers `rates`, `premium_for_wage` and `wage_for_premium` by the law of the month, this month's where none is named.

    Raises Refused: rate-kind-mismatch {rate, needed}, month-unknown {month}.
    """

    ruleset: Ruleset = field(repr=False)
    clock: Clock

    async def rates(self, request: shapes.AskRates, caller: Caller) -> shapes.Rates:  # noqa: ARG002
        month = self.month(request.month)
        offered = self.ruleset.find(f"premium_rates.{request.kind}", on=month.first_day)
        if offered is None:
            raise Refused("month-unknown", {"month": str(month)})
        items = tuple(
            shapes.OfferedRate(rate=rate, covers=self._covers(request.kind, rate, month)) for rate in offered.numbers
        )
        return shapes.Rates(kind=request.kind, month=str(month), items=items)

    def _covers(self, kind: str, rate: int, month: JalaliMonth) -> tuple[str, ...]:
        """Names of what a rate covers; none where no source says so."""
        found = self.ruleset.find(f"premium_covers.{kind}_{rate}", on=month.first_day)
        return () if found is None or not isinstance(found.value, tuple) else tuple(map(str, found.value))

    async def premium_for_wage(self, request: shapes.PremiumForWage, caller: Caller) -> shapes.Calculation:  # noqa: ARG002
        decision = self.decide_premium(request)
        answer = self.answer(decision)
        if answer.granted:
            return _typeable(answer)
        low, high = typeable_bounds(answer.lowest_wage_base, answer.highest_wage_base)
        near = low if request.wage_base < low else high
        return self._beside(answer, self.decide_premium(request.model_copy(update={"wage_base": near})))

    async def wage_for_premium(self, request: shapes.WageForPremium, caller: Caller) -> shapes.Calculation:  # noqa: ARG002
        decision = self.decide_wage(request)
        answer = self.answer(decision)
        if answer.granted:
            return _typeable(answer)
        low, high = typeable_bounds(answer.lowest_premium, answer.highest_premium)
        near = low if request.premium < low else high
        return self._beside(answer, self.decide_wage(request.model_copy(update={"premium": near})))

    def _beside(self, answer: shapes.Calculation, near: Decision[PremiumQuote]) -> shapes.Calculation:
        """What was refused, with the figures of the nearest amount that can be typed."""
        there = self.answer(near)
        return _typeable(answer.model_copy(update={"premium": there.premium, "wage_base": there.wage_base}))

    def decide_premium(self, request: shapes.PremiumForWage) -> Decision[PremiumQuote]:
        """The decision behind `premium_for_wage`."""
        return premium_for_wage(
            self.ruleset,
            kind=InsuranceKind(request.kind),
            rate=request.rate,
            wage_base_monthly=request.wage_base,
            month=self.month(request.month),
        )

    def decide_wage(self, request: shapes.WageForPremium) -> Decision[PremiumQuote]:
        """The decision behind `wage_for_premium`."""
        return wage_for_premium(
            self.ruleset,
            kind=InsuranceKind(request.kind),
            rate=request.rate,
            premium=request.premium,
            month=self.month(request.month),
        )

    def month(self, asked: str | None) -> JalaliMonth:
        """The month named, or the current one in Tehran. Raises Refused("month-unknown")."""
        try:
            return JalaliMonth.of(self.clock.today()) if asked is None else JalaliMonth.parse(asked)
        except BadDate:
            raise Refused("month-unknown", {"month": str(asked)}) from None

    def answer(self, decision: Decision[PremiumQuote]) -> shapes.Calculation:
        """The decision as the contract shows it. Raises Refused where there is no answer at all."""
        quote = decision.value or decision.nearest
        if quote is None:
            raise refused(decision)
        return shapes.Calculation.model_validate(
            {
                "granted": decision.granted,
                "kind": quote.kind.value,
                "rate": quote.rate,
                "month": str(quote.month),
                "days": quote.days,
                "premium": quote.premium,
                "wage_base": quote.wage_base,
                "lowest_premium": quote.lowest_premium,
                "highest_premium": quote.highest_premium,
                "lowest_wage_base": quote.lowest_wage_base,
                "highest_wage_base": quote.highest_wage_base,
                "reasons": reasons_of(decision),
                "ruleset": decision.ruleset,
                "on": self.clock.today(),
            }
        )


def _typeable(answer: shapes.Calculation) -> shapes.Calculation:
    """The answer with bounds of whole toman."""
    low, high = typeable_bounds(answer.lowest_premium, answer.highest_premium)
    low_wage, high_wage = typeable_bounds(answer.lowest_wage_base, answer.highest_wage_base)
    bounds = {"lowest_premium": low, "highest_premium": high}
    return answer.model_copy(update=bounds | {"lowest_wage_base": low_wage, "highest_wage_base": high_wage})


def refused(decision: Decision[Any]) -> Refused:
    """The weightiest reason of a decision without any answer, as a refusal of the contract."""
    reason = decision.unmet[0]
    values: dict[str, RefusalValue] = dict(reason.args)
    named = values.pop("is", None)
    if named is not None:
        values["rate" if isinstance(named, int) else "month"] = named
    return Refused(decision.refusal or "month-unknown", values)


def reasons_of(decision: Decision[Any]) -> tuple[shapes.ReasonView, ...]:
    """The reasons of a decision as the contract shows them."""
    return tuple(
        shapes.ReasonView(code=one.code.value, met=one.met, cite=one.cite.value, found=one.is_, needed=one.needed)
        for one in decision.reasons
    )
