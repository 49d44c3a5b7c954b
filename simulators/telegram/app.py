"""How is the simulated Bot API put on the wire? The sub-application, the control routes and the deliverer in one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from simulators.telegram.control.routes import control_router
from simulators.telegram.delivery import WebhookDeliverer
from simulators.telegram.dispatch import Answer, Dispatcher
from simulators.telegram.fields import read_fields
from simulators.telegram.files import DOWNLOAD_LIMIT
from simulators.telegram.profile import Profile
from simulators.telegram.refusals import NOT_FOUND, Refusal, Refused
from simulators.telegram.world import TelegramWorld

BOTH = ["GET", "POST"]


@dataclass(frozen=True, slots=True)
class BotSpec:
    """A bot that is to exist from the start."""

    token: str
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class TelegramSimulator:
    """Mount `api` under /telegram, include `control` under a prefix, and start and stop it with the server."""

    world: TelegramWorld
    api: Starlette
    control: APIRouter
    deliverer: WebhookDeliverer

    async def start(self) -> None:
        """Begins to deliver updates to webhooks; in the event loop that serves `api`."""
        await self.deliverer.start()

    async def stop(self) -> None:
        """Ends the delivery and closes the file."""
        await self.deliverer.stop()
        self.world.close()


def open_simulator(
    path: str | Path, *, bots: Iterable[BotSpec] = (), profile: Profile = Profile.TELEGRAM, answer_timeout: float = 60.0
) -> TelegramSimulator:
    """Opens or creates the world in `path` (":memory:" allowed) and builds everything around it.

    `answer_timeout` is how many seconds a webhook may take to answer.
    """
    world = TelegramWorld(path, profile=profile)
    for spec in bots:
        world.bots.register(spec.token, username=spec.username, name=spec.name)
    dispatcher = Dispatcher(world)
    deliverer = WebhookDeliverer(world, dispatcher, answer_timeout=answer_timeout)
    return TelegramSimulator(world, telegram_app(world, dispatcher), control_router(world), deliverer)


def telegram_app(world: TelegramWorld, dispatcher: Dispatcher) -> Starlette:
    """`/bot<token>/<method>` and `/file/bot<token>/<path>`, relative to where it is mounted."""

    async def answer_call(request: Request) -> Response:
        try:
            bot = world.bots.by_token(request.path_params["token"])
            fields, uploads = await read_fields(
                query=request.url.query,
                content_type=request.headers.get("content-type", ""),
                body=await request.body(),
            )
        except Refused as refused:
            return _refuse(world.manners.refuse(refused.refusal))
        return _respond(await dispatcher.perform(bot, request.path_params["method"], fields, uploads))

    async def download(request: Request) -> Response:
        try:
            world.bots.by_token(request.path_params["token"])
        except Refused as refused:
            return _refuse(world.manners.refuse(refused.refusal))
        file = world.files.at(request.path_params["path"])
        if file is None or file.size > DOWNLOAD_LIMIT:
            return _refuse(NOT_FOUND)
        # like Telegram, which forgets the MIME type
        return Response(world.files.content(file), media_type="application/octet-stream")

    async def elsewhere(_: Request) -> Response:
        return _refuse(NOT_FOUND)

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", answer_call, methods=BOTH),
            Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
            Route("/{rest:path}", elsewhere, methods=BOTH),
        ]
    )


class _CutResponse(Response):
    """Promises more than it sends, so that the server closes the connection in the middle."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def _respond(answer: Answer) -> Response:
    if answer.cut:
        return _CutResponse()
    headers = {"Retry-After": str(answer.retry_after)} if answer.retry_after else None
    return Response(answer.body, status_code=answer.status, media_type=answer.content_type, headers=headers)


def _refuse(refusal: Refusal) -> Response:
    return Response(json.dumps(refusal.envelope()), status_code=refusal.code, media_type="application/json")
