"""Does a newcomer get from hello to a concluded voluntary contract in Telegram, told by SMS, and pay its first month?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.phrases import phrase
from locales.figures import localise_digits, write_short_date
from tests.journeys.applicant import Applicant
from tests.journeys.both import both_running
from tests.journeys.demo import payable_people


@pytest.mark.parametrize("messenger", ["telegram", "bale"])
async def test_from_hello_to_the_contract_and_its_first_receipt(tmp_path: Path, messenger: str) -> None:
    async with both_running(tmp_path / "all") as both:
        (row,) = await payable_people(both.product.parts.settings, ("no-contract",), 1)
        citizen = await both.arrive(messenger, row, 500_001)
        await Applicant(citizen, row).finish(within=90)

        (contract,) = await both.books(
            "SELECT number, concluded_on, person FROM register_contracts ORDER BY id DESC LIMIT 1"
        )
        number, day = str(contract["number"]), str(contract["concluded_on"])
        told = [
            str(sms["message"]) for sms in await both.street.ask("GET", f"/kavenegar/messages?receptor={row['mobile']}")
        ]
        assert [
            sms for sms in told if localise_digits(number, "fa") in sms and write_short_date(day, "fa") in sms
        ] != [], told

        heard = await both.heard(citizen)
        assert any(phrase("voluntary-contract-concluded") in said for said in heard)
        assert any(phrase("pay-paid") in said for said in heard)
        files = [said for said in heard if said.endswith(".pdf")]
        assert [name for name in files if localise_digits(number, "fa") in name] != [], files
        assert [name for name in files if "آیین" in name] != [], files
        (cover,) = await both.books("SELECT care, until FROM register_entitlements")
        assert "outpatient" in str(cover["care"])
        assert cover["until"] is None
