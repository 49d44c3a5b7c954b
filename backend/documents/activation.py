"""What stands on the form of an activation code, in two copies on one page [P2] (order premium-slip, 2 and 3)?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from backend.documents.sheet import RIGHT_TO_LEFT, Sheet, Wording
from backend.documents.slip import Insured, Office
from locales import figures

FILE, PERSON = "file", "person"
"""The copies: the first for the technical file, the second for the person; the code stands on the second alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationPaper:
    """A registered request. Days Gregorian; `document` is the word of `Document`; `code` as it is read, in groups."""

    number: str
    issued_on: date
    good_until: date
    insured: Insured
    father_name: str = field(repr=False)
    birth_date: date = field(repr=False)
    mobile: str = field(repr=False)
    document: str
    branch: Office
    staff_name: str
    code: str = field(repr=False)


def activation_sheet(paper: ActivationPaper, words: Wording) -> Sheet:
    """The form as plain data for the template."""
    say = words.say
    return {
        "lang": words.locale,
        "rtl": words.locale in RIGHT_TO_LEFT,
        "organisation": say("organisation"),
        "title": say("activation-title"),
        "kind": say("branch-name", name=paper.branch.name, code=paper.branch.code),
        "number": words.pair("activation-number", words.digits(paper.number)),
        "copies": [_copy(paper, words, copy) for copy in (FILE, PERSON)],
        "cut": say("activation-cut"),
    }


def _copy(paper: ActivationPaper, words: Wording, copy: str) -> Sheet:
    say = words.say
    signatures = ["activation-sign-person", "activation-sign-clerk", "activation-sign-head"]
    notes = ["activation-note-person", "activation-note-keep"] if copy == PERSON else ["activation-note-file"]
    return {
        "label": say(f"activation-copy-{copy}"),
        "lead": say("activation-lead"),
        "facts": [_person(paper, words), _request(paper, words)],
        "code": [say("activation-code"), paper.code] if copy == PERSON else [],
        "notes": [say(note, day=paper.good_until.isoformat()) for note in notes],
        "signatures": [say(name) for name in signatures],
    }


def _person(paper: ActivationPaper, words: Wording) -> list[list[str]]:
    return [
        words.pair("insured", " ".join(paper.insured.name.split())),
        words.pair("father", " ".join(paper.father_name.split())),
        words.pair("national-id", words.digits(paper.insured.national_id)),
        words.pair("birth-date", figures.write_date(paper.birth_date, words.locale)),
        words.pair("activation-mobile", words.digits(paper.mobile)),
    ]


def _request(paper: ActivationPaper, words: Wording) -> list[list[str]]:
    return [
        words.pair("activation-date", figures.write_date(paper.issued_on, words.locale)),
        words.pair("branch", words.say("branch-name", name=paper.branch.name, code=paper.branch.code)),
        words.pair("activation-document", words.say(f"activation-document-{paper.document}")),
        words.pair("activation-clerk", " ".join(paper.staff_name.split())),
        words.pair("activation-until", figures.write_date(paper.good_until, words.locale)),
    ]
