"""To which number may we write from now on? A fresh code to the old one, then a code to the new one [I5].

Entered where the old number is still in one's hands; it ends when the new one is on file.
"""

from __future__ import annotations

from backend.contract.backend import Backend
from backend.contract.people import CheckCode, CodePurpose, MobileChanged, StartMobile
from conversations.engine import END, Answers, Ask, Call, Enter, Flow, Refusal, Tell, outcome, when
from conversations.flows import prove
from conversations.flows.one_code import LOCKED, RESEND, SAMPLE_CHALLENGE, TOO_OFTEN, ask_code, resend_code
from conversations.inputs import mobile

OTHER = "other"
_PROOF_NEEDED = Refusal("proof-needed", {"minutes": 15})


def _wants_resend(a: Answers) -> bool:
    return a[code] == RESEND


def _wants_other(a: Answers) -> bool:
    return a[code] == OTHER


proof = Enter("proof", prove.flow, given=lambda _a: CodePurpose.DATA)
number = Ask("number", mobile(), protect=True)
challenge = Call(
    "challenge",
    Backend.start_mobile,
    request=lambda a: StartMobile(mobile=a[number]),
    commits=True,
    sample=SAMPLE_CHALLENGE,
    refusals=(
        "not-identified",
        "mobile-same",
        Refusal("mobile-not-owner", {"left": 4}),
        Refusal("mobile-locked", {"minutes": 5}),
        _PROOF_NEEDED,
        LOCKED,
        TOO_OFTEN,
    ),
)
code = ask_code(challenge, OTHER)
resend = resend_code(challenge, lambda _a: CodePurpose.MOBILE)
resent = Tell("resent")
expired = Tell("expired")
confirm = Call(
    "confirm",
    Backend.confirm_mobile,
    request=lambda a: CheckCode(challenge=a[challenge].id, code=a[code]),
    commits=True,
    sample=MobileChanged(mobile="0919***0899"),
    refusals=("not-identified", _PROOF_NEEDED, Refusal("code-wrong", {"left": 4}), "code-expired", LOCKED),
)

flow: Flow[None] = Flow(
    id="new-mobile",
    version=1,
    start=proof,
    edges={
        proof: number,
        number: challenge,
        challenge: outcome(ok=code, refused={"mobile-same": number, "mobile-not-owner": number, "proof-needed": proof}),
        code: when(_wants_other, then=number, otherwise=when(_wants_resend, then=resend, otherwise=confirm)),
        resend: outcome(ok=resent, refused={"code-too-soon": code, "code-expired": expired}),
        resent: code,
        expired: number,
        confirm: outcome(ok=END, refused={"code-wrong": code, "code-expired": code, "proof-needed": proof}),
    },
)
