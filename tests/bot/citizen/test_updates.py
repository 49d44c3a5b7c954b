"""What does each kind of update mean?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Update

from bot.citizen.updates import Tapped, chat_of, read_update, tapped
from conversations.engine.event import Attached, ContactShared, Event, Pressed, Started, Typed

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PERSON = {"id": 9, "is_bot": False, "first_name": "م"}
PRIVATE = {"id": 9, "type": "private"}
GROUP = {"id": -5, "type": "group", "title": "g"}
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 7}
ORIGIN = {"type": "hidden_user", "sender_user_name": "x", "date": 1}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1, "chat": PRIVATE, "from": PERSON, **content}


def update(**content: Any) -> Update:
    return Update.model_validate({"update_id": 8, **content})


def event_of(**content: Any) -> Event | None:
    envelope = read_update(update(message=message(**content)), channel="telegram", bot="1", now=NOW)
    return None if envelope is None else envelope.event


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ({"text": "سلام"}, Typed("سلام")),
        ({"text": "/start"}, Started("")),
        ({"text": "/start slip"}, Started("slip")),
        ({"text": "/start@bimeyar_bot  slip_1405 "}, Started("slip_1405")),
        ({"text": "/start " + "a" * 100}, Started("a" * 64)),
        ({"text": "/started"}, Typed("/started")),
        ({"text": "/help"}, Typed("/help")),
        ({"contact": {"phone_number": "98912", "first_name": "م", "user_id": 9}}, ContactShared("98912", own=True)),
        ({"contact": {"phone_number": "98912", "first_name": "م", "user_id": 10}}, ContactShared("98912", own=False)),
        ({"contact": {"phone_number": "98912", "first_name": "م"}}, ContactShared("98912", own=False)),
        (
            {"contact": {"phone_number": "98912", "first_name": "م", "user_id": 9}, "forward_origin": ORIGIN},
            ContactShared("98912", own=False),
        ),
        ({"photo": [{**FILE, "width": 1, "height": 1}]}, Attached("photo", "f", "image/jpeg", 7)),
        ({"document": {**FILE, "mime_type": "application/pdf"}}, Attached("document", "f", "application/pdf", 7)),
        ({"voice": {**FILE, "duration": 1, "mime_type": "audio/ogg"}}, Attached("voice", "f", "audio/ogg", 7)),
        ({"video_note": {**FILE, "length": 1, "duration": 1}}, Attached("video", "f", "", 7)),
        (
            {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": FILE},
            Attached("video", "f", "", 7),
        ),
        ({"location": {"latitude": 35.7, "longitude": 51.4}}, Attached("location")),
        ({"dice": {"emoji": "🎲", "value": 3}}, Attached("other")),
        ({"pinned_message": message(text="x")}, None),
        ({"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}}, None),
    ],
    ids=str,
)
def test_a_message_becomes_an_event(content: dict[str, Any], event: Event | None) -> None:
    assert event_of(**content) == event


def test_a_sticker_is_a_sticker() -> None:
    sticker = {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
    assert event_of(sticker=sticker) == Attached("sticker", "f", "", 7)


def test_another_bot_is_not_answered() -> None:
    robot = update(message=message(text="hi") | {"from": {**PERSON, "is_bot": True}})
    assert read_update(robot, channel="telegram", bot="1", now=NOW) is None


@pytest.mark.parametrize(
    "content",
    [
        {"message": {"message_id": 3, "date": 1, "chat": GROUP, "from": PERSON, "text": "/start"}},
        {"edited_message": message(text="x", edit_date=2)},
        {"channel_post": {"message_id": 3, "date": 1, "chat": {"id": -9, "type": "channel", "title": "c"}}},
        {"poll_answer": {"poll_id": "1", "option_ids": [1], "option_persistent_ids": ["1"], "user": PERSON}},
        {},
    ],
    ids=lambda content: next(iter(content), "nothing"),
)
def test_what_is_not_ours_is_nothing(content: dict[str, Any]) -> None:
    assert chat_of(update(**content)) is None
    assert read_update(update(**content), channel="telegram", bot="1", now=NOW) is None


def press(shown: dict[str, Any], data: str | None = "a1:yes") -> Update:
    return update(callback_query={"id": "q", "from": PERSON, "chat_instance": "1", "data": data, "message": shown})


def test_a_tap_carries_screen_and_choice_and_knows_its_message() -> None:
    tap = press(message(text="?", has_protected_content=True))
    envelope = read_update(tap, channel="telegram", bot="1", now=NOW)
    assert envelope is not None
    assert envelope.event == Pressed("a1", "yes")
    assert envelope.update_id == "8"
    assert tapped(tap) == Tapped(3, protected=True, text="?")
    assert tapped(press(message(text="?"))) == Tapped(3, protected=False, text="?")


def test_a_tap_on_a_message_that_is_gone_is_still_a_tap() -> None:
    tap = press({"chat": PRIVATE, "message_id": 3, "date": 0})
    envelope = read_update(tap, channel="telegram", bot="1", now=NOW)
    assert envelope is not None
    assert envelope.chat.chat == "9"
    assert tapped(tap) is None


def test_a_tap_without_data_is_a_stale_one() -> None:
    envelope = read_update(press(message(text="?"), data=None), channel="telegram", bot="1", now=NOW)
    assert envelope is not None
    assert envelope.event == Pressed("", "")
