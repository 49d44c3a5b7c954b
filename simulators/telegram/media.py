"""How does a file look inside a message? Uploads, known file_ids, and the object of each kind of media."""

import json
from typing import Any, Final

from simulators.telegram.call import Call
from simulators.telegram.files import MIME, PHOTO_LIMIT, UPLOAD_LIMIT, StoredFile, measure_picture
from simulators.telegram.refusals import TOO_LARGE, Refused, bad_request
from simulators.telegram.world import TelegramWorld

KINDS: Final = ("photo", "document", "voice", "video", "audio", "animation", "sticker")
WITHOUT_CAPTION: Final = frozenset({"sticker"})


def take_file(world: TelegramWorld, call: Call, kind: str, given: Any) -> StoredFile:
    """The file a parameter names: "attach://…", a file part of the same name, or a file_id known from before."""
    upload = call.uploads.get(kind)
    if isinstance(given, str) and given.startswith("attach://"):
        upload = call.uploads.get(given.removeprefix("attach://"))
        given = None
    if upload is None:
        if not given:
            raise Refused(bad_request(f"there is no {kind} in the request"))
        known = world.files.get(str(given))
        if known is None:
            raise Refused(bad_request("wrong file identifier/HTTP URL specified"))
        return known
    if not upload.content:
        raise Refused(bad_request("file must be non-empty"))
    if len(upload.content) > UPLOAD_LIMIT:
        raise Refused(TOO_LARGE)
    if kind == "photo":
        if len(upload.content) > PHOTO_LIMIT:
            raise Refused(bad_request("PHOTO_SAVE_FILE_INVALID"))
        if measure_picture(upload.content) is None:
            raise Refused(bad_request("IMAGE_PROCESS_FAILED"))
    mime = MIME.get(kind) or upload.mime
    return world.files.add(kind=kind, name=upload.name, mime=mime, content=upload.content)


def describe(kind: str, file: StoredFile, *, duration: int = 0) -> dict[str, Any]:
    """The fields of a Message that hold this file."""
    identity = file.identity()
    frame = {"width": file.width or 320, "height": file.height or 320}
    named = {"file_name": file.name, "mime_type": file.mime}
    match kind:
        case "photo":
            return {"photo": [{**identity, **frame}]}
        case "document":
            return {"document": {**identity, **named}}
        case "voice":
            return {"voice": {**identity, "duration": duration, "mime_type": file.mime}}
        case "audio":
            return {"audio": {**identity, **named, "duration": duration}}
        case "sticker":
            flags = {"is_animated": False, "is_video": False}
            return {"sticker": {**identity, **frame, **flags, "type": "regular"}}
        case "video":
            return {"video": {**identity, **named, **frame, "duration": duration}}
        case "animation":
            animation = {**identity, **named, **frame, "duration": duration}
            return {"animation": animation, "document": {**identity, **named}}
    raise Refused(bad_request(f'type "{kind}" is unsupported'))


def files_of(body: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The files in a Message object, each with its kind; of a photo the largest size."""
    if "animation" in body:
        return [("animation", body["animation"])]
    found = [(kind, body[kind]) for kind in KINDS if kind in body]
    return [(kind, value[-1] if kind == "photo" else value) for kind, value in found]


def media_content(body: dict[str, Any]) -> dict[str, Any]:
    """The part of a Message object that is its content, for copies and forwards."""
    names = (*KINDS, "text", "entities", "caption", "caption_entities", "contact", "location")
    return json.loads(json.dumps({name: body[name] for name in names if name in body}))  # type: ignore[no-any-return]
