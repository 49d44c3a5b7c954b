"""Is the medical examination at the beginning of a contract waived, and what are its terms where it is not? [V4].

Domain.md 1.5; voluntary-contract order 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.domain.calendar import JalaliMonth, add_months
from backend.domain.rules.decision import Decision, Rule, Verdict
from backend.domain.rules.reasons import Cite, Reason, ReasonCode
from backend.domain.rules.ruleset import Parameter, Reading, Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamExemption:
    """The request: days of contributions before the break, and the last day of them (None: never insured)."""

    history_days: int
    insured_until: date | None
    on: date


@dataclass(frozen=True, slots=True)
class Exempt:
    """Waived, for a contract concluded up to and on `until`."""

    until: date


@dataclass(frozen=True, slots=True)
class ExamTerms:
    """Examined by `take_by` at the latest; before the result slips reach `pay_until`, and `care` is open."""

    take_by: date
    pay_until: JalaliMonth
    care: tuple[str, ...]


def _last_day(asked: ExamExemption, months: Parameter | None) -> date | None:
    if months is None or asked.insured_until is None:
        return None
    return add_months(asked.insured_until, months.whole)


def _decide(reading: Reading, asked: ExamExemption) -> Verdict[Exempt]:
    """Both figures stand since 29 Mordad 1393; before, no exemption is known."""
    days = reading.find("exam_exempt_history_days", on=asked.on)
    until = _last_day(asked, reading.find("exam_exempt_break_months", on=asked.on))
    enough = days is not None and asked.history_days >= days.whole
    recent = until is not None and asked.on <= until
    reasons = (
        Reason(
            ReasonCode.EXAM_HISTORY_ENOUGH,
            met=enough,
            cite=Cite.EXAM_EXEMPTION,
            is_=asked.history_days,
            needed=None if days is None else days.whole,
            nearest=None if enough or days is None else days.whole - asked.history_days,
        ),
        Reason(
            ReasonCode.EXAM_BREAK_SHORT,
            met=recent,
            cite=Cite.EXAM_EXEMPTION,
            is_=None if asked.insured_until is None else asked.insured_until.isoformat(),
            needed=None if until is None else until.isoformat(),
        ),
    )
    if until is None or not (enough and recent):
        return Verdict(reasons)
    return Verdict(reasons, Exempt(until))


EXAM_EXEMPTION: Rule[ExamExemption, Exempt] = Rule("exam-exemption/1", ExamExemption, Exempt, _decide)


def exam_exemption(ruleset: Ruleset, *, history_days: int, insured_until: date | None, on: date) -> Decision[Exempt]:
    """Is the entry examination waived for a contract concluded on that day? Refused with what is lacking."""
    asked = ExamExemption(history_days=history_days, insured_until=insured_until, on=on)
    return EXAM_EXEMPTION(ruleset, asked)


def last_exam_day(law: Reading | Ruleset, concluded_on: date) -> date:
    """The day after which nothing is paid without a result, for a contract of that day (order 2)."""
    return add_months(concluded_on, _months(law, concluded_on))


def _months(law: Reading | Ruleset, concluded_on: date) -> int:
    return law.value("exam_months", on=concluded_on).whole


def exam_terms(ruleset: Ruleset, *, concluded_on: date, starts: JalaliMonth) -> ExamTerms:
    """By when the exam is taken, and what goes before its result, for a contract of that day (order 2)."""
    care = ruleset.value("treatment_before_exam", on=concluded_on).value
    names = tuple(str(name) for name in care) if isinstance(care, tuple) else ()
    return ExamTerms(last_exam_day(ruleset, concluded_on), starts.plus(_months(ruleset, concluded_on) - 1), names)
