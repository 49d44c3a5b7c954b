"""In which words does Bale refuse, which methods has it not, and how does it read a text?

After channels.md 5.1. Where nothing is documented the stricter reading is played: what a bot must not rely on is not
there.
"""

import re
from typing import Final

from simulators.telegram.entities import Entity, units
from simulators.telegram.refusals import (
    BLOCKED,
    CANT_INITIATE,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    TOO_MANY,
    UNAUTHORIZED,
    Refusal,
    bad_request,
)

ABSENT: Final = frozenset(
    {"sendmessagedraft", "editmessagereplymarkup", "deletemessages", "setchatmenubutton", "getchatmenubutton"}
    | {"setmyname", "getmyname", "setmydescription", "getmydescription", "setmyshortdescription"}
    | {"getmyshortdescription", "getmycommands", "deletemycommands"}
)
"""Methods its documentation does not name, lower case."""

NO_SUCH_CHAT: Final = Refusal(400, "no such group or user")
DENIED: Final = Refusal(403, "permission_denied")
BAD_TOKEN: Final = Refusal(404, "Bad Request: Token not found")
CHAT_TOO_FAST: Final = bad_request("local_rate_limited")
BOT_TOO_FAST: Final = Refusal(429, "bot limit exceed")

_WORDS: Final = (
    ((CHAT_NOT_FOUND, CANT_INITIATE), NO_SUCH_CHAT),
    ((BLOCKED, DEACTIVATED), DENIED),
    ((UNAUTHORIZED,), BAD_TOKEN),
)
_MARKED: Final = re.compile(
    r"\*(?P<bold>[^*\n]+)\*|_(?P<italic>[^_\n]+)_|\[(?P<label>[^\]\n]+)\]\((?P<url>[^)\s]+)\)|`(?P<code>[^`\n]+)`"
)


def refuse(refusal: Refusal) -> Refusal:
    """A refusal in Bale's code and words; a limit says nothing of how long to wait."""
    if refusal.code == TOO_MANY:
        return BOT_TOO_FAST if refusal.about == "bot" else CHAT_TOO_FAST
    for telegrams, own in _WORDS:
        if refusal in telegrams:
            return own
    return refusal


def read_text(source: str) -> tuple[str, list[Entity]]:
    """What is shown of a text, and which of it is bold, italic, code or a link: every pair of marks counts."""
    shown, entities, end, size = [], list[Entity](), 0, 0
    for found in _MARKED.finditer(source):
        before = source[end : found.start()]
        kind = "text_link" if found["label"] else str(found.lastgroup)
        inner = found["label"] or found[kind]
        size += units(before)
        entity: Entity = {"type": kind, "offset": size, "length": units(inner)}
        entities.append(entity | {"url": found["url"]} if found["label"] else entity)
        shown += [before, inner]
        size += units(inner)
        end = found.end()
    return "".join([*shown, source[end:]]), entities
