"""Who are you? National id, birth date, and a one-time code sent to the mobile on file [I1].

Where that mobile is wrong or nobody has it any more, the activation code of a branch takes the place of the SMS [I2].
"""

from __future__ import annotations

from backend.contract.backend import Backend
from backend.contract.people import AskWhoAmI, CodePurpose, StartIdentification, WhoAmI
from conversations.engine import (
    END,
    Answers,
    Ask,
    Call,
    Flow,
    Good,
    Option,
    Read,
    Tell,
    View,
    outcome,
    when,
)
from conversations.flows.branch_code import use_activation
from conversations.flows.one_code import (
    LOCKED,
    RESEND,
    SAMPLE_CHALLENGE,
    TOO_OFTEN,
    ask_code,
    check_code,
    resend_code,
)
from conversations.inputs import ActivationCode, Mobile, jalali_date, national_id, words
from conversations.inputs.normalise import squeeze

RESTART, BRANCH_CODE = "restart", "branch-code"
NO_NUMBER = ""
_NO = words.heard(words.NO)


class OptionalMobile(Mobile):
    """A mobile number, or a word for no: then the number is left out."""

    def read_text(self, text: str, view: View) -> Read[str]:
        """As a mobile number; «نه» leaves it out."""
        return Good(NO_NUMBER) if squeeze(text) in _NO else super().read_text(text, view)


def _is_known(a: Answers) -> bool:
    return a[known].person is not None


def _wants_resend(a: Answers) -> bool:
    return a[code] == RESEND


def _wants_restart(a: Answers) -> bool:
    return a[code] == RESTART


def _has_no_number(a: Answers) -> bool:
    return a[phone] == BRANCH_CODE


def _wants_branch_code(a: Answers) -> bool:
    return a[code] == BRANCH_CODE


def _person(a: Answers) -> str:
    came = next((a[step] for step in (check, use) if step in a), None)
    return str(a[known].person) if came is None else came.person


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
    options=lambda _a: (Option("skip", value=NO_NUMBER), Option(BRANCH_CODE, value=BRANCH_CODE)),
    args=lambda a: {"born": a[birth_date].isoformat()},
    protect=True,
)
challenge = Call(
    "challenge",
    Backend.start_identification,
    request=lambda a: StartIdentification(national_id=a[number], birth_date=a[birth_date], mobile=a[phone] or None),
    commits=True,
    sample=SAMPLE_CHALLENGE,
    refusals=(LOCKED, TOO_OFTEN),
)
code = ask_code(challenge, RESTART, BRANCH_CODE)
resend = resend_code(challenge, lambda _a: CodePurpose.SIGN_IN)
resent = Tell("resent")
again = Tell("again")
check = check_code(challenge, code)
done = Tell("done", args=lambda a: {"name": a[check].name}, protect=True)
branch_code = Ask("branch-code", ActivationCode(), protect=True)
use = use_activation(branch_code, national_id=lambda a: a[number], birth_date=lambda a: a[birth_date])
moved = Tell("moved", args=lambda a: {"name": a[use].name}, protect=True)

flow: Flow[str] = Flow(
    id="identify",
    version=2,
    start=known,
    edges={
        known: when(_is_known, then=END, otherwise=number),
        number: birth_date,
        birth_date: phone,
        phone: when(_has_no_number, then=branch_code, otherwise=challenge),
        challenge: outcome(ok=code),
        code: when(
            _wants_restart,
            then=number,
            otherwise=when(
                _wants_branch_code, then=branch_code, otherwise=when(_wants_resend, then=resend, otherwise=check)
            ),
        ),
        resend: outcome(ok=resent, refused={"code-too-soon": code, "code-expired": again}),
        resent: code,
        again: number,
        check: outcome(ok=done, refused={"code-wrong": code, "code-expired": code}),
        done: END,
        branch_code: use,
        use: outcome(ok=moved, refused={"activation-wrong": branch_code, "activation-over": branch_code}),
        moved: END,
    },
    result=_person,
    gives=str,
    progress=(number, birth_date, phone, code),
)
