"""How do decisions and figures of the law look over HTTP, with their reasons in words?"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from backend.domain.rules import Decision, Parameter, PremiumQuote, Reason, SlipLine, SlipQuote
from backend.rules_service import shapes
from backend.rules_service.calculator import Calculator
from locales.texts import MissingText, Texts


@lru_cache(maxsize=1024)
def parameter_view(parameter: Parameter) -> shapes.ParameterView:
    """One figure; exact ratios as decimal or fraction text. Neither it nor its view ever changes."""
    value = parameter.value
    shown: Any = (
        list(value) if isinstance(value, tuple) else _ratio_text(value) if isinstance(value, Fraction) else value
    )
    return shapes.ParameterView(
        name=parameter.name,
        value=shown,
        unit=parameter.unit,
        valid_from=parameter.valid_from,
        valid_to=parameter.valid_to,
        source=parameter.source,
        confidence=parameter.confidence.value,
        note=parameter.note,
        carried=parameter.carried,
    )


def _ratio_text(value: Fraction) -> str:
    """A ratio as decimal text ("1.2" for 6/5) where that is exact, else as it is."""
    decimal = f"{float(value):.6g}"
    return decimal if Fraction(decimal) == value else str(value)


def reason_texts(decision: Decision[Any], texts: Texts, language: str) -> tuple[shapes.ReasonText, ...]:
    """The reasons with their words and the words of their source."""
    return tuple(_reason_text(reason, texts, language) for reason in decision.reasons)


def _reason_text(reason: Reason, texts: Texts, language: str) -> shapes.ReasonText:
    return shapes.ReasonText(
        code=reason.code.value,
        met=reason.met,
        cite=reason.cite.value,
        found=reason.is_,
        needed=reason.needed,
        text=_say(texts, f"reason-{reason.code}", reason.args, language),
        source=_say(texts, f"cite-{reason.cite}", {}, language),
    )


def _say(texts: Texts, text_id: str, args: dict[str, str | int], language: str) -> str | None:
    try:
        return texts.text(text_id, args, language, isolate=False)
    except MissingText:
        return None


def calculation_answer(
    calculator: Calculator, decision: Decision[PremiumQuote], texts: Texts, language: str
) -> shapes.CalculationAnswer:
    """The calculator's answer with reasons and figures. Raises Refused where there is no answer at all."""
    return shapes.CalculationAnswer(
        result=calculator.answer(decision),
        reasons=reason_texts(decision, texts, language),
        parameters=tuple(parameter_view(one) for one in decision.parameters),
        rule=decision.rule,
        ruleset=decision.ruleset,
    )


def quote_answer(decision: Decision[SlipQuote], texts: Texts, language: str) -> shapes.QuoteAnswer:
    """A what-if slip, granted or not."""
    quote = decision.value
    return shapes.QuoteAnswer(
        granted=decision.granted,
        lines=() if quote is None else tuple(_line(line) for line in quote.lines),
        premium=quote.premium if quote else None,
        per_capita=quote.per_capita if quote else None,
        debt=quote.debt if quote else None,
        total=quote.total if quote else None,
        deadline=quote.deadline if quote else None,
        provisional=quote.provisional if quote else False,
        reasons=reason_texts(decision, texts, language),
        parameters=tuple(parameter_view(one) for one in decision.parameters),
        rule=decision.rule,
        ruleset=decision.ruleset,
    )


def _line(line: SlipLine) -> shapes.QuoteAnswerLine:
    return shapes.QuoteAnswerLine(
        month=str(line.month),
        days=line.days,
        wage_base=line.wage_base,
        premium=line.premium,
        per_capita=line.per_capita,
        due=line.due,
        overdue=line.overdue,
    )
