"""Which mobile number?"""

from __future__ import annotations

from typing import ClassVar

import phonenumbers

from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.engine.event import ContactShared
from conversations.inputs.normalise import fold_digits

_REGION = "IR"
_MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


class Mobile(Input[str]):
    """An Iranian mobile number as "09121234567", typed in any form or shared by the contact button."""

    kind: ClassVar[str] = "mobile"
    takes_numbers: ClassVar[bool] = True
    gives = str

    def __init__(self, *, contact: bool = True) -> None:
        self.keyboard = "contact" if contact else "inline"

    def read_text(self, text: str, view: View) -> Read[str]:  # noqa: ARG002
        """The number, or what is wrong: no number; not Iranian; not a mobile; not a valid number."""
        try:
            number = phonenumbers.parse(fold_digits(text), _REGION)
        except phonenumbers.NumberParseException:
            return Bad("not-digits")
        if phonenumbers.region_code_for_country_code(number.country_code or 0) != _REGION:
            return Bad("foreign")
        if not phonenumbers.is_valid_number(number):
            return Bad("invalid")
        if phonenumbers.number_type(number) not in _MOBILE:
            return Bad("landline")
        return Good(f"0{number.national_number}")

    def read_contact(self, contact: ContactShared, view: View) -> Read[str]:
        """The number of the person themself; somebody else's contact is not taken."""
        return self.read_text(contact.mobile, view) if contact.own else Bad("not-own-contact")

    def samples(self, view: View) -> tuple[str, ...]:  # noqa: ARG002
        """A valid number."""
        return ("09121234567",)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("not-digits", "foreign", "invalid", "landline", "not-own-contact")


def mobile(*, contact: bool = True) -> Mobile:
    """Ask for a mobile number, with the channel's contact button where it has one."""
    return Mobile(contact=contact)
