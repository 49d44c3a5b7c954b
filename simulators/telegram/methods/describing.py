"""setMyCommands, setMyDescription and the like: what a bot says of itself, by language and scope."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from simulators.telegram.call import Call
from simulators.telegram.posting import find_chat
from simulators.telegram.refusals import Refused, bad_request
from simulators.telegram.world import TelegramWorld

COMMAND_LIMIT = 100
WIDE_SCOPES: Final = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES: Final = ("chat", "chat_administrators", "chat_member")


@dataclass(frozen=True, slots=True)
class ProfileText:
    """One text a bot has about itself: the name of the parameter and of the field, and the longest allowed."""

    name: str
    limit: int


NAME: Final = ProfileText("name", 64)
DESCRIPTION: Final = ProfileText("description", 512)
SHORT_DESCRIPTION: Final = ProfileText("short_description", 120)


def set_profile_text(kind: ProfileText) -> Callable[[TelegramWorld, Call], bool]:
    """The method that sets one of these texts for a language (or for all others)."""

    def set_text(world: TelegramWorld, call: Call) -> bool:
        text, language = call.text(kind.name), read_language(call)
        if len(text) > kind.limit:
            raise Refused(bad_request(f"{kind.name.replace('_', ' ')} is too long"))
        world.database.run(
            "INSERT OR REPLACE INTO profile_texts VALUES (?, ?, ?, ?)", call.bot.id, kind.name, language, text
        )
        return True

    return set_text


def get_profile_text(kind: ProfileText) -> Callable[[TelegramWorld, Call], dict[str, str]]:
    """The method that reads one of these texts; the one for all languages where there is none for this."""

    def get_text(world: TelegramWorld, call: Call) -> dict[str, str]:
        for language in (read_language(call), ""):
            text = world.database.value(
                "SELECT text FROM profile_texts WHERE bot_id = ? AND kind = ? AND language = ?",
                call.bot.id,
                kind.name,
                language,
            )
            if text:
                return {kind.name: text}
        return {kind.name: call.bot.name if kind is NAME else ""}

    return get_text


def set_my_commands(world: TelegramWorld, call: Call) -> bool:
    """The command menu of a scope and language."""
    commands = call.value("commands", otherwise="can't parse commands JSON object")
    if not isinstance(commands, list):
        raise Refused(bad_request("expected an Array of BotCommand"))
    if len(commands) > COMMAND_LIMIT:
        raise Refused(bad_request("BOT_COMMANDS_TOO_MUCH"))
    kept = [_command(command) for command in commands]
    if not world.manners.command_scopes and (call.fields.get("scope") or call.fields.get("language_code")):
        raise Refused(bad_request("scope and language_code are unknown"))
    scope, language = read_scope(world, call), read_language(call)
    world.database.run(
        "INSERT OR REPLACE INTO commands VALUES (?, ?, ?, ?)",
        call.bot.id,
        scope,
        language,
        json.dumps(kept, ensure_ascii=False),
    )
    return True


def get_my_commands(world: TelegramWorld, call: Call) -> list[dict[str, str]]:
    """Exactly what was set for this scope and language."""
    return commands_of(world, call.bot.id, read_scope(world, call), read_language(call)) or []


def delete_my_commands(world: TelegramWorld, call: Call) -> bool:
    """Takes the menu of a scope and language away."""
    world.database.run(
        "DELETE FROM commands WHERE bot_id = ? AND scope = ? AND language = ?",
        call.bot.id,
        read_scope(world, call),
        read_language(call),
    )
    return True


def commands_of(world: TelegramWorld, bot_id: int, scope: str, language: str) -> list[dict[str, str]] | None:
    """The stored menu, None when there is none."""
    stored = world.database.value(
        "SELECT commands FROM commands WHERE bot_id = ? AND scope = ? AND language = ?", bot_id, scope, language
    )
    return None if stored is None else json.loads(stored)


def read_language(call: Call) -> str:
    """The two-letter `language_code`, "" for all."""
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise Refused(bad_request("invalid language code specified"))
    return language


def read_scope(world: TelegramWorld, call: Call) -> str:
    """The scope in one canonical spelling, such as "default" or "chat:77"."""
    scope = call.value("scope", otherwise="can't parse BotCommandScope JSON object") or {"type": "default"}
    if not isinstance(scope, dict):
        raise Refused(bad_request("can't parse BotCommandScope: BotCommandScope must be an Object"))
    kind = scope.get("type")
    if kind in WIDE_SCOPES:
        return str(kind)
    if kind not in CHAT_SCOPES:
        raise Refused(bad_request("can't parse BotCommandScope: Unsupported type specified"))
    chat = find_chat(world, Call(call.bot, call.method, {"chat_id": scope.get("chat_id")}))
    return f"{kind}:{chat.id}" + (f":{scope.get('user_id')}" if kind == "chat_member" else "")


def _command(command: Any) -> dict[str, str]:
    if not isinstance(command, dict):
        raise Refused(bad_request("can't parse BotCommand: expected an Object"))
    for name in ("command", "description"):
        if not isinstance(command.get(name), str):
            raise Refused(bad_request(f"can't parse BotCommand: Can't find field \"{name}\""))
    name, description = command["command"].lower().lstrip("/"), command["description"]
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise Refused(bad_request("BOT_COMMAND_INVALID"))
    if not 1 <= len(description) <= 256:
        raise Refused(bad_request("BOT_COMMAND_DESCRIPTION_INVALID"))
    return {"command": name, "description": description}
