"""Which national id, mobile and account has the n-th synthetic person? Counters, stirred so that they look drawn.

Each sequence is one-to-one over its range, so no two people share a number. National ids begin with 700 to 999 and
mobiles with 0923, ranges where hardly anybody real is found.
"""

from __future__ import annotations

from backend.domain.identifiers import make_iban, national_id_check_digit

MOST_PEOPLE = 10_000_000
"""More people than this would have to share mobiles."""

_ID_RANGE, _ID_STEP = 300_000_000, 187_654_321
_MOBILE_RANGE, _MOBILE_STEP = 10_000_000, 7_654_321
_ACCOUNT_RANGE, _ACCOUNT_STEP = 10**12, 734_567_891_237
_SSO_RANGE, _SSO_STEP = 90_000_000, 48_271_333
_SECOND_CHOICE = 200_000_000
_BANKS = ("013", "017", "012", "019", "015", "018", "014", "021")


def national_id(number: int, seed: int) -> str:
    """Ten digits with a right check digit, for people 1 to `MOST_PEOPLE`."""
    body = _body(number, seed)
    if body[3:] == "000000" or len(set(body)) == 1:
        body = _body(number + _SECOND_CHOICE, seed)
    return body + national_id_check_digit(body)


def mobile(number: int, seed: int) -> str:
    """Eleven digits beginning with 0923."""
    return f"0923{(number * _MOBILE_STEP + seed * 31) % _MOBILE_RANGE:07d}"


def iban(number: int, seed: int) -> str:
    """IBAN of an account at one of the large banks, most often Refah Kargaran (013)."""
    bank = _BANKS[number % len(_BANKS)] if number % 3 == 0 else _BANKS[0]
    return make_iban(f"{bank}{(number * _ACCOUNT_STEP + seed * 977) % _ACCOUNT_RANGE:019d}")


def sso_number(number: int, seed: int) -> str:
    """Eight digits."""
    return str(10_000_000 + (number * _SSO_STEP + seed * 7) % _SSO_RANGE)


def _body(number: int, seed: int) -> str:
    return str(700_000_000 + (number * _ID_STEP + seed * 7_919) % _ID_RANGE)
