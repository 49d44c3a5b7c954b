"""Whose chat is it, who ended it, and is it told?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.areas.people.repository import LinkRecords
from backend.contract.outcome import Refused
from backend.contract.people import AskLinks, AskWhoAmI, ChooseLanguage, RevokeLink

from .conftest import NOW, REZA, ZAHRA, House


async def test_one_person_links_several_chats_newest_first(house: House) -> None:
    await house.identify(chat="1")
    house.clock.forward(timedelta(minutes=2))
    await house.identify(chat="2")
    links = (await house.service.links(AskLinks(), house.caller("1"))).items
    assert [link.current for link in links] == [False, True]
    assert [link.since for link in links] == [NOW + timedelta(minutes=2), NOW]
    assert {link.channel for link in links} == {"telegram"}
    told = house.messages.of("link-new")
    assert [(message.person, message.lane, message.values["channel"]) for message in told] == [
        (1, "replies", "telegram"),
        (1, "replies", "telegram"),
    ]


async def test_revoking_ends_the_other_chat_and_is_told(house: House) -> None:
    await house.identify(chat="1")
    other = await house.identify(chat="2")
    await house.service.revoke_link(RevokeLink(link=other.link), house.caller("1"))
    assert (await house.service.who_am_i(AskWhoAmI(), house.caller("2"))).person is None
    assert (await house.service.who_am_i(AskWhoAmI(), house.caller("1"))).person == "1"
    assert [message.person for message in house.messages.of("link-ended")] == [1]
    with pytest.raises(Refused, match="link-unknown"):
        await house.service.revoke_link(RevokeLink(link=other.link), house.caller("1"))
    with pytest.raises(Refused, match="not-identified"):
        await house.service.links(AskLinks(), house.caller("2"))


async def test_own_chat_can_be_revoked_and_linked_again(house: House) -> None:
    own = await house.identify()
    key = house.caller(key="revoke")
    assert await house.service.revoke_link(RevokeLink(link=own.link), key) == await house.service.revoke_link(
        RevokeLink(link=own.link), key
    )
    assert len(house.messages.of("link-ended")) == 1
    assert (await house.identify()).link != own.link


async def test_links_of_somebody_else_are_unknown(house: House) -> None:
    zahra = await house.identify(ZAHRA, chat="1")
    await house.identify(REZA, chat="2")
    with pytest.raises(Refused, match="link-unknown"):
        await house.service.revoke_link(RevokeLink(link=zahra.link), house.caller("2"))
    with pytest.raises(Refused, match="not-identified"):
        await house.service.revoke_link(RevokeLink(link=zahra.link), house.caller("3"))


async def test_chat_that_becomes_somebody_elses_leaves_the_first_person_and_tells_them(house: House) -> None:
    await house.identify(ZAHRA)
    await house.identify(REZA)
    assert (await house.service.who_am_i(AskWhoAmI(), house.caller())).person == "2"
    assert [message.person for message in house.messages.of("link-ended")] == [1]
    active = await house.rows("SELECT person FROM people_links WHERE revoked_at IS NULL")
    assert active == [(2,)]


async def test_proving_again_keeps_the_link_and_renews_the_proof(house: House) -> None:
    first = await house.identify()
    house.clock.forward(timedelta(hours=3))
    again = await house.identify()
    assert again.link == first.link
    assert len(house.messages.of("link-new")) == 1
    async with house.database.begin() as connection:
        directory = LinkRecords()
        assert await directory.last_proof(connection, house.caller()) == NOW + timedelta(hours=3)
        assert await directory.last_proof(connection, house.caller("9")) is None
        assert await directory.person_of(connection, house.caller()) == 1
        assert await directory.person_of(connection, house.caller(channel="bale")) is None


async def test_language_is_kept_for_the_chat(house: House) -> None:
    await house.identify()
    await house.identify(chat="2")
    chosen = await house.service.choose_language(ChooseLanguage(locale="en"), house.caller())
    assert chosen.locale == "en"
    async with house.database.begin() as connection:
        chats = await LinkRecords().chats_of(connection, 1)
    assert {(chat.chat, chat.locale) for chat in chats} == {("1", "en"), ("2", "fa")}
    assert (await house.service.choose_language(ChooseLanguage(locale="en"), house.caller("9"))).locale == "en"
