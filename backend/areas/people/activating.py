"""How does somebody come in with the activation code of a branch, where their mobile on file is wrong [I2]?

Tried, counted and locked as a one-time code is, with decoys: nothing tells whether an id exists, or has a code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.activation_rows import (
    ActivationRow,
    ActivationState,
    activation_of_code,
    end_activation,
)
from backend.areas.people.claims import Claim, in_turn, weigh
from backend.areas.people.counter import CODE, MOBILE
from backend.areas.people.identification import Identification
from backend.areas.people.linking import link_chat
from backend.areas.people.repository import close_challenges_of
from backend.areas.people.tries import Scope, count_wrong_code, forget_wrong_codes, lock_of, whole_minutes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.people import Identified, UseActivation
from backend.kit.once import happen_once
from backend.kit.outbox import OutgoingMessage
from backend.kit.turns import one_at_a_time
from backend.registers.ports import Person

_NOBODY = 0
TOPIC = "mobile"


@dataclass(frozen=True, slots=True)
class Activating:
    """The one step; it takes at least the floor of identification."""

    ports: Identification

    async def use(self, request: UseActivation, caller: Caller) -> Identified:
        """Link the chat and take the mobile of the branch. Raises Refused: activation-wrong, activation-over, identify-locked."""
        ports = self.ports
        async with ports.pace.at_least(ports.limits.floor):
            return await happen_once(
                ports.database,
                vault=ports.vault,
                caller=caller,
                method="use_activation",
                shape=Identified,
                now=ports.clock.now(),
                make=lambda connection: self._judge(connection, request, caller),
            )

    async def _judge(self, connection: AsyncConnection, request: UseActivation, caller: Caller) -> Identified | Refused:
        ports, now = self.ports, self.ports.clock.now()
        claim = await weigh(
            connection,
            register=ports.register,
            vault=ports.vault,
            caller=caller,
            national_id=request.national_id,
            birth_date=request.birth_date,
        )
        await one_at_a_time(connection, *in_turn(claim.subjects, Scope.CHAT, Scope.NATIONAL_ID, Scope.MOBILE))
        locked_until = await lock_of(connection, claim.subjects, now=now)
        if locked_until is not None:
            raise Refused("identify-locked", {"minutes": whole_minutes(locked_until, now)})
        number = _NOBODY if claim.person is None else claim.person.id
        found = await activation_of_code(connection, number, ports.vault.index(f"{number} {request.code}", CODE))
        if found is None or claim.person is None:
            return await self._wrong(connection, claim, now)
        if found.standing(now) is not ActivationState.ISSUED:
            return Refused("activation-over")
        return await self._let_in(connection, claim, claim.person, found, caller)

    async def _wrong(self, connection: AsyncConnection, claim: Claim, now: datetime) -> Refused:
        standing = await count_wrong_code(connection, claim.subjects, limits=self.ports.limits, now=now)
        if standing.locked_until is None:
            return Refused("activation-wrong", {"left": standing.left})
        return Refused("identify-locked", {"minutes": whole_minutes(standing.locked_until, now)})

    async def _let_in(
        self, connection: AsyncConnection, claim: Claim, person: Person, found: ActivationRow, caller: Caller
    ) -> Identified:
        ports, now = self.ports, self.ports.clock.now()
        await end_activation(connection, found.id, ActivationState.USED, at=now)
        await forget_wrong_codes(connection, claim.subjects)
        mobile = ports.vault.open(found.mobile_sealed, MOBILE)
        if mobile != person.mobile:
            await ports.register.correct(connection, person.id, mobile=mobile)
            await close_challenges_of(connection, person.id)
            await self._tell(connection, person, mobile, found, caller.locale)
        link = await link_chat(connection, person=person.id, caller=caller, outbox=ports.outbox, now=now)
        return Identified(person=str(person.id), name=person.name, link=link.id)

    async def _tell(
        self, connection: AsyncConnection, person: Person, mobile: str, found: ActivationRow, locale: str
    ) -> None:
        """The new number and the other chats, then the number that is no longer on file, which may be a stranger's."""
        at = {"at": self.ports.clock.now().isoformat()}
        new = OutgoingMessage(
            kind="mobile-new",
            person=person.id,
            mobile=mobile,
            chats=True,
            locale=locale,
            values=at,
            dedup=f"mobile-new:{found.id}",
            topic=TOPIC,
            ref=str(found.id),
        )
        await self.ports.outbox.add(connection, new)
        if person.mobile is not None:
            old = OutgoingMessage(
                kind="mobile-old",
                person=person.id,
                mobile=person.mobile,
                locale=locale,
                values=at,
                dedup=f"mobile-old:{found.id}",
            )
            await self.ports.outbox.add(connection, old)
