"""Does the simulated Kavenegar speak the vendor's protocol? (channels.md 1.1 and 1.2)."""

import json
import time
from typing import Any

import pytest
import requests
from kavenegar import APIException, HTTPException, KavenegarAPI

from tests.simulators.street import Street

MOBILE = "09121234567"
OTHER = "09351112233"


class PlainKavenegar(KavenegarAPI):  # type: ignore[misc]  # the package has no types
    """The vendor's package, its request as it is but over http."""

    def __init__(self, street: Street) -> None:
        super().__init__("0123456789ABCDEF")
        self.street = street

    def _request(self, action: str, method: str, params: dict[str, Any] | None = None) -> Any:
        url = f"{self.street.url}/kavenegar/{self.version}/{self.apikey}/{action}/{method}.json"
        try:
            content = requests.post(url, headers=self.headers, data=params, timeout=10).content
            answer = json.loads(content.decode())
        except (requests.RequestException, ValueError) as error:
            raise HTTPException(error) from None
        if answer["return"]["status"] != 200:
            raise APIException(answer["return"]["status"])
        return answer["entries"]


@pytest.fixture
def api(street: Street) -> PlainKavenegar:
    """The package pointed at the street."""
    return PlainKavenegar(street)


def code_of(street: Street, method: str, **params: str) -> int:
    """The return code of a call, after checking that the HTTP status repeats it and entries are null."""
    answer = street.client.post(f"/kavenegar/v1/key/{method}.json", data=params)
    code = answer.json()["return"]["status"]
    assert answer.status_code == code
    assert (answer.json()["entries"] is None) == (code != 200)
    return int(code)


def final_status(api: PlainKavenegar, messageid: int) -> int:
    """The status of a message once it no longer changes."""
    for _ in range(100):
        status = int(api.sms_status({"messageid": messageid})[0]["status"])
        if status not in {1, 2, 4, 5}:
            return status
        time.sleep(0.02)
    return status


def test_a_sent_message_has_the_vendors_shape_and_arrives(api: PlainKavenegar) -> None:
    entry = api.sms_send({"receptor": "+989121234567", "message": "سلام"})[0]
    assert set(entry) == {"messageid", "message", "status", "statustext", "sender", "receptor", "date", "cost"}
    assert (entry["receptor"], entry["status"], entry["cost"]) == (MOBILE, 1, 1200)
    assert final_status(api, entry["messageid"]) == 10


def test_statuses_move_one_by_one(street: Street, api: PlainKavenegar) -> None:
    start = street.client.get("/control/kavenegar/changes").json()["next"]
    start = street.client.get("/control/kavenegar/changes", params={"since": start}).json()["next"]
    number = api.sms_send({"receptor": OTHER, "message": "x"})[0]["messageid"]
    final_status(api, number)
    seen = street.client.get("/control/kavenegar/changes", params={"since": start, "subject": OTHER}).json()["changes"]
    assert [change["status"] for change in seen if change.get("messageid") == number and "status" in change][-2:] in (
        [4, 10],
        [5, 10],
    )


def test_a_known_localid_gives_the_earlier_message(street: Street, api: PlainKavenegar) -> None:
    first = api.sms_send({"receptor": MOBILE, "message": "یک", "localid": "900001"})[0]
    credit = api.account_info()["remaincredit"]
    again = api.sms_send({"receptor": MOBILE, "message": "یک", "localid": "900001"})[0]
    assert again["messageid"] == first["messageid"]
    assert api.account_info()["remaincredit"] == credit
    found = api.sms_statuslocalmessageid({"localid": "900001,900002"})
    assert [entry["localid"] for entry in found] == ["900001", "900002"]
    assert found[0]["messageid"] == first["messageid"]
    assert found[1]["status"] == 100


def test_sendarray_takes_json_arrays_and_not_repeated_keys(api: PlainKavenegar) -> None:
    arrays = {"receptor": [MOBILE, OTHER], "sender": ["10004346"] * 2, "message": ["الف", "ب"]}
    texts = {name: json.dumps(values) for name, values in arrays.items()}
    assert [entry["message"] for entry in api.sms_sendarray(texts)] == ["الف", "ب"]
    with pytest.raises(APIException, match="400"):
        api.sms_sendarray(arrays)
    with pytest.raises(APIException, match="419"):
        api.sms_sendarray(texts | {"message": json.dumps(["یکی"])})


@pytest.mark.parametrize(
    ("code", "params"),
    [
        (400, {"receptor": MOBILE}),
        (406, {"receptor": " ", "message": "x"}),
        (411, {"receptor": "02188888888", "message": "x"}),
        (412, {"receptor": MOBILE, "message": "x", "sender": "123"}),
        (413, {"receptor": MOBILE, "message": " "}),
        (413, {"receptor": MOBILE, "message": "x" * 901}),
        (414, {"receptor": ",".join([MOBILE] * 201), "message": "x"}),
        (417, {"receptor": MOBILE, "message": "x", "date": "1000000000"}),
        (419, {"receptor": MOBILE, "message": "x", "localid": "1,2"}),
        (422, {"receptor": MOBILE, "message": "a\x00b"}),
        (200, {"receptor": ",".join([MOBILE] * 200), "message": "x"}),
    ],
)
def test_send_refuses_with_the_vendors_code(street: Street, code: int, params: dict[str, str]) -> None:
    assert code_of(street, "sms/send", **params) == code


@pytest.mark.parametrize(
    ("code", "params"),
    [
        (200, {"token": "12345"}),
        (400, {}),
        (406, {"token": ""}),
        (424, {"token": "1", "template": "unknown"}),
        (431, {"token": "1 2"}),
        (431, {"token": "1_2"}),
        (431, {"token": "1", "token10": "a b c d e f g"}),
        (200, {"token": "1", "token10": "a b c d e f"}),
        (428, {"token": "abc", "type": "call"}),
    ],
)
def test_lookup_minds_its_template_and_tokens(street: Street, code: int, params: dict[str, str]) -> None:
    assert code_of(street, "verify/lookup", **({"receptor": MOBILE, "template": "verify"} | params)) == code


@pytest.mark.parametrize(
    ("code", "settings"),
    [
        (401, {"active": False}),
        (403, {"api_key": "another"}),
        (418, {"credit": 1199}),
        (420, {"links_restricted": True}),
        (501, {"trial_owner": OTHER}),
    ],
)
def test_the_account_may_forbid_a_send(street: Street, code: int, settings: dict[str, Any]) -> None:
    street.client.put("/control/kavenegar/settings", json=settings)
    assert code_of(street, "sms/send", receptor=MOBILE, message="https://example.org") == code


def test_other_methods_refuse_too(street: Street) -> None:
    street.client.put("/control/kavenegar/settings", json={"ip_registered": False, "advanced": False})
    assert code_of(street, "sms/select", messageid="1") == 407
    assert code_of(street, "sms/latestoutbox") == 407
    assert code_of(street, "verify/lookup", receptor=MOBILE, template="verify", token="1") == 426
    assert code_of(street, "sms/nonsense") == 404
    assert code_of(street, "sms/status", messageid=",".join(["1"] * 501)) == 414
    assert street.client.get("/kavenegar/v1/key/sms/sendarray.json").json()["return"]["status"] == 405


def test_too_many_calls_are_451(street: Street) -> None:
    street.client.put("/control/kavenegar/settings", json={"calls_per_second": 3})
    codes = [code_of(street, "account/info") for _ in range(6)]
    assert codes.count(451) >= 2


def test_a_scheduled_message_can_be_cancelled_and_is_refunded(api: PlainKavenegar) -> None:
    before = api.account_info()["remaincredit"]
    entry = api.sms_send({"receptor": MOBILE, "message": "x", "date": int(time.time()) + 3600})[0]
    assert entry["status"] == 2
    assert api.account_info()["remaincredit"] == before - 1200
    assert api.sms_cancel({"messageid": entry["messageid"]})[0]["status"] == 13
    assert api.account_info()["remaincredit"] == before


def test_outcomes_and_debug_mode(street: Street, api: PlainKavenegar) -> None:
    street.client.put("/control/kavenegar/settings", json={"outcomes": {MOBILE: 14, OTHER: 11}})
    sent = api.sms_send({"receptor": f"{MOBILE},{OTHER}", "message": "x"})
    assert [final_status(api, entry["messageid"]) for entry in sent] == [14, 11]
    code = api.verify_lookup({"receptor": MOBILE, "template": "verify", "token": "1"})[0]
    assert final_status(api, code["messageid"]) == 10, "a code passes the advertising block"
    assert api.account_config({"debugmode": "enabled"})["debugmode"] == "enabled"
    assert final_status(api, api.sms_send({"receptor": MOBILE, "message": "x"})[0]["messageid"]) == 13


def test_reading_the_outbox(api: PlainKavenegar) -> None:
    number = api.sms_send({"receptor": MOBILE, "message": "ب" * 71})[0]["messageid"]
    assert api.sms_select({"messageid": number})[0]["cost"] == 2400
    assert api.sms_latestoutbox({"pagesize": 1})[0]["messageid"] == number
    day = int(time.time()) - 3600
    assert api.sms_selectoutbox({"startdate": day})[-1]["messageid"] == number
    assert api.sms_countoutbox({"startdate": day})[0]["sumcount"] >= 1
