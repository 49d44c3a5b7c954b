"""Is it still you? A fresh one-time code before what needs one, where the last one is too old [I4].

Where no more codes are sent for a challenge it ends unproved: the act is refused with proof-needed and asks anew.
"""

from __future__ import annotations

from backend.contract.backend import Backend
from backend.contract.people import AskProof, CodePurpose, Proof, SendCode
from conversations.engine import END, Answers, Call, Flow, Given, Tell, outcome, when
from conversations.flows.one_code import (
    LOCKED,
    RESEND,
    SAMPLE_CHALLENGE,
    TOO_OFTEN,
    ask_code,
    check_code,
    resend_code,
)


def _is_fresh(a: Answers) -> bool:
    return a[proof].fresh


def _wants_resend(a: Answers) -> bool:
    return a[code] == RESEND


def _what_for(a: Answers) -> CodePurpose:
    """A conversation that was begun before codes said what they are for has been given nothing."""
    return a.get(purpose, CodePurpose.PROOF)


purpose = Given("purpose", CodePurpose, sample=CodePurpose.CONTRACT)
proof = Call(
    "proof",
    Backend.proof,
    request=lambda _a: AskProof(),
    sample=(Proof(fresh=True, minutes=15), Proof(fresh=False, minutes=15)),
)
challenge = Call(
    "challenge",
    Backend.send_code,
    request=lambda a: SendCode(purpose=_what_for(a)),
    commits=True,
    sample=SAMPLE_CHALLENGE,
    refusals=("not-identified", LOCKED, TOO_OFTEN),
)
code = ask_code(challenge)
resend = resend_code(challenge, _what_for)
resent = Tell("resent")
expired = Tell("expired")
check = check_code(challenge, code)

flow: Flow[None] = Flow(
    id="prove",
    version=2,
    start=proof,
    given=purpose,
    edges={
        proof: outcome(ok=when(_is_fresh, then=END, otherwise=challenge)),
        challenge: outcome(ok=code),
        code: when(_wants_resend, then=resend, otherwise=check),
        resend: outcome(ok=resent, refused={"code-too-soon": code, "code-expired": expired}),
        resent: code,
        expired: END,
        check: outcome(ok=END, refused={"code-wrong": code, "code-expired": code}),
    },
)
