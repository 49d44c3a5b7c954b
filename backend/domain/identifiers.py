"""Is this number well formed? Check digits of national id, IBAN, bill id and payment id (domain.md 7.3 and 8).

All functions take Latin digits; other digits, spaces and signs are a channel's business. None keeps or repeats a
number in an error.
"""

from __future__ import annotations

import re

_TEN_DIGITS = re.compile(r"[0-9]{10}")
_IBAN = re.compile(r"IR[0-9]{24}")
_BILL_WEIGHTS = (2, 3, 4, 5, 6, 7)
_BILL_LENGTH = range(6, 14)


class BadIdentifier(ValueError):
    """The parts given cannot make an identifier; the message names the part, never its value."""


# National id (کد ملی): 10 digits, the last one is a check digit.


def national_id_check_digit(first_nine: str) -> str:
    """Check digit of the nine digits before it: weights 10 to 2, sum mod 11 = r; r if r < 2, else 11 - r."""
    if not re.fullmatch(r"[0-9]{9}", first_nine):
        raise BadIdentifier("a national id has nine digits before its check digit")
    rest = sum(int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    return str(rest if rest < 2 else 11 - rest)


def is_national_id(text: str) -> bool:
    """Is this a ten-digit national id with a right check digit? Place prefixes are not tested: new ones appear."""
    if not _TEN_DIGITS.fullmatch(text):
        return False
    if len(set(text)) == 1 or text[3:9] == "000000":
        return False
    return text[9] == national_id_check_digit(text[:9])


def pad_national_id(text: str) -> str | None:
    """Ten digits of a national id typed without its one or two leading zeros; None unless it is then right."""
    if not re.fullmatch(r"[0-9]{8,10}", text):
        return None
    padded = text.zfill(10)
    return padded if is_national_id(padded) else None


# IBAN (شبا): IR, two check digits, 22 digits that begin with the three-digit bank code.


def is_iban(text: str) -> bool:
    """Is this a 26-character Iranian IBAN, in capitals without spaces, with right check digits (mod 97 = 1)?"""
    return bool(_IBAN.fullmatch(text)) and int(text[4:] + "1827" + text[2:4]) % 97 == 1


def make_iban(account: str) -> str:
    """IBAN of the 22 digits after the check digits. Raises `BadIdentifier`."""
    if not re.fullmatch(r"[0-9]{22}", account):
        raise BadIdentifier("an Iranian IBAN has 22 digits after its check digits")
    return f"IR{98 - int(account + '182700') % 97:02d}{account}"


def iban_bank(iban: str) -> str:
    """Three-digit bank code of a well-formed IBAN, "013" for Refah Kargaran."""
    if not is_iban(iban):
        raise BadIdentifier("not an Iranian IBAN")
    return iban[4:7]


# Bill id and payment id (شناسه قبض، شناسه پرداخت): the public utility-bill format, here a model (domain.md 7.3).


def bill_check_digit(digits: str) -> str:
    """Check digit: weights 2 to 7 from the right, again and again; sum mod 11; 0 for 0 and 1, else 11 - rest."""
    rest = sum(int(digit) * _BILL_WEIGHTS[place % 6] for place, digit in enumerate(reversed(digits))) % 11
    return "0" if rest < 2 else str(11 - rest)


def bill_id(*, file_code: int, company: int, service: int) -> str:
    """Bill id of file code (1 to 8 digits), company (3) and service type (1). Raises `BadIdentifier`."""
    _within("file code", file_code, 1, 99_999_999)
    _within("company code", company, 0, 999)
    _within("service type", service, 0, 9)
    body = f"{file_code}{company:03d}{service}"
    return body + bill_check_digit(body)


def payment_id(*, bill: str, amount_thousand_rial: int, year_digit: int, period: int) -> str:
    """Payment id for a bill id: amount in thousand rial (up to 8 digits), year digit, period 0-99, two check digits.

    Raises `BadIdentifier`.
    """
    if not is_bill_id(bill):
        raise BadIdentifier("the bill id has a wrong check digit")
    _within("amount", amount_thousand_rial, 1, 99_999_999)
    _within("year digit", year_digit, 0, 9)
    _within("period", period, 0, 99)
    body = f"{amount_thousand_rial}{year_digit}{period:02d}"
    body += bill_check_digit(body)
    return body + bill_check_digit(_significant(bill) + body)


def is_bill_id(text: str) -> bool:
    """Has this bill id 6 to 13 digits (leading zeros apart) and a right check digit?"""
    digits = _significant(text)
    return _has_bill_length(text, digits) and digits[-1] == bill_check_digit(digits[:-1])


def is_payment_id(text: str, *, bill: str) -> bool:
    """Has this payment id 6 to 13 digits and both check digits right, the second one together with the bill id?"""
    digits = _significant(text)
    if not _has_bill_length(text, digits) or not is_bill_id(bill):
        return False
    own = digits[-2] == bill_check_digit(digits[:-2])
    return own and digits[-1] == bill_check_digit(_significant(bill) + digits[:-1])


def bill_amount(payment: str) -> int:
    """Amount in rial that a payment id carries; always a multiple of 1,000."""
    digits = _significant(payment)
    if not _has_bill_length(payment, digits):
        raise BadIdentifier("a payment id has 6 to 13 digits")
    return int(digits[:-5]) * 1000


def bill_barcode(*, bill: str, payment: str) -> str:
    """The 26 digits of the bar code: bill id and payment id, each filled to 13 with leading zeros."""
    if not is_payment_id(payment, bill=bill):
        raise BadIdentifier("bill id and payment id do not belong together")
    return _significant(bill).zfill(13) + _significant(payment).zfill(13)


def _significant(text: str) -> str:
    return text.lstrip("0")


def _has_bill_length(text: str, significant: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 13 and len(significant) in _BILL_LENGTH


def _within(part: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise BadIdentifier(f"the {part} must lie between {low} and {high}")
