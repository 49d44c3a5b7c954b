"""Is the new account their own? What is somebody else's changes nothing, is counted, and is never guessed at [I5]."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.contract.outcome import Refused, Unavailable
from backend.contract.people import AskMyData, CorrectContact, MyData
from backend.kit.proof import PROOF_LIFE
from backend.registers.iban_owners import IbanOwner
from backend.registers.local.iban_owners import own_iban
from backend.registers.local.people import IBAN

from .conftest import NOBODY, REZA, ZAHRA, ZAHRAS_IBAN, House

OWN, FOREIGN = own_iban(ZAHRA, "017"), own_iban(REZA, "017")
ADDRESS = "تهران، خیابان بهار، پلاک ۱۲، واحد ۳"


async def stored(house: House, person: int = 1) -> str:
    ((sealed,),) = await house.rows(f"SELECT iban_sealed FROM register_persons WHERE id = {person}")
    assert isinstance(sealed, bytes)
    return house.vault.open(sealed, IBAN)


async def wish(house: House, iban: str, chat: str = "1", key: str | None = None) -> MyData:
    return await house.service.correct_contact(CorrectContact(iban=iban), house.caller(chat, key=key))


async def test_the_stand_in_knows_whose_an_account_is(house: House) -> None:
    said = [
        await house.banks.owner(national_id, iban)
        for national_id, iban in ((ZAHRA, ZAHRAS_IBAN), (ZAHRA, OWN), (ZAHRA, FOREIGN), (REZA, FOREIGN), (REZA, OWN))
    ]
    assert said == [IbanOwner.OWNED, IbanOwner.OWNED, IbanOwner.NOT_OWNED, IbanOwner.OWNED, IbanOwner.NOT_OWNED]
    assert await house.banks.owner(NOBODY, own_iban(NOBODY, "017")) is IbanOwner.NOT_OWNED


async def test_ones_own_account_is_written_once_and_told(house: House) -> None:
    await house.identify()
    mine = await wish(house, OWN, key="tap")
    assert await stored(house) == OWN
    house.banks.answers = False
    assert await wish(house, OWN, key="tap") == mine
    assert (house.banks.asked, len(house.messages.of("contact-changed"))) == (1, 1)


async def test_somebody_elses_account_changes_nothing_else_either(house: House) -> None:
    await house.identify()
    both = CorrectContact(iban=FOREIGN, address=ADDRESS)
    with pytest.raises(Refused, match="iban-not-owner") as refused:
        await house.service.correct_contact(both, house.caller(key="tap"))
    assert refused.value.values == {"left": 4}
    with pytest.raises(Refused, match="iban-not-owner") as refused:
        await house.service.correct_contact(both, house.caller(key="tap"))
    assert (refused.value.values, house.banks.asked) == ({"left": 4}, 1)
    assert (await house.service.my_data(AskMyData(), house.caller())).address is None
    assert await stored(house) == ZAHRAS_IBAN
    assert house.messages.of("contact-changed") == []


async def test_guesses_lock_the_person_in_every_chat_and_after_a_restart(house: House) -> None:
    await house.identify()
    await house.identify(chat="2")
    for left in (4, 3, 2, 1):
        with pytest.raises(Refused, match="iban-not-owner") as refused:
            await wish(house, FOREIGN, chat="12"[left % 2])
        assert refused.value.values == {"left": left}
    with pytest.raises(Refused, match="iban-locked") as refused:
        await wish(house, FOREIGN)
    assert refused.value.values == {"minutes": 5}
    house = await house.reopened()
    with pytest.raises(Refused, match="iban-locked"):
        await wish(house, OWN, chat="2")
    assert house.banks.asked == 0
    await house.service.correct_contact(CorrectContact(address=ADDRESS), house.caller())
    await house.identify(chat="3")
    house.clock.forward(timedelta(minutes=5))
    await wish(house, OWN)
    assert await stored(house) == OWN
    assert await house.rows("SELECT * FROM people_tries") == []
    await house.database.close()


async def test_banks_that_do_not_answer_are_no_no(house: House) -> None:
    await house.identify()
    house.banks.answers = False
    with pytest.raises(Unavailable, match="iban-owners"):
        await wish(house, OWN, key="tap")
    assert await stored(house) == ZAHRAS_IBAN
    assert await house.rows("SELECT * FROM people_tries") == []
    house.banks.answers = True
    await wish(house, OWN, key="tap")
    assert await stored(house) == OWN


@pytest.mark.parametrize("iban", ["IR062960000000100324200002", OWN])
async def test_nobody_asks_the_banks_without_a_fresh_code_or_right_digits(house: House, iban: str) -> None:
    await house.identify()
    if iban == OWN:
        house.clock.forward(PROOF_LIFE + timedelta(seconds=1))
    with pytest.raises(Refused, match="proof-needed" if iban == OWN else "iban-wrong"):
        await wish(house, iban)
    with pytest.raises(Refused, match="not-identified"):
        await wish(house, iban, chat="9")
    assert house.banks.asked == 0


async def test_what_the_banks_said_counts_for_nobody_else(house: House) -> None:
    await house.identify()
    house.banks.meanwhile = lambda: house.identify(REZA)
    with pytest.raises(Refused, match="not-identified"):
        await wish(house, OWN)
    assert (await stored(house), await stored(house, 2)) == (ZAHRAS_IBAN, ZAHRAS_IBAN)


async def test_a_proof_that_grew_old_while_the_banks_were_asked_is_asked_for_again(house: House) -> None:
    await house.identify()

    async def long_time() -> None:
        house.clock.forward(PROOF_LIFE)

    house.banks.meanwhile = long_time
    with pytest.raises(Refused, match="proof-needed"):
        await wish(house, OWN)
    assert await stored(house) == ZAHRAS_IBAN


async def test_two_chats_at_once_count_two_guesses_and_write_one_account_each(house: House) -> None:
    await house.identify()
    await house.identify(chat="2")
    told = await asyncio.gather(*(wish(house, FOREIGN, chat) for chat in "12"), return_exceptions=True)
    assert sorted(each.values["left"] for each in told if isinstance(each, Refused)) == [3, 4]
    await asyncio.gather(*(wish(house, OWN, chat) for chat in "12"))
    assert await stored(house) == OWN


async def test_a_crash_before_the_end_leaves_nothing_half_done(house: House) -> None:
    await house.identify()
    after, said = len(house.messages.sent), house.messages.add

    async def crash(*_: object) -> int:
        raise ConnectionError("the database went away")

    house.messages.add = crash  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        await wish(house, OWN, key="tap")
    house.messages.add = said  # type: ignore[method-assign]
    assert (await stored(house), len(house.messages.sent)) == (ZAHRAS_IBAN, after)
    await wish(house, OWN, key="tap")
    assert (await stored(house), len(house.messages.of("contact-changed"))) == (OWN, 1)
