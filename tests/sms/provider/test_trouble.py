"""Does every way in which an answer can fail to come end in the right class, in time, and without the key?"""

import asyncio
import socket
import threading
import time
import traceback
from collections import deque

import pytest

from sms.providers.kavenegar import Kavenegar
from sms.providers.kavenegar_api import CallFault, QuietKavenegar, Timeouts
from sms.providers.port import Action, MessageStatus, ProviderFault, SendResult, TemplateSms
from sms.providers.statuses import Trouble
from tests.sms.provider import rogue as wire
from tests.sms.provider.conftest import KEY, MOBILE, SHORT, many, numbers, open_provider, sms
from tests.sms.provider.rogue import Behaviour, Rogue

BROKEN: dict[str, tuple[Behaviour, Trouble]] = {
    "html 502": (wire.say("<html>502 Bad Gateway</html>", 502, "text/html"), Trouble.NO_ENVELOPE),
    "html 200": (wire.say("<html>maintenance</html>", 200, "text/html"), Trouble.NO_ENVELOPE),
    "empty": (wire.say(""), Trouble.NO_ENVELOPE),
    "empty 500": (wire.say("", 500), Trouble.NO_ENVELOPE),
    "no envelope": (wire.say('{"status": 200}'), Trouble.NO_ENVELOPE),
    "a list": (wire.say("[1, 2]"), Trouble.NO_ENVELOPE),
    "a null": (wire.say("null"), Trouble.NO_ENVELOPE),
    "return is a text": (wire.say('{"return": "ok", "entries": []}'), Trouble.NO_ENVELOPE),
    "status is a truth": (wire.envelope([], status=True), Trouble.NO_ENVELOPE),
    "status is missing": (wire.say('{"return": {}, "entries": []}'), Trouble.NO_ENVELOPE),
    "not utf-8": (wire.say(b"\xff\xfe{}"), Trouble.NO_ENVELOPE),
    "not gzip": (wire.say(b"{}", encoding="gzip"), Trouble.NO_ENVELOPE),
    "deep": (wire.say("[" * 100_000), Trouble.NO_ENVELOPE),
    "too long": (wire.say(b" " * (9 * 1024 * 1024)), Trouble.NO_ENVELOPE),
    "200 inside of 503": (wire.envelope([], http=503), Trouble.NO_ENVELOPE),
    "redirect": (wire.say("", 302, location="/elsewhere"), Trouble.NO_ENVELOPE),
    "stall": (wire.stall(1.3), Trouble.TIMED_OUT),
    "trickle": (wire.trickle, Trouble.TIMED_OUT),
    "reset": (wire.reset, Trouble.CUT),
    "half a body": (wire.hang_up, Trouble.CUT),
}


def closed_port() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def everything_said(error: BaseException) -> str:
    """All that a log or a tracker could print of an error, local variables included."""
    shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    return f"{error} {error!r} {error.args!r} {vars(error)!r} {error.__cause__!r} {error.__context__!r} {shown}"


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_answer_to_a_send_is_ambiguous(rogue: Rogue, name: str) -> None:
    rogue.plan = deque([BROKEN[name][0]])
    message = sms()
    started = time.monotonic()
    async with open_provider(rogue.url) as provider:
        assert await provider.send([message]) == [SendResult(message.localid, Action.AMBIGUOUS)]
        result = await provider.lookup(TemplateSms(next(numbers), MOBILE, "verify", {"token": "1"}))
        assert result.action is Action.AMBIGUOUS
    assert time.monotonic() - started < 4 * SHORT.answer
    assert len(rogue.calls) == 2  # nothing is repeated or followed by itself


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_answer_to_a_question_is_asked_again(rogue: Rogue, name: str) -> None:
    rogue.plan = deque([BROKEN[name][0]])
    async with open_provider(rogue.url) as provider:
        with pytest.raises(ProviderFault) as caught:
            await provider.status(["1"])
    assert (caught.value.action, caught.value.code) == (Action.RETRY, None)
    assert KEY not in everything_said(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("name", BROKEN)
def test_the_typed_fault_names_the_trouble_and_never_the_key(rogue: Rogue, name: str) -> None:
    behaviour, trouble = BROKEN[name]
    rogue.plan = deque([behaviour])
    api = QuietKavenegar(KEY, base_url=rogue.url, timeouts=SHORT)
    with pytest.raises(CallFault) as caught:
        api.sms_send({"receptor": MOBILE, "message": "x"})
    api.close()
    assert (caught.value.status, caught.value.trouble) == (None, trouble)
    said = everything_said(caught.value)
    assert KEY not in said
    assert rogue.url not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("url", ["", "http://no-such-host.invalid", "http://", "http://127.0.0.1:99999"])
async def test_nobody_there_is_simply_tried_again(url: str) -> None:
    async with open_provider(url or closed_port()) as provider:
        message = sms()
        assert await provider.send([message]) == [SendResult(message.localid, Action.RETRY)]
        with pytest.raises(ProviderFault) as caught:
            await provider.credit()
    assert caught.value.action is Action.RETRY
    assert KEY not in everything_said(caught.value)


async def test_tls_to_a_plain_server_never_passes_for_sent(rogue: Rogue) -> None:
    rogue.plan = deque([wire.envelope([])])
    async with open_provider(rogue.url.replace("http:", "https:")) as provider:
        (result,) = await provider.send([sms()])
    assert result.action in {Action.AMBIGUOUS, Action.RETRY}
    assert rogue.calls == []


@pytest.mark.parametrize("http", [200, 418, 500])
def test_the_code_is_read_whatever_http_says_and_the_vendors_words_stay_out_of_the_text(
    rogue: Rogue, http: int
) -> None:
    rogue.plan = deque([wire.envelope(None, status="418", http=http, message=f"credit of {KEY} for 09121234567")])
    api = QuietKavenegar(KEY, base_url=rogue.url, timeouts=SHORT)
    with pytest.raises(CallFault) as caught:
        api.account_info()
    api.close()
    assert (caught.value.status, caught.value.trouble) == (418, None)
    assert caught.value.message == "credit of [hidden] for 09121234567"
    assert str(caught.value) == "Kavenegar: 418"
    assert KEY not in everything_said(caught.value)
    assert KEY not in f"{api!r} {api!s}"


@pytest.mark.parametrize(
    "entries",
    [
        None,
        {},
        [],
        ["x"],
        [{}],
        [{"receptor": MOBILE}],
        [{"receptor": MOBILE, "messageid": 0}],
        [{"receptor": MOBILE, "messageid": "?"}],
        [{"receptor": "09350000000", "messageid": 7}],
    ],
)
async def test_accepted_without_a_message_id_is_ambiguous(rogue: Rogue, entries: object) -> None:
    rogue.plan = deque([wire.envelope(entries)])
    async with open_provider(rogue.url) as provider:
        message = sms()
        assert await provider.send([message]) == [SendResult(message.localid, Action.AMBIGUOUS)]


async def test_entries_find_their_messages_in_any_order_and_spelling(rogue: Rogue) -> None:
    first, second = (sms(receptor=mobile) for mobile in many(2))
    entries = [
        {"receptor": f"+98{second.receptor[1:]}", "messageid": "22", "status": 1, "cost": "900"},
        {"receptor": first.receptor[1:], "messageid": 11, "status": 5},
    ]
    rogue.plan = deque([wire.envelope(entries)])
    async with open_provider(rogue.url) as provider:
        assert await provider.send([first, second]) == [
            SendResult(first.localid, Action.OK, 200, "11", 5, None),
            SendResult(second.localid, Action.OK, 200, "22", 1, 900),
        ]
    path, fields = rogue.calls[0]
    assert path == f"/v1/{KEY}/sms/send.json"
    assert fields["localid"] == f"{first.localid},{second.localid}"


async def test_behind_an_ambiguous_call_the_rest_was_certainly_not_sent(rogue: Rogue) -> None:
    rogue.plan = deque([wire.reset])
    async with open_provider(rogue.url) as provider:
        results = await provider.send([sms(receptor=mobile) for mobile in many(201)])
    assert [result.action for result in results] == [Action.AMBIGUOUS] * 200 + [Action.RETRY]
    assert len(rogue.calls) == 1


async def test_broken_statuses_are_left_out(rogue: Rogue) -> None:
    rogue.plan = deque([wire.envelope(["x", {}, {"messageid": 5, "status": "10"}, {"messageid": 6, "status": None}])])
    async with open_provider(rogue.url) as provider:
        assert await provider.status(["5", "6"]) == [MessageStatus(10, "5")]
        rogue.plan = deque([wire.envelope({"status": 1})])
        with pytest.raises(ProviderFault):
            await provider.status(["5"])
        rogue.plan = deque([wire.envelope({"remaincredit": "much"})])
        with pytest.raises(ProviderFault):
            await provider.credit()


async def test_connections_are_kept_one_for_each_thread(rogue: Rogue) -> None:
    entry = {"receptor": MOBILE, "messageid": 1, "status": 1, "cost": 1}
    rogue.plan = deque([wire.envelope([entry])])
    async with open_provider(rogue.url) as provider:
        await asyncio.gather(*(provider.send([sms()]) for _ in range(40)))
    assert len(rogue.calls) == 40
    assert len(set(rogue.peers)) <= 4


async def test_a_stalled_provider_leaves_a_thread_for_urgent_calls(rogue: Rogue) -> None:
    entry = {"receptor": MOBILE, "messageid": 1, "status": 1, "cost": 1}
    rogue.plan = deque([*[wire.stall(1.5)] * 3, wire.envelope([entry])])
    async with open_provider(rogue.url, timeouts=Timeouts(read=5.0)) as provider:
        bulk = [asyncio.create_task(provider.send([sms()])) for _ in range(6)]
        await asyncio.to_thread(rogue.wait_for, 3)
        result = await provider.lookup(TemplateSms(next(numbers), MOBILE, "verify", {"token": "1"}))
        assert result.accepted
        assert not any(task.done() for task in bulk)
        await asyncio.gather(*bulk)


async def test_who_waits_too_long_for_a_turn_was_not_sent(rogue: Rogue) -> None:
    rogue.plan = deque([wire.envelope([{"receptor": MOBILE, "messageid": 1}])])
    async with open_provider(rogue.url, calls_per_second=0.1, timeouts=Timeouts(whole=0.2)) as provider:
        first, second = sms(), sms()
        assert (await provider.send([first]))[0].accepted
        assert await provider.send([second]) == [SendResult(second.localid, Action.RETRY)]
    assert len(rogue.calls) == 1


async def test_a_closed_provider_sends_nothing_and_leaves_no_thread(rogue: Rogue) -> None:
    rogue.plan = deque([wire.envelope([{"receptor": MOBILE, "messageid": 1}])])
    async with open_provider(rogue.url) as provider:
        await provider.send([sms()])
        await provider.close()
        (result,) = await provider.send([sms()])
    assert result.action is Action.RETRY
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("kavenegar")]


async def test_proxies_of_the_environment_are_ignored(rogue: Rogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", closed_port())
    monkeypatch.setenv("NO_PROXY", "")
    rogue.plan = deque([wire.envelope({"remaincredit": 12, "type": "Master"})])
    async with open_provider(rogue.url) as provider:
        assert await provider.credit() == 12


async def test_without_a_key_nothing_is_called(rogue: Rogue) -> None:
    async with open_provider(rogue.url, key="") as provider:
        message = sms()
        assert await provider.send([message]) == [SendResult(message.localid, Action.CONFIGURATION, 403)]
        with pytest.raises(ProviderFault) as caught:
            await provider.credit()
    assert (caught.value.action, caught.value.code) == (Action.CONFIGURATION, 403)
    assert rogue.calls == []


@pytest.mark.parametrize("key", ["a/b", "a b", "کلید"])
def test_a_key_that_is_no_key_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(ValueError, match="letters and digits") as caught:
        Kavenegar(key=key)
    assert caught.value.args == ("an API key of Kavenegar is letters and digits",)


def test_one_worker_is_too_few() -> None:
    with pytest.raises(ValueError, match="workers"):
        Kavenegar(key=KEY, workers=1)
