"""Is it still you? A fresh one-time code before what needs one, where the last one is too old [I4].

Where no more codes are sent for a challenge it ends unproved: the act is refused with proof-needed and asks anew.
"""

from __future__ import annotations

from datetime import UTC, datetime

from backend.contract.backend import Backend
from backend.contract.people import AskProof, Challenge, CheckCode, Identified, Proof, ResendCode, SendCode
from conversations.engine import END, Answers, Ask, Bad, Call, Flow, Option, Refusal, Tell, outcome, when
from conversations.flows.identify import RESEND, CodeOfChallenge

_LOCKED = Refusal("identify-locked", {"minutes": 5})
_SAMPLE = Challenge(
    id="c", expires_at=datetime(2026, 1, 1, tzinfo=UTC), resend_at=datetime(2026, 1, 1, tzinfo=UTC), digits=5
)


def _is_fresh(a: Answers) -> bool:
    return a[proof].fresh


def _wants_resend(a: Answers) -> bool:
    return a[code] == RESEND


def _has_its_length(value: str, a: Answers) -> Bad | None:
    """Figures too many or too few are no try."""
    digits = a[challenge].digits
    return None if value == RESEND or len(value) == digits else Bad("length", {"length": len(value), "digits": digits})


proof = Call(
    "proof",
    Backend.proof,
    request=lambda _a: AskProof(),
    sample=(Proof(fresh=True, minutes=15), Proof(fresh=False, minutes=15)),
)
challenge = Call(
    "challenge",
    Backend.send_code,
    request=lambda _a: SendCode(),
    commits=True,
    sample=_SAMPLE,
    refusals=("not-identified", _LOCKED, Refusal("identify-too-often", {"minutes": 20})),
)
code = Ask(
    "code",
    CodeOfChallenge(),
    options=lambda _a: (Option(RESEND, value=RESEND),),
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
expired = Tell("expired")
check = Call(
    "check",
    Backend.check_code,
    request=lambda a: CheckCode(challenge=a[challenge].id, code=a[code]),
    commits=True,
    sample=Identified(person="1", name="رضا", link="1"),
    refusals=(Refusal("code-wrong", {"left": 4}), "code-expired", _LOCKED),
)

flow: Flow[None] = Flow(
    id="prove",
    version=1,
    start=proof,
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
