"""Does the organisation's own sign-in let in whom it names, once, in the browser that asked, and nobody else?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from backend.areas.staff import repository as rows
from backend.areas.staff.audit import AuditRow, Did
from backend.areas.staff.by_provider import WAY_LIFE, Arrived, ByProvider, NotAgain, Started, WayLost
from backend.areas.staff.provider import Provider, ProviderAway
from backend.areas.staff.proving import ProofRefused, Proving
from backend.areas.staff.roles import Grant, Role
from backend.areas.staff.service import Signed
from backend.areas.staff.signing_in import SignInRefused
from backend.kit.clock import FixedClock
from tests.backend.staff.office import NOW, Office
from tests.backend.staff.provider import StandIn, running_provider, sign_in_at
from tests.databases import rows_of


@dataclass
class Door:
    """An office whose staff sign in at a provider."""

    office: Office
    at: StandIn
    provider: Provider
    ways: ByProvider

    async def back(self, started: Started, **changes: str) -> Arrived:
        brought = await sign_in_at(started.address)
        given = {"state": brought["state"], "code": brought.get("code", ""), "issuer": brought["iss"]}
        return await self.ways.finish(**({"browser": started.browser} | given | changes))

    async def enter(self) -> Signed:
        return await self.office.signed((await self.back(await self.ways.start())).token)

    async def trail(self) -> list[AuditRow]:
        async with self.office.database.begin() as connection:
            return list(await self.office.trail.read(connection, limit=100))


@pytest.fixture
async def door(database_url: str) -> AsyncIterator[Door]:
    clock = FixedClock(NOW)
    with running_provider(clock) as at:
        async with httpx2.AsyncClient(trust_env=False) as client:
            provider = at.provider(client)
            office = Office(database_url, clock=clock, provider=provider)
            yield Door(office, at, provider, ByProvider(office.ports, provider))
            await office.database.close()


async def test_whom_the_provider_names_is_in_with_the_roles_of_our_account(door: Door) -> None:
    await door.office.settle("zahra", Grant(Role.AUDITOR))
    signed = await door.enter()
    assert (signed.user, signed.by_provider) == ("zahra", True)
    assert signed.grants == {Grant(Role.AUDITOR)}, "the token says administrator, and nobody asks it"
    assert Proving(door.office.ports).is_fresh(signed)
    last = (await door.trail())[0]
    assert (last.act, last.account, last.detail) == (Did.SIGNED_IN, signed.account, "provider")
    assert rows_of(door.office.url, "SELECT count(*) FROM staff_ways") == [(0,)]


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
@pytest.mark.parametrize("ways", [None, ["client_secret_post"]])
async def test_each_kind_of_key_and_of_client_works(door: Door, alg: str, ways: list[str] | None) -> None:
    await door.office.settle()
    door.at.alg, door.at.kid = alg, {"RS256": "first", "ES256": "curve"}[alg]
    if ways:
        door.at.description = {"token_endpoint_auth_methods_supported": ways}
    assert (await door.enter()).user == "zahra"


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "issuer": ({"claims": {"iss": "https://other.test"}}, "iss"),
    "audience": ({"claims": {"aud": "other"}}, "aud"),
    "no audience": ({"claims": {"aud": None}}, "aud"),
    "one of several without azp": ({"claims": {"aud": ["bimeyar", "other"]}}, "azp"),
    "for another of several": ({"claims": {"aud": ["bimeyar", "other"], "azp": "other"}}, "azp"),
    "nonce": ({"claims": {"nonce": "0" * 64}}, "nonce"),
    "no nonce": ({"claims": {"nonce": None}}, "nonce"),
    "expired": ({"claims": {"exp": int(NOW.timestamp()) - 61}}, "exp"),
    "endless": ({"claims": {"exp": None}}, "exp"),
    "words for a time": ({"claims": {"exp": "tomorrow"}}, "exp"),
    "from the future": ({"claims": {"iat": int(NOW.timestamp()) + 120}}, "iat"),
    "old": ({"claims": {"iat": int(NOW.timestamp()) - 3600}}, "iat"),
    "none": ({"alg": "none"}, "alg"),
    "our own secret": ({"alg": "HS256"}, "alg"),
    "another family": ({"alg": "PS256"}, "alg"),
    "signature": ({"key": "stranger"}, "signature"),
    "kind of key": ({"kid": "curve", "key": "first"}, "signature"),
    "unknown key": ({"kid": "stranger"}, "kid"),
    "no user": ({"claims": {"preferred_username": None}}, "user"),
    "a list for a user": ({"claims": {"preferred_username": ["zahra"]}}, "user"),
}


@pytest.mark.parametrize("name", sorted(BAD))
async def test_a_token_that_is_not_right_opens_nothing_and_is_noted_without_a_name(door: Door, name: str) -> None:
    await door.office.settle()
    changes, why = BAD[name]
    for each, value in changes.items():
        setattr(door.at, each, value)
    with pytest.raises(SignInRefused):
        await door.back(await door.ways.start())
    last = (await door.trail())[0]
    assert (last.act, last.account, last.kind, last.ref, last.detail) == (Did.REFUSED, None, "provider", "", why)
    door.at.claims, door.at.alg, door.at.kid, door.at.key = {}, "RS256", "first", ""
    assert (await door.enter()).user == "zahra", "the next way is not spoiled by the last one"


@pytest.mark.parametrize(
    ("claims", "enters"),
    [({"amr": ["pwd", "otp"]}, True), ({"acr": "2fa"}, True), ({"amr": ["pwd"], "acr": "1"}, False), ({}, False)],
)
async def test_a_second_factor_is_asked_for_where_it_is_demanded(
    door: Door, claims: dict[str, Any], enters: bool
) -> None:
    await door.office.settle()
    demanding = door.at.provider(door.provider.client, factors=frozenset({"otp", "2fa"}))
    door.ways, door.at.claims = ByProvider(door.office.ports, demanding), claims
    if enters:
        assert (await door.enter()).user == "zahra"
    else:
        with pytest.raises(SignInRefused):
            await door.enter()


async def test_the_user_name_may_stand_in_another_claim(door: Door) -> None:
    await door.office.settle()
    door.ways = ByProvider(door.office.ports, door.at.provider(door.provider.client, claim="upn"))
    door.at.claims = {"preferred_username": "somebody", "upn": " ZAHRA "}
    assert (await door.enter()).user == "zahra"


async def test_state_and_browser_must_be_those_of_the_way(door: Door) -> None:
    await door.office.settle()
    mine, other = await door.ways.start(), await door.ways.start()
    for changes in ({"browser": other.browser}, {"browser": ""}, {"state": "x"}, {"issuer": "https://other.test"}):
        with pytest.raises(WayLost):
            await door.back(mine, **changes)
    assert door.at.asked["token"] == 0, "the provider is not even asked"
    assert (await door.back(other)).token, "another's try takes nothing from this browser"


async def test_a_way_is_gone_once_it_is_taken_also_by_two_at_once(door: Door) -> None:
    await door.office.settle()
    started = await door.ways.start()
    brought = await sign_in_at(started.address)
    given = {"browser": started.browser, "state": brought["state"], "code": brought["code"], "issuer": ""}
    both = await asyncio.gather(*(door.ways.finish(**given) for _ in range(2)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in both) == ["Arrived", "WayLost"]
    again = await door.ways.start()
    with pytest.raises(SignInRefused):
        await door.back(again, code=brought["code"])
    assert (await door.trail())[0].detail == "code", "a code that was spent is none of another way"


async def test_a_way_ends_after_ten_minutes(door: Door) -> None:
    await door.office.settle()
    started = await door.ways.start()
    brought = await sign_in_at(started.address)
    door.office.clock.forward(WAY_LIFE)
    with pytest.raises(WayLost):
        await door.ways.finish(browser=started.browser, state=brought["state"], code=brought["code"], issuer="")


async def test_who_breaks_off_at_the_provider_is_told_so(door: Door) -> None:
    door.at.denies = "access_denied"
    with pytest.raises(WayLost):
        await door.back(await door.ways.start())
    assert await door.trail() == []


async def test_unknown_locked_and_new_accounts_stay_outside(door: Door) -> None:
    office = door.office
    signed = await office.settle()
    await office.add("newcomer", Grant(Role.AUDITOR))
    for person in ("nobody", "newcomer"):
        door.at.person = person
        with pytest.raises(SignInRefused):
            await door.enter()
        assert (await door.trail())[0].act == Did.REFUSED
    assert (await door.trail())[1].detail == "account"
    door.at.person = "zahra"
    async with office.database.begin() as connection:
        await rows.put_account(connection, signed.account, locked_until=NOW + timedelta(hours=1))
    with pytest.raises(SignInRefused):
        await door.enter()
    office.clock.forward(timedelta(hours=1, minutes=1))
    assert (await door.enter()).user == "zahra"
    async with office.database.begin() as connection:
        await rows.put_account(connection, signed.account, state="locked")
    with pytest.raises(SignInRefused):
        await door.enter()


async def test_without_passwords_nobody_needs_a_device_of_ours(door: Door) -> None:
    alone = Office(door.office.url, door.office.vault, door.office.clock, provider=door.provider, with_passwords=False)
    await alone.add("newcomer", Grant(Role.AUDITOR))
    door.at.person, door.ways = "newcomer", ByProvider(alone.ports, door.provider)
    signed = await door.enter()
    assert not signed.must_change, "the first password is nobody's business here"
    await alone.database.close()


async def test_an_old_sign_in_at_the_provider_is_no_fresh_proof(door: Door) -> None:
    await door.office.settle()
    await door.enter()
    door.office.clock.forward(timedelta(hours=1))
    signed, proving = await door.enter(), Proving(door.office.ports)
    assert not proving.is_fresh(signed), "the provider knew the browser from an hour ago"
    with pytest.raises(ProofRefused):
        await proving.prove(signed, await door.office.code())
    started = await door.ways.start(again=signed, back="/console/queue")
    assert await door.back(started) == Arrived("", "/console/queue")
    token_less = await door.office.service.sessions(signed)
    assert [each.step_up_until for each in token_less if each.id == signed.session] == [
        door.office.clock.now() + door.office.limits.step_up
    ]
    assert (await door.trail())[0].act == Did.PROVED


@pytest.mark.parametrize("how", ["another person", "no time", "long ago"])
async def test_only_the_same_person_just_now_is_a_proof(door: Door, how: str) -> None:
    await door.office.settle()
    await door.office.add("reza", Grant(Role.AUDITOR))
    signed = await door.enter()
    door.office.clock.forward(timedelta(hours=1))
    if how == "another person":
        door.at.person = "reza"
    else:
        door.at.claims = {"auth_time": None if how == "no time" else int(NOW.timestamp())}
    for _ in range(door.office.limits.tries):
        with pytest.raises(NotAgain):
            await door.back(await door.ways.start(again=signed))
    assert (await door.trail())[0].act == Did.LOCKED_OUT
    assert await door.office.service.sessions(signed) == [], "the last try ends the session, as with a code"


async def test_a_session_ends_when_the_provider_is_taken_away(door: Door) -> None:
    await door.office.settle()
    token = (await door.back(await door.ways.start())).token
    without = Office(door.office.url, door.office.vault, door.office.clock)
    assert await without.service.who(token) is None
    await without.database.close()


async def test_after_a_provider_that_is_away_nothing_is_half_done(door: Door) -> None:
    await door.office.settle()
    started = await door.ways.start()
    door.at.fails = {"token"}
    with pytest.raises(ProviderAway):
        await door.back(started)
    assert rows_of(door.office.url, "SELECT count(*) FROM staff_ways") == [(0,)]
    door.at.fails = set()
    assert (await door.enter()).user == "zahra"
