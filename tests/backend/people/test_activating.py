"""Does the code of a branch let its person in once, and does nobody learn from it who exists [I2]?"""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from backend.areas.people.limits import IdentityLimits
from backend.contract.activation import ALPHABET, activation_code, grouped, read_activation_code
from backend.contract.outcome import Refused
from backend.contract.people import AskProof, AskWhoAmI, CheckCode, Identified, StartIdentification, UseActivation

from .branch import CLERK, HELD, Branch
from .conftest import BORN, NOBODY, REZA, ZAHRA, ZAHRAS_MOBILE, House, open_house

WRONG = activation_code(31**8 * 20 + 7)


@pytest.fixture
def branch(house: House) -> Branch:
    return Branch(house)


async def use(house: House, code: str, chat: str = "1", *, key: str | None = None, **change: object) -> Identified:
    request = UseActivation(**({"national_id": ZAHRA, "birth_date": BORN, "code": code} | change))
    return await house.service.use_activation(request, house.caller(chat, key=key))


async def refusal(house: House, code: str, chat: str = "1", **change: object) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as no:
        await use(house, code, chat, **change)
    return no.value.code, dict(no.value.values)


async def mobile_on_file(house: House, person: int = 1) -> str | None:
    async with house.database.begin() as connection:
        found = await house.service._register.by_id(connection, person)
    assert found is not None
    return found.mobile


async def test_the_code_links_the_chat_and_the_mobile_of_the_branch_is_on_file(branch: Branch, house: House) -> None:
    code = (await branch.issue()).code
    came = await use(house, code)
    assert (came.person, came.name) == ("1", "زهرا نمونه")
    assert (await house.service.who_am_i(AskWhoAmI(), house.caller())).person == "1"
    assert (await house.service.proof(AskProof(), house.caller())).fresh
    assert await mobile_on_file(house) == HELD
    told = [(each.kind, each.mobile, each.chats) for each in house.messages.sent[1:]]
    assert told == [("mobile-new", HELD, True), ("mobile-old", ZAHRAS_MOBILE, False), ("link-new", None, False)]
    await house.service.start_identification(StartIdentification(national_id=ZAHRA, birth_date=BORN), house.caller("2"))
    assert house.messages.of("code")[-1].mobile == HELD, "the matching service knows the number that the branch saw"


async def test_who_has_no_mobile_on_file_or_keeps_it_is_not_told_of_an_old_one(branch: Branch, house: House) -> None:
    await house.add_person(3, NOBODY, None)
    await use(house, (await branch.issue(national_id=NOBODY)).code, national_id=NOBODY)
    assert await mobile_on_file(house, 3) == HELD
    await use(house, (await branch.issue(mobile=ZAHRAS_MOBILE)).code, "2")
    assert [each.kind for each in house.messages.sent if each.kind.startswith("mobile")] == ["mobile-new"]


async def test_a_code_is_used_once_also_by_two_chats_at_once(branch: Branch, house: House) -> None:
    code = (await branch.issue()).code
    came = await asyncio.gather(*(use(house, code, chat) for chat in ("1", "2", "3")), return_exceptions=True)
    assert sum(isinstance(each, Identified) for each in came) == 1
    assert {each.code for each in came if isinstance(each, Refused)} == {"activation-over"}
    assert len(house.messages.of("link-new")) == 1
    assert await refusal(house, code, "4") == ("activation-over", {})
    assert await house.rows("SELECT count(*) FROM people_tries") == [(0,)], "who has the code has not guessed"


async def test_the_same_key_is_answered_the_same(branch: Branch, house: House) -> None:
    code = (await branch.issue()).code
    first = await use(house, code, key="tap")
    assert await use(house, code, key="tap") == first
    assert len(house.messages.of("mobile-new")) == 1


@pytest.mark.parametrize("end", ["replaced", "revoked", "expired"])
async def test_a_code_that_is_over_opens_nothing(branch: Branch, house: House, end: str) -> None:
    issued = await branch.issue()
    if end == "replaced":
        await branch.issue()
    elif end == "revoked":
        await branch.counter.revoke(CLERK, issued.row.id)
    else:
        house.clock.forward(house.limits.activation_life)
    assert await refusal(house, issued.code) == ("activation-over", {})
    assert await mobile_on_file(house) == ZAHRAS_MOBILE
    if end == "replaced":
        assert await use(house, branch.given[-1])


async def test_wrong_codes_count_with_those_by_sms_lock_and_outlive_a_restart(branch: Branch, house: House) -> None:
    code = (await branch.issue()).code
    challenge = await house.service.start_identification(
        StartIdentification(national_id=ZAHRA, birth_date=BORN), house.caller()
    )
    bad = "00000" if house.messages.code != "00000" else "11111"
    with pytest.raises(Refused, match="code-wrong"):
        await house.service.check_code(CheckCode(challenge=challenge.id, code=bad), house.caller())
    for left in (3, 2, 1):
        assert await refusal(house, WRONG) == ("activation-wrong", {"left": left})
    assert await refusal(house, WRONG) == ("identify-locked", {"minutes": 5})
    house = await house.reopened()
    assert await refusal(house, code) == ("identify-locked", {"minutes": 5})
    assert await refusal(house, code, "9") == ("identify-locked", {"minutes": 5}), "the id is locked in every chat"
    house.clock.forward(timedelta(minutes=5))
    assert await use(house, code)
    await house.database.close()


async def test_whoever_does_not_exist_looks_like_whoever_does(branch: Branch, house: House) -> None:
    await branch.issue()
    seen = []
    for chat, change in enumerate(
        ({}, {"national_id": NOBODY}, {"birth_date": date(1980, 5, 7)}, {"national_id": REZA})
    ):
        house.waits.waited.clear()
        before = await house.rows("SELECT count(*) FROM people_tries")
        walked = [await refusal(house, WRONG, str(chat), **change) for _ in range(6)]
        after = await house.rows("SELECT count(*) FROM people_tries")
        seen.append((walked, int(str(after[0][0])) - int(str(before[0][0])), list(house.waits.waited)))
    assert [each == seen[0] for each in seen] == [True] * 4
    assert seen[0][2] == [0.3] * 6


async def test_a_right_code_of_somebody_else_is_a_wrong_one(branch: Branch, house: House) -> None:
    code = (await branch.issue()).code
    assert (await refusal(house, code, national_id=REZA))[0] == "activation-wrong"
    assert (await refusal(house, code, birth_date=date(1980, 5, 7)))[0] == "activation-wrong"
    assert await use(house, code, "2")


async def test_a_code_that_went_to_the_old_number_opens_nothing_any_more(branch: Branch, house: House) -> None:
    challenge = await house.service.start_identification(
        StartIdentification(national_id=ZAHRA, birth_date=BORN), house.caller("9")
    )
    sent = house.messages.code
    await use(house, (await branch.issue()).code)
    with pytest.raises(Refused, match="code-expired"):
        await house.service.check_code(CheckCode(challenge=challenge.id, code=sent), house.caller("9"))


class Died(BaseException):
    """The process is gone."""


async def test_a_process_that_dies_on_the_way_leaves_nothing_or_everything(database_url: str) -> None:
    """At each message that would be told: the code stays good, and used again it is used once."""
    async with open_house(database_url, IdentityLimits(floor=timedelta())) as house:
        branch = Branch(house)
        code = (await branch.issue()).code
        add, told = house.messages.add, len(house.messages.sent)
        for die_at in range(3):
            calls = 0

            async def mortal(connection: object, message: object, at: int = die_at) -> int:
                nonlocal calls
                if calls == at:
                    raise Died
                calls += 1
                return 0

            house.messages.add = mortal  # type: ignore[method-assign, assignment]
            with pytest.raises(Died):
                await use(house, code, key="same")
            assert await mobile_on_file(house) == ZAHRAS_MOBILE
            assert await house.rows("SELECT count(*) FROM people_links") == [(0,)]
            assert await house.rows("SELECT state FROM people_activations") == [("issued",)]
        house.messages.add = add  # type: ignore[method-assign]
        assert await use(house, code, key="same") == await use(house, code, key="same")
        assert len(house.messages.sent) == told + 3


def test_a_code_is_read_as_people_type_it_and_one_mistake_is_noticed() -> None:
    code = activation_code(31**8 * 5 + 12345)
    for typed in (grouped(code), code.lower(), f" {code[:3]} {code[3:]} "):
        assert read_activation_code(typed) == code
    for place, sign in enumerate(code):
        for other in set(ALPHABET) - {sign}:
            assert read_activation_code(code[:place] + other + code[place + 1 :]) is None
    for place in range(len(code) - 1):
        turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert (read_activation_code(turned) is None) is (turned != code)
    assert read_activation_code(code[:-1]) is None
    assert read_activation_code(code.replace(code[0], "O", 1)) is None


@pytest.mark.parametrize("code", ["", "abc", WRONG.lower(), WRONG + "2", "0" * 10])
def test_a_request_with_anything_else_is_not_one(code: str) -> None:
    with pytest.raises(ValidationError):
        UseActivation(national_id=ZAHRA, birth_date=BORN, code=code)
