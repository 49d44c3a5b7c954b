"""Who hears what of a request, at every stage (order clause 14)? One SMS and one word in the chat, in its transaction."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments.ports import EnrolmentsPorts
from backend.areas.enrolments.repository import Request
from backend.kit.outbox import OutgoingMessage

TOPIC = "enrolment"
OWN_ACTS = frozenset({"submitted", "resubmitted", "withdrawn"})
"""What the person has just done in a chat, where the answer says so already."""


async def tell(
    ports: EnrolmentsPorts,
    connection: AsyncConnection,
    request: Request,
    event: str,
    values: Mapping[str, str | int] | None = None,
    *,
    times: int = 0,
) -> None:
    """Write the message of an event, once; `times` tells events apart that may come back."""
    number = request.number
    await ports.outbox.add(
        connection,
        OutgoingMessage(
            kind=f"enrolment-{event}",
            person=request.person,
            chats=event not in OWN_ACTS,
            locale=await ports.language(connection, request.person),
            dedup=f"enrolment-{event}:{number}:{request.turn}:{times}",
            topic=TOPIC,
            ref=number,
            values={"event": event, "number": number, **(values or {})},
        ),
    )
