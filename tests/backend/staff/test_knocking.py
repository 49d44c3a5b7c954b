"""Is an address that asks too often sent away, and does a stolen session not try passwords for ever?"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.areas.staff.audit import Did
from backend.areas.staff.knocking import may_knock
from backend.areas.staff.service import PasswordUnfit
from backend.areas.staff.signing_in import SignInRefused
from tests.backend.staff.office import PASSWORD, Office
from tests.databases import at_rest

HERE, ELSEWHERE = "192.0.2.17", "192.0.2.18"


async def test_every_try_of_an_address_counts_until_its_window_is_over(office: Office) -> None:
    limits = office.limits
    assert all([await may_knock(office.ports, HERE) for _ in range(limits.knocks)])
    assert not await may_knock(office.ports, HERE)
    assert await may_knock(office.ports, ELSEWHERE)
    office.clock.forward(limits.knocks_in - timedelta(seconds=1))
    assert not await may_knock(office.ports, HERE)
    office.clock.forward(timedelta(seconds=1))
    assert await may_knock(office.ports, HERE)
    assert HERE.encode() not in at_rest(office.url)


async def test_tries_at_once_are_all_counted(office: Office) -> None:
    allowed = await asyncio.gather(*(may_knock(office.ports, HERE) for _ in range(office.limits.knocks + 9)))
    assert allowed.count(False) == 9


async def test_wrong_old_passwords_lock_the_account_and_end_its_sessions(office: Office) -> None:
    await office.settle()
    token = await office.enter()
    signed = await office.signed(token)
    for _ in range(office.limits.tries - 1):
        with pytest.raises(PasswordUnfit, match="wrong"):
            await office.service.change_password(signed, old="guessed-by-somebody", new="another-one-of-mine")
        await office.signed(token)
    with pytest.raises(PasswordUnfit, match="wrong"):
        await office.service.change_password(signed, old="guessed-by-somebody", new="another-one-of-mine")
    assert await office.service.who(token) is None
    assert (await office.acts())[-1] == Did.LOCKED_OUT
    with pytest.raises(SignInRefused):
        await office.enter()
    office.clock.forward(office.limits.lock)
    await office.signed(await office.enter("zahra", PASSWORD))
