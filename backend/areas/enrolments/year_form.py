"""Is what a member of staff entered for a contract year complete and free of contradictions [E7]? Field by field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from backend.contract.shape import Shape
from backend.domain.calendar import BadDate, jalali, parse_jalali
from backend.domain.confidence import Confidence
from backend.domain.supplementary import Basis, ContractYear, MemberRules, Plan, Terms, TermsPiece, YearDocument


@dataclass(frozen=True, slots=True)
class YearFault:
    """One field that is wrong. `reason`: a code (`year-fault-<reason>`); `example`: a right value for it."""

    field: str
    reason: str
    example: str


class BadYear(ValueError):
    """The document cannot be entered; every fault at once."""

    def __init__(self, faults: tuple[YearFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.reason}, for example {fault.example}" for fault in faults))
        self.faults = faults


EXAMPLES: Mapping[str, str] = {
    "year": "1405",
    "starts": "1405-09-01",
    "ends": "1406-08-30",
    "window_from": "1405-09-01",
    "window_to": "1405-11-30",
    "plans": '[{"code": "gold", "premium": 12500000, "organisation": 2500000, "pensioner": 10000000}]',
    "code": "gold",
    "premium": "12500000",
    "organisation": "2500000",
    "pensioner": "10000000",
    "spouse_compulsory": "true",
    "spouse_exempt": '["employed", "retired"]',
    "barred": '["other-insurer"]',
    "all_or_none": "true",
    "life_cover": "400000000",
    "order_number": "1000/1405/123",
    "order_date": "1405-08-20",
    "source": "order of the year, clause 2",
    "confidence": "high",
    "terms": '[{"heading": "Duration", "text": "One year from 1 Azar."}]',
    "heading": "Duration",
    "text": "One year from 1 Azar.",
}
"""A right value for each field."""

_REASONS: Mapping[str, str] = {"missing": "missing", "extra_forbidden": "unknown-field", "too_short": "empty"}


def _day(text: str) -> str:
    try:
        parse_jalali(text)
    except BadDate:
        raise PydanticCustomError("not-a-day", "no Jalali day") from None
    return text


Day = Annotated[str, AfterValidator(_day)]
Words = Annotated[str, Field(min_length=1, max_length=4_000)]
Money = Annotated[int, Field(ge=0, le=10**12)]


class PlanForm(Shape):
    """One plan, rial per person and month."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,20}$")]
    premium: Money
    organisation: Money
    pensioner: Money

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.organisation + self.pensioner != self.premium:
            raise PydanticCustomError("shares", "the shares are not the premium")
        return self


class PieceForm(Shape):
    """One piece of the terms."""

    heading: Words
    text: Words


class YearForm(Shape):
    """A contract year as it is entered; days are Jalali text "1405-09-01"."""

    year: Annotated[int, Field(ge=1390, le=1490)]
    starts: Day
    ends: Day
    window_from: Day
    window_to: Day
    plans: Annotated[tuple[PlanForm, ...], Field(min_length=1, max_length=6)]
    spouse_compulsory: bool
    spouse_exempt: tuple[Basis, ...]
    barred: tuple[Basis, ...]
    all_or_none: bool
    life_cover: Money | None
    order_number: Annotated[str, Field(min_length=1, max_length=60)]
    order_date: Day
    source: Words
    confidence: Confidence
    terms: Annotated[tuple[PieceForm, ...], Field(min_length=1, max_length=30)]


def read_year(given: Mapping[str, Any]) -> YearForm:
    """The form. Raises `BadYear` with every fault."""
    try:
        form = YearForm.model_validate_json(json.dumps(given, ensure_ascii=False))
    except ValidationError as wrong:
        raise BadYear(_distinct(tuple(_fault(error) for error in wrong.errors()))) from None
    faults = tuple(_contradictions(form))
    if faults:
        raise BadYear(faults)
    return form


def _distinct(faults: tuple[YearFault, ...]) -> tuple[YearFault, ...]:
    """A list that cannot be read is not also said to be empty."""
    inner = {fault.field.split(".")[0] for fault in faults if "." in fault.field}
    return tuple(fault for fault in faults if not (fault.reason == "empty" and fault.field in inner))


def _fault(error: Any) -> YearFault:
    names = [str(part) for part in error["loc"]]
    kind = error["type"]
    reason = _REASONS.get(kind, kind if kind in {"not-a-day", "shares"} else "malformed")
    if reason == "shares":
        names.append("premium")
    return YearFault(".".join(names), reason, EXAMPLES.get(names[-1] if names else "", EXAMPLES["year"]))


def _contradictions(form: YearForm) -> list[YearFault]:
    starts, ends = parse_jalali(form.starts), parse_jalali(form.ends)
    opens, shuts = parse_jalali(form.window_from), parse_jalali(form.window_to)
    codes = [plan.code for plan in form.plans]
    wrong = {
        ("year", "not-of-the-year"): jalali(starts)[0] != form.year,
        ("ends", "before-start"): ends <= starts,
        ("window_to", "before-start"): shuts < opens,
        ("window_to", "after-end"): shuts > ends,
        ("window_from", "after-end"): opens > ends,
        ("plans", "twice"): len(set(codes)) < len(codes),
    }
    return [YearFault(name, reason, EXAMPLES[name]) for (name, reason), is_so in wrong.items() if is_so]


def canonical(form: YearForm) -> str:
    """The same document is always the same text."""
    data = form.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(form: YearForm) -> str:
    """SHA-256 of the document, 64 letters: what an approval names."""
    return hashlib.sha256(canonical(form).encode()).hexdigest()


def as_document(form: YearForm) -> YearDocument:
    """What the rules and the terms are read from."""

    def day(text: str) -> date:
        return parse_jalali(text)

    year = ContractYear(
        year=form.year,
        starts=day(form.starts),
        ends=day(form.ends),
        window_from=day(form.window_from),
        window_to=day(form.window_to),
        plans=tuple(Plan(**plan.model_dump()) for plan in form.plans),
        rules=MemberRules(
            spouse_compulsory=form.spouse_compulsory,
            spouse_exempt=form.spouse_exempt,
            barred=form.barred,
            all_or_none=form.all_or_none,
        ),
        life_cover=form.life_cover,
        order_number=form.order_number,
        order_date=day(form.order_date),
        source=form.source,
        confidence=form.confidence,
    )
    return YearDocument(year, Terms(tuple(TermsPiece(piece.heading, piece.text) for piece in form.terms)))
