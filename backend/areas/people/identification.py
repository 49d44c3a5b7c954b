"""Is this really that person? National id, birth date and a one-time code, without a word on who exists [I1].

An id that does not exist, a wrong birth date, a number that is not the one on file, a missing number, a deceased
person: all get a decoy. A decoy is the same row, the same answer, the same count of tries and the same time; no code
is sent for it, and none opens it.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.people.claims import Claim, chat_index, in_turn, subjects_of, weigh
from backend.areas.people.limits import IdentityLimits
from backend.areas.people.linking import link_chat
from backend.areas.people.repository import (
    NEW_MOBILE,
    ChallengeRow,
    add_challenge,
    challenge_of_chat,
    put_challenge,
    starts_since,
)
from backend.areas.people.tries import (
    Scope,
    Subjects,
    count_wrong_code,
    forget_wrong_codes,
    lock_of,
    whole_minutes,
)
from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable
from backend.contract.people import Challenge, CheckCode, CodePurpose, Identified, ResendCode, StartIdentification
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.once import Answer, give_or_refuse, happen_once, recall
from backend.kit.outbox import Lane, Outbox, OutgoingMessage
from backend.kit.pace import Pace
from backend.kit.turns import one_at_a_time
from backend.kit.vault import Vault
from backend.registers.mobile_match import MobileMatch, MobileOwner
from backend.registers.ports import PeopleRegister, Person


def draw_code(digits: int) -> str:
    """A random code of so many digits, leading zeros included."""
    return f"{secrets.randbelow(10**digits):0{digits}d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """The three steps; each opens its own transactions and takes at least `limits.floor`."""

    database: Database
    vault: Vault
    clock: Clock
    register: PeopleRegister
    mobile_match: MobileMatch
    outbox: Outbox
    limits: IdentityLimits
    pace: Pace
    draw: Callable[[int], str] = draw_code

    async def start(self, request: StartIdentification, caller: Caller) -> Challenge:
        """Open a challenge. Raises Refused: identify-locked, identify-too-often; Unavailable: mobile-match."""
        async with self.pace.at_least(self.limits.floor):
            async with self.database.begin() as connection:
                kept = await recall(
                    connection, vault=self.vault, caller=caller, method="start_identification", shape=Challenge
                )
                claim = await self._weigh(connection, request, caller)
                if kept is None:
                    await self.refuse_if_too_many(connection, claim.subjects)
            if kept is not None:
                return give_or_refuse(kept)
            owner = await self.mobile_match.match(request.national_id, claim.mobile or request.mobile or claim.decoy)
            if owner is MobileOwner.UNAVAILABLE:
                raise Unavailable("mobile-match")
            if owner is not MobileOwner.MATCHED:
                claim = replace(claim, person=None)
            return await self._once(
                "start_identification",
                caller,
                Challenge,
                lambda connection: self.open(connection, claim, CodePurpose.SIGN_IN, caller),
            )

    async def again(self, person: Person, purpose: CodePurpose, caller: Caller) -> Challenge:
        """Open a challenge for the person of this chat, who proves it anew. Raises Refused as `start`."""
        known = StartIdentification(national_id=person.national_id, birth_date=person.birth_date)

        async def make(connection: AsyncConnection) -> Challenge:
            return await self.open(connection, await self._weigh(connection, known, caller), purpose, caller)

        async with self.pace.at_least(self.limits.floor):
            return await self._once("send_code", caller, Challenge, make)

    async def resend(self, request: ResendCode, caller: Caller) -> Challenge:
        """Send a fresh code. Raises Refused: code-too-soon, code-expired, identify-locked."""
        async with self.pace.at_least(self.limits.floor):
            return await self._once(
                "resend_code", caller, Challenge, lambda connection: self._renew(connection, request, caller)
            )

    async def check(self, request: CheckCode, caller: Caller) -> Identified:
        """Link the chat where the code is right. Raises Refused: code-wrong, code-expired, identify-locked."""
        async with self.pace.at_least(self.limits.floor):
            return await self._once(
                "check_code", caller, Identified, lambda connection: self._judge(connection, request, caller)
            )

    async def _once(
        self,
        method: str,
        caller: Caller,
        shape: type[Answer],
        make: Callable[[AsyncConnection], Awaitable[Answer | Refused]],
    ) -> Answer:
        return await happen_once(
            self.database,
            vault=self.vault,
            caller=caller,
            method=method,
            shape=shape,
            now=self.clock.now(),
            make=make,
        )

    async def _weigh(self, connection: AsyncConnection, request: StartIdentification, caller: Caller) -> Claim:
        return await weigh(
            connection,
            register=self.register,
            vault=self.vault,
            caller=caller,
            national_id=request.national_id,
            birth_date=request.birth_date,
            agrees=lambda person: person.mobile is not None and request.mobile in {None, person.mobile},
        )

    async def refuse_if_too_many(self, connection: AsyncConnection, subjects: Subjects) -> None:
        """Raises Refused: identify-locked, identify-too-often."""
        now = self.clock.now()
        await self._refuse_if_locked(connection, subjects, now)
        opened = now - self.limits.starts_window
        waits: list[datetime] = []
        for column, scope in (("chat_index", Scope.CHAT), ("national_id_index", Scope.NATIONAL_ID)):
            starts = await starts_since(connection, column, subjects[scope], opened)
            if len(starts) >= self.limits.starts:
                waits.append(starts[-self.limits.starts] + self.limits.starts_window)
        if waits:
            raise Refused("identify-too-often", {"minutes": whole_minutes(max(waits), now)})

    async def _refuse_if_locked(self, connection: AsyncConnection, subjects: Subjects, now: datetime) -> None:
        until = await lock_of(connection, subjects, now=now)
        if until is not None:
            raise Refused("identify-locked", {"minutes": whole_minutes(until, now)})

    async def open(
        self,
        connection: AsyncConnection,
        claim: Claim,
        purpose: CodePurpose,
        caller: Caller,
        *,
        to: str | None = None,
    ) -> Challenge:
        """Open a challenge and send its code to the number on file, or `to` one that is not on file yet."""
        await one_at_a_time(connection, *in_turn(claim.subjects, Scope.CHAT, Scope.NATIONAL_ID))
        await self.refuse_if_too_many(connection, claim.subjects)
        now = self.clock.now()
        quiet = await lock_of(connection, claim.subjects, scopes=(Scope.MOBILE,), now=now)
        person = claim.person if quiet is None else None
        challenge = secrets.token_urlsafe(12)
        code = self.draw(self.limits.digits)
        row = ChallengeRow(
            id=challenge,
            person=None if person is None else person.id,
            chat_index=claim.subjects[Scope.CHAT],
            national_id_index=claim.subjects[Scope.NATIONAL_ID],
            mobile_index=claim.subjects[Scope.MOBILE],
            code_index=self._code_index(challenge, code),
            digits=self.limits.digits,
            sends=1,
            started_at=now,
            expires_at=now + self.limits.lifetime,
            resend_at=now + self.limits.resend_wait,
            closed=False,
            mobile_sealed=None if to is None else self.vault.seal(to, NEW_MOBILE),
        )
        await add_challenge(connection, row)
        await self._send(connection, row, person, code, purpose, caller)
        return _shown(row)

    async def _renew(self, connection: AsyncConnection, request: ResendCode, caller: Caller) -> Challenge:
        row = await self._open_challenge(connection, request.challenge, caller)
        now = self.clock.now()
        if row.sends >= self.limits.sends or now >= row.started_at + self.limits.renewable:
            raise Refused("code-expired")
        if now < row.resend_at:
            raise Refused("code-too-soon", {"seconds": ceil((row.resend_at - now).total_seconds())})
        code = self.draw(row.digits)
        renewed = replace(
            row,
            code_index=self._code_index(row.id, code),
            sends=row.sends + 1,
            expires_at=now + self.limits.lifetime,
            resend_at=now + self.limits.resend_wait * 2**row.sends,
        )
        await put_challenge(connection, renewed)
        person = None if row.person is None else await self.register.by_id(connection, row.person)
        purpose = request.purpose if row.mobile_sealed is None else CodePurpose.MOBILE
        await self._send(connection, renewed, person, code, purpose, caller)
        return _shown(renewed)

    async def _judge(self, connection: AsyncConnection, request: CheckCode, caller: Caller) -> Identified | Refused:
        judged = await self.judge(connection, request, caller)
        if isinstance(judged, Refused):
            return judged
        _, person = judged
        now = self.clock.now()
        link = await link_chat(connection, person=person.id, caller=caller, outbox=self.outbox, now=now)
        return Identified(person=str(person.id), name=person.name, link=link.id)

    async def judge(
        self, connection: AsyncConnection, request: CheckCode, caller: Caller, *, moves: bool = False
    ) -> tuple[ChallengeRow, Person] | Refused:
        """Whose code it is, or the refusal to return. `moves`: the challenge is one that changes the number on file."""
        await one_at_a_time(connection, *in_turn({Scope.CHAT: chat_index(self.vault, caller)}, Scope.CHAT))
        row = await self._open_challenge(connection, request.challenge, caller)
        now = self.clock.now()
        if row.expires_at <= now or moves != (row.mobile_sealed is not None):
            raise Refused("code-expired")
        fits = hmac.compare_digest(self._code_index(row.id, request.code), row.code_index)
        person = None if row.person is None else await self.register.by_id(connection, row.person)
        if not fits or person is None:
            standing = await count_wrong_code(connection, subjects_of(row), limits=self.limits, now=now)
            if standing.locked_until is None:
                return Refused("code-wrong", {"left": standing.left})
            await put_challenge(connection, replace(row, closed=True))
            return Refused("identify-locked", {"minutes": whole_minutes(standing.locked_until, now)})
        await put_challenge(connection, replace(row, closed=True))
        await forget_wrong_codes(connection, subjects_of(row))
        return row, person

    async def _open_challenge(self, connection: AsyncConnection, challenge: str, caller: Caller) -> ChallengeRow:
        """The row is locked after the marks: whoever changes the number closes rows of other chats with the marks in hand."""
        mine = chat_index(self.vault, caller)
        seen = await challenge_of_chat(connection, challenge, mine, locked=False)
        if seen is None:
            raise Refused("code-expired")
        await one_at_a_time(connection, *in_turn(subjects_of(seen), Scope.NATIONAL_ID, Scope.MOBILE))
        row = await challenge_of_chat(connection, challenge, mine) or seen
        await self._refuse_if_locked(connection, subjects_of(row), self.clock.now())
        if row.closed:
            raise Refused("code-expired")
        return row

    async def _send(
        self,
        connection: AsyncConnection,
        row: ChallengeRow,
        person: Person | None,
        code: str,
        purpose: CodePurpose,
        caller: Caller,
    ) -> None:
        new = None if row.mobile_sealed is None else self.vault.open(row.mobile_sealed, NEW_MOBILE)
        if person is None or person.mobile is None:
            return
        minutes = round(self.limits.lifetime.total_seconds() / 60)
        message = OutgoingMessage(
            kind="code",
            lane=Lane.CODES,
            person=person.id,
            mobile=new or person.mobile,
            values={"code": code, "minutes": minutes, "purpose": purpose.value},
            locale=caller.locale,
            dedup=f"code:{row.id}:{row.sends}",
        )
        await self.outbox.add(connection, message)

    def _code_index(self, challenge: str, code: str) -> bytes:
        return self.vault.index(f"{challenge} {code}", "people_challenges.code")


def _shown(row: ChallengeRow) -> Challenge:
    return Challenge(id=row.id, expires_at=row.expires_at, resend_at=row.resend_at, digits=row.digits)
