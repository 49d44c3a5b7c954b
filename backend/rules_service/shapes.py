"""What goes in and out of the rules service over HTTP [R1] [R3]? Money in rial, months "1405-08", days ISO."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from backend.contract.rules import Calculation, Kind, Rate, ReasonView, Rial
from backend.contract.shape import Shape
from backend.contract.slips import Month
from backend.domain.calendar import FIRST_YEAR, LAST_YEAR, JalaliMonth
from backend.domain.supplementary import Action, Basis, Kinship

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY, _LAST_DAY = JalaliMonth(FIRST_YEAR, 1).first_day, JalaliMonth(LAST_YEAR - 1, 12).last_day


def read_day(value: Any) -> Any:
    """A Gregorian day from ISO text, within the years that have Jalali months. Raises ValueError for any other text."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        value = date.fromisoformat(value)
    if isinstance(value, date) and _FIRST_DAY <= value <= _LAST_DAY:
        return value
    msg = "a day is written as 2026-10-30"
    raise ValueError(msg)


Day = Annotated[date, BeforeValidator(read_day), Field(examples=["2026-10-30"])]
Persons = Annotated[int, Field(ge=1, le=30, examples=[3])]


class QuoteRequest(Shape):
    """A what-if slip: months `first` to `last` at this wage base (30 days, of the first month), as of `on`.

    `paid_until` None: a new contract without any payment. `on` None: today.
    """

    kind: Kind
    rate: Rate
    wage_base: Rial
    first: Month
    last: Month
    paid_until: Month | None = None
    contract_date: Day | None = None
    on: Day | None = None
    treatment_support: bool = False
    covered_persons: Persons = 1
    debt: Rial = 0


class EligibilityRequest(Shape):
    """A what-if application for a voluntary contract by somebody born on a day, as of `on` (None: today)."""

    birth_date: Day
    history_days: Annotated[int, Field(ge=0, le=30_000, examples=[700])]
    on: Day | None = None
    served: bool = False
    employed: bool = False
    voluntary: bool = False
    self_employed: bool = False
    pensioner: bool = False
    main_insured: bool = True
    other_fund: bool = False
    under_guardianship: bool = False


class ExamRequest(Shape):
    """A what-if question whether the entry exam is waived, as of `on` (None: today)."""

    history_days: Annotated[int, Field(ge=0, le=30_000, examples=[400])]
    insured_until: Day | None = None
    on: Day | None = None


class TermsRequest(Shape):
    """What-if terms of a voluntary contract that begins with `month` (None: this one), for a wished premium in rial.

    `average_daily`: average insurable wage in rial a day of the last days of history, where it is known.
    """

    month: Month | None = None
    premium: Rial | None = None
    history_days: Annotated[int, Field(ge=0, le=30_000)] = 0
    average_daily: Annotated[int, Field(ge=1, le=10**10)] | None = None


_READ_AS_JSON = Field(strict=False)
"""For lists and words of a closed list, which arrive as JSON writes them."""


class YearFigures(Shape):
    """What of a contract year counts: its days and those of its window, both included, and one plan in rial a month."""

    starts: Day
    ends: Day
    window_from: Day
    window_to: Day
    organisation_share: Rial
    pensioner_share: Rial
    spouse_compulsory: bool = True
    spouse_exempt: Annotated[tuple[Annotated[Basis, _READ_AS_JSON], ...], _READ_AS_JSON] = ()
    barred: Annotated[tuple[Annotated[Basis, _READ_AS_JSON], ...], _READ_AS_JSON] = ()
    all_or_none: bool = True


class MemberFacts(Shape):
    """One member of the file. `until`: dependency end date. `covered`: has the insurance now. `asks`: what is asked."""

    key: Annotated[str, Field(min_length=1, max_length=20, examples=["2"])]
    kinship: Annotated[Kinship, _READ_AS_JSON]
    until: Day | None = None
    basis: Annotated[Basis, _READ_AS_JSON] = Basis.THROUGH_PENSIONER
    covered: bool = False
    asks: Annotated[Action | None, _READ_AS_JSON] = None


class EnrolmentRequest(Shape):
    """A what-if request for the pensioners' supplementary insurance, as of `on` (None: today)."""

    year: YearFigures
    members: Annotated[tuple[MemberFacts, ...], Field(max_length=30, strict=False)]
    on: Day | None = None
    pensioner: bool = True
    staff: bool = False
    file_active: bool = True


class ParameterView(Shape):
    """One dated figure of the law: from which day until which (None: until further notice), who says so, how sure.

    `carried`: the day asked for lies after the time its source speaks for; the figure goes on provisionally.
    """

    name: str
    value: str | int | list[str] | list[int]
    unit: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str
    note: str | None
    carried: bool


class ReasonText(ReasonView):
    """A reason with its words in the caller's language, where there are any."""

    text: str | None = None
    source: str | None = None


class CalculationAnswer(Shape):
    """The calculator's answer, with every figure of the law that was read."""

    result: Calculation
    reasons: tuple[ReasonText, ...]
    parameters: tuple[ParameterView, ...]
    rule: str
    ruleset: str


class QuoteAnswerLine(Shape):
    """One month in rial, and the last day to pay it."""

    month: str
    days: int
    wage_base: int
    premium: int
    per_capita: int
    due: date
    overdue: bool


class QuoteAnswer(Shape):
    """What a slip would cost; the figures are None where it is not granted, and `reasons` say why."""

    granted: bool
    lines: tuple[QuoteAnswerLine, ...]
    premium: int | None
    per_capita: int | None
    debt: int | None
    total: int | None
    deadline: date | None
    provisional: bool
    reasons: tuple[ReasonText, ...]
    parameters: tuple[ParameterView, ...]
    rule: str
    ruleset: str


class DecisionAnswer(Shape):
    """Granted or not, every reason in words with its article, and every figure of the law that was read."""

    granted: bool
    reasons: tuple[ReasonText, ...]
    parameters: tuple[ParameterView, ...]
    rule: str
    ruleset: str


class TermsAnswer(DecisionAnswer):
    """Terms of a contract in rial; where they are not granted, those at the nearest bound."""

    month: str
    days: int
    rate: int
    premium: int
    wage_base: int
    lowest_premium: int
    highest_premium: int
    lowest_wage_base: int
    highest_wage_base: int
    fixed: bool


class EnrolmentAnswer(DecisionAnswer):
    """What the changes come to, rial a month; the figures are None where they are not granted."""

    persons: int | None
    premium: int | None
    organisation: int | None
    pensioner: int | None
    first_month: str | None
    last_month: str | None
    months: int | None
    until_end: int | None


class ParameterList(Shape):
    """Dated figures of the law, by name and day."""

    ruleset: str
    items: tuple[ParameterView, ...]


class RecomputedView(Shape):
    """A kept decision, decided again from its own inputs and figures: `same` bit by bit or not."""

    id: str
    rule: str
    ruleset: str
    at: datetime
    granted: bool
    refusal: str | None
    same: bool
