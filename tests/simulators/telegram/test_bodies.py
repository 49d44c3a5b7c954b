"""Is every form of a request read: query, urlencoded, JSON, multipart, GET and POST?"""

import json
from typing import Any

import pytest

from tests.simulators.telegram.control import Chat

MARKUP = {"inline_keyboard": [[{"text": "بله", "callback_data": "y"}]]}


@pytest.mark.parametrize("form", ["query", "urlencoded", "json", "json with text", "multipart"])
async def test_forms(chat: Chat, form: str) -> None:
    path = f"/telegram/bot{chat.token}/sendMessage"
    fields: dict[str, Any] = {"chat_id": str(chat.chat_id), "text": "۱۲۳ & =", "reply_markup": json.dumps(MARKUP)}
    match form:
        case "query":
            answer = await chat.client.get(path, params=fields)
        case "urlencoded":
            answer = await chat.client.post(path, data=fields)
        case "json":
            answer = await chat.client.post(path, json={**fields, "chat_id": chat.chat_id, "reply_markup": MARKUP})
        case "json with text":
            answer = await chat.client.post(path, json=fields)
        case _:
            answer = await chat.client.post(path, files={name: (None, value) for name, value in fields.items()})
    body = answer.json()
    assert body["ok"], body
    assert body["result"]["text"] == "۱۲۳ & ="
    assert body["result"]["reply_markup"] == MARKUP
    ledger = (await chat.calls("sendMessage"))[0]
    assert (ledger["fields"]["text"], ledger["chat_id"], ledger["via"]) == ("۱۲۳ & =", chat.chat_id, "http")
    assert chat.token not in json.dumps(await chat.calls())


async def test_digits_stay_text(chat: Chat) -> None:
    answer = await chat.client.post(
        f"/telegram/bot{chat.token}/sendMessage", data={"chat_id": str(chat.chat_id), "text": "123456"}
    )
    assert answer.json()["result"]["text"] == "123456"


async def test_attached_file_by_name(chat: Chat) -> None:
    fields = {"chat_id": (None, str(chat.chat_id)), "document": (None, "attach://paper")}
    files: dict[str, Any] = {**fields, "paper": ("slip.pdf", b"%PDF-1.7", "application/pdf")}
    result = (await chat.client.post(f"/telegram/bot{chat.token}/SENDDOCUMENT", files=files)).json()["result"]
    assert (result["document"]["file_name"], result["document"]["mime_type"]) == ("slip.pdf", "application/pdf")
    ledger = (await chat.calls("sendDocument"))[0]["fields"]
    assert ledger["paper"] == {"file_name": "slip.pdf", "mime": "application/pdf", "size": 8}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "x"}, "Bad Request: chat_id is empty"),
        ({"chat_id": "x y", "text": "x"}, "Bad Request: chat not found"),
        (
            {"chat_id": "{chat}", "text": "x", "reply_markup": "{"},
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
        ({"chat_id": "{chat}", "text": "x", "reply_markup": "[]"}, "Bad Request: object expected as reply markup"),
        (
            {"chat_id": "{chat}", "text": "x", "reply_markup": '{"inline_keyboard": [{}]}'},
            'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"chat_id": "{chat}", "text": "x", "reply_markup": '{"inline_keyboard": [[{"callback_data": "y"}]]}'},
            'Bad Request: can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            {"chat_id": "{chat}", "text": "x", "entities": "{}"},
            "Bad Request: can't parse entities: expected an Array of MessageEntity",
        ),
    ],
)
async def test_malformed_fields(chat: Chat, fields: dict[str, str], words: str) -> None:
    data = {name: value.replace("{chat}", str(chat.chat_id)) for name, value in fields.items()}
    answer = await chat.client.post(f"/telegram/bot{chat.token}/sendMessage", data=data)
    assert (answer.status_code, answer.json()) == (400, {"ok": False, "error_code": 400, "description": words})


@pytest.mark.parametrize(
    ("method", "fields", "words"),
    [
        ("sendLocation", {"latitude": "north", "longitude": "1"}, "latitude is empty"),
        ("deleteMessages", {"message_ids": '["a"]'}, "message identifier must be a Number"),
        ("deleteMessages", {"message_ids": "[]"}, "message identifiers are not specified"),
        ("sendMediaGroup", {"media": "{}"}, "expected an Array of InputMedia"),
        ("sendMessage", {"text": "x", "reply_parameters": '{"message_id": "a"}'}, "message to be replied not found"),
        ("sendMessage", {"text": "x", "reply_parameters": "[]"}, "object expected as reply parameters"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("sendMessageDraft", {"text": "x", "draft_id": "0"}, "RANDOM_ID_INVALID"),
        ("sendDocument", {}, "there is no document in the request"),
        ("sendDocument", {"document": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("setMyCommands", {"commands": "{}"}, "expected an Array of BotCommand"),
        ("getUpdates", {"allowed_updates": "{}"}, "expected an Array of String as allowed_updates"),
    ],
)
async def test_wrong_values(chat: Chat, method: str, fields: dict[str, str], words: str) -> None:
    data = {"chat_id": str(chat.chat_id), **fields}
    answer = await chat.client.post(f"/telegram/bot{chat.token}/{method}", data=data)
    assert (answer.status_code, answer.json()["description"]) == (400, f"Bad Request: {words}")


async def test_malformed_json(chat: Chat) -> None:
    headers = {"content-type": "application/json"}
    answer = await chat.client.post(f"/telegram/bot{chat.token}/getMe", content=b"{", headers=headers)
    assert answer.json()["description"] == "Bad Request: can't parse request JSON object"


async def test_edit_with_a_reply_keyboard(chat: Chat) -> None:
    path = f"/telegram/bot{chat.token}"
    sent = (await chat.client.post(f"{path}/sendMessage", json={"chat_id": chat.chat_id, "text": "x"})).json()
    body = {"chat_id": chat.chat_id, "message_id": sent["result"]["message_id"], "text": "y"}
    keyboard = {"keyboard": [["z"]]}
    answer = await chat.client.post(f"{path}/editMessageText", json={**body, "reply_markup": keyboard})
    assert answer.json()["description"] == "Bad Request: inline keyboard expected"


async def test_paths_that_are_none(chat: Chat) -> None:
    for path in ("/telegram/", "/telegram/bot", "/telegram/file/bot1:x/documents/a", "/telegram/elsewhere"):
        answer = await chat.client.get(path)
        assert (answer.status_code, answer.json()["ok"]) in ((404, False), (401, False))
    missing = await chat.client.get(f"/telegram/file/bot{chat.token}/documents/file_0.pdf")
    assert (missing.status_code, missing.json()["error_code"]) == (404, 404)
