"""Who are you? National id, birth date, and a one-time code sent to the mobile on file [I1]."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.contract.backend import Backend
from backend.contract.people import AskWhoAmI, Challenge, CheckCode, Identified, ResendCode, StartIdentification, WhoAmI
from conversations.engine import END, Answers, Ask, Call, Flow, Option, Tell, outcome, when
from conversations.inputs import jalali_date, mobile, national_id, one_time_code

RESEND, RESTART = "resend", "restart"
_SAMPLE = Challenge(
    id="c", expires_at=datetime(2026, 1, 1, tzinfo=UTC), resend_at=datetime(2026, 1, 1, tzinfo=UTC), digits=5
)


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
phone = Ask("mobile", mobile(contact=True), options=lambda _a: (Option("skip", value=""),), protect=True)
challenge = Call(
    "challenge",
    Backend.start_identification,
    request=lambda a: StartIdentification(national_id=a[number], birth_date=a[birth_date], mobile=a[phone] or None),
    commits=True,
    sample=_SAMPLE,
    refusals=("identify-locked", "identify-too-often"),
)
code = Ask(
    "code",
    one_time_code(),
    options=lambda _a: (Option(RESEND, value=RESEND), Option(RESTART, value=RESTART)),
    protect=True,
)
resend = Call(
    "resend",
    Backend.resend_code,
    request=lambda a: ResendCode(challenge=a[challenge].id),
    commits=True,
    sample=_SAMPLE,
    refusals=("code-too-soon", "code-expired", "identify-locked"),
)
check = Call(
    "check",
    Backend.check_code,
    request=lambda a: CheckCode(challenge=a[challenge].id, code=a[code]),
    commits=True,
    sample=Identified(person="1", name="رضا", link="1"),
    refusals=("code-wrong", "code-expired", "identify-locked"),
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
        resend: outcome(ok=code, refused={"code-too-soon": code, "code-expired": number}),
        check: outcome(ok=done, refused={"code-wrong": code, "code-expired": code}),
        done: END,
    },
    result=_person,
    gives=str,
    progress=(number, birth_date, phone, code),
)
