"""What is asked and answered about who a person is [I1] [I3]?"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from backend.contract.activation import PATTERN
from backend.contract.shape import Shape

NationalId = Annotated[str, Field(pattern=r"^[0-9]{10}$", examples=["0499370899"])]
Mobile = Annotated[str, Field(pattern=r"^09[0-9]{9}$", examples=["09121234567"])]


class CodePurpose(StrEnum):
    """What a one-time code is for; its SMS says so, so that nobody is talked into reading out another one."""

    SIGN_IN = "sign-in"
    CONTRACT = "contract"
    """concluding a contract"""
    ENROLMENT = "enrolment"
    """submitting a request for the supplementary insurance"""
    DATA = "data"
    """changing one's data"""
    MOBILE = "mobile"
    """putting the number that it goes to on file"""
    PROOF = "proof"
    """anything else that wants a fresh code"""


class StartIdentification(Shape):
    """National id (10 Latin digits), Gregorian birth date, and the mobile of the contact button if it was pressed."""

    national_id: NationalId
    birth_date: date
    mobile: Mobile | None = None


class Challenge(Shape):
    """A one-time code may be on its way. The same words whether or not the person exists."""

    id: str
    expires_at: datetime
    resend_at: datetime
    digits: int


class CheckCode(Shape):
    """A one-time code as typed (Latin digits) for a challenge of the same chat."""

    challenge: str
    code: Annotated[str, Field(pattern=r"^[0-9]{4,8}$", examples=["48213"])]


class ResendCode(Shape):
    """Ask for the code once more. Refused `code-too-soon` {seconds} before `resend_at`."""

    challenge: str
    purpose: CodePurpose = CodePurpose.PROOF


class Identified(Shape):
    """The chat is linked now."""

    person: str
    name: str
    link: str


class UseActivation(Shape):
    """An activation code of a branch with national id and birth date, in place of a code by SMS [I2]."""

    national_id: NationalId
    birth_date: date
    code: Annotated[str, Field(pattern=PATTERN, examples=["7KQ2MWX4RP"])]


class AskWhoAmI(Shape):
    """Is this chat linked to somebody?"""


class WhoAmI(Shape):
    """The person linked to this chat, or None in all fields."""

    person: str | None
    name: str | None
    link: str | None


class AskLinks(Shape):
    """Which chats are linked to me?"""


class LinkView(Shape):
    """One linked chat: channel name, since when (aware UTC), is it the one that asks."""

    id: str
    channel: str
    since: datetime
    current: bool


class Links(Shape):
    """Linked chats, newest first."""

    items: tuple[LinkView, ...]


class RevokeLink(Shape):
    """End one linked chat; an SMS tells the person [I3]."""

    link: str


class Revoked(Shape):
    """The link has ended."""

    link: str


class ChooseLanguage(Shape):
    """Language of this chat and of the messages to its person."""

    locale: Annotated[str, Field(pattern=r"^(fa|en)$")]


class LanguageChosen(Shape):
    """The language is kept."""

    locale: str


class AskProof(Shape):
    """Has this chat given a right code lately enough for an act that needs a fresh one [I4]?"""


class Proof(Shape):
    """`fresh` until `until`; otherwise `send_code` and `check_code` make it so. Nobody linked: not fresh."""

    fresh: bool
    until: datetime | None = None
    minutes: int


class SendCode(Shape):
    """Send a one-time code to the mobile on file of the person linked to this chat [I4]."""

    purpose: CodePurpose = CodePurpose.PROOF


class AskMyData(Shape):
    """What does the organisation hold about who I am and how I am reached [V1] [I5]?"""


class MyData(Shape):
    """Legal data, changed at the branch alone, and contact data, which the person corrects.

    `mobile` and `iban` with their middle hidden; None where nothing is on file. `branch` is where legal data and the
    mobile are changed.
    """

    first_name: str
    last_name: str
    father_name: str
    national_id: str
    birth_date: date
    sso_number: str | None
    mobile: str | None
    address: str | None
    postal_code: str | None
    iban: str | None
    branch: str = ""
    branch_address: str = ""
    branch_phone: str = ""


class StartMobile(Shape):
    """Send a one-time code to the number that is to be on file, where it belongs to the person [I5]."""

    mobile: Mobile


class MobileChanged(Shape):
    """The new number is on file, shown with its middle hidden; the old one and the new one are told by SMS."""

    mobile: str


class CorrectContact(Shape):
    """Correct contact data; what is None stays as it is. Address 10 to 200 letters, postal code 10 Latin digits."""

    address: Annotated[str, Field(min_length=10, max_length=200)] | None = None
    postal_code: Annotated[str, Field(pattern=r"^[0-9]{10}$", examples=["1598765432"])] | None = None
    iban: Annotated[str, Field(pattern=r"^IR[0-9]{24}$", examples=["IR062960000000100324200001"])] | None = None
