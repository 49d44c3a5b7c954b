"""What does the contract of this year say, piece by piece, and is it accepted? Step 1 of the supplementary insurance."""

from __future__ import annotations

from dataclasses import dataclass

from backend.contract.backend import Backend
from backend.contract.supplementary import AskEnrolmentTerms, EnrolmentTerms, EnrolmentTermsPiece
from conversations.engine import END, Answers, Arg, Ask, Call, Flow, Option, Text, outcome
from conversations.flows.reading import reading

SAMPLE_TERMS = EnrolmentTerms(
    version="1405-1a2b3c4d",
    year=1405,
    pieces=tuple(EnrolmentTermsPiece(heading="عنوان", text="متن") for _ in range(3)),
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The version that was read and accepted; the text itself need not be kept."""

    version: str


def _pieces(a: Answers) -> tuple[Option, ...]:
    text = a[terms]
    among: dict[str, Arg] = {"year": str(text.year), "n": len(text.pieces)}
    return tuple(
        Option(f"p{k}", Text("enrolment-terms-text", {**among, "k": k, "heading": piece.heading, "text": piece.text}))
        for k, piece in enumerate(text.pieces, start=1)
    )


terms = Call(
    "terms",
    Backend.enrolment_terms,
    request=lambda _a: AskEnrolmentTerms(),
    sample=SAMPLE_TERMS,
    refusals=("enrolment-no-year",),
)
text = Ask("text", reading(), options=_pieces, resumes=terms)

flow: Flow[Accepted] = Flow(
    id="enrolment-terms",
    version=1,
    start=terms,
    edges={terms: outcome(ok=text), text: END},
    result=lambda a: Accepted(a[terms].version),
    gives=Accepted,
)
