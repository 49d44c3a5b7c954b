"""Does the right person get in, and nobody else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from backend.areas.people.limits import IdentityLimits
from backend.contract.outcome import Refused, Unavailable
from backend.contract.people import AskWhoAmI, Challenge, CheckCode, ResendCode, StartIdentification

from .conftest import BORN, NOBODY, NOW, REZA, ZAHRA, ZAHRAS_MOBILE, House


async def start(house: House, national_id: str = ZAHRA, chat: str = "1", **other: object) -> Challenge:
    request = StartIdentification(**({"national_id": national_id, "birth_date": BORN} | other))
    return await house.service.start_identification(request, house.caller(chat))


async def try_code(house: House, challenge: Challenge, code: str, chat: str = "1") -> Refused | None:
    try:
        await house.service.check_code(CheckCode(challenge=challenge.id, code=code), house.caller(chat))
    except Refused as refused:
        return refused
    return None


def wrong(house: House) -> str:
    right = int(house.messages.code) if house.messages.sent else 0
    return f"{(right + 1) % 100_000:05d}"


async def test_code_goes_to_the_mobile_on_file_and_links_the_chat(house: House) -> None:
    challenge = await start(house)
    [message] = house.messages.sent
    assert (message.kind, message.lane, message.mobile, message.person) == ("code", "codes", ZAHRAS_MOBILE, 1)
    assert len(str(message.values["code"])) == challenge.digits == 5
    assert challenge.expires_at == NOW + timedelta(minutes=3)
    assert challenge.resend_at == NOW + timedelta(seconds=60)
    answer = CheckCode(challenge=challenge.id, code=house.messages.code)
    identified = await house.service.check_code(answer, house.caller())
    assert (identified.person, identified.name) == ("1", "زهرا نمونه")
    assert (await house.service.who_am_i(AskWhoAmI(), house.caller())).link == identified.link
    assert (await house.service.who_am_i(AskWhoAmI(), house.caller("2"))).person is None


async def test_contact_button_must_give_the_number_on_file(house: House) -> None:
    await start(house, mobile=ZAHRAS_MOBILE)
    assert len(house.messages.of("code")) == 1
    challenge = await start(house, mobile="09239999999")
    assert len(house.messages.of("code")) == 1
    assert (await try_code(house, challenge, house.messages.code)).code == "code-wrong"


@pytest.mark.parametrize(
    ("person", "asked"),
    [
        ({"mobile": None}, {}),
        ({"alive": False}, {}),
        ({"mobile_owned": False}, {}),
        ({}, {"birth_date": date(1980, 5, 7)}),
    ],
    ids=["no mobile on file", "deceased", "mobile of somebody else", "wrong birth date"],
)
async def test_no_code_where_the_data_do_not_agree(
    house: House, person: dict[str, object], asked: dict[str, object]
) -> None:
    await house.add_person(3, "1583250689", **({"mobile": "09230000003"} | person))
    challenge = await start(house, "1583250689", **asked)
    assert house.messages.sent == []
    assert (await try_code(house, challenge, "00000")).values == {"left": 4}


async def test_wrong_code_counts_down_and_then_locks(house: House) -> None:
    challenge = await start(house)
    refusals = [await try_code(house, challenge, wrong(house)) for _ in range(5)]
    assert [(refused.code, refused.values) for refused in refusals] == [
        *[("code-wrong", {"left": left}) for left in (4, 3, 2, 1)],
        ("identify-locked", {"minutes": 5}),
    ]
    assert (await try_code(house, challenge, house.messages.code)).code == "identify-locked"
    house.clock.forward(timedelta(minutes=5, seconds=1))
    assert (await try_code(house, challenge, house.messages.code)).code == "code-expired"
    assert (await house.identify()).person == "1"


async def test_locks_grow_and_survive_a_restart(house: House) -> None:
    minutes = []
    for _ in range(2):
        challenge = await start(house)
        for _ in range(5):
            refused = await try_code(house, challenge, wrong(house))
        minutes.append(refused.values["minutes"])
        house = await house.reopened()
        with pytest.raises(Refused, match="identify-locked"):
            await start(house)
        house.clock.forward(timedelta(minutes=int(refused.values["minutes"]), seconds=1))
    assert minutes == [5, 15]
    await house.database.close()


async def test_tries_before_a_restart_count_after_it(house: House) -> None:
    challenge = await start(house)
    for _ in range(4):
        await try_code(house, challenge, wrong(house))
    house = await house.reopened()
    assert (await try_code(house, challenge, wrong(house))).code == "identify-locked"
    await house.database.close()


async def test_a_new_start_does_not_give_new_tries(house: House) -> None:
    first = await start(house)
    for _ in range(4):
        await try_code(house, first, wrong(house))
    second = await start(house)
    assert (await try_code(house, second, wrong(house))).code == "identify-locked"


async def test_lock_holds_for_the_id_in_another_chat_and_for_the_chat_with_another_id(house: House) -> None:
    challenge = await start(house)
    for _ in range(5):
        await try_code(house, challenge, wrong(house))
    with pytest.raises(Refused, match="identify-locked"):
        await start(house, chat="2")
    with pytest.raises(Refused, match="identify-locked"):
        await start(house, REZA)
    assert (await house.identify(REZA, chat="2")).person == "2"


async def test_locked_mobile_gets_no_code_and_nobody_is_told(house: House) -> None:
    await house.add_person(3, "1583250689", ZAHRAS_MOBILE)
    challenge = await start(house)
    for _ in range(5):
        await try_code(house, challenge, wrong(house))
    sent = len(house.messages.sent)
    await start(house, "1583250689", chat="2")
    assert len(house.messages.sent) == sent
    house.clock.forward(timedelta(minutes=6))
    await start(house, "1583250689", chat="2")
    assert len(house.messages.sent) == sent + 1


async def test_right_code_forgets_wrong_ones(house: House) -> None:
    challenge = await start(house)
    for _ in range(4):
        await try_code(house, challenge, wrong(house))
    assert await try_code(house, challenge, house.messages.code) is None
    challenge = await start(house)
    assert (await try_code(house, challenge, wrong(house))).values == {"left": 4}


async def test_quiet_day_forgets_wrong_codes(house: House) -> None:
    challenge = await start(house)
    await try_code(house, challenge, wrong(house))
    house.clock.forward(timedelta(hours=25))
    challenge = await start(house)
    assert (await try_code(house, challenge, wrong(house))).values == {"left": 4}


async def test_code_expires_and_can_be_renewed(house: House) -> None:
    challenge = await start(house)
    old = house.messages.code
    house.clock.forward(timedelta(minutes=3))
    assert (await try_code(house, challenge, old)).code == "code-expired"
    renewed = await house.service.resend_code(ResendCode(challenge=challenge.id), house.caller())
    assert renewed.id == challenge.id
    assert renewed.expires_at == house.clock.now() + timedelta(minutes=3)
    assert await try_code(house, challenge, house.messages.code) is None


async def test_resend_waits_longer_each_time_and_ends(house: House) -> None:
    challenge = await start(house)
    house.clock.forward(timedelta(seconds=20))
    with pytest.raises(Refused, match="code-too-soon") as refused:
        await house.service.resend_code(ResendCode(challenge=challenge.id), house.caller())
    assert refused.value.values == {"seconds": 40}
    waits = []
    for _ in range(3):
        house.clock.forward(challenge.resend_at - house.clock.now())
        challenge = await house.service.resend_code(ResendCode(challenge=challenge.id), house.caller())
        waits.append((challenge.resend_at - house.clock.now()).total_seconds())
    assert waits == [120, 240, 480]
    house.clock.forward(timedelta(minutes=8))
    with pytest.raises(Refused, match="code-expired"):
        await house.service.resend_code(ResendCode(challenge=challenge.id), house.caller())
    assert len({message.values["code"] for message in house.messages.of("code")}) > 1


async def test_challenge_of_another_chat_is_none_of_yours(house: House) -> None:
    challenge = await start(house)
    assert (await try_code(house, challenge, house.messages.code, chat="2")).code == "code-expired"
    with pytest.raises(Refused, match="code-expired"):
        await house.service.resend_code(ResendCode(challenge=challenge.id), house.caller("2"))
    assert await try_code(house, challenge, house.messages.code) is None


async def test_new_start_closes_the_earlier_challenge_and_a_code_works_once(house: House) -> None:
    first = await start(house)
    code = house.messages.code
    second = await start(house)
    assert (await try_code(house, first, code)).code == "code-expired"
    assert await try_code(house, second, house.messages.code) is None
    assert (await try_code(house, second, house.messages.code)).code == "code-expired"


async def test_too_many_starts_of_a_chat(house: House) -> None:
    for _ in range(6):
        await start(house, NOBODY)
        house.clock.forward(timedelta(minutes=1))
    with pytest.raises(Refused, match="identify-too-often") as refused:
        await start(house)
    assert refused.value.values == {"minutes": 54}
    house.clock.forward(timedelta(minutes=54, seconds=1))
    assert (await house.identify()).person == "1"


async def test_too_many_starts_for_one_id_from_many_chats(house: House) -> None:
    for chat in range(6):
        await start(house, chat=str(chat))
    with pytest.raises(Refused, match="identify-too-often"):
        await start(house, chat="77")
    assert len(house.messages.of("code")) == 6


@pytest.mark.parametrize("national_id", [ZAHRA, NOBODY])
async def test_matching_service_that_does_not_answer_is_never_no(house: House, national_id: str) -> None:
    house.matching.answers = False
    with pytest.raises(Unavailable):
        await start(house, national_id)
    assert house.messages.sent == []
    assert await house.rows("SELECT * FROM people_challenges") == []


@pytest.mark.parametrize("digits", [5, 6])
async def test_length_of_the_code_is_a_setting(house: House, digits: int) -> None:
    house.limits = replace(house.limits, digits=digits)
    house = await house.reopened()
    assert (await start(house)).digits == digits == len(house.messages.code)
    await house.database.close()


def test_limits_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="4 to 8 digits"):
        IdentityLimits(digits=3)
    with pytest.raises(ValueError, match="at least one"):
        IdentityLimits(tries=0)


def test_request_takes_only_well_formed_numbers() -> None:
    for bad in ("049937089", "04993708999", "۰۴۹۹۳۷۰۸۹۹", ""):
        with pytest.raises(ValidationError):
            StartIdentification(national_id=bad, birth_date=BORN)


async def test_a_stranger_who_knows_only_the_id_cannot_lock_its_holder_out(house: House) -> None:
    for guess in (1, 2, 3):
        chat = f"stranger-{guess}"
        challenge = await start(house, chat=chat, birth_date=BORN + timedelta(days=guess))
        for code in range(6):
            await try_code(house, challenge, f"{code:05d}", chat=chat)
    challenge = await start(house, chat="own")
    assert await try_code(house, challenge, house.messages.code, chat="own") is None
