"""Who are you? National id, birth date, and a one-time code sent to the mobile on file [I1]."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.contract.backend import Backend
from backend.contract.people import AskWhoAmI, Challenge, CheckCode, Identified, ResendCode, StartIdentification, WhoAmI
from conversations.engine import (
    END,
    Answers,
    Ask,
    Bad,
    Call,
    Flow,
    Good,
    Option,
    Read,
    Refusal,
    Tell,
    View,
    outcome,
    when,
)
from conversations.inputs import Mobile, jalali_date, national_id, words
from conversations.inputs.normalise import only_digits, squeeze
from conversations.inputs.one_time_code import OneTimeCode

RESEND, RESTART = "resend", "restart"
NO_NUMBER = ""
_NO = words.heard(words.NO)
_LOCKED = Refusal("identify-locked", {"minutes": 5})
_SAMPLE = Challenge(
    id="c", expires_at=datetime(2026, 1, 1, tzinfo=UTC), resend_at=datetime(2026, 1, 1, tzinfo=UTC), digits=5
)


class OptionalMobile(Mobile):
    """A mobile number, or a word for no: then the number is left out."""

    def read_text(self, text: str, view: View) -> Read[str]:
        """As a mobile number; «نه» leaves it out."""
        return Good(NO_NUMBER) if squeeze(text) in _NO else super().read_text(text, view)


class CodeOfChallenge(OneTimeCode):
    """A code of any length: how long it must be, the challenge says."""

    def read_text(self, text: str, view: View) -> Read[str]:
        """Nothing but figures is taken whole; else as a one-time code."""
        bare = only_digits(text)
        return Good(bare) if bare is not None else super().read_text(text, view)


def _has_its_length(value: str, a: Answers) -> Bad | None:
    """Figures too many or too few are no try."""
    digits = a[challenge].digits
    if value in {RESEND, RESTART} or len(value) == digits:
        return None
    return Bad("length", {"length": len(value), "digits": digits})


def _is_known(a: Answers) -> bool:
    return a[known].person is not None


def _wants_resend(a: Answers) -> bool:
    return a[code] == RESEND


def _wants_restart(a: Answers) -> bool:
    return a[code] == RESTART


def _person(a: Answers) -> str:
    return a[check].person if check in a else str(a[known].person)


known = Call(
    "known",
    Backend.who_am_i,
    request=lambda _a: AskWhoAmI(),
    sample=(WhoAmI(person=None, name=None, link=None), WhoAmI(person="1", name="رضا", link="1")),
)
number = Ask("national-id", national_id(), protect=True)
birth_date = Ask("birth-date", jalali_date(), protect=True)
phone = Ask(
    "mobile",
    OptionalMobile(),
    options=lambda _a: (Option("skip", value=NO_NUMBER),),
    args=lambda a: {"born": a[birth_date].isoformat()},
    protect=True,
)
challenge = Call(
    "challenge",
    Backend.start_identification,
    request=lambda a: StartIdentification(national_id=a[number], birth_date=a[birth_date], mobile=a[phone] or None),
    commits=True,
    sample=_SAMPLE,
    refusals=(_LOCKED, Refusal("identify-too-often", {"minutes": 20})),
)
code = Ask(
    "code",
    CodeOfChallenge(),
    options=lambda _a: (Option(RESEND, value=RESEND), Option(RESTART, value=RESTART)),
    args=lambda a: {"digits": a[challenge].digits},
    check=_has_its_length,
    protect=True,
)
resend = Call(
    "resend",
    Backend.resend_code,
    request=lambda a: ResendCode(challenge=a[challenge].id),
    commits=True,
    sample=_SAMPLE,
    refusals=(Refusal("code-too-soon", {"seconds": 45}), "code-expired", _LOCKED),
)
resent = Tell("resent")
again = Tell("again")
check = Call(
    "check",
    Backend.check_code,
    request=lambda a: CheckCode(challenge=a[challenge].id, code=a[code]),
    commits=True,
    sample=Identified(person="1", name="رضا", link="1"),
    refusals=(Refusal("code-wrong", {"left": 4}), "code-expired", _LOCKED),
)
done = Tell("done", args=lambda a: {"name": a[check].name}, protect=True)

flow: Flow[str] = Flow(
    id="identify",
    version=1,
    start=known,
    edges={
        known: when(_is_known, then=END, otherwise=number),
        number: birth_date,
        birth_date: phone,
        phone: challenge,
        challenge: outcome(ok=code),
        code: when(_wants_restart, then=number, otherwise=when(_wants_resend, then=resend, otherwise=check)),
        resend: outcome(ok=resent, refused={"code-too-soon": code, "code-expired": again}),
        resent: code,
        again: number,
        check: outcome(ok=done, refused={"code-wrong": code, "code-expired": code}),
        done: END,
    },
    result=_person,
    gives=str,
    progress=(number, birth_date, phone, code),
)
