"""sendPhoto, sendDocument and the other methods that send a file, and sendMediaGroup that sends several."""

from collections.abc import Callable
from typing import Any

from simulators.telegram.call import Call
from simulators.telegram.composing import check_caption, compose, compose_caption, parse_mode_of
from simulators.telegram.media import WITHOUT_CAPTION, describe, take_file
from simulators.telegram.posting import open_draft, post
from simulators.telegram.refusals import Refused, bad_request
from simulators.telegram.world import TelegramWorld

ALBUM_KINDS = frozenset({"photo", "document", "video", "audio"})


def send_file(kind: str) -> Callable[[TelegramWorld, Call], dict[str, Any]]:
    """The method that sends one kind of file."""

    def send(world: TelegramWorld, call: Call) -> dict[str, Any]:
        caption = compose_caption(call)
        draft = open_draft(world, call)
        file = take_file(world, call, kind, call.text(kind))
        content = describe(kind, file, duration=call.integer("duration"))
        if kind not in WITHOUT_CAPTION:
            content |= caption.fields(caption=True)
        return post(world, call, draft, content)

    return send


def send_media_group(world: TelegramWorld, call: Call) -> list[dict[str, Any]]:
    """An album of 2–10 photos and videos, or of documents alone, or of audio alone."""
    items = call.value("media", otherwise="can't parse media JSON object")
    if not isinstance(items, list):
        raise Refused(bad_request("expected an Array of InputMedia"))
    if not 2 <= len(items) <= 10:
        raise Refused(bad_request("there must be 2-10 items in the album to send"))
    kinds = {_kind(item) for item in items}
    if len(kinds) > 1 and not kinds <= {"photo", "video"}:
        raise Refused(bad_request("can't use the media of the specified type in the album"))
    draft = open_draft(world, call)
    contents = [_content(world, call, item) for item in items]
    group = str(world.database.next("media_group", first=13_000_000_000_001))
    return [post(world, call, draft, {**content, "media_group_id": group}) for content in contents]


def _kind(item: Any) -> str:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in ALBUM_KINDS:
        raise Refused(bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup"))
    return str(kind)


def _content(world: TelegramWorld, call: Call, item: dict[str, Any]) -> dict[str, Any]:
    mode = parse_mode_of(call, item.get("parse_mode"))
    caption = compose(item.get("caption") or "", mode, item.get("caption_entities"))
    file = take_file(world, call, _kind(item), item.get("media"))
    content = describe(_kind(item), file, duration=item["duration"] if isinstance(item.get("duration"), int) else 0)
    return content | check_caption(caption).fields(caption=True)
