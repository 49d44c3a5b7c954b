"""How is a one-time code asked for, sent again and checked? The steps that `identify` and `prove` have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from backend.contract.backend import Backend
from backend.contract.people import Challenge, CheckCode, CodePurpose, Identified, ResendCode
from conversations.engine import Answers, Ask, Bad, Call, Good, Option, Read, Refusal, View
from conversations.engine.steps import Step
from conversations.inputs.normalise import only_digits
from conversations.inputs.one_time_code import OneTimeCode

RESEND = "resend"
LOCKED = Refusal("identify-locked", {"minutes": 5})
TOO_OFTEN = Refusal("identify-too-often", {"minutes": 20})
SAMPLE_CHALLENGE = Challenge(
    id="c", expires_at=datetime(2026, 1, 1, tzinfo=UTC), resend_at=datetime(2026, 1, 1, tzinfo=UTC), digits=5
)
"""For walks through the flows; never shown to anybody."""


class CodeOfChallenge(OneTimeCode):
    """A code of any length: how long it must be, the challenge says."""

    def read_text(self, text: str, view: View) -> Read[str]:
        """Nothing but figures is taken whole; else as a one-time code."""
        bare = only_digits(text)
        return Good(bare) if bare is not None else super().read_text(text, view)


def ask_code(challenge: Step[Challenge], *others: str) -> Ask[str]:
    """The question for the code of this challenge, with a button for another one and for `others`."""
    buttons = (RESEND, *others)

    def has_its_length(value: str, a: Answers) -> Bad | None:
        """Figures too many or too few are no try."""
        digits = a[challenge].digits
        if value in buttons or len(value) == digits:
            return None
        return Bad("length", {"length": len(value), "digits": digits})

    return Ask(
        "code",
        CodeOfChallenge(),
        options=lambda _a: tuple(Option(button, value=button) for button in buttons),
        args=lambda a: {"digits": a[challenge].digits},
        check=has_its_length,
        protect=True,
    )


def resend_code(challenge: Step[Challenge], purpose: Callable[[Answers], CodePurpose]) -> Call[Challenge, ResendCode]:
    """Another code for this challenge; its SMS says what it is for."""
    return Call(
        "resend",
        Backend.resend_code,
        request=lambda a: ResendCode(challenge=a[challenge].id, purpose=purpose(a)),
        commits=True,
        sample=SAMPLE_CHALLENGE,
        refusals=(Refusal("code-too-soon", {"seconds": 45}), "code-expired", LOCKED),
    )


def check_code(challenge: Step[Challenge], code: Step[str]) -> Call[Identified, CheckCode]:
    """Is it the code of this challenge?"""
    return Call(
        "check",
        Backend.check_code,
        request=lambda a: CheckCode(challenge=a[challenge].id, code=a[code]),
        commits=True,
        sample=Identified(person="1", name="رضا", link="1"),
        refusals=(Refusal("code-wrong", {"left": 4}), "code-expired", LOCKED),
    )
