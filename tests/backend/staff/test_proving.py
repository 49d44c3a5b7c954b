"""Is a fresh code asked for when the last one is too old, counted when it is wrong, and taken once?"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.areas.staff.audit import Did
from backend.areas.staff.proving import ProofRefused, Proving
from backend.areas.staff.service import Signed
from backend.areas.staff.signing_in import SignInRefused
from tests.backend.staff.office import Office


async def stale(office: Office) -> tuple[Proving, Signed]:
    """A session whose proof is too old."""
    await office.settle()
    signed = await office.signed(await office.enter())
    office.clock.forward(office.limits.step_up)
    return Proving(office.ports), signed


async def test_the_code_of_signing_in_is_a_proof_until_it_is_too_old(office: Office) -> None:
    await office.settle()
    proving, signed = Proving(office.ports), await office.signed(await office.enter())
    assert proving.is_fresh(signed)
    office.clock.forward(office.limits.step_up - timedelta(minutes=1))
    assert proving.is_fresh(signed)
    office.clock.forward(timedelta(minutes=1))
    assert not proving.is_fresh(signed)


async def test_a_right_code_makes_the_session_fresh_once(office: Office) -> None:
    await office.settle()
    token = await office.enter()
    office.clock.forward(office.limits.step_up)
    proving, code = Proving(office.ports), await office.code()
    signed = await office.signed(token)
    proved = await proving.prove(signed, code)
    assert proving.is_fresh(proved)
    assert proving.is_fresh(await office.signed(token)), "kept, also for the next click"
    with pytest.raises(ProofRefused, match="wrong"):
        await proving.prove(signed, code)
    assert (await office.acts())[-2:] == [Did.PROVED, Did.REFUSED]


async def test_one_code_at_the_same_moment_proves_once(office: Office) -> None:
    proving, signed = await stale(office)
    code = await office.code()
    came = await asyncio.gather(*(proving.prove(signed, code) for _ in range(3)), return_exceptions=True)
    assert sum(isinstance(each, Signed) for each in came) == 1
    assert sum(isinstance(each, ProofRefused) for each in came) == 2


async def test_wrong_codes_end_the_session_and_lock_the_account_over_a_restart(office: Office) -> None:
    proving, signed = await stale(office)
    for turn in range(1, office.limits.tries + 1):
        with pytest.raises(ProofRefused) as no:
            await proving.prove(signed, "000000")
        assert no.value.out is (turn == office.limits.tries)
    assert (await office.acts())[-1] == Did.LOCKED_OUT
    other = await office.reopened()
    with pytest.raises(ProofRefused, match="out"):
        await Proving(other.ports).prove(signed, await other.code())
    with pytest.raises(SignInRefused):
        await other.enter()
    other.clock.forward(other.limits.lock)
    assert await other.enter()
    await other.database.close()


async def test_who_has_signed_out_or_is_locked_proves_nothing(office: Office) -> None:
    proving, signed = await stale(office)
    await office.service.sign_out(signed)
    with pytest.raises(ProofRefused, match="out"):
        await proving.prove(signed, await office.code())
    again = await office.signed(await office.enter())
    await office.desk.lock(None, again.account)
    with pytest.raises(ProofRefused, match="out"):
        await proving.prove(again, await office.code())
    assert not proving.is_fresh(replace(again, step_up_until=None))
