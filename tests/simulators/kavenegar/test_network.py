"""Does the network around the simulated Kavenegar behave: reports, replies, the phone, and faults?"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pytest

from simulators.kavenegar.parts import count_parts, normal_mobile
from tests.simulators.listener import Listener
from tests.simulators.street import Street

MOBILE = "09121234567"
T = TypeVar("T")


def send(street: Street, message: str, **more: str) -> httpx2.Response:
    """Send one text."""
    return street.client.post("/kavenegar/v1/key/sms/send.json", data={"receptor": MOBILE, "message": message} | more)


def wait_for(look: Callable[[], T], seconds: float = 5.0) -> T:
    """What `look` gives once it is true."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found or time.monotonic() > end:
            return found
        time.sleep(0.02)


def phone(street: Street, mobile: str = MOBILE) -> dict[str, Any]:
    """The phone of a person."""
    found: dict[str, Any] = street.client.get(f"/control/kavenegar/phone/{mobile}").json()
    return found


@pytest.mark.parametrize("verb", ["POST", "GET"])
def test_reports_are_repeated_until_they_are_taken(street: Street, listener: Listener, verb: str) -> None:
    listener.answers = [500, 503]
    street.client.put(
        "/control/kavenegar/settings", json={"delivery_url": f"{listener.url}/d/secret", "delivery_method": verb}
    )
    number = str(send(street, "گزارش").json()["entries"][0]["messageid"])
    final = (verb, "/d/secret", {"messageid": number, "status": "10"})
    assert wait_for(lambda: listener.received.count(final) >= 1 and len(listener.received) >= 4)
    assert {fields["status"] for _, _, fields in listener.received} <= {"4", "5", "10"}


def test_a_reply_from_the_phone_reaches_us_and_the_inbox(street: Street, listener: Listener) -> None:
    street.client.put("/control/kavenegar/settings", json={"inbound_url": f"{listener.url}/in"})
    sent = {"sender": MOBILE, "to": "10004346", "message": "۱۱"}
    number = street.client.post("/control/kavenegar/inbound", json=sent).json()["messageid"]
    wait_for(lambda: listener.received)
    fields = {"messageid": str(number), "from": MOBILE, "to": "10004346", "message": "۱۱"}
    assert listener.received == [("POST", "/in", fields)]

    def read() -> list[dict[str, Any]]:
        answer = street.client.get("/kavenegar/v1/key/sms/receive.json?linenumber=10004346&isread=0")
        entries: list[dict[str, Any]] = answer.json()["entries"]
        return entries

    assert [entry["message"] for entry in read()] == ["۱۱"]
    assert read() == [], "reading marks as read"


def test_the_phone_shows_what_arrived_and_forgets_the_unread_mark(street: Street) -> None:
    street.client.post(f"/control/kavenegar/phone/{MOBILE}/read")
    send(street, "کد شما ۱۲۳۴۵")
    assert wait_for(lambda: phone(street)["unread"] == 1)
    assert phone(street)["messages"][-1]["text"] == "کد شما ۱۲۳۴۵"
    street.client.post(f"/control/kavenegar/phone/{MOBILE}/read")
    assert phone(street)["unread"] == 0


def test_an_answer_may_get_lost_after_the_message_was_accepted(street: Street) -> None:
    street.client.post("/control/kavenegar/faults", json={"kind": "lost", "method": "sms/*"})
    with pytest.raises(httpx2.RemoteProtocolError):
        send(street, "گم", localid="770001")
    again = send(street, "گم", localid="770001").json()["entries"][0]
    sent = street.client.get("/control/kavenegar/messages", params={"receptor": MOBILE}).json()
    assert [row["messageid"] for row in sent if row["localid"] == "770001"] == [again["messageid"]]


def test_planned_faults_strike_as_often_as_planned(street: Street) -> None:
    plans: list[dict[str, Any]] = [
        {"kind": "html"},
        {"kind": "code", "code": 418},
        {"kind": "code", "code": 409, "http": 200, "times": 2},
        {"kind": "delay", "delay": 0.2},
    ]
    for plan in plans:
        street.client.post("/control/kavenegar/faults", json=plan)
    html = send(street, "x")
    assert (html.status_code, "502 Bad Gateway" in html.text) == (502, True)
    assert send(street, "x").json()["return"]["status"] == 418
    assert [send(street, "x").status_code for _ in range(2)] == [200, 200]
    started = time.monotonic()
    assert send(street, "x").json()["return"]["status"] == 200
    assert time.monotonic() - started >= 0.2
    assert street.client.get("/control/kavenegar/faults").json() == []


def test_the_ledger_never_holds_the_key(street: Street) -> None:
    street.client.post("/kavenegar/v1/SECRETKEY/account/info.json")
    calls = street.client.get("/control/kavenegar/ledger").text
    assert "account/info" in calls
    assert "SECRETKEY" not in calls


def test_events_are_streamed(street: Street) -> None:
    with street.client.stream("GET", f"/control/kavenegar/events?subject={MOBILE}") as answer:
        lines = answer.iter_lines()
        assert next(lines).startswith("retry:")
        send(street, "رویداد")
        data = next(line for line in lines if line.startswith("data:"))
    assert '"kind": "accepted"' in data


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("ب" * 70, 1), ("ب" * 71, 2), ("ب" * 135, 3), ("😀" * 35, 1)],
)
def test_parts_are_counted_as_the_operators_do(text: str, parts: int) -> None:
    assert count_parts(text) == parts


@pytest.mark.parametrize(
    ("typed", "mobile"),
    [("9121234567", MOBILE), ("00989121234567", MOBILE), ("+989121234567", MOBILE), ("0912123456", None), ("", None)],
)
def test_receptors_are_normalised(typed: str, mobile: str | None) -> None:
    assert normal_mobile(typed) == mobile


def start_process(port: int, data: Path) -> subprocess.Popen[bytes]:
    """A street in a process of its own, answering."""
    command = [sys.executable, "-m", "simulators", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(command)

    def answers() -> bool:
        try:
            return httpx2.get(f"http://127.0.0.1:{port}/healthz", trust_env=False).status_code == 200
        except httpx2.HTTPError:
            return False

    assert wait_for(answers, 30)
    return process


def test_killing_the_street_loses_nothing(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    process = start_process(port, tmp_path)
    httpx2.put(f"{base}/control/kavenegar/settings", json={"queue_seconds": 1.0}, trust_env=False)
    params = {"receptor": MOBILE, "message": "پیش از مرگ", "localid": "1"}
    httpx2.post(f"{base}/kavenegar/v1/k/sms/send.json", data=params, trust_env=False)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process = start_process(port, tmp_path)

    def texts() -> list[str]:
        answer = httpx2.get(f"{base}/control/kavenegar/phone/{MOBILE}", trust_env=False).json()
        return [message["text"] for message in answer["messages"]]

    assert wait_for(texts, 10) == ["پیش از مرگ"]
    process.terminate()
    process.wait(10)
