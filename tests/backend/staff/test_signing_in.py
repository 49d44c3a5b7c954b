"""Does only the right person come in, once a code, and does nobody learn more than that?"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.areas.staff.audit import Did
from backend.areas.staff.passwords import Passwords
from backend.areas.staff.roles import Grant, Role
from backend.areas.staff.service import PasswordUnfit, StaffService
from backend.areas.staff.signing_in import SignInRefused
from tests.backend.staff.office import CHEAP, PASSWORD, Office
from tests.databases import at_rest, rows_of


async def test_the_first_sign_in_makes_a_device_known_and_asks_for_a_password_of_ones_own(office: Office) -> None:
    once = await office.add()
    begun = await office.door.begin("ZAHRA ", once)
    assert begun.enrols
    shown = await office.door.enrolment(begun.token)
    assert shown is not None
    assert shown.address.startswith("otpauth://totp/Bimeyar:zahra?secret=" + shown.secret)
    with pytest.raises(SignInRefused):
        await office.door.finish(begun.token, "000000")
    token = await office.door.finish(begun.token, await office.code())
    signed = await office.signed(token)
    assert (signed.user, signed.must_change, signed.grants) == ("zahra", True, {Grant(Role.ADMINISTRATOR)})
    assert not (await office.door.begin("zahra", once)).enrols
    await office.service.change_password(signed, old=once, new=PASSWORD)
    assert not (await office.signed(token)).must_change
    assert await office.acts() == [Did.ACCOUNT_ADDED, Did.ENROLLED, Did.SIGNED_IN, Did.PASSWORD_CHANGED]


async def test_whatever_is_wrong_leads_to_the_same_step_and_the_same_no(office: Office) -> None:
    await office.settle()
    steps = []
    for user, password in (("nobody", PASSWORD), ("zahra", "wrong"), ("zahra", PASSWORD)):
        begun = await office.door.begin(user, password)
        steps.append(begun.enrols)
        assert await office.door.enrolment(begun.token) is None
        with pytest.raises(SignInRefused) as no:
            await office.door.finish(begun.token, "12345")
        assert str(no.value) == ""
        with pytest.raises(SignInRefused):  # the step is used up
            await office.door.finish(begun.token, await office.code())
    assert steps == [False, False, False]


async def test_a_code_is_taken_once_also_at_the_same_moment(office: Office) -> None:
    await office.settle()
    begun = [await office.door.begin("zahra", PASSWORD) for _ in range(4)]
    code = await office.code()
    came = await asyncio.gather(*(office.door.finish(each.token, code) for each in begun), return_exceptions=True)
    assert sum(isinstance(each, str) for each in came) == 1
    assert sum(isinstance(each, SignInRefused) for each in came) == 3


async def test_persian_digits_and_a_clock_half_a_minute_behind_are_right(office: Office) -> None:
    await office.settle()
    code = (await office.code()).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    begun = await office.door.begin("zahra", PASSWORD)
    office.next_code()
    assert await office.door.finish(begun.token, code[:3] + " " + code[3:])


async def test_wrong_tries_lock_and_a_restart_forgives_nobody(office: Office) -> None:
    await office.settle()
    for _ in range(office.limits.tries):
        await office.door.begin("zahra", "wrong")
    other = await office.reopened()
    with pytest.raises(SignInRefused):
        await other.enter()
    assert Did.LOCKED_OUT in await other.acts()
    other.clock.forward(other.limits.lock)
    assert await other.enter()
    await other.database.close()


async def test_wrong_codes_count_as_wrong_passwords_do(office: Office) -> None:
    await office.settle()
    for _ in range(office.limits.tries):
        with pytest.raises(SignInRefused):
            await office.door.finish((await office.door.begin("zahra", PASSWORD)).token, "1")
    with pytest.raises(SignInRefused):
        await office.enter()


async def test_a_session_ends_when_idle_and_at_the_end_of_its_life(office: Office) -> None:
    await office.settle()
    token = await office.enter()
    office.clock.forward(office.limits.idle)
    assert await office.service.who(token) is None
    token = await office.enter()
    steps = office.limits.life // timedelta(minutes=15)
    alive = []
    for _ in range(steps + 1):
        alive.append(await office.service.who(token) is not None)
        office.clock.forward(timedelta(minutes=15))
    assert alive[0]
    assert not alive[-1]
    assert sum(alive) >= steps - 1


async def test_ones_sessions_are_listed_and_ended(office: Office) -> None:
    await office.settle()
    first, second = await office.enter(), await office.enter()
    signed = await office.signed(second)
    assert len(await office.service.sessions(signed)) == 3
    assert await office.service.end_session(signed, (await office.signed(first)).session)
    assert not await office.service.end_session(signed, "somebody-else")
    assert await office.service.who(first) is None
    await office.service.sign_out(signed)
    assert await office.service.who(second) is None


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("wrong", "long-enough-it-is", "wrong"),
        (PASSWORD, "short", "short"),
        (PASSWORD, "zahra-and-more", "short"),
        (PASSWORD, PASSWORD, "same"),
    ],
)
async def test_a_password_that_is_unfit_is_not_taken(office: Office, old: str, new: str, why: str) -> None:
    signed = await office.settle()
    with pytest.raises(PasswordUnfit) as no:
        await office.service.change_password(signed, old=old, new=new)
    assert no.value.why == why


async def test_nothing_that_opens_a_door_is_kept_in_clear(office: Office) -> None:
    await office.settle()
    token = await office.enter()
    secret = (await office.door.begin("zahra", PASSWORD)).token
    kept = at_rest(office.url)
    assert not [word for word in (token, secret, PASSWORD) if word.encode() in kept]
    assert rows_of(office.url, "SELECT count(*) FROM staff_audit WHERE detail LIKE '%zahra%'") == [(0,)]


async def test_a_change_under_way_does_not_undo_a_reset(office: Office) -> None:
    await office.add()
    once = await office.add("reza", Grant(Role.AUDITOR))
    begun = await office.door.begin("reza", once)
    signed = await office.service.who(await office.door.finish(begun.token, await office.code("reza")))
    assert signed is not None

    class Slow(Passwords):
        async def hash(self, password: str) -> str:
            await office.desk.reset(None, signed.account)
            return await Passwords.hash(self, password)

    slow = StaffService(replace(office.ports, passwords=Slow(CHEAP)))
    with pytest.raises(PasswordUnfit):
        await slow.change_password(signed, old=once, new=PASSWORD)
    again = await office.door.begin("reza", PASSWORD)
    assert not again.enrols
