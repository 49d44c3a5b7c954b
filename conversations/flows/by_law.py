"""What does the by-law say, piece by piece and on paper, and is it agreed to [V2]?"""

from __future__ import annotations

from dataclasses import dataclass

from backend.contract.backend import Backend
from backend.contract.voluntary import AskByLaw
from conversations.engine import END, Answers, Arg, Ask, Call, FileRef, Flow, Option, Text, outcome
from conversations.flows.contract_samples import SAMPLE_LAW
from conversations.flows.reading import reading


@dataclass(frozen=True, slots=True)
class Agreed:
    """The version that was read and agreed to, with its title; the text itself need not be kept."""

    version: str
    title: str


def _pieces(a: Answers) -> tuple[Option, ...]:
    text = a[law]
    among: dict[str, Arg] = {"title": text.title, "n": len(text.pieces)}
    return tuple(
        Option(f"p{k}", Text("by-law-text", {**among, "k": k, "heading": piece.heading, "text": piece.text}))
        for k, piece in enumerate(text.pieces, start=1)
    )


def _file(a: Answers) -> tuple[FileRef, ...]:
    return (FileRef("by-law", a[law].version, Text("by-law-file-name", {"title": a[law].title})),)


def _agreed(a: Answers) -> Agreed:
    return Agreed(a[law].version, a[law].title)


law = Call("law", Backend.by_law, request=lambda _a: AskByLaw(), sample=SAMPLE_LAW)
text = Ask("text", reading(), options=_pieces, files=_file, resumes=law)

flow: Flow[Agreed] = Flow(
    id="by-law",
    version=1,
    start=law,
    edges={law: outcome(ok=text), text: END},
    result=_agreed,
    gives=Agreed,
)
