"""What was decided, why, by which figures of the law, and how is it asked again?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from backend.domain.rules.codec import to_text
from backend.domain.rules.reasons import REFUSALS, Reason, ReasonCode, weightiest
from backend.domain.rules.ruleset import Parameter, Reading, Ruleset

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class BrokenRule(RuntimeError):
    """A rule gave a value although a condition is not met, or none although all are: a defect of the rule."""


@dataclass(frozen=True, slots=True)
class Verdict(Generic[Answer]):
    """What a rule itself says; the value is there only when no reason refuses.

    `nearest` is the answer to the nearest request that would be granted, where there is one.
    """

    reasons: tuple[Reason, ...]
    value: Answer | None = None
    nearest: Answer | None = None


@dataclass(frozen=True, slots=True)
class Decision(Generic[Answer]):
    """One decision of one rule, complete: request, figures of the law, reasons, answer.

    `rule` names rule and version of its formula, `ruleset` the parameter files, `inputs` is the request.
    Money is rial, dates Gregorian. See `registry` for reading it back and deciding it again.
    """

    rule: str
    granted: bool
    value: Answer | None
    nearest: Answer | None
    reasons: tuple[Reason, ...]
    parameters: tuple[Parameter, ...]
    ruleset: str
    inputs: object

    @property
    def unmet(self) -> tuple[Reason, ...]:
        """The reasons that refuse, weightiest first."""
        return tuple(reason for reason in self.reasons if reason.refuses)

    @property
    def notices(self) -> tuple[Reason, ...]:
        """What the person must be told although it refuses nothing."""
        return tuple(reason for reason in self.reasons if reason.notice and not reason.met)

    @property
    def refusal(self) -> str | None:
        """Refusal code of the backend's contract ("account-unsettled"); None when granted."""
        return None if self.granted else REFUSALS[self.unmet[0].code]

    @property
    def provisional(self) -> bool:
        """Was a figure used past the time its source speaks for?"""
        return any(parameter.carried for parameter in self.parameters)

    def reason(self, code: ReasonCode) -> Reason | None:
        """The reason with this code, if the rule tested it."""
        return next((reason for reason in self.reasons if reason.code is code), None)

    def granted_value(self) -> Answer:
        """The answer of a granted decision. Raises `ValueError` for a refused one."""
        if self.value is None:
            raise ValueError(f"{self.rule} was refused: {self.refusal}")
        return self.value

    def to_json(self) -> str:
        """Canonical JSON text: the same decision is always the same bits."""
        return to_text(self)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Asked, Answer]):
    """A rule with its name and version ("slip-quote/1"), the shape of its request and of its answer."""

    name: str
    request: type[Asked]
    answer: type[Answer]
    decide: Callable[[Reading, Asked], Verdict[Answer]]

    def __call__(self, ruleset: Ruleset, asked: Asked) -> Decision[Answer]:
        """Decide this request by this ruleset."""
        reading = Reading(ruleset)
        verdict = self.decide(reading, asked)
        granted = not any(reason.refuses for reason in verdict.reasons)
        if granted is (verdict.value is None):
            raise BrokenRule(self.name)
        return Decision(
            rule=self.name,
            granted=granted,
            value=verdict.value,
            nearest=verdict.nearest,
            reasons=weightiest(verdict.reasons),
            parameters=reading.used,
            ruleset=ruleset.id,
            inputs=asked,
        )
