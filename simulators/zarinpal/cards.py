"""Which card and which second password does the demonstration bank take?"""

import re
from dataclasses import dataclass
from hashlib import sha256

TEST_CARD = "6037991234567893"
TEST_CVV2 = "123"
TEST_MONTH = "12"
TEST_YEAR = "09"
TEST_PASSWORD = "12345"

LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class Card:
    """What the payer typed, digits in Latin and without spaces."""

    number: str
    cvv2: str
    month: str
    year: str
    password: str

    @classmethod
    def typed(cls, number: str, cvv2: str, month: str, year: str, password: str) -> "Card":
        """Persian and Arabic digits, spaces and dashes are all right."""
        return cls(*(re.sub(r"[\s\-]", "", text.translate(LATIN)) for text in (number, cvv2, month, year, password)))

    def mistakes(self) -> dict[str, str]:
        """Field and what is wrong with it, in the words of the page."""
        found: dict[str, str] = {}
        if not (re.fullmatch(r"\d{16}", self.number) and passes_luhn(self.number)):
            found["number"] = "شمارهٔ کارت درست نیست؛ ۱۶ رقم روی کارت را وارد کنید."
        if not re.fullmatch(r"\d{3,4}", self.cvv2):
            found["cvv2"] = "CVV2 سه یا چهار رقم است."
        if not (
            re.fullmatch(r"\d{1,2}", self.month) and 1 <= int(self.month) <= 12 and re.fullmatch(r"\d{2}", self.year)
        ):
            found["expiry"] = "تاریخ انقضا را مانند ۰۹/۱۲ وارد کنید."
        if not re.fullmatch(r"\d{5,12}", self.password):
            found["password"] = "رمز دوم ۵ تا ۱۲ رقم است."
        return found

    @property
    def masked(self) -> str:
        """Six digits, six stars, four digits."""
        return f"{self.number[:6]}******{self.number[-4:]}"

    @property
    def hash(self) -> str:
        """What the gateway gives instead of the number."""
        return sha256(self.number.encode()).hexdigest().upper()


def sample_card() -> Card:
    """The card printed on the page."""
    return Card(TEST_CARD, TEST_CVV2, TEST_MONTH, TEST_YEAR, TEST_PASSWORD)


def passes_luhn(number: str) -> bool:
    """The check digit of a bank card is right."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
