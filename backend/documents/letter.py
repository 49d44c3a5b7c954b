"""What stands on the papers of a voluntary contract: the contract, the referral letter, the by-law [V2] [V4] [V5]?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backend.documents.qr import draw_qr
from backend.documents.sheet import RIGHT_TO_LEFT, Sheet, Wording
from backend.documents.slip import Insured, Office
from backend.domain.calendar import JalaliMonth
from backend.domain.money import toman_of_rial
from locales import figures


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPaper:
    """A voluntary contract on paper. Money rial, days Gregorian, months "1405-08".

    `ended_on`: the day on which it ended, if it has. `seal`: the signed text of the QR code. `by_law`: title and version.
    `exam_by` where the entry examination is still to be taken.
    """

    number: str
    concluded: date
    insured: Insured
    father_name: str = field(repr=False)
    birth_date: date = field(repr=False)
    branch: Office
    rate: int
    wage_base: int
    premium: int
    first_month: str
    first_payment_by: date | None
    standing: str
    ended_on: date | None
    exam: str
    exam_by: date | None
    by_law: str
    agreed_on: date | None
    printed_on: date
    seal: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPaper:
    """The letter that sends somebody to the examining body (voluntary-contract order 2)."""

    number: str
    concluded: date
    insured: Insured
    father_name: str = field(repr=False)
    birth_date: date = field(repr=False)
    branch: Office
    take_by: date
    printed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ByLawPaper:
    """The by-law on paper: headings and texts in the language of the paper."""

    version: str
    title: str
    since: date
    pieces: tuple[tuple[str, str], ...]


def contract_sheet(paper: ContractPaper, words: Wording) -> Sheet:
    """The contract as plain data for the template."""
    say, locale = words.say, words.locale
    toman, rest = toman_of_rial(paper.premium)
    first = [
        words.pair("contract-rate", say("percent", rate=paper.rate)),
        words.pair("contract-wage-base", say("rial", amount=paper.wage_base)),
        words.pair("contract-premium", say("rial", amount=paper.premium)),
        words.pair("contract-toman", say("contract-in-toman", toman=toman, rest=rest)),
        words.pair("contract-start", figures.write_date(JalaliMonth.parse(paper.first_month).first_day, locale)),
    ]
    branch = paper.branch
    first.append(words.pair("branch", say("branch-name", name=branch.name, code=branch.code)))
    if paper.first_payment_by is not None:
        first.append(words.pair("contract-first-payment", figures.write_date(paper.first_payment_by, locale)))
    exam = say(f"contract-exam-{paper.exam}")
    if paper.exam_by is not None:
        exam = say("contract-exam-by", day=paper.exam_by.isoformat())
    ended = [] if paper.ended_on is None else [say(f"contract-{paper.standing}", day=paper.ended_on.isoformat())]
    agreed = say("contract-agreed", title=paper.by_law, day=paper.agreed_on.isoformat()) if paper.agreed_on else ""
    sections = [
        _section(say("contract-terms"), [say(f"contract-term-{number}") for number in range(1, 6)]),
        _section(say("contract-exam"), [exam]),
        *([_section(say("contract-by-law"), [agreed])] if agreed else []),
    ]
    return _sheet(words, "contract-title", paper.number) | {
        "facts": [_person(paper, words), first],
        "lead": ended,
        "sections": sections,
        "boxes": [],
        "qr": draw_qr(paper.seal),
        "qr_caption": say("contract-qr"),
        "seal": paper.seal,
        "notes": [say("contract-seal-note")],
        "footer": [
            say("contract-footer", number=paper.number),
            say("contract-printed", day=paper.printed_on.isoformat()),
        ],
    }


def referral_sheet(paper: ReferralPaper, words: Wording) -> Sheet:
    """The referral letter as plain data for the template."""
    say = words.say
    branch = paper.branch
    office = [
        words.pair("branch", say("branch-name", name=branch.name, code=branch.code)),
        words.pair("referral-address", words.digits(branch.address)),
        words.pair("referral-phone", words.digits(branch.phone)),
        words.pair("referral-take-by", figures.write_date(paper.take_by, words.locale)),
    ]
    boxes = [[say(f"referral-box-{number}"), say(f"referral-box-{number}-hint")] for number in (1, 2)]
    return _sheet(words, "referral-title", paper.number) | {
        "facts": [_person(paper, words), office],
        "lead": [say("referral-lead"), say("referral-ask", day=paper.take_by.isoformat())],
        "sections": [],
        "boxes": boxes,
        "notes": [say("referral-note")],
        "footer": [
            say("contract-footer", number=paper.number),
            say("contract-printed", day=paper.printed_on.isoformat()),
        ],
    }


def by_law_sheet(paper: ByLawPaper, words: Wording) -> Sheet:
    """The by-law as plain data for the template."""
    made = _sheet(words, "by-law-title", paper.version)
    sections = [
        _section(f"{words.number(number)}. {heading}", text.split("\n"))
        for number, (heading, text) in enumerate(paper.pieces, start=1)
    ]
    return made | {
        "title": paper.title,
        "number": [words.say("by-law-version"), words.digits(paper.version)],
        "facts": [],
        "lead": [],
        "sections": sections,
        "boxes": [],
        "notes": [],
        "footer": [paper.title, words.say("by-law-since", day=paper.since.isoformat())],
    }


def _section(title: str, lines: list[str]) -> dict[str, Any]:
    return {"title": title, "lines": lines}


def _person(paper: ContractPaper | ReferralPaper, words: Wording) -> list[list[str]]:
    insured = paper.insured
    return [
        words.pair("insured", " ".join(insured.name.split())),
        words.pair("father", paper.father_name),
        words.pair("national-id", words.digits(insured.national_id)),
        words.pair("birth-date", figures.write_date(paper.birth_date, words.locale)),
        words.pair("sso-number", words.digits(insured.sso_number)),
        words.pair("contract-date", figures.write_date(paper.concluded, words.locale)),
    ]


def _sheet(words: Wording, title: str, number: str) -> Sheet:
    return {
        "lang": words.locale,
        "rtl": words.locale in RIGHT_TO_LEFT,
        "organisation": words.say("organisation"),
        "title": words.say(title),
        "kind": words.say("kind-voluntary"),
        "number": words.pair("contract", words.digits(number)),
        "qr": "",
        "qr_alt": words.say("contract-qr-alt"),
        "qr_caption": "",
        "seal": "",
    }
