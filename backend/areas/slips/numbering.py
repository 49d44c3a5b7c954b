"""Which number, bill id and payment id does a slip get (domain.md 7.3)?

The organisation's own format is not published. Bill id and payment id follow the public format of Iranian utility
bills **as a model**, with its check digits: service type 7, which the public table leaves free, and company code 000.
That format carries whole thousands of rial, and premiums are not whole thousands, so the payment id carries the
amount **rounded up to the next thousand**; the exact amount is always printed beside it and is what our gateway asks
for. A till that read the payment id alone would take up to 999 rial too much.
"""

from __future__ import annotations

from dataclasses import dataclass

from backend.domain.calendar import JalaliMonth
from backend.domain.identifiers import bill_check_digit, bill_id, payment_id

COMPANY = 0
SERVICE = 7
_FILE_CODES = 99_999_999


@dataclass(frozen=True, slots=True)
class SlipIdentifiers:
    """Slip number (12 digits, the last one a check digit), bill id and payment id (6 to 13 digits each)."""

    number: str
    bill_id: str
    payment_id: str


def slip_number(serial: int, issued: JalaliMonth) -> str:
    """Year, serial in seven digits or more, check digit: "140500000429"."""
    body = f"{issued.year}{serial:07d}"
    return body + bill_check_digit(body)


def is_slip_number(text: str) -> bool:
    """Has this slip number a right check digit?"""
    return text.isascii() and text.isdigit() and len(text) >= 12 and text[-1] == bill_check_digit(text[:-1])


def identify_slip(*, serial: int, issued: JalaliMonth, last: JalaliMonth, total: int) -> SlipIdentifiers:
    """Identifiers of the slip with this serial, issued in that month, up to its last month; total in rial."""
    bill = bill_id(file_code=(serial - 1) % _FILE_CODES + 1, company=COMPANY, service=SERVICE)
    thousands = -(-total // 1000)
    payment = payment_id(bill=bill, amount_thousand_rial=thousands, year_digit=last.year % 10, period=last.month)
    return SlipIdentifiers(slip_number(serial, issued), bill, payment)
