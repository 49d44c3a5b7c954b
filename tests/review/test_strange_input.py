"""Does text that is almost right get an answer that names it, never a guess and never a failure [R2]?"""

from __future__ import annotations

from tests.review.product import built_product

QUOTE = {"kind": "voluntary", "rate": 27, "wage_base": 199_506_600, "first": "1405-08", "last": "1405-08"}


DAYS = ("0001-01-01", "9999-12-31", "1500-01-01", "2121-03-21", "20261030ab", "2026-W44-5", "2026-13-01")


async def test_a_day_that_is_none_of_ours_is_named(sqlite_url: str) -> None:
    async with built_product(sqlite_url) as product:
        for day in DAYS:
            for field in ("on", "contract_date"):
                answer = await product.client.post("/v1/rules/slip-quote", json=QUOTE | {field: day})
                assert answer.status_code == 422, day
                assert [error["field"] for error in answer.json()["errors"]] == [field]
            answer = await product.client.get("/v1/rules/parameters", params={"on": day})
            assert answer.status_code == 422, day


async def test_an_address_with_a_letter_that_no_database_takes_is_unknown(database_url: str) -> None:
    token = "s" * 32
    async with built_product(database_url, service_token=token) as product:
        assert (await product.client.get("/pay/return/a%00b")).status_code == 404
        service = {"authorization": f"Bearer {token}"}
        answer = await product.client.get("/v1/rules/decisions/a%00b/recompute", headers=service)
        assert answer.status_code == 422


async def test_a_report_of_endless_brackets_is_let_pass(sqlite_url: str) -> None:
    secret = "s" * 20
    async with built_product(sqlite_url, sms_callback_secret=secret) as product:
        answer = await product.client.post(
            f"/sms/delivery/{secret}", content=b"[" * 60_000, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 200
