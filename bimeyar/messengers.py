"""Through which messengers do citizens talk to this process? Those that have a token among the settings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from limits import RateLimitItemPerSecond

from bot.citizen.limiter import SendingLimits

if TYPE_CHECKING:
    from bimeyar.settings import Settings

CHANNELS: Final = ("telegram", "bale")
"""Each has the settings token, url, mode, secret and chat_url under its name."""
_BALE_HOST, _BALE_PORTS = "tapi.bale.ai", frozenset({443, 88})


@dataclass(frozen=True, slots=True, kw_only=True)
class Messenger:
    """A messenger that speaks the Bot API, as this process is to use it; `mode` is webhook or polling."""

    channel: str
    token: str = field(repr=False)
    url: str
    mode: str
    secret: str = field(repr=False)
    messages_per_second: int = 0

    def limits(self, usual: SendingLimits) -> SendingLimits:
        """What may be sent with the token: as usual, or as this operator was granted; news leave a fifth for answers."""
        granted = self.messages_per_second
        if not granted:
            return usual
        news = max(1, granted * 4 // 5)
        return replace(usual, token=RateLimitItemPerSecond(granted), news=RateLimitItemPerSecond(news))


def messengers(settings: Settings) -> tuple[Messenger, ...]:
    """Those for which there is a token."""
    every = (
        Messenger(
            channel=channel,
            token=getattr(settings, f"{channel}_token").get_secret_value(),
            url=getattr(settings, f"{channel}_url"),
            mode=getattr(settings, f"{channel}_mode"),
            secret=getattr(settings, f"{channel}_secret").get_secret_value(),
            messages_per_second=getattr(settings, f"{channel}_messages_per_second"),
        )
        for channel in CHANNELS
    )
    return tuple(messenger for messenger in every if messenger.token)


def chat_urls(settings: Settings) -> dict[str, str]:
    """Where people open the bot, by channel; the process that shows it need not have the token."""
    urls = {channel: str(getattr(settings, f"{channel}_chat_url")) for channel in CHANNELS}
    return {channel: url for channel, url in urls.items() if url}


def check_bale_reaches(public: str, *, bale: str) -> None:
    """Bale itself posts only to https on two ports. Raises ValueError where it could not reach us."""
    if urlsplit(bale).hostname != _BALE_HOST:
        return
    parts = urlsplit(public)
    if parts.scheme != "https" or (parts.port or 443) not in _BALE_PORTS:
        raise ValueError(
            "BIMEYAR_PUBLIC_URL must be https on port 443 or 88 with BIMEYAR_BALE_MODE=webhook, "
            "for example https://bime.example.ir; or set BIMEYAR_BALE_MODE=polling"
        )
