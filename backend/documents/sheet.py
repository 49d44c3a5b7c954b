"""Which words and figures stand where on the paper? Everything is written here; the template only places it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from unicodedata import category

from backend.contract.slips import SlipState
from backend.documents.qr import draw_qr
from backend.documents.slip import IncompleteSlip, Paper, SlipDocument
from backend.documents.words import spell
from backend.domain.money import toman_of_rial
from locales import figures

RIGHT_TO_LEFT = frozenset({"fa", "ar", "ckb"})
Sheet = dict[str, Any]


class Translator(Protocol):
    """Messages by id; `isolate` puts direction marks round inserted values."""

    def text(self, text_id: str, args: Mapping[str, Any] | None, locale: str, *, isolate: bool) -> str:
        """The message in this language."""
        ...


@dataclass(slots=True)
class Wording:
    """Messages of one language; those without variables are read once."""

    texts: Translator
    locale: str
    _known: dict[str, str] = field(default_factory=dict)

    def say(self, name: str, /, **values: str | int) -> str:
        """The message `paper-<name>`."""
        if values:
            return self.texts.text(f"paper-{name}", values, self.locale, isolate=False)
        if name not in self._known:
            self._known[name] = self.texts.text(f"paper-{name}", None, self.locale, isolate=False)
        return self._known[name]

    def pair(self, name: str, value: str) -> list[str]:
        """A label and its value."""
        return [self.say(name), value]

    def number(self, value: int) -> str:
        """A grouped number."""
        return figures.write_number(value, self.locale)

    def digits(self, text: str) -> str:
        """A code in the digits of the language."""
        return figures.localise_digits(text, self.locale)


def compose_sheet(document: SlipDocument, paper: Paper, wording: Wording) -> Sheet:
    """The paper as plain data for the template. Raises IncompleteSlip for a receipt of what was not paid."""
    if paper is Paper.RECEIPT and document.settlement is None:
        raise IncompleteSlip("only a paid slip has a receipt")
    say, locale = wording.say, wording.locale
    return {
        "lang": locale,
        "rtl": locale in RIGHT_TO_LEFT,
        "organisation": say("organisation"),
        "title": say(f"{paper}-title"),
        "kind": say(f"kind-{document.contract.kind}"),
        "number": wording.pair("number", wording.digits(document.number)),
        "state": str(document.state),
        "stamp": _stamp(document, wording),
        "people": _people(document, wording),
        "contract": _contract(document, wording),
        "table": _table(document, wording),
        "total": _total(document, wording),
        "dates": _dates(document, wording),
        "deadline": []
        if document.settlement
        else wording.pair("deadline", figures.write_date(document.deadline, locale)),
        "codes": _codes(document, paper, wording),
        "qr": draw_qr(payload) if (payload := qr_payload(document, wording)) else "",
        "qr_alt": say("qr-alt"),
        "qr_caption": say("qr-pay" if leads_to_payment(document) else "qr-codes"),
        "ways": _ways(document, wording),
        "notes": _notes(document, paper, wording),
        "footer": [say("footer", number=document.number), say("page", page=1, pages=1)],
    }


def leads_to_payment(document: SlipDocument) -> bool:
    """Is there something to pay and an address to pay at?"""
    return document.state is SlipState.ISSUED and document.payment_url is not None


def qr_payload(document: SlipDocument, wording: Wording) -> str:
    """What the QR code says; empty for a cancelled or expired slip, with which nobody should pay.

    The payment address while it can be paid there; otherwise the identifiers, in Latin digits so that they can be
    copied, and once paid the reference.
    """
    if leads_to_payment(document):
        return str(document.payment_url)
    if document.state in {SlipState.CANCELLED, SlipState.EXPIRED}:
        return ""
    if document.settlement is not None:
        return wording.say(
            "qr-paid", number=document.number, amount=str(document.total), reference=document.settlement.reference
        )
    return wording.say(
        "qr-text",
        number=document.number,
        bill=document.bill_id,
        payment=document.payment_id,
        amount=str(document.total),
    )


def _one_line(text: str) -> str:
    """Text of a register as it can be set: no control signs, single spaces."""
    return " ".join("".join(" " if category(sign) == "Cc" else sign for sign in text).split())


def _stamp(document: SlipDocument, wording: Wording) -> list[str]:
    if document.settlement is not None:
        paid = document.settlement
        day = figures.write_short_date(paid.paid_at, wording.locale)
        return [wording.say("stamp-paid"), wording.digits(paid.reference), day]
    if document.state is SlipState.CANCELLED:
        day = figures.write_short_date(document.ended_on, wording.locale) if document.ended_on else ""
        return [wording.say("stamp-cancelled"), day]
    if document.state is SlipState.EXPIRED:
        return [wording.say("stamp-expired"), figures.write_short_date(document.deadline, wording.locale)]
    return []


def _people(document: SlipDocument, wording: Wording) -> list[list[str]]:
    insured, branch = document.insured, document.branch
    return [
        wording.pair("insured", _one_line(insured.name)),
        wording.pair("national-id", wording.digits(insured.national_id)),
        wording.pair("sso-number", wording.digits(insured.sso_number)),
        wording.pair("branch", wording.say("branch-name", name=_one_line(branch.name), code=branch.code)),
    ]


def _contract(document: SlipDocument, wording: Wording) -> list[list[str]]:
    contract = document.contract
    return [
        wording.pair("contract", wording.digits(contract.number)),
        wording.pair("contract-date", figures.write_date(contract.concluded, wording.locale)),
        wording.pair("rate", wording.say("percent", rate=contract.rate)),
        wording.pair("wage-base", wording.say("rial", amount=contract.wage_base)),
    ]


def _table(document: SlipDocument, wording: Wording) -> Sheet:
    """Heads, one row a month, and the sums; the per-capita column stands only where somebody pays it."""
    number, say, treated = wording.number, wording.say, document.per_capita > 0
    rows = [
        [
            number(index),
            figures.write_month(str(line.month), wording.locale),
            number(line.days),
            number(line.premium),
            *([number(line.per_capita), number(line.total)] if treated else []),
        ]
        for index, line in enumerate(document.lines, start=1)
    ]
    days = sum(line.days for line in document.lines)
    sums = [number(days), number(document.premium)]
    heads = [say("head-row"), say("head-month"), say("head-days"), say("head-premium")]
    if treated:
        heads += [say("head-per-capita"), say("head-sum")]
        sums += [number(document.per_capita), number(document.premium + document.per_capita)]
    persons = document.contract.covered_persons
    return {
        "heads": heads,
        "rows": rows,
        "sum": [say("sum"), *sums],
        "debt": wording.pair("debt", number(document.debt)) if document.debt else [],
        "persons": say("covered", persons=persons) if treated and persons else "",
    }


def _total(document: SlipDocument, wording: Wording) -> Sheet:
    toman, rest = toman_of_rial(document.total)
    return {
        "label": wording.say(_TOTAL_OF[document.state]),
        "figure": wording.number(document.total),
        "unit": wording.say("unit"),
        "words": wording.say("in-words", words=spell(document.total, wording.locale)),
        "toman": wording.say("toman", toman=toman, rest=rest),
    }


def _dates(document: SlipDocument, wording: Wording) -> list[list[str]]:
    locale, paid = wording.locale, document.settlement
    issued = wording.pair("issued", figures.write_date(document.issued_on, locale))
    if paid is None:
        return [issued]
    moment = wording.say(
        "moment", day=figures.write_date(paid.paid_at, locale), time=figures.write_time(paid.paid_at, locale)
    )
    return [
        issued,
        wording.pair("paid-at", moment),
        wording.pair("reference", wording.digits(paid.reference)),
    ]


def _codes(document: SlipDocument, paper: Paper, wording: Wording) -> Sheet:
    notes = ["codes-model"] if paper is Paper.SLIP else []
    if document.state is SlipState.ISSUED and document.total % 1000:
        notes.insert(0, "codes-rounded")
    return {
        "pairs": [
            wording.pair("bill-id", wording.digits(document.bill_id)),
            wording.pair("payment-id", wording.digits(document.payment_id)),
        ],
        "notes": [wording.say(name) for name in notes],
    }


def _ways(document: SlipDocument, wording: Wording) -> Sheet:
    """The three ways to pay, all of equal standing [P5]; nothing where nothing can be paid any more."""
    if document.state is not SlipState.ISSUED:
        return {"title": "", "items": []}
    branch, say = document.branch, wording.say
    online = "way-web" if leads_to_payment(document) else "way-chat"
    return {
        "title": say("ways"),
        "items": [
            [say("way-web-title"), [say(online)]],
            [
                say("way-branch-title"),
                [
                    _one_line(branch.name),
                    wording.digits(_one_line(branch.address)),
                    say("way-phone", phone=branch.phone),
                ],
            ],
            [say("way-broker-title"), [say("way-broker")]],
        ],
    }


_TOTAL_OF = {
    SlipState.ISSUED: "total",
    SlipState.PAID: "total-paid",
    SlipState.EXPIRED: "total-ended",
    SlipState.CANCELLED: "total-ended",
}
_NOTE_OF = {
    SlipState.ISSUED: "note-issued",
    SlipState.PAID: "note-paid",
    SlipState.EXPIRED: "note-expired",
    SlipState.CANCELLED: "note-cancelled",
}


def _notes(document: SlipDocument, paper: Paper, wording: Wording) -> list[str]:
    names = [_NOTE_OF[document.state]]
    if paper is Paper.RECEIPT:
        names.append("note-receipt")
    if document.provisional:
        names.append("note-provisional")
    return [wording.say(name) for name in names]
