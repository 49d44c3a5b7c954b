"""The rules over HTTP: figures to the rial, reasons with their source, and problems that help."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.domain.calendar import JalaliMonth
from backend.domain.rules import InsuranceKind, premium_for_wage
from backend.rules_service.language import preferred_language
from backend.rules_service.problems import install_problems
from backend.rules_service.router import rules_router
from backend.rules_service.tables import rule_decisions
from locales.texts import Texts
from tests.backend.rules_service.conftest import RULESET, TOKEN, Service

FLOOR = {"kind": "voluntary", "rate": 27, "wage_base": 199_506_600}


async def ask(service: Service, path: str, body: Any, language: str = "fa") -> Any:
    return await service.client.post(f"/v1/rules/{path}", json=body, headers={"accept-language": language})


@pytest.mark.parametrize(
    ("month", "premium"), [("1405-06", 55_662_341), ("1405-08", 53_866_782), ("1405-12", 52_071_223)]
)
async def test_premium_for_a_wage_to_the_rial(service: Service, month: str, premium: int) -> None:
    answer = (await ask(service, "premium-for-wage", FLOOR | {"month": month})).json()
    assert answer["result"]["granted"]
    assert answer["result"]["premium"] == premium
    assert answer["ruleset"] == RULESET.id
    assert {one["name"]: one["value"] for one in answer["parameters"]}["minimum_daily"] == 5_541_850
    assert all(one["source"] and one["confidence"] for one in answer["parameters"])
    assert all(one["text"] and one["source"] for one in answer["reasons"])


async def test_the_current_month_is_the_default(service: Service) -> None:
    answer = (await ask(service, "premium-for-wage", FLOOR)).json()
    assert answer["result"]["month"] == "1405-08"


async def test_wage_for_a_premium_goes_back_the_same_way(service: Service) -> None:
    body = {"kind": "voluntary", "rate": 27, "premium": 55_662_341, "month": "1405-01"}
    answer = (await ask(service, "wage-for-premium", body)).json()
    assert (answer["result"]["wage_base"], answer["result"]["premium"]) == (199_506_600, 55_662_341)


async def test_outside_the_bounds_the_nearest_is_shown_with_the_reason(service: Service) -> None:
    answer = (await ask(service, "premium-for-wage", FLOOR | {"wage_base": 1_000_000, "month": "1405-08"}, "en")).json()
    assert not answer["result"]["granted"]
    assert answer["result"]["wage_base"] == 199_506_600
    (reason,) = [one for one in answer["reasons"] if not one["met"]]
    assert reason["code"] == "wage-base-not-below-floor"
    assert reason["text"] == "Wage base 1,000,000 rial; lowest allowed 199,506,600 rial"


async def test_a_what_if_slip(service: Service) -> None:
    body = FLOOR | {"first": "1405-08", "last": "1405-12", "paid_until": "1405-07", "on": "2026-10-30"}
    answer = (await ask(service, "slip-quote", body)).json()
    assert answer["granted"]
    assert answer["total"] == 4 * 53_866_782 + 52_071_223
    assert answer["deadline"] == "2027-01-20"
    assert [line["days"] for line in answer["lines"]] == [30, 30, 30, 30, 29]


async def test_a_what_if_slip_past_esfand_says_why_not(service: Service) -> None:
    body = FLOOR | {"first": "1405-08", "last": "1406-01", "paid_until": "1405-07", "on": "2026-10-30"}
    answer = (await ask(service, "slip-quote", body)).json()
    assert not answer["granted"]
    assert answer["total"] is None
    assert "months-end-by-esfand" in [one["code"] for one in answer["reasons"] if not one["met"]]


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"wage_base": None}, "wage_base", "not-a-whole-number"),
        ({"wage_base": False}, "wage_base", "not-a-whole-number"),
        ({"wage_base": "199506600"}, "wage_base", "not-a-whole-number"),
        ({"wage_base": -1}, "wage_base", "too-small"),
        ({"wage_base": 10**14}, "wage_base", "too-large"),
        ({"kind": "other"}, "kind", "not-one-of"),
        ({"rate": 13}, "rate", "rate-kind-mismatch"),
        ({"rate": 101}, "rate", "too-large"),
        ({"rate": 18}, "rate", "rate-kind-mismatch"),
        ({"month": "1405-13"}, "month", "malformed"),
        ({"month": "1390-01"}, "month", "month-unknown"),
        ({"extra": 1}, "extra", "unknown-field"),
    ],
)
@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_wrong_field_is_named_with_a_right_example(
    service: Service, change: dict[str, Any], field: str, reason: str, language: str
) -> None:
    answer = await ask(service, "premium-for-wage", FLOOR | change, language)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == language
    body = answer.json()
    (error,) = body["errors"]
    assert (error["field"], error["reason"]) == (field, reason)
    persian = any("\u0600" <= letter <= "\u06ff" for letter in error["detail"] + body["title"])
    assert persian is (language == "fa")
    assert ("example" in error) is (field != "extra")


async def test_a_missing_field_and_broken_json(service: Service) -> None:
    missing = (await ask(service, "premium-for-wage", {"kind": "voluntary", "rate": 27})).json()
    assert [(one["field"], one["reason"], one["example"]) for one in missing["errors"]] == [
        ("wage_base", "missing", 199_506_600)
    ]
    broken = await service.client.post(
        "/v1/rules/premium-for-wage", content=b"{", headers={"content-type": "application/json"}
    )
    assert broken.status_code == 422
    assert broken.json()["errors"][0]["reason"] == "not-json"


@pytest.mark.parametrize("bad", ["30 Oct", "2026-13-01", 1793318400, True])
async def test_a_day_is_iso_text_and_nothing_else(service: Service, bad: Any) -> None:
    body = FLOOR | {"first": "1405-08", "last": "1405-08", "on": bad}
    answer = await ask(service, "slip-quote", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["example"] == "2026-10-30"


async def test_a_body_that_is_no_text_is_a_problem(service: Service) -> None:
    answer = await service.client.post(
        "/v1/rules/slip-quote", content=b"\xff", headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-request")


async def test_unknown_addresses_and_methods_are_problems_too(service: Service) -> None:
    lost = await service.client.get("/nowhere")
    assert (lost.status_code, lost.json()["code"]) == (404, "not-found")
    wrong = await service.client.get("/v1/rules/premium-for-wage")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method-not-allowed")
    assert wrong.headers["allow"] == "POST"


async def test_a_defect_shows_no_trace(service: Service) -> None:
    @service.app.get("/defect")
    async def defect() -> None:
        raise RuntimeError("secret inside")

    answer = await service.client.get("/defect")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


async def test_figures_of_the_law_by_name_and_day(service: Service) -> None:
    every = (await service.client.get("/v1/rules/parameters", params={"name": "minimum_daily"})).json()
    assert len(every["items"]) == 9
    day = JalaliMonth(1399, 3).last_day.isoformat()
    then = await service.client.get("/v1/rules/parameters", params={"name": "minimum_daily", "on": day})
    (one,) = then.json()["items"]
    assert (one["value"], one["confidence"]) == (611_809, "high")
    floor = await service.client.get("/v1/rules/parameters", params={"name": "floor_coefficient.voluntary"})
    assert floor.json()["items"][0]["value"] == "1.2"


async def test_a_kept_decision_is_recomputed_for_a_service_only(service: Service) -> None:
    month = JalaliMonth(1405, 8)
    decision = premium_for_wage(
        RULESET, kind=InsuranceKind.VOLUNTARY, rate=27, month=month, wage_base_monthly=199_506_600
    )
    now = datetime(2026, 10, 30, tzinfo=UTC)
    async with service.database.begin() as connection:
        ref = await service.decisions.keep(connection, decision, person=1, at=now)
        assert await service.decisions.keep(connection, decision, person=1, at=now) == ref
    path = f"/v1/rules/decisions/{ref}/recompute"
    for wrong in ({}, {"authorization": "Bearer no"}, {"authorization": TOKEN}):
        assert (await service.client.get(path, headers=wrong)).status_code == 401
    right = {"authorization": f"Bearer {TOKEN}"}
    answer = (await service.client.get(path, headers=right)).json()
    assert (answer["same"], answer["granted"], answer["rule"]) == (True, True, "premium-for-wage/1")
    assert (await service.client.get("/v1/rules/decisions/none/recompute", headers=right)).status_code == 404


async def test_without_a_token_in_the_settings_nobody_may_recompute(service: Service) -> None:
    app = FastAPI()
    install_problems(app, texts=Texts())
    app.include_router(
        rules_router(
            calculator=service.calculator,
            decisions=service.decisions,
            database=service.database,
            texts=Texts(),
            service_token="",
        )
    )
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://rules.test") as client:
        answer = await client.get("/v1/rules/decisions/x/recompute", headers={"authorization": "Bearer "})
    assert answer.status_code == 401


async def test_an_altered_decision_does_not_come_out_the_same(service: Service) -> None:
    decision = premium_for_wage(
        RULESET, kind=InsuranceKind.VOLUNTARY, rate=27, month=JalaliMonth(1405, 8), wage_base_monthly=199_506_600
    )
    forged = decision.to_json().replace("53866782", "53866783")
    async with service.database.begin() as connection:
        ref = await service.decisions.keep(connection, decision, person=1, at=datetime(2026, 10, 30, tzinfo=UTC))
        sealed = service.decisions.vault.seal(forged, "rule_decisions.decision")
        await connection.execute(rule_decisions.update().values(decision_sealed=sealed))
        again = await service.decisions.recompute(connection, ref)
    assert again is not None
    assert not again.same


@pytest.mark.parametrize(("language", "word"), [("fa", "قواعد بیمه‌یار"), ("en", "Rules of Bimeyar")])
async def test_the_page_needs_nothing_from_outside(service: Service, language: str, word: str) -> None:
    service.app.add_api_route("/other/{name}", lambda name: name, operation_id="other")
    page = await service.client.get("/", headers={"accept-language": language})
    assert "/other" not in page.text
    assert word in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script" not in page.text
    for name in ("premium-for-wage", "wage-for-premium", "slip-quote", "parameters", "recompute"):
        assert f"/{name}" in page.text
    paths = (await service.client.get("/openapi.json")).json()["paths"]
    assert len(paths) == 10


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "fa"),
        ("", "fa"),
        ("en", "en"),
        ("en-GB,fa;q=0.5", "en"),
        ("en;q=0.3, fa;q=0.9", "fa"),
        ("de, en;q=0.1", "en"),
        ("en;q=x", "fa"),
        ("*", "fa"),
    ],
)
def test_the_language_of_the_caller(header: str | None, language: str) -> None:
    assert preferred_language(header) == language


def test_the_clock_decides_the_month_of_the_calculator(service: Service) -> None:
    assert service.calculator.clock.today() == date(2026, 10, 30)
    assert str(service.calculator.month(None)) == "1405-08"
