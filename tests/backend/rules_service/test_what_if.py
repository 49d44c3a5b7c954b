"""Does the service say over HTTP who may conclude a voluntary contract, and what is lacking, in words?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.backend.rules_service.conftest import Service

YOUNG = {"birth_date": "1986-03-21", "history_days": 18, "on": "2026-10-30"}


async def ask(service: Service, name: str, body: dict[str, Any], language: str = "fa") -> Any:
    answer = await service.client.post(f"/v1/rules/{name}", json=body, headers={"accept-language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_what_is_lacking_is_said_with_its_article(service: Service) -> None:
    said = await ask(service, "voluntary-eligibility", YOUNG)
    (unmet,) = [reason for reason in said["reasons"] if not reason["met"]]
    assert (unmet["code"], unmet["found"], unmet["needed"]) == ("history-enough", 18, 30)
    assert unmet["text"] == "۱۸ روز سابقه؛ دست‌کم ۳۰ روز"
    assert unmet["source"] == "آیین‌نامهٔ ادامهٔ بیمه به طور اختیاری"
    assert "voluntary_history_days" in {figure["name"] for figure in said["parameters"]}
    enough = await ask(service, "voluntary-eligibility", YOUNG | {"history_days": 30}, "en")
    assert (enough["granted"], said["granted"]) == (True, False)
    assert all(reason["text"] and reason["source"] for reason in enough["reasons"])


async def test_exam_and_terms(service: Service) -> None:
    body = {"history_days": 365, "insured_until": "2026-03-20", "on": "2026-12-20"}
    assert (await ask(service, "exam-exemption", body))["granted"]
    assert not (await ask(service, "exam-exemption", body | {"on": "2026-12-21"}))["granted"]
    terms = await ask(service, "contract-terms", {"month": "1405-09", "premium": 60_000_000})
    assert (terms["premium"], terms["wage_base"], terms["rate"]) == (60_000_000, 222_222_222, 27)
    low = await ask(service, "contract-terms", {"month": "1405-09", "premium": 1})
    assert (low["granted"], low["premium"]) == (False, 53_866_782)


YEAR = {
    "starts": "2026-11-22",
    "ends": "2027-11-21",
    "window_from": "2026-11-22",
    "window_to": "2027-02-19",
    "organisation_share": 2_500_000,
    "pensioner_share": 10_000_000,
    "spouse_exempt": ["employed"],
}
FAMILY: dict[str, Any] = {
    "year": YEAR,
    "on": "2026-11-28",
    "members": [{"key": "1", "kinship": "self", "asks": "register"}, {"key": "2", "kinship": "spouse"}],
}


async def test_the_supplementary_insurance_of_a_family(service: Service) -> None:
    alone = await ask(service, "enrolment", FAMILY)
    (unmet,) = [reason for reason in alone["reasons"] if not reason["met"]]
    assert (alone["granted"], unmet["code"], unmet["found"], alone["premium"]) == (False, "spouse-covered", "2", None)
    assert unmet["text"] == "بیمه بودن همسر دائم، همراه با مستمری‌بگیر"
    assert unmet["source"] == "قرارداد سالانهٔ کانون عالی بازنشستگان با بیمه‌گر"
    both = FAMILY | {"members": [FAMILY["members"][0], {"key": "2", "kinship": "spouse", "asks": "register"}]}
    said = await ask(service, "enrolment", both, "en")
    figures = ("granted", "persons", "premium", "organisation", "pensioner", "first_month", "months", "until_end")
    assert [said[name] for name in figures] == [True, 2, 25_000_000, 5_000_000, 20_000_000, "1405-09", 12, 240_000_000]
    assert [figure["name"] for figure in said["parameters"]] == ["supplementary_payroll_day"]


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("voluntary-eligibility", {"birth_date": "1365/01/01", "history_days": 1}, "birth_date"),
        ("voluntary-eligibility", {"birth_date": "1986-03-21", "history_days": -1}, "history_days"),
        ("exam-exemption", {"history_days": 1, "insured_until": "never"}, "insured_until"),
        ("enrolment", FAMILY | {"on": "1405/09/07"}, "on"),
        ("enrolment", FAMILY | {"members": [{"key": "1", "kinship": "cousin"}]}, "members.0.kinship"),
        ("enrolment", FAMILY | {"year": YEAR | {"window_to": "soon"}}, "year.window_to"),
        ("contract-terms", {"month": "1405-13"}, "month"),
        ("contract-terms", {"month": "1380-01"}, "month"),
    ],
)
async def test_a_wrong_field_is_named_with_an_example(
    service: Service, name: str, body: dict[str, Any], field: str
) -> None:
    answer = await service.client.post(f"/v1/rules/{name}", json=body)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    assert error["example"]
