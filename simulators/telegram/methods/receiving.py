"""getMe, getUpdates and the webhook methods: how a bot learns what happened."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import SplitResult, urlsplit

from simulators.telegram.bots import Bot, Webhook
from simulators.telegram.call import Call
from simulators.telegram.refusals import (
    POLLER_REPLACED_BY_WEBHOOK,
    SECOND_POLLER,
    WEBHOOK_ACTIVE,
    Refused,
    bad_request,
)
from simulators.telegram.world import TelegramWorld

LONGEST_POLL = 50  # seconds
CONNECTION_LIMIT = 100


def get_me(_: TelegramWorld, call: Call) -> dict[str, Any]:
    """The bot itself."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return {**call.bot.user(), **abilities, "can_connect_to_business": False, "has_main_web_app": False}


class Pollers:
    """Who is waiting in getUpdates: the newest, for a second one throws the first out."""

    def __init__(self) -> None:
        self._newest: dict[int, int] = {}
        self._replaced_by: dict[int, str] = {}

    async def get_updates(self, world: TelegramWorld, call: Call) -> list[dict[str, Any]]:
        """Up to `limit` updates from `offset` on, waiting up to `timeout` seconds for the first."""
        bot = call.bot
        if bot.webhook is not None:
            raise Refused(WEBHOOK_ACTIVE)
        ticket = self.interrupt(world, bot.id, "poll")
        _remember_allowed(world, call)
        offset = call.integer("offset")
        with world.database.transaction():
            if offset < 0:
                world.updates.keep_last(bot.id, -offset)
            else:
                world.updates.confirm_below(bot.id, offset)
        limit = min(max(call.integer("limit", 100), 1), 100)
        deadline = world.now() + min(max(call.integer("timeout"), 0), LONGEST_POLL)
        while True:
            if self._newest[bot.id] != ticket:
                webhook = self._replaced_by[bot.id] == "webhook"
                raise Refused(POLLER_REPLACED_BY_WEBHOOK if webhook else SECOND_POLLER)
            found = world.updates.pending(bot.id, since=max(offset, 0), limit=limit)
            left = deadline - world.now()
            if found or left <= 0:
                return [update.body() for update in found]
            await world.signals.wait(("updates", bot.id), left)

    def interrupt(self, world: TelegramWorld, bot_id: int, reason: str) -> int:
        """Sends home whoever waits; returns the ticket of the newcomer."""
        ticket = self._newest.get(bot_id, 0) + 1
        self._newest[bot_id], self._replaced_by[bot_id] = ticket, reason
        world.signals.wake(("updates", bot_id))
        return ticket

    def set_webhook(self, world: TelegramWorld, call: Call) -> bool:
        """Updates go to `url` from now on; an empty one ends it."""
        url = call.text("url").strip()
        if not url:
            return self.delete_webhook(world, call)
        webhook = _read_webhook(world, call, url)
        allowed = _remember_allowed(world, call)
        if call.flag("drop_pending_updates"):
            world.updates.drop(call.bot.id)
        self.interrupt(world, call.bot.id, "webhook")
        _save(world, replace(allowed, webhook=webhook))
        return True

    def delete_webhook(self, world: TelegramWorld, call: Call) -> bool:
        """Back to getUpdates."""
        if call.flag("drop_pending_updates"):
            world.updates.drop(call.bot.id)
        _save(world, replace(call.bot, webhook=None))
        return True


def get_webhook_info(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """Where updates go, how many wait, and what went wrong last."""
    bot = call.bot
    if not world.manners.update_choice:
        return {"url": bot.webhook.url if bot.webhook else ""}
    info: dict[str, Any] = {
        "url": bot.webhook.url if bot.webhook else "",
        "has_custom_certificate": bool(bot.webhook and bot.webhook.has_certificate),
        "pending_update_count": world.updates.count(bot.id),
    }
    if bot.webhook is not None:
        info["max_connections"] = bot.webhook.max_connections
        if bot.webhook.ip_address:
            info["ip_address"] = bot.webhook.ip_address
        last = world.database.one("SELECT * FROM settings WHERE name = ?", f"webhook_error:{bot.id}")
        if last is not None:
            at, _, words = last["value"].partition(" ")
            info |= {"last_error_date": int(at), "last_error_message": words}
    if bot.allowed:
        info["allowed_updates"] = list(bot.allowed)
    return info


def _read_webhook(world: TelegramWorld, call: Call, url: str) -> Webhook:
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(bad_request("invalid webhook URL specified"))
    if parts.scheme == "https" and _port(parts) not in world.manners.webhook_ports:
        ports = " and ".join(map(str, sorted(world.manners.webhook_ports, reverse=True)))
        raise Refused(bad_request(f"webhook can be set up only on ports {ports}"))
    secret = call.text("secret_token")
    if len(secret) > 256:
        raise Refused(bad_request("secret token is too long"))
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise Refused(bad_request("secret token contains unallowed characters"))
    connections = min(max(call.integer("max_connections", 40), 1), CONNECTION_LIMIT)
    certificate = "certificate" in call.uploads
    return Webhook(parts.geturl(), secret, connections, call.text("ip_address") or None, certificate)


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or 443
    except ValueError:
        raise Refused(bad_request("invalid webhook URL specified")) from None


def _remember_allowed(world: TelegramWorld, call: Call) -> Bot:
    if not world.manners.update_choice:
        return call.bot
    kinds = call.value("allowed_updates", otherwise="can't parse allowed_updates JSON object")
    if kinds is None:
        return call.bot
    if not isinstance(kinds, list):
        raise Refused(bad_request("expected an Array of String as allowed_updates"))
    bot = replace(call.bot, allowed=tuple(str(kind) for kind in kinds) or None)
    if bot != call.bot:
        world.bots.save(bot)
    return bot


def _save(world: TelegramWorld, bot: Bot) -> None:
    world.database.run("DELETE FROM settings WHERE name = ?", f"webhook_error:{bot.id}")
    world.bots.save(bot)
    world.signals.wake("webhooks")
