"""In which language shall we talk?"""

from __future__ import annotations

from backend.contract.backend import Backend
from backend.contract.people import ChooseLanguage, LanguageChosen
from conversations.engine import END, Ask, Call, Flow, Tell, outcome
from conversations.inputs import choice

wished = Ask("wished", choice("fa", "en", columns=2))
keep = Call(
    "keep",
    Backend.choose_language,
    request=lambda a: ChooseLanguage(locale=a[wished]),
    commits=True,
    sample=LanguageChosen(locale="en"),
)
kept = Tell("kept", args=lambda a: {"locale": a[keep].locale})

flow: Flow[None] = Flow(
    id="language",
    version=1,
    start=wished,
    edges={wished: keep, keep: outcome(ok=kept), kept: END},
    speaks=lambda a: a[keep].locale,
    resumable=False,
)
