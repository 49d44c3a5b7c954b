"""What do people read in each SMS, and how many parts does it take?"""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from backend.areas.notifications.carrier import OpenMessage
from backend.contract.people import CodePurpose
from backend.kit.outbox import Lane
from conversations.engine import Good
from conversations.inputs.one_time_code import OneTimeCode
from locales.texts import LOCALES
from sms.parts import count_parts
from tests.backend.notifications.stage import NOON
from tests.sms.outbound.conftest import Line

AT = "2026-11-21T08:30:00+00:00"
VALUES: Mapping[str, Mapping[str, str | int]] = {
    "code": {"code": "48213", "minutes": 2, "purpose": "sign-in"},
    "link-new": {"channel": "telegram", "at": AT},
    "link-ended": {"channel": "bale", "at": AT},
    "slip-issued": {
        "number": "1405080000125", "first": "1405-08", "last": "1405-12", "total": 123_456_789,
        "deadline": "2026-12-21", "bill_id": "1234567890123", "payment_id": "123456789012",
    },
    "slip-cancelled": {"state": "cancelled", "slip": "s", "number": "1405-000012-5", "total": 123_456_789},
    "payment-received": {
        "state": "paid", "slip": "s", "number": "1405080000125", "first": "1405-08", "last": "1405-08",
        "amount": 38_523_600, "reference": "201234567", "paid_at": AT,
    },
    "payment-refund": {"state": "refund", "slip": "s", "number": "1405080000125", "amount": 38_523_600},
    "slip-reminder": {
        "number": "1405080000125", "first": "1405-08", "last": "1405-12", "total": 123_456_789, "deadline": "2026-12-21",
    },
    "lapse-warning": {"month": "1405-11", "due": "2027-04-20", "lapses_on": "2027-04-21"},
    "payment-checking": {
        "state": "checking", "slip": "s", "number": "1405080000125", "amount": 38_523_600, "check_again_at": AT,
    },
    "contact-changed": {"at": AT},
    "contract-concluded": {"number": "1405101250000123", "on": "2026-11-28", "premium": 53_866_782, "due": "2026-12-20"},
    "contract-annulled": {"event": "annulled", "number": "1405101250000123", "on": "2026-12-29"},
    "contract-given-up": {"event": "given-up", "number": "1405101250000123", "on": "2026-12-29"},
    "contract-lapsed": {"event": "lapsed", "number": "1405101250000123", "on": "2026-12-29", "month": "1405-11"},
    "contract-lapsed-undecided": {
        "event": "lapsed-undecided", "number": "1405101250000123", "on": "2026-12-29", "month": "1405-11",
    },
    "first-payment-reminder": {"number": "1405101250000123", "due": "2026-12-20"},
    "annulment-warning": {"number": "1405101250000123", "on": "2026-12-29"},
    "exam-reminder": {"number": "1405101250000123", "take_by": "2027-01-27"},
    "exam-blocked": {
        "event": "exam-blocked", "number": "1405101250000123", "branch": "شعبه یک اسلامشهر", "phone": "02199901007",
    },
    "blocked-lapse-warning": {
        "number": "1405101250000123", "on": "2026-12-29", "branch": "شعبه یک اسلامشهر", "phone": "02199901007",
    },
    "exam-fit": {"event": "exam-fit", "number": "1405101250000123", "month": "1405-11", "due": "2027-04-20"},
    "exam-unfit": {
        "event": "exam-unfit", "number": "1405101250000123", "branch": "شعبه یک اسلامشهر", "phone": "02199901007",
    },
    "account-cleared": {"year": 1404, "open": "yes"},
    "enrolment-submitted": {"number": "140500000123", "county": "اسلامشهر"},
    "enrolment-resubmitted": {"number": "140500000123"},
    "enrolment-withdrawn": {"number": "140500000123"},
    "enrolment-approved": {"number": "140500000123", "branch": "شعبه یک اسلامشهر"},
    "enrolment-rejected": {"number": "140500000123"},
    "enrolment-sent-back": {"number": "140500000123"},
    "enrolment-transferred": {"number": "140500000123", "branch": "شعبه یک اسلامشهر"},
    "enrolment-confirmed": {"number": "140500000123", "month": "1405-10", "pensioner": 50_000_000, "persons": 5},
    "activation-issued": {"branch": "شعبهٔ یک اسلامشهر", "at": AT},
    "mobile-new": {"at": AT},
    "mobile-changed": {"at": AT},
    "mobile-old": {"at": AT},
}  # fmt: skip
WARNING = {"fa": "به هیچ‌کس نگویید", "en": "Tell it to nobody"}
NAME_OF_SIGN_IN = {"fa": "کد ورود", "en": "Login code"}
MOST_PARTS = {"code": 1, "link-ended": 1}
PIECES = {"link-where", "months"}
HOME = Path(__file__).parents[3] / "locales"


def message(kind: str, locale: str, values: Mapping[str, str | int]) -> OpenMessage:
    return OpenMessage(
        id=1, kind=kind, lane=Lane.REPLIES, to="09121234567", values=values, locale=locale, topic=None, ref=None,
        tries=1, in_doubt=False, late=False, first_try_at=NOON,
    )  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", VALUES)
def test_every_message_has_words_without_direction_marks(line: Line, kind: str, locale: str) -> None:
    text = line.carrier.write(message(kind, locale, VALUES[kind]))
    assert not set("\u2066\u2067\u2068\u2069") & set(text)
    assert "{" not in text
    assert count_parts(text).parts <= MOST_PARTS.get(kind, 2)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_of_the_file_is_one_that_is_sent(locale: str) -> None:
    source = (HOME / locale / "sms.ftl").read_text(encoding="utf-8")
    ids = {entry.id.name for entry in FluentParser().parse(source).body if isinstance(entry, ast.Message)}
    assert ids == {f"sms-{kind}" for kind in VALUES.keys() | PIECES}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", ["4821", "48213", "48213048"])
@pytest.mark.parametrize("purpose", [None, *CodePurpose])
def test_a_code_says_what_it_is_for_fits_one_part_and_is_taken_by_one_tap(
    line: Line, locale: str, code: str, purpose: CodePurpose | None
) -> None:
    values: dict[str, str | int] = {"code": code, "minutes": 30} | (
        {} if purpose is None else {"purpose": purpose.value}
    )
    text = line.carrier.write(message("code", locale, values))
    assert count_parts(text).parts == 1
    assert len(text) <= 70
    assert WARNING[locale] in text
    assert [found["code"] for found in re.finditer(one_tap(), text)] == [code]
    assert OneTimeCode(digits=len(code)).read_text(text, None) == Good(code)  # type: ignore[arg-type]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_purposes_read_alike(line: Line, locale: str) -> None:
    said = {
        line.carrier.write(message("code", locale, {"code": "48213", "minutes": 2, "purpose": each.value}))
        for each in CodePurpose
    }
    assert len(said) == len(CodePurpose)
    assert [text for text in said if NAME_OF_SIGN_IN[locale] in text] == [
        line.carrier.write(message("code", locale, VALUES["code"]))
    ]


def one_tap() -> str:
    """The pattern by which the demonstration's phone finds a code; Python looks back over one length only, so it takes part."""
    script = (HOME.parent / "simulators/page/static/phone.js").read_text(encoding="utf-8")
    found = re.search(r"^const CODE = /(.+?)\|\^", script, re.MULTILINE)
    assert found is not None
    digits = r"[\d۰-۹]{4,8}"
    return "(?i)" + found[1].replace("(?<=", "(?:", 1).replace(digits, f"(?P<code>{digits})", 1)


def test_the_receipt_in_persian(line: Line) -> None:
    assert line.carrier.write(message("payment-received", "fa", VALUES["payment-received"])) == (
        "بیمه‌یار: ۳۸٬۵۲۳٬۶۰۰ ریال برای آبان ۱۴۰۵ ثبت شد.\nشمارهٔ پیگیری ۲۰۱۲۳۴۵۶۷\n۱۴۰۵/۰۸/۳۰ ساعت ۱۲:۰۰"
    )


@pytest.mark.parametrize(
    "kind", [kind for kind, values in VALUES.items() if "number" in values and kind != "slip-issued"]
)
def test_a_number_that_is_told_reads_persian_and_that_of_a_request_says_what_it_is(line: Line, kind: str) -> None:
    text = line.carrier.write(message(kind, "fa", VALUES[kind]))
    number = str(VALUES[kind]["number"]).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert not re.search("[0-9]", text.replace(str(VALUES[kind].get("phone")), ""))
    if "$number" in source_of(kind):
        assert number in text
    if kind.startswith("enrolment"):
        assert f"شمارهٔ پیگیری {number}" in text


def source_of(kind: str) -> str:
    source = (HOME / "fa/sms.ftl").read_text(encoding="utf-8")
    return source.split(f"\nsms-{kind} =", 1)[1].split("\nsms-", 1)[0]


def test_a_slip_of_several_months_names_the_first_and_the_last(line: Line) -> None:
    assert "فیش آبان ۱۴۰۵ تا اسفند ۱۴۰۵" in line.carrier.write(message("slip-issued", "fa", VALUES["slip-issued"]))
