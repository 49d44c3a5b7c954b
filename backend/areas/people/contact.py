"""What is held about who somebody is and how they are reached, and what may they correct themselves [V1] [I5]?"""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.repository import active_link
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.people import CorrectContact, MyData
from backend.domain.identifiers import is_iban
from backend.kit.outbox import Outbox, OutgoingMessage
from backend.registers.ports import PeopleRegister, Person

_POSTAL_CODE = re.compile(r"[1-9](?!([0-9])\1{8})[0-9]{9}")
"""Ten figures, the first not zero, the others not all the same."""


async def shown(register: PeopleRegister, connection: AsyncConnection, person: Person) -> MyData:
    """The data of a person for themselves; mobile and IBAN with their middle hidden."""
    branch = await register.branch(connection, person.branch)
    return MyData(
        first_name=person.first_name,
        last_name=person.last_name,
        father_name=person.father_name,
        national_id=person.national_id,
        birth_date=person.birth_date,
        sso_number=person.sso_number,
        mobile=None if person.mobile is None else hidden(person.mobile),
        address=person.address,
        postal_code=person.postal_code,
        iban=None if person.iban is None else hidden(person.iban),
        branch=branch.name,
        branch_address=branch.address,
        branch_phone=branch.phone,
    )


def hidden(text: str) -> str:
    """A number with its middle hidden."""
    return f"{text[:4]}***{text[-4:]}"


async def person_of(register: PeopleRegister, connection: AsyncConnection, caller: Caller) -> Person:
    """The person of this chat. Raises Refused: not-identified."""
    link = await active_link(connection, caller)
    person = None if link is None else await register.by_id(connection, link.person)
    if person is None:
        raise Refused("not-identified")
    return person


def refuse_unfit(asked: CorrectContact) -> None:
    """Raises Refused: postal-code-wrong, iban-wrong."""
    if asked.postal_code is not None and not _POSTAL_CODE.fullmatch(asked.postal_code):
        raise Refused("postal-code-wrong")
    if asked.iban is not None and not is_iban(asked.iban):
        raise Refused("iban-wrong")


async def correct(
    register: PeopleRegister,
    outbox: Outbox,
    connection: AsyncConnection,
    person: int,
    asked: CorrectContact,
    *,
    locale: str,
    now: datetime,
) -> MyData:
    """Change what is given and tell the person by SMS. Raises Refused: not-identified, postal-code-wrong, iban-wrong."""
    refuse_unfit(asked)
    await register.correct(connection, person, address=asked.address, postal_code=asked.postal_code, iban=asked.iban)
    changed = await register.by_id(connection, person)
    if changed is None:
        raise Refused("not-identified")
    if asked.model_fields_set and any(getattr(asked, name) is not None for name in asked.model_fields_set):
        message = OutgoingMessage(kind="contact-changed", person=person, locale=locale, values={"at": now.isoformat()})
        await outbox.add(connection, message)
    return await shown(register, connection, changed)
