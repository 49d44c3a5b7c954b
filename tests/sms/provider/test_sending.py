"""Do messages go out through Kavenegar's own protocol, each once, and is every refusal understood?"""

import asyncio
from typing import Any

import pytest

from sms.providers.batches import plan_calls
from sms.providers.kavenegar import Kavenegar
from sms.providers.port import Action, OutgoingSms, SendResult, TemplateSms
from sms.providers.statuses import RETURN_CODES
from tests.simulators.street import Street
from tests.sms.provider.conftest import LINE, MOBILE, many, numbers, open_provider, sms

REFUSALS = sorted(set(RETURN_CODES) - {200})


def plan(street: Street, **fault: Any) -> None:
    """One fault of the simulator."""
    street.client.post("/control/kavenegar/faults", json=fault).raise_for_status()


def kept(street: Street, receptor: str = "") -> list[dict[str, Any]]:
    """What the simulator holds."""
    found: list[dict[str, Any]] = street.client.get(
        "/control/kavenegar/messages", params={"receptor": receptor, "limit": 100_000}
    ).json()
    return found


def calls(street: Street, method: str) -> list[dict[str, Any]]:
    """The calls the simulator saw, newest first."""
    found: list[dict[str, Any]] = street.client.get(
        "/control/kavenegar/ledger", params={"method": method, "limit": 10_000}
    ).json()
    return found


async def test_a_message_is_accepted_with_id_status_and_cost(provider: Kavenegar, street: Street) -> None:
    message = sms("کد شما ۱۲۳۴۵ است")
    (result,) = await provider.send([message])
    assert result.accepted
    assert (result.localid, result.code, result.status, result.cost) == (message.localid, 200, 1, 1200)
    held = {str(row["messageid"]): row for row in kept(street)}[result.provider_id or ""]
    assert held["message"] == message.text
    assert (held["sender"], held["localid"], held["method"]) == (LINE, str(message.localid), "sms/send")


async def test_the_same_localid_gives_the_earlier_message(provider: Kavenegar, street: Street) -> None:
    message = sms()
    first = await provider.send([message])
    again = await provider.send([message])
    assert first[0].provider_id == again[0].provider_id
    assert [row["localid"] for row in kept(street)].count(str(message.localid)) == 1


async def test_different_texts_go_in_one_call_with_their_own_numbers(provider: Kavenegar, street: Street) -> None:
    batch = [sms(f'متن "{index}", با ویرگول', receptor=mobile) for index, mobile in enumerate(many(5))]
    before = len(calls(street, "sms/sendarray"))
    results = await provider.send(batch)
    assert [result.localid for result in results if result.accepted] == [message.localid for message in batch]
    held = {row["localid"]: row for row in kept(street)}
    for message in batch:
        row = held[str(message.localid)]
        assert (row["receptor"], row["message"], row["sender"]) == (message.receptor, message.text, LINE)
    assert len(calls(street, "sms/sendarray")) == before + 1


async def test_without_a_line_each_text_has_its_own_call(street: Street) -> None:
    batch = [sms(text, receptor=mobile) for mobile in many(2) for text in ("یک", "دو")]
    async with open_provider(f"{street.url}/kavenegar", sender="") as provider:
        results = await provider.send(batch)
    assert all(result.accepted for result in results)
    held = {row["localid"]: row for row in kept(street)}
    assert {held[str(message.localid)]["method"] for message in batch} == {"sms/send"}


async def test_big_batches_are_cut_into_calls_of_200(provider: Kavenegar, street: Street) -> None:
    batch = [sms("یک متن برای همه", receptor=mobile) for mobile in many(450)]
    before = len(calls(street, "sms/send"))
    results = await provider.send(batch)
    assert len({result.provider_id for result in results if result.accepted}) == 450
    assert len(calls(street, "sms/send")) == before + 3


def test_no_receptor_stands_twice_in_a_call() -> None:
    batch = [OutgoingSms(n, f"0912000000{n % 3}", "a") for n in range(8)]
    plans = plan_calls(batch, sender=LINE, limit=2)
    assert sorted(message.localid for call in plans for message in call) == list(range(8))
    assert all(len({message.receptor for message in call}) == len(call) <= 2 for call in plans)


async def test_several_messages_to_one_receptor_keep_their_results_apart(provider: Kavenegar, street: Street) -> None:
    batch = [sms(f"پیام {index}") for index in range(3)]
    results = await provider.send(batch)
    held = {str(row["messageid"]): row["localid"] for row in kept(street, MOBILE)}
    assert [held[result.provider_id or ""] for result in results] == [str(message.localid) for message in batch]


@pytest.mark.parametrize("code", REFUSALS)
async def test_every_return_code_of_a_send(provider: Kavenegar, street: Street, code: int) -> None:
    plan(street, method="sms/send", code=code, http=200 if code > 599 or code % 2 else None)
    message = sms()
    expected = Action.BUG if code == 414 else RETURN_CODES[code].action
    assert await provider.send([message]) == [SendResult(message.localid, expected, code)]
    assert str(message.localid) not in {row["localid"] for row in kept(street)}


@pytest.mark.parametrize("code", [code for code in REFUSALS if code != 414])
async def test_every_return_code_of_a_template(provider: Kavenegar, street: Street, code: int) -> None:
    plan(street, method="verify/lookup", code=code, http=200 if code > 599 else None)
    result = await provider.lookup(TemplateSms(next(numbers), MOBILE, "verify", {"token": "12345"}))
    assert (result.action, result.code) == (RETURN_CODES[code].action, code)


async def test_one_bad_message_of_many_does_not_hold_the_others_up(provider: Kavenegar, street: Street) -> None:
    batch = [sms(f"متن {index}", receptor=mobile) for index, mobile in enumerate(many(20))]
    batch[13] = sms("نویسهٔ \x07 ناجور", receptor=batch[13].receptor)
    results = await provider.send(batch)
    assert [index for index, result in enumerate(results) if not result.accepted] == [13]
    assert (results[13].action, results[13].code) == (Action.PERMANENT, 422)
    held = [row["localid"] for row in kept(street)]
    assert all(held.count(str(message.localid)) == (index != 13) for index, message in enumerate(batch))


async def test_too_many_at_once_is_split(provider: Kavenegar, street: Street) -> None:
    plan(street, method="sms/send", code=414, times=2)
    results = await provider.send([sms(receptor=mobile) for mobile in many(8)])
    assert all(result.accepted for result in results)


@pytest.mark.parametrize(
    ("code", "action"), [(418, Action.PAUSE), (451, Action.THROTTLE), (403, Action.CONFIGURATION), (409, Action.RETRY)]
)
async def test_what_concerns_the_account_stops_the_batch(
    provider: Kavenegar, street: Street, code: int, action: Action
) -> None:
    before = len(calls(street, "sms/send"))
    plan(street, method="sms/send", code=code, times=9)
    results = await provider.send([sms(receptor=mobile) for mobile in many(450)])
    assert {(result.action, result.code) for result in results} == {(action, code)}
    assert len(calls(street, "sms/send")) == before + 1


async def test_no_credit_left(provider: Kavenegar, street: Street) -> None:
    street.client.put("/control/kavenegar/settings", json={"credit": 1000}).raise_for_status()
    assert [result.action for result in await provider.send([sms()])] == [Action.PAUSE]
    assert await provider.credit() == 1000


async def test_a_lost_answer_is_ambiguous_and_found_by_localid(provider: Kavenegar, street: Street) -> None:
    plan(street, method="sms/send", kind="lost")
    message = sms()
    (result,) = await provider.send([message])
    assert (result.action, result.code, result.provider_id) == (Action.AMBIGUOUS, None, None)
    (found,) = await provider.status_by_localid([message.localid])
    (again,) = await provider.send([message])
    assert found.provider_id == again.provider_id
    assert found.localid == message.localid
    assert [row["localid"] for row in kept(street)].count(str(message.localid)) == 1


@pytest.mark.parametrize(
    ("receptor", "text", "code"),
    [
        ("9121234567", "متن", 411),
        ("+989121234567", "متن", 411),
        ("09121234567,09351112233", "متن", 411),
        ("۰۹۱۲۱۲۳۴۵۶۷", "متن", 411),
        ("", "متن", 411),
        (MOBILE, "", 413),
        (MOBILE, "  \n", 413),
        (MOBILE, "س" * 901, 413),
    ],
)
async def test_what_cannot_go_is_refused_without_a_call(
    provider: Kavenegar, street: Street, receptor: str, text: str, code: int
) -> None:
    before = len(calls(street, "sms/send"))
    good = sms()
    results = await provider.send([sms(text, receptor=receptor), good])
    assert (results[0].action, results[0].code) == (Action.PERMANENT, code)
    assert results[1].accepted
    assert len(calls(street, "sms/send")) == before + 1


async def test_an_empty_batch_and_a_doubled_number(provider: Kavenegar) -> None:
    assert await provider.send([]) == []
    message = sms()
    with pytest.raises(ValueError, match="twice"):
        await provider.send([message, message])


async def test_a_template_arrives(provider: Kavenegar, street: Street) -> None:
    result = await provider.lookup(TemplateSms(next(numbers), MOBILE, "verify", {"token": "90817"}))
    assert result.accepted
    held = {str(row["messageid"]): row for row in kept(street)}[result.provider_id or ""]
    assert held["message"] == "کد تأیید شما: 90817"
    assert held["template"] == "verify"


@pytest.mark.parametrize(
    ("tokens", "code"),
    [
        ({}, 400),
        ({"token": ""}, 400),
        ({"token10": "علی رضایی"}, 400),
        ({"token": "1", "message": "x"}, 400),
        ({"token": "1 2"}, 431),
        ({"token": "1_2"}, 431),
        ({"token": "1\n2"}, 431),
        ({"token": "1" * 101}, 431),
        ({"token": "1", "token2": ""}, 431),
        ({"token": "1", "token3": "a\u00a0b"}, 431),
        ({"token": "1", "token10": "a b c d e f g"}, 431),
        ({"token": "1", "token20": "a\tb"}, 431),
        ({"token": "1", "token2": "2", "token3": "3", "token10": "a b c d e f", "token20": "a b c d e f g h i"}, None),
    ],
)
async def test_tokens_are_checked_before_the_call(
    provider: Kavenegar, street: Street, tokens: dict[str, str], code: int | None
) -> None:
    before = len(calls(street, "verify/lookup"))
    result = await provider.lookup(TemplateSms(next(numbers), MOBILE, "verify", tokens))
    assert result.code == (code or 200)
    assert len(calls(street, "verify/lookup")) == before + (code is None)


async def test_statuses_by_both_numbers(provider: Kavenegar) -> None:
    results = await provider.send([sms(receptor=mobile) for mobile in many(3)])
    ids = [result.provider_id or "" for result in results]
    for _ in range(200):
        found = await provider.status([*ids, "no number", "1"])
        if {status.status for status in found[:3]} == {10}:
            break
        await asyncio.sleep(0.02)
    assert [(status.provider_id, status.status) for status in found] == [*((number, 10) for number in ids), ("1", 100)]
    by_localid = await provider.status_by_localid([results[0].localid, 987_654_321])
    assert [(status.localid, status.provider_id, status.status) for status in by_localid] == [
        (results[0].localid, ids[0], 10),
        (987_654_321, None, 100),
    ]


async def test_status_calls_ask_for_500_at_most(provider: Kavenegar, street: Street) -> None:
    before = len(calls(street, "sms/status"))
    found = await provider.status([str(number) for number in range(1, 1202)])
    assert len(found) == 1201
    assert len(calls(street, "sms/status")) == before + 3
    assert await provider.status([]) == []
