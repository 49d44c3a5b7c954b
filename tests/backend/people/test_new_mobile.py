"""How does the number on file change in a chat? Proved, matched, a code to the new number, and saved once [I5]."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.contract.outcome import Refused, Unavailable
from backend.contract.people import (
    AskMyData,
    Challenge,
    CheckCode,
    CodePurpose,
    MobileChanged,
    ResendCode,
    SendCode,
    StartMobile,
)
from backend.kit.proof import PROOF_LIFE
from backend.registers.local.people import MOBILE

from .conftest import REZA, ZAHRA, ZAHRAS_MOBILE, House

NEW, OTHER, FOREIGN = f"0919111{ZAHRA[-4:]}", f"0919222{ZAHRA[-4:]}", f"0919111{REZA[-4:]}"


async def start(house: House, mobile: str = NEW, chat: str = "1", key: str | None = None) -> Challenge:
    return await house.service.start_mobile(StartMobile(mobile=mobile), house.caller(chat, key=key))


async def confirm(
    house: House, challenge: Challenge, code: str, chat: str = "1", key: str | None = None
) -> MobileChanged:
    typed = CheckCode(challenge=challenge.id, code=code)
    return await house.service.confirm_mobile(typed, house.caller(chat, key=key))


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 100_000:05d}"


async def on_file(house: House) -> str:
    rows = await house.rows("SELECT mobile_sealed, mobile_index FROM register_persons WHERE id = 1")
    ((sealed, index),) = rows
    assert isinstance(sealed, bytes)
    number = house.vault.open(sealed, MOBILE)
    assert index == house.vault.index(number, MOBILE)
    return number


async def test_the_code_goes_to_the_new_number_and_both_are_told_once(house: House) -> None:
    await house.identify()
    await house.identify(chat="2")
    challenge = await start(house)
    sent = house.messages.of("code")[-1]
    assert (sent.mobile, sent.values["purpose"]) == (NEW, "mobile")
    assert await on_file(house) == ZAHRAS_MOBILE
    code = house.messages.code
    said = [await confirm(house, challenge, code, key="tap") for _ in range(2)]
    assert [each.mobile for each in said] == [f"{NEW[:4]}***{NEW[-4:]}"] * 2
    assert await on_file(house) == NEW
    assert [each.mobile for each in house.messages.of("mobile-changed")] == [NEW]
    assert [each.mobile for each in house.messages.of("mobile-old")] == [ZAHRAS_MOBILE]
    for chat in "12":
        assert (await house.service.my_data(AskMyData(), house.caller(chat))).mobile == said[0].mobile
    with pytest.raises(Refused, match="code-expired"):
        await confirm(house, challenge, code)
    await house.service.send_code(SendCode(), house.caller())
    assert house.messages.of("code")[-1].mobile == NEW


async def test_whose_number_it_is_not_is_counted_and_locked_for_the_person(house: House) -> None:
    await house.identify()
    await house.identify(chat="2")
    sent = len(house.messages.sent)
    for left in (4, 3, 2, 1):
        for _ in range(2):
            with pytest.raises(Refused, match="mobile-not-owner") as refused:
                await start(house, FOREIGN, "12"[left % 2], key=f"try {left}")
            assert refused.value.values == {"left": left}
    with pytest.raises(Refused, match="mobile-locked") as refused:
        await start(house, FOREIGN)
    assert refused.value.values == {"minutes": 5}
    house = await house.reopened()
    with pytest.raises(Refused, match="mobile-locked"):
        await start(house, chat="2")
    assert (house.matching.asked, len(house.messages.sent)) == (0, sent)
    house.clock.forward(timedelta(minutes=5))
    await start(house)
    assert await house.rows("SELECT * FROM people_tries") == []
    await house.database.close()


async def test_a_service_that_does_not_answer_is_no_no(house: House) -> None:
    await house.identify()
    before = len(house.messages.sent)
    house.matching.answers = False
    with pytest.raises(Unavailable, match="mobile-match"):
        await start(house, key="tap")
    assert (len(house.messages.sent), await house.rows("SELECT * FROM people_tries")) == (before, [])
    house.matching.answers = True
    first = await start(house, key="tap")
    house.matching.answers = False
    assert await start(house, key="tap") == first
    assert len(house.messages.sent) == before + 1


async def test_nothing_begins_or_ends_without_a_fresh_code_to_the_old_number(house: House) -> None:
    await house.identify()
    with pytest.raises(Refused, match="mobile-same"):
        await start(house, ZAHRAS_MOBILE)
    with pytest.raises(Refused, match="not-identified"):
        await start(house, chat="9")
    house.clock.forward(PROOF_LIFE - timedelta(minutes=1))
    asked = house.matching.asked
    challenge = await start(house)
    house.clock.forward(timedelta(minutes=2))
    with pytest.raises(Refused, match="proof-needed"):
        await confirm(house, challenge, house.messages.code)
    with pytest.raises(Refused, match="proof-needed"):
        await start(house)
    assert (house.matching.asked, await on_file(house)) == (asked + 1, ZAHRAS_MOBILE)


async def test_the_code_to_the_new_number_proves_nobody_and_no_other_code_moves_it(house: House) -> None:
    await house.identify()
    challenge = await start(house)
    typed = CheckCode(challenge=challenge.id, code=house.messages.code)
    with pytest.raises(Refused, match="code-expired"):
        await house.service.check_code(typed, house.caller())
    proof = await house.service.send_code(SendCode(), house.caller())
    with pytest.raises(Refused, match="code-expired"):
        await confirm(house, proof, house.messages.code)
    with pytest.raises(Refused, match="code-expired"):
        await confirm(house, challenge, typed.code)
    assert await on_file(house) == ZAHRAS_MOBILE


async def test_another_code_goes_to_the_new_number_and_says_so(house: House) -> None:
    await house.identify()
    challenge = await start(house)
    house.clock.forward(house.limits.resend_wait)
    again = ResendCode(challenge=challenge.id, purpose=CodePurpose.SIGN_IN)
    await house.service.resend_code(again, house.caller())
    sent = house.messages.of("code")[-1]
    assert (sent.mobile, sent.values["purpose"]) == (NEW, "mobile")
    house.clock.forward(house.limits.lifetime)
    with pytest.raises(Refused, match="code-expired"):
        await confirm(house, challenge, house.messages.code)


async def test_wrong_codes_lock_as_all_codes_do_and_survive_a_restart(house: House) -> None:
    await house.identify()
    challenge = await start(house)
    code = house.messages.code
    for left in (4, 3, 2, 1):
        with pytest.raises(Refused, match="code-wrong") as refused:
            await confirm(house, challenge, other_than(code))
        assert refused.value.values == {"left": left}
        house = await house.reopened()
    with pytest.raises(Refused, match="identify-locked"):
        await confirm(house, challenge, other_than(code))
    for attempt in (confirm(house, challenge, code), start(house)):
        with pytest.raises(Refused, match="identify-locked"):
            await attempt
    assert await on_file(house) == ZAHRAS_MOBILE
    await house.database.close()


async def test_of_two_chats_at_once_one_number_is_saved_and_the_other_code_is_void(house: House) -> None:
    await house.identify()
    await house.identify(chat="2")
    challenges = [
        (await start(house, NEW, "1"), house.messages.code),
        (await start(house, OTHER, "2"), house.messages.code),
    ]
    told = await asyncio.gather(
        *(confirm(house, made, code, chat) for (made, code), chat in zip(challenges, "12", strict=True)),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in told) == ["MobileChanged", "Refused"]
    assert [each.code for each in told if isinstance(each, Refused)] == ["code-expired"]
    assert [await on_file(house)] == [each.mobile for each in house.messages.of("mobile-changed")]
    assert len(house.messages.of("mobile-old")) == 1


async def test_a_chat_that_changed_hands_meanwhile_moves_nothing(house: House) -> None:
    await house.identify()
    challenge = await start(house)
    code = house.messages.code
    await house.identify(REZA)
    with pytest.raises(Refused, match="code-expired"):
        await confirm(house, challenge, code)
    assert await on_file(house) == ZAHRAS_MOBILE


@pytest.mark.parametrize("crashes_at", ["code", "mobile-changed", "mobile-old"])
async def test_a_crash_leaves_nothing_half_done(house: House, crashes_at: str) -> None:
    await house.identify()
    said = house.messages.add

    async def crash(connection: object, message: object) -> int:
        if getattr(message, "kind", "") == crashes_at:
            raise ConnectionError("the database went away")
        return 0

    async def change(challenge: Challenge | None = None) -> None:
        made = challenge or await start(house, key="start")
        await confirm(house, made, house.messages.code, key="typed")

    ready = None if crashes_at == "code" else await start(house, key="start")
    house.messages.add = crash  # type: ignore[method-assign, assignment]
    with pytest.raises(ConnectionError):
        await change(ready)
    house.messages.add = said  # type: ignore[method-assign]
    assert await on_file(house) == ZAHRAS_MOBILE
    await change(ready)
    assert await on_file(house) == NEW
    told = [len(house.messages.of(kind)) for kind in ("mobile-changed", "mobile-old")]
    assert told == [1, 1]


async def test_the_new_number_is_sealed_while_it_waits(house: House) -> None:
    await house.identify()
    await start(house)
    rows = await house.rows("SELECT mobile_sealed FROM people_challenges")
    kept = [row[0] for row in rows if row[0] is not None]
    assert len(kept) == 1
    assert isinstance(kept[0], bytes)
    assert NEW.encode() not in kept[0]
