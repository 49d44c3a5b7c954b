"""What may a person see and correct about themselves, and when is a fresh code asked for [I4] [I5]?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.contract.outcome import Refused
from backend.contract.people import (
    AskMyData,
    AskProof,
    CheckCode,
    CodePurpose,
    CorrectContact,
    ResendCode,
    SendCode,
)
from backend.kit.proof import PROOF_LIFE

from .conftest import ZAHRA, ZAHRAS_MOBILE, House

ADDRESS = "تهران، خیابان بهار، پلاک ۱۲، واحد ۳"
OTHER_IBAN = "IR820540102680020817909002"


async def test_a_proof_grows_old_and_a_code_makes_it_fresh(house: House) -> None:
    assert not (await house.service.proof(AskProof(), house.caller())).fresh
    await house.identify()
    now = await house.service.proof(AskProof(), house.caller())
    assert (now.fresh, now.minutes, now.until) == (True, 15, house.clock.now() + PROOF_LIFE)
    house.clock.forward(PROOF_LIFE)
    assert not (await house.service.proof(AskProof(), house.caller())).fresh
    challenge = await house.service.send_code(SendCode(), house.caller())
    assert house.messages.of("code")[-1].mobile == ZAHRAS_MOBILE
    wrong = "00000" if house.messages.code != "00000" else "11111"
    with pytest.raises(Refused, match="code-wrong"):
        await house.service.check_code(CheckCode(challenge=challenge.id, code=wrong), house.caller())
    assert not (await house.service.proof(AskProof(), house.caller())).fresh
    await house.service.check_code(CheckCode(challenge=challenge.id, code=house.messages.code), house.caller())
    assert (await house.service.proof(AskProof(), house.caller())).fresh
    assert len(house.messages.of("link-new")) == 1


async def test_a_code_is_sent_once_for_a_tap_and_not_to_strangers(house: House) -> None:
    with pytest.raises(Refused, match="not-identified"):
        await house.service.send_code(SendCode(), house.caller("9"))
    await house.identify()
    sent = len(house.messages.of("code"))
    same = house.caller(key="tap")
    assert await house.service.send_code(SendCode(), same) == await house.service.send_code(SendCode(), same)
    assert len(house.messages.of("code")) == sent + 1
    for _ in range(house.limits.starts - 2):
        await house.service.send_code(SendCode(), house.caller())
    with pytest.raises(Refused, match="identify-too-often"):
        await house.service.send_code(SendCode(), house.caller())


async def test_a_code_says_what_it_is_for_also_when_it_is_sent_again(house: House) -> None:
    await house.identify()
    assert house.messages.of("code")[-1].values["purpose"] == "sign-in"
    asked = SendCode(purpose=CodePurpose.CONTRACT)
    challenge = await house.service.send_code(asked, house.caller())
    assert house.messages.of("code")[-1].values["purpose"] == "contract"
    house.clock.forward(house.limits.resend_wait)
    again = ResendCode(challenge=challenge.id, purpose=CodePurpose.CONTRACT)
    await house.service.resend_code(again, house.caller())
    codes = [(each.values["purpose"], each.values["code"]) for each in house.messages.of("code")]
    assert [purpose for purpose, _ in codes] == ["sign-in", "contract", "contract"]


async def test_data_are_shown_with_numbers_half_hidden(house: House) -> None:
    await house.identify()
    mine = await house.service.my_data(AskMyData(), house.caller())
    assert (mine.national_id, mine.address, mine.postal_code) == (ZAHRA, None, None)
    assert mine.mobile == f"{ZAHRAS_MOBILE[:4]}***{ZAHRAS_MOBILE[-4:]}"
    with pytest.raises(Refused, match="not-identified"):
        await house.service.my_data(AskMyData(), house.caller("9"))


async def test_contact_is_corrected_told_and_sealed(house: House) -> None:
    await house.identify()
    wish = CorrectContact(address=ADDRESS, postal_code="1598765432")
    same = house.caller(key="tap")
    mine = await house.service.correct_contact(wish, same)
    assert (mine.address, mine.postal_code) == (ADDRESS, "1598765432")
    assert await house.service.correct_contact(wish, same) == mine
    assert len(house.messages.of("contact-changed")) == 1
    assert await house.service.correct_contact(CorrectContact(), house.caller()) == mine
    assert len(house.messages.of("contact-changed")) == 1
    ((sealed,),) = await house.rows("SELECT address_sealed FROM register_persons WHERE id = 1")
    assert isinstance(sealed, bytes)
    assert ADDRESS.encode() not in sealed
    ((other,),) = await house.rows("SELECT address_sealed FROM register_persons WHERE id = 2")
    assert other is None


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (CorrectContact(postal_code="0598765432"), "postal-code-wrong"),
        (CorrectContact(postal_code="1111111111"), "postal-code-wrong"),
        (CorrectContact(iban="IR062960000000100324200002"), "iban-wrong"),
    ],
)
async def test_what_is_wrong_changes_nothing(house: House, wish: CorrectContact, code: str) -> None:
    await house.identify()
    before = await house.service.my_data(AskMyData(), house.caller())
    with pytest.raises(Refused, match=code):
        await house.service.correct_contact(wish, house.caller())
    assert await house.service.my_data(AskMyData(), house.caller()) == before
    assert house.messages.of("contact-changed") == []


async def test_an_account_number_asks_for_a_fresh_code(house: House) -> None:
    await house.identify()
    house.clock.forward(PROOF_LIFE + timedelta(seconds=1))
    wish = CorrectContact(iban=OTHER_IBAN)
    with pytest.raises(Refused, match="proof-needed"):
        await house.service.correct_contact(wish, house.caller(key="iban"))
    challenge = await house.service.send_code(SendCode(), house.caller())
    await house.service.check_code(CheckCode(challenge=challenge.id, code=house.messages.code), house.caller())
    mine = await house.service.correct_contact(wish, house.caller(key="iban"))
    assert mine.iban == "IR82***9002"
