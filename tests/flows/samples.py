"""Which values stand in the messages that a reviewer reads? One of each, and every variant of a choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser, ast

from locales.texts import Texts

LOCALES = Path(__file__).parents[2] / "locales"
FILES = (
    "home",
    "identify",
    "premium_slip",
    "pay",
    "contract",
    "cases",
    "enrolment",
    "my_data",
    "calculator",
    "engine",
    "inputs",
)
"""The files whose messages are read by people in a chat."""

_SLIP, _DAY, _MOMENT = "1405-000001-1", "2027-01-20", "2026-11-01T06:10:00+00:00"
_VALUES: dict[str, Any] = {
    "address": "تهران، خیابان آزادی، شمارهٔ ۱۲۰",
    "agreed": _MOMENT,
    "amount": 12_500_000,
    "at": _MOMENT,
    "bill": "1117753200140",
    "bring": "{bring-identity}",
    "by": _DAY,
    "care": "{care-outpatient}",
    "cite": "{cite-voluntary-by-law}",
    "concluded": "2026-11-01",
    "concluded_on": "2026-11-01",
    "exam": "pending",
    "exempt": "no",
    "father": "حسن",
    "heading": "چه کسی می‌تواند",
    "iban": "{data-none}",
    "national": "0499370899",
    "old": 60_000_000,
    "opens": "2027-03-21",
    "postal": "{data-none}",
    "provisional": "no",
    "sso": "{data-none}",
    "mobile": "{data-none}",
    "starts": "2026-10-23",
    "take_by": _DAY,
    "text": "کسی که دست‌کم 30 روز سابقه دارد.",
    "until": _DAY,
    "value": "1598765432",
    "version": "1399-10",
    "wage_base": 300_000_000,
    "what": "{bring-identity}",
    "born": "1966-10-13",
    "branch": "شعبهٔ ۱۴ تهران",
    "channel": "telegram",
    "check_again_at": _MOMENT,
    "code": "48213",
    "contract": "140300127",
    "count": 3,
    "current": "yes",
    "day": 21,
    "days": 30,
    "deadline": _DAY,
    "decade": "1340",
    "digits": 5,
    "due": _DAY,
    "earliest": "1921-03-21",
    "ends": "2026-11-20",
    "first": "1405-08",
    "granted": "yes",
    "high": 314_222_890,
    "highwage": 1_163_788_500,
    "k": 2,
    "kind": "{kind-voluntary}",
    "law": "آیین‌نامه",
    "lapsed_on": "2026-09-23",
    "last": "1405-12",
    "latest": "2026-11-01",
    "least": 10_000,
    "left": 4,
    "length": 8,
    "line": "{slip-line}",
    "lines": "{slip-line}",
    "locale": "fa",
    "low": 53_866_790,
    "lowwage": 199_506_600,
    "minutes": 5,
    "month": "1405-08",
    "months": "{slip-months}",
    "most": 5,
    "n": 4,
    "name": "رضا احمدی",
    "needed": "12, 14, 18",
    "number": _SLIP,
    "overdue": 2,
    "page": 2,
    "pages": 3,
    "paid_at": _MOMENT,
    "payment": "12070160",
    "phone": "02166000014",
    "premium": 81_000_000,
    "rate": 27,
    "reference": "200100001",
    "rial": 35_000_000,
    "seconds": 45,
    "since": _MOMENT,
    "size": 12,
    "state": "{slip-state-issued}",
    "status": "issued",
    "time": _MOMENT,
    "title": "{premium-slip-title}",
    "total": 108_000_000,
    "unpaid": "no",
    "wage": 300_000_000,
    "year": "1405",
}
_ACCEPTED: dict[str, Any] = {"first": "1405-09", "by": "2026-12-06", "later": "1405-10"}
_ENROLMENT: dict[str, Any] = {
    **_ACCEPTED,
    "county": "تهران",
    "desk": "association",
    "door": "window-closed",
    "from": "2026-11-22",
    "last": "1406-08",
    "lines": "{enrolment-lack-change-made}",
    "money": "some",
    "next": "{case-next-confirmed}",
    "notes": "{enrolment-lack-change-made}",
    "office": "تهران",
    "organisation": 10_000_000,
    "pension": "20000001",
    "pensioner": 40_000_000,
    "persons": 4,
    "plan": "{enrolment-action-register}",
    "premium": 50_000_000,
    "share": 40_000_000,
    "status": "{case-status-at-association}",
    "to": "2027-02-19",
    "total": 480_000_000,
    "window": "yes",
}
_PARTICULAR: dict[str, dict[str, Any]] = {
    "input-amount": {"number": 3_500_000, "most": 10**11, "least": 1_000_000},
    "input-jalali-date": {"year": "1345", "month": "1345-07"},
    "input-any-bad-too-long": {"length": 4097, "most": 4096},
    "input-free-text-bad-long": {"length": 300, "most": 200},
    "input-month-range-bad-before": {"month": "1405-06"},
    "case-line-what": {"what": "{case-kind-voluntary-contract}"},
    "case-line-status": {"status": "{case-status-awaiting-exam}"},
    "case-line-why": {"reason": "{case-reason-annulled}"},
    "case-line-note": {"note": "تصویر شناسنامه خوانا نیست."},
    "case-next-": {"office": "شعبهٔ ۱۴ تهران"},
    "input-members-bad": {"example": 3},
    "enrolment-terms-": {"year": 1405, "k": 1, "n": 6, "heading": "مدت قرارداد", "text": "یک سال است."},
    "enrolment-toggle": {"does": "register", "n": 2},
    "enrolment-until": {"on": _DAY},
    "enrolment-left": {"on": _DAY},
    "enrolment-line": {
        "kinship": "{kinship-spouse}",
        "mark": "plain",
        "n": 2,
        "state": "{enrolment-has-not}",
        "until": "{enrolment-without-end}",
    },
    "enrolment-stays": {"now": "{enrolment-has-not}"},
    "enrolment-moves": {
        "action": "{enrolment-action-register}",
        "after": "{enrolment-has}",
        "now": "{enrolment-has-not}",
    },
    "enrolment-if-accepted": _ACCEPTED,
    "enrolment-loses": {"names": "رضا احمدی", **_ACCEPTED},
    "enrolment-names": {"names": "رضا احمدی", "name": "زهرا کریمی"},
    "enrolment-unchanged": {"after": "{enrolment-has-not}", "kinship": "{kinship-spouse}"},
    "enrolment-outcome": {
        "action": "{enrolment-action-register}",
        "after": "{enrolment-has}",
        "kinship": "{kinship-spouse}",
    },
    "enrolment-broken": {"what": "{enrolment-lack-change-made}", "cite": "{cite-supplementary-contract}"},
    "supplementary-": _ENROLMENT,
    "notice-enrolment": {"event": "confirmed"},
    "contract-lack": {"what": "{condition-not-employed}"},
    "contract-event": {"what": "{event-treatment-opened}"},
    "by-law-": {"title": "آیین‌نامه"},
    "calculator-covers-": {"line": "{cover-old_age}", "what": "{cover-invalidity}"},
    "chats-": {"channel": "{channel-name}"},
    "notice-payment": {"state": "other"},
    "notice-account": {"open": "yes"},
    "premium-slip-months-bad-before": {"month": "1405-06"},
    "premium-slip-months-bad-after": {"month": "1406-01"},
}
"""Values for messages whose id begins so, where the usual ones do not fit."""


def messages(locale: str, file: str) -> Iterator[ast.Message]:
    """The messages of one file, in its order."""
    text = (LOCALES / locale / f"{file}.ftl").read_text(encoding="utf-8")
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Message):
            yield entry


def variants(message: ast.Message, texts: Texts, locale: str) -> Iterator[str]:
    """The message as it reads with the samples, then once for each other choice in it."""
    sample = values_of(message.id.name, texts, locale)
    said: list[str] = []
    for change in ({}, *_choices(message)):
        text = texts.text(message.id.name, {**sample, **change}, locale, isolate=False)
        if text not in said:
            said.append(text)
    yield from said


def values_of(text_id: str, texts: Texts, locale: str) -> dict[str, Any]:
    """A value for every variable there is; "{id}" stands for another message."""
    values = dict(_VALUES)
    for start, particular in _PARTICULAR.items():
        if text_id.startswith(start):
            values |= particular
    named = {name: str(value)[1:-1] for name, value in values.items() if str(value).startswith("{")}
    plain = {name: value for name, value in values.items() if name not in named} | {"channel": "telegram"}
    return {**values, **{name: texts.text(other, plain, locale, isolate=False) for name, other in named.items()}}


def _choices(message: ast.Message) -> Iterator[Mapping[str, Any]]:
    for node in _walk(message):
        if isinstance(node, ast.SelectExpression) and isinstance(node.selector, ast.VariableReference):
            for variant in node.variants:
                key = variant.key
                value: Any = int(key.value) if isinstance(key, ast.NumberLiteral) else key.name
                if value != "other":
                    yield {node.selector.id.name: value}


def _walk(node: Any) -> Iterator[Any]:
    yield node
    for value in vars(node).values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.BaseNode):
                yield from _walk(part)
