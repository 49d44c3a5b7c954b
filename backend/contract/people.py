"""What is asked and answered about who a person is [I1] [I3]?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from backend.contract.shape import Shape

NationalId = Annotated[str, Field(pattern=r"^[0-9]{10}$", examples=["0499370899"])]
Mobile = Annotated[str, Field(pattern=r"^09[0-9]{9}$", examples=["09121234567"])]


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


class Identified(Shape):
    """The chat is linked now."""

    person: str
    name: str
    link: str


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
