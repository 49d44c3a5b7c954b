"""What does a person do? Control routes that write, send, press, edit and block."""

import base64
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request

from simulators.telegram.acts import Acts, Seat
from simulators.telegram.buttons import Buttons
from simulators.telegram.call import Upload
from simulators.telegram.control.requests import Command, Contact, Edit, Place, Press, Start, Text
from simulators.telegram.control.seats import find_seat, told_plainly
from simulators.telegram.dialogs import DialogState
from simulators.telegram.fields import read_fields
from simulators.telegram.media import KINDS
from simulators.telegram.people import Group
from simulators.telegram.refusals import Refused
from simulators.telegram.world import TelegramWorld

DEFAULT_NAMES = {"photo": "photo.jpg", "voice": "voice.oga", "sticker": "sticker.webp"}


def hand_routes(world: TelegramWorld, acts: Acts) -> APIRouter:
    """Everything under /chats/{chat_id} that a person does there."""
    router = APIRouter(prefix="/chats/{chat_id}")

    async def seat(chat_id: int, bot: int | None = None, user: int | None = None) -> Seat:
        return find_seat(world, chat_id, bot=bot, user=user)

    Seated = Annotated[Seat, Depends(seat)]  # noqa: N806 -- a type
    _add_words(router, Seated, acts)
    _add_attachments(router, Seated, world, acts)
    _add_taps(router, Seated, world, acts)
    _add_standing(router, Seated, acts)
    return router


def _add_words(router: APIRouter, seated: Any, acts: Acts) -> None:
    @router.post("/start")
    async def start(seat: seated, body: Start | None = None) -> list[dict[str, Any]]:
        """Presses START; ends a block."""
        with told_plainly():
            return [asdict(sent) for sent in acts.start(seat, body.payload if body else "")]

    @router.post("/text")
    async def write(seat: seated, body: Text) -> list[dict[str, Any]]:
        """Writes a text; one longer than 4096 leaves as several messages."""
        with told_plainly():
            return [asdict(sent) for sent in acts.say(seat, body.text, reply_to=body.reply_to)]

    @router.post("/command")
    async def command(seat: seated, body: Command) -> list[dict[str, Any]]:
        """Writes a command."""
        with told_plainly():
            return [asdict(sent) for sent in acts.say(seat, f"/{body.command.lstrip('/')} {body.args}")]

    @router.post("/messages/{message_id}/edit")
    async def edit(seat: seated, message_id: int, body: Edit) -> dict[str, Any]:
        """Edits one's own message."""
        with told_plainly():
            return asdict(acts.edit(seat, message_id, body.text))


def _add_attachments(router: APIRouter, seated: Any, world: TelegramWorld, acts: Acts) -> None:
    @router.post("/contact")
    async def contact(seat: seated, body: Contact) -> dict[str, Any]:
        """Shares one's own contact, or any other card."""
        with told_plainly():
            if body.own:
                return asdict(acts.share_own_contact(seat))
            if not body.phone:
                raise HTTPException(422, "a contact needs a phone, or own: true")
            card = {"phone_number": body.phone, "first_name": body.first_name}
            optional = {"last_name": body.last_name, "user_id": body.user_id}
            return asdict(acts.share_contact(seat, card | {k: v for k, v in optional.items() if v is not None}))

    @router.post("/location")
    async def location(seat: seated, body: Place) -> dict[str, Any]:
        """Sends a place."""
        with told_plainly():
            return asdict(acts.send(seat, {"location": body.model_dump()}))

    @router.post("/file")
    async def attach(seat: seated, request: Request) -> dict[str, Any]:
        """Sends a file: multipart with a part `file`, or JSON with base64 `content`.

        Fields: `kind` (photo, document, voice, video, audio, animation, sticker), `name`, `mime`, `caption`,
        `size` (declared size in bytes, to play a file too big to download).
        """
        kind, upload, fields = await _read_file(request)
        with told_plainly(), world.database.transaction():
            file = world.files.add(
                kind=kind,
                name=str(fields.get("name") or upload.name),
                mime=str(fields.get("mime") or upload.mime),
                content=upload.content,
                size=fields["size"],
            )
            sent = acts.attach(seat, file, caption=str(fields.get("caption") or ""))
        return {**asdict(sent), "file_id": file.file_id}


async def _read_file(request: Request) -> tuple[str, Upload, dict[str, Any]]:
    try:
        fields, uploads = await read_fields(
            query="", content_type=request.headers.get("content-type", ""), body=await request.body()
        )
        content = base64.b64decode(str(fields.get("content") or ""), validate=True)
        fields["size"] = int(fields["size"]) if fields.get("size") else None
    except (Refused, ValueError) as wrong:
        raise HTTPException(422, str(wrong)) from None
    kind = str(fields.get("kind") or "document")
    if kind not in KINDS:
        raise HTTPException(422, "no such kind of file")
    return kind, uploads.get("file") or Upload(DEFAULT_NAMES.get(kind, f"{kind}.bin"), "", content), fields


def _add_taps(router: APIRouter, seated: Any, world: TelegramWorld, acts: Acts) -> None:
    buttons = Buttons(world, acts)

    @router.post("/press")
    async def press(seat: seated, body: Press) -> dict[str, Any]:
        """Taps a button; the answer says what kind of button it was."""
        if body.label is None and body.data is None:
            raise HTTPException(422, "a button is named by label or data")
        with told_plainly():
            if body.reply and body.label is not None:
                return asdict(buttons.press_reply(seat, body.label))
            tap = buttons.press(seat, label=body.label, data=body.data, message_id=body.message_id, force=body.force)
        return asdict(tap)


def _add_standing(router: APIRouter, seated: Any, acts: Acts) -> None:
    @router.post("/block")
    async def block(seat: seated) -> dict[str, Any]:
        """Blocks the bot, or kicks it out of a group."""
        state = DialogState.KICKED if isinstance(seat.chat, Group) else DialogState.BLOCKED
        return asdict(acts.stand(seat, state))

    @router.post("/unblock")
    async def unblock(seat: seated) -> dict[str, Any]:
        """Lets the bot in again."""
        state = DialogState.MEMBER if isinstance(seat.chat, Group) else DialogState.STARTED
        return asdict(acts.stand(seat, state))
