"""Who is asked to slow down at our doors? Chats that ask for codes, callers of the rules, and who guesses secrets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import Request
from limits.aio.storage import RedisStorage
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.kit.problem import TooMany
from backend.kit.throttle import Throttle, read_rate
from backend.kit.vault import Vault
from bimeyar.settings import Settings
from bimeyar.shared_redis import SharedRedis
from conversations.shared import PREFIX

_SECRET_IN_PATH = ("/sms/delivery/", "/bale/webhook/")
_NOT_SIGNED_IN, _NOT_FOUND, _TOO_MANY = 401, 404, 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttles:
    """One a door."""

    codes: Throttle
    rules: Throttle
    guesses: Throttle


def build_throttles(settings: Settings, *, vault: Vault, shared: SharedRedis | None) -> Throttles:
    """From settings, counted in Redis where there is one."""

    def throttle(name: str, rate: str) -> Throttle:
        storage = None
        if shared is not None:
            storage = RedisStorage(
                "async+redis://",
                implementation="redispy",
                key_prefix=f"{PREFIX}asked",
                connection_pool=shared.client.connection_pool,  # type: ignore[arg-type] # it is taken as it is
            )
        return Throttle(
            name=name, rate=read_rate(rate), mark=lambda who: vault.index(who, "throttle").hex()[:24], storage=storage
        )

    return Throttles(
        codes=throttle("codes", settings.code_rate),
        rules=throttle("rules", settings.rules_rate),
        guesses=throttle("guesses", settings.guess_rate),
    )


async def check_chat(throttle: Throttle, caller: Caller) -> None:
    """Raises Refused identify-too-often {minutes} for a chat that asks too often."""
    seconds = await throttle.hit(f"{caller.channel}:{caller.bot}:{caller.chat}")
    if seconds:
        raise Refused("identify-too-often", {"minutes": -(-seconds // 60)})


def of_address(throttle: Throttle) -> Callable[[Request], Awaitable[None]]:
    """A dependency of routes: raises TooMany for an address that asks too often."""

    async def check(request: Request) -> None:
        seconds = await throttle.hit(request.client.host if request.client is not None else "")
        if seconds:
            raise TooMany(values={"retry_after": seconds})

    return check


class GuessLimit:
    """Counts wrong secrets by address: who guesses on is told to wait. A right secret always passes.

    Else anybody behind the same proxy as the messenger could shut it out.
    """

    def __init__(self, app: ASGIApp, *, throttle: Throttle) -> None:
        self._app = app
        self._throttle = throttle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a refusal of a secret becomes a 429 once there were too many."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        over: Response | None = None

        async def watch(message: Message) -> None:
            nonlocal over
            if message["type"] == "http.response.start" and _is_refusal(scope["path"], message["status"]):
                client = scope.get("client")
                seconds = await self._throttle.hit(client[0] if client else "")
                if seconds:
                    over = Response(status_code=_TOO_MANY, headers={"retry-after": str(seconds)})
                    await over(scope, receive, send)
            if over is None:
                await send(message)

        await self._app(scope, receive, watch)


def _is_refusal(path: str, status: int) -> bool:
    return status == _NOT_SIGNED_IN or (status == _NOT_FOUND and path.startswith(_SECRET_IN_PATH))
