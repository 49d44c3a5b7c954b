"""Can anybody find out whether an id exists? Everything that can be seen is compared with the real thing."""

from __future__ import annotations

import re

import pytest

from backend.contract.outcome import Refused
from backend.contract.people import Challenge, CheckCode, ResendCode, StartIdentification

from .conftest import BORN, NOBODY, ZAHRA, House

COUNTS = ("people_challenges", "people_tries", "answers", "people_links")


async def walk(house: House, national_id: str, chat: str) -> list[object]:
    """Start, renew and guess until the lock: all that the person on the other side sees."""
    seen: list[object] = []
    request = StartIdentification(national_id=national_id, birth_date=BORN)
    challenge = await house.service.start_identification(request, house.caller(chat))
    seen.append(_shape(challenge, house))
    for _ in range(6):
        right = house.messages.of("code")[-1].values["code"] if house.messages.of("code") else "00000"
        guess = f"{(int(right) + 1) % 100_000:05d}"
        try:
            await house.service.check_code(CheckCode(challenge=challenge.id, code=guess), house.caller(chat))
        except Refused as refused:
            seen.append((refused.code, refused.values))
    for act in (
        house.service.resend_code(ResendCode(challenge=challenge.id), house.caller(chat)),
        house.service.start_identification(request, house.caller(chat)),
    ):
        with pytest.raises(Refused) as refused:
            await act
        seen.append((refused.value.code, refused.value.values))
    return seen


def _shape(challenge: Challenge, house: House) -> tuple[object, ...]:
    now = house.clock.now()
    pattern = re.sub(r"[A-Za-z0-9_-]", "x", challenge.id)
    return pattern, challenge.expires_at - now, challenge.resend_at - now, challenge.digits


async def growth(house: House, national_id: str, chat: str) -> tuple[list[object], list[int], list[float]]:
    before = [len(await house.rows(f"SELECT 1 FROM {table}")) for table in COUNTS]
    house.waits.waited.clear()
    asked = house.matching.asked
    seen = await walk(house, national_id, chat)
    after = [len(await house.rows(f"SELECT 1 FROM {table}")) for table in COUNTS]
    grown = [now - then for then, now in zip(before, after, strict=True)]
    return seen, [*grown, house.matching.asked - asked], list(house.waits.waited)


async def test_decoy_looks_like_the_real_thing(house: House) -> None:
    real = await growth(house, ZAHRA, "1")
    decoy = await growth(house, NOBODY, "2")
    assert decoy == real
    assert {message.person for message in house.messages.sent} == {1}


async def test_every_step_is_padded_to_the_floor_refusals_too(house: House) -> None:
    _, _, waited = await growth(house, NOBODY, "1")
    assert waited == [0.3] * 9


async def test_rows_of_a_decoy_have_the_same_columns_filled(house: House) -> None:
    for number, national_id in enumerate((ZAHRA, NOBODY)):
        request = StartIdentification(national_id=national_id, birth_date=BORN)
        await house.service.start_identification(request, house.caller(str(number)))
    real, decoy = await house.rows("SELECT * FROM people_challenges ORDER BY person IS NULL")
    assert real[1] == 1
    assert decoy[1] is None
    assert [type(value) for value in real[2:]] == [type(value) for value in decoy[2:]]
    assert [len(value) for value in real if isinstance(value, bytes)] == [32] * 4


async def test_no_code_whatever_opens_a_decoy(house: House) -> None:
    house.limits = type(house.limits)(digits=4, tries=20_000, floor=house.limits.floor)
    house = await house.reopened()
    request = StartIdentification(national_id=NOBODY, birth_date=BORN)
    challenge = await house.service.start_identification(request, house.caller())
    codes = set(await house.rows("SELECT code_index FROM people_challenges"))
    found = 0
    for number in range(10_000):
        index = house.vault.index(f"{challenge.id} {number:04d}", "people_challenges.code")
        if (index,) not in codes:
            continue
        found += 1
        with pytest.raises(Refused, match="code-wrong"):
            await house.service.check_code(CheckCode(challenge=challenge.id, code=f"{number:04d}"), house.caller())
    assert found == 1
    await house.database.close()
