"""The same questions in process and over HTTP give the same answers, refusals and silences."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.client.http import HttpBackend
from backend.client.rpc import contract_methods, rpc_router
from backend.contract import people, rules, slips, supplementary, voluntary
from backend.contract.backend import Backend
from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable

TOKEN = "s" * 40
CALLER = Caller("telegram", "1", "987", "k1", "en")
MOMENT = datetime(2026, 10, 30, 8, 30, tzinfo=UTC)
SLIP = slips.Slip(
    id="s1",
    number="140500000429",
    first="1405-08",
    last="1405-08",
    total=53_866_782,
    deadline=date(2027, 1, 20),
    issued_at=MOMENT,
    state=slips.SlipState.ISSUED,
    bill_id="4200074",
    payment_id="161601",
)


class Echo:
    """Answers some methods, refuses others, is not there for others; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any, Caller]] = []

    def __getattr__(self, name: str) -> Any:
        if name not in contract_methods():
            raise AttributeError(name)

        async def answer(request: Any, caller: Caller) -> Any:
            self.asked.append((name, request, caller))
            return ANSWERS[name]() if name in ANSWERS else _silent()

        return answer


def _silent() -> Any:
    raise Unavailable("gateway", 7)


def _refuse() -> Any:
    raise Refused("slip-open", {"number": "1", "total": 5, "deadline": "2027-01-20", "slip": "s1"})


ANSWERS: dict[str, Any] = {
    "slip": lambda: SLIP,
    "issue_slip": _refuse,
    "who_am_i": lambda: people.WhoAmI(person=None, name=None, link=None),
    "start_identification": lambda: people.Challenge(id="c", expires_at=MOMENT, resend_at=MOMENT, digits=5),
}


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture(params=["in process", "over HTTP"])
async def backend(request: pytest.FixtureRequest, echo: Echo) -> AsyncGenerator[Backend]:
    inside: Any = echo
    if request.param == "in process":
        yield inside
        return
    app = FastAPI()
    app.include_router(rpc_router(backend=inside, token=TOKEN))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app)) as client:
        yield HttpBackend(client=client, base_url="http://backend.test/", token=TOKEN)


class TestBackendContract:
    """Every implementation of the contract passes these."""

    async def test_an_answer_is_the_shape_of_the_contract(self, backend: Backend, echo: Echo) -> None:
        assert await backend.slip(slips.AskSlip(slip="s1"), CALLER) == SLIP
        assert echo.asked == [("slip", slips.AskSlip(slip="s1"), CALLER)]

    async def test_days_and_names_arrive_as_they_were_sent(self, backend: Backend, echo: Echo) -> None:
        request = people.StartIdentification(national_id="0499370899", birth_date=date(1980, 5, 1))
        challenge = await backend.start_identification(request, CALLER)
        assert challenge.expires_at == MOMENT
        assert echo.asked == [("start_identification", request, CALLER)]

    async def test_a_refusal_keeps_code_and_values(self, backend: Backend) -> None:
        with pytest.raises(Refused) as caught:
            await backend.issue_slip(slips.IssueSlip(first="1405-08", last="1405-08", total=1), CALLER)
        assert caught.value.code == "slip-open"
        assert caught.value.values == {"number": "1", "total": 5, "deadline": "2027-01-20", "slip": "s1"}

    async def test_not_now_keeps_what_and_when(self, backend: Backend) -> None:
        with pytest.raises(Unavailable) as caught:
            await backend.start_payment(slips.StartPayment(slip="s1"), CALLER)
        assert (caught.value.what, caught.value.retry_after) == ("gateway", 7)

    async def test_nobody_is_an_answer(self, backend: Backend) -> None:
        assert (await backend.who_am_i(people.AskWhoAmI(), CALLER)).person is None

    async def test_every_method_arrives(self, backend: Backend, echo: Echo) -> None:
        for name, method in contract_methods().items():
            request = REQUESTS.get(method.request, method.request.model_construct())
            with contextlib.suppress(Refused, Unavailable):
                await getattr(backend, name)(request, CALLER)
        assert [name for name, _request, _caller in echo.asked] == list(contract_methods())


REQUESTS: dict[Any, Any] = {
    people.StartIdentification: people.StartIdentification(national_id="0499370899", birth_date=date(1980, 5, 1)),
    people.ResendCode: people.ResendCode(challenge="c"),
    people.UseActivation: people.UseActivation(
        national_id="0499370899", birth_date=date(1980, 5, 1), code="7KQ2MWX4RP"
    ),
    people.StartMobile: people.StartMobile(mobile="09121234567"),
    people.CheckCode: people.CheckCode(challenge="c", code="12345"),
    people.RevokeLink: people.RevokeLink(link="l"),
    people.ChooseLanguage: people.ChooseLanguage(locale="en"),
    slips.ChooseMonths: slips.ChooseMonths(first="1405-08", last="1405-08"),
    slips.IssueSlip: slips.IssueSlip(first="1405-08", last="1405-08", total=1),
    slips.AskSlip: slips.AskSlip(slip="s1"),
    slips.CancelSlip: slips.CancelSlip(slip="s1"),
    slips.StartPayment: slips.StartPayment(slip="s1"),
    slips.AskPayment: slips.AskPayment(payment="p"),
    voluntary.ConcludeContract: voluntary.ConcludeContract(premium=1, wage_base=1, by_law="1399-10"),
    voluntary.ChangeWageBase: voluntary.ChangeWageBase(contract="1", premium=1, wage_base=1),
    voluntary.AnnulContract: voluntary.AnnulContract(contract="1"),
    rules.AskRates: rules.AskRates(kind="voluntary"),
    supplementary.JudgeEnrolment: supplementary.JudgeEnrolment(chosen=("0", "1"), plan="gold"),
    supplementary.SubmitEnrolment: supplementary.SubmitEnrolment(
        changes=(supplementary.AskedChange(member="0", action="register"),), plan="gold", terms="1405-1", pensioner=1
    ),
    supplementary.WithdrawEnrolment: supplementary.WithdrawEnrolment(number="1405"),
    rules.PremiumForWage: rules.PremiumForWage(kind="voluntary", rate=27, wage_base=1),
    rules.WageForPremium: rules.WageForPremium(kind="voluntary", rate=27, premium=1),
}


def test_the_method_table_is_the_contract() -> None:
    methods = contract_methods()
    assert methods["my_slips"].request is slips.AskSlips
    assert methods["my_slips"].result is slips.Slips
    assert all(callable(getattr(HttpBackend, name)) for name in methods)


class Bare:
    """The routes with nothing but a client."""

    def __init__(self, echo: Any) -> None:
        app = FastAPI()
        app.include_router(rpc_router(backend=echo, token=TOKEN))
        self.client = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://backend.test")

    async def post(self, method: str, body: Any, token: str = TOKEN) -> httpx2.Response:
        headers = {"authorization": f"Bearer {token}"}
        return await self.client.post(f"/internal/v1/{method}", json=body, headers=headers)


RIGHT = {"request": {"slip": "s1"}, "caller": {"channel": "telegram", "bot": "1", "chat": "9", "key": "k"}}


async def test_without_the_token_nothing_is_asked(echo: Echo) -> None:
    bare = Bare(echo)
    for wrong in ("", "x" * 40, TOKEN[:-1], "توکن".encode().hex()):
        assert (await bare.post("slip", RIGHT, wrong)).status_code == 401
    assert echo.asked == []
    assert (await bare.post("slip", RIGHT)).status_code == 200


@pytest.mark.parametrize(
    ("method", "body", "status"),
    [
        ("__class__", RIGHT, 404),
        ("drop_everything", RIGHT, 404),
        ("slip", {}, 422),
        ("slip", RIGHT | {"more": 1}, 422),
        ("slip", RIGHT | {"request": {"slip": 1}}, 422),
        ("slip", RIGHT | {"caller": {"chat": "9"}}, 422),
        ("slip", [], 422),
        ("slip", RIGHT | {"request": {"slip": "x" * 70_000}}, 422),
    ],
)
async def test_anything_else_is_turned_away(echo: Echo, method: str, body: Any, status: int) -> None:
    assert (await Bare(echo).post(method, body)).status_code == status
    assert echo.asked == []


def test_a_short_token_is_not_accepted(echo: Echo) -> None:
    inside: Any = echo
    with pytest.raises(ValueError, match="32"):
        rpc_router(backend=inside, token="short")


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(500, text="Internal Server Error"),
        httpx2.Response(502, text="<html>"),
        httpx2.Response(401, json={"code": "not-signed-in"}),
        httpx2.Response(200, json={"other": "shape"}),
        httpx2.Response(200, text="nothing"),
        httpx2.Response(409, json=[]),
        None,
    ],
)
async def test_whatever_goes_wrong_on_the_way_is_unavailable(answer: httpx2.Response | None) -> None:
    def reply(request: httpx2.Request) -> httpx2.Response:
        if answer is None:
            raise httpx2.ReadTimeout("late", request=request)
        return answer

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(reply)) as client:
        backend = HttpBackend(client=client, base_url="http://backend.test", token=TOKEN)
        with pytest.raises(Unavailable):
            await backend.slip(slips.AskSlip(slip="s1"), CALLER)
        assert TOKEN not in repr(backend)
