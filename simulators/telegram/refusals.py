"""In which words does Telegram refuse a call? The answers of the Bot API that are not `ok`, as data."""

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer to a refused call: `code` is both the HTTP status and `error_code`, `parameters` as in ResponseParameters.

    `about` never leaves the house: it tells refusals apart that have the same words.
    """

    code: int
    description: str
    parameters: dict[str, Any] | None = None
    about: str = ""

    def envelope(self) -> dict[str, Any]:
        """The JSON body Telegram answers with."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class Refused(Exception):
    """Raised where a call is refused; carries the answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


def bad_request(words: str, **parameters: Any) -> Refusal:
    """400 with Telegram's prefix."""
    return Refusal(400, f"Bad Request: {words}", parameters or None)


def forbidden(words: str) -> Refusal:
    """403 with Telegram's prefix."""
    return Refusal(403, f"Forbidden: {words}")


TOO_MANY: Final = 429


def too_many(seconds: int, line: str = "chat") -> Refusal:
    """429: flood control of a `line` (bot, group or chat), to be tried again after `seconds`."""
    return Refusal(TOO_MANY, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}, about=line)


UNAUTHORIZED: Final = Refusal(401, "Unauthorized")
NO_METHOD: Final = Refusal(404, "Not Found: method not found")
NOT_FOUND: Final = Refusal(404, "Not Found")
TOO_LARGE: Final = Refusal(413, "Request Entity Too Large")

SECOND_POLLER: Final = Refusal(
    409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
POLLER_REPLACED_BY_WEBHOOK: Final = Refusal(409, "Conflict: terminated by setWebhook request")
WEBHOOK_ACTIVE: Final = Refusal(
    409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)

CHAT_NOT_FOUND: Final = bad_request("chat not found")
CHAT_ID_EMPTY: Final = bad_request("chat_id is empty")
TEXT_EMPTY: Final = bad_request("message text is empty")
TEXT_TOO_LONG: Final = bad_request("message is too long")
CAPTION_TOO_LONG: Final = bad_request("message caption is too long")
TOO_MANY_ENTITIES: Final = bad_request("too many message entities")
NOT_MODIFIED: Final = bad_request(
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
EDIT_NOT_FOUND: Final = bad_request("message to edit not found")
CANT_EDIT: Final = bad_request("message can't be edited")
NO_TEXT_TO_EDIT: Final = bad_request("there is no text in the message to edit")
NO_CAPTION_TO_EDIT: Final = bad_request("there is no caption in the message to edit")
DELETE_NOT_FOUND: Final = bad_request("message to delete not found")
CANT_DELETE: Final = bad_request("message can't be deleted for everyone")
REPLY_NOT_FOUND: Final = bad_request("message to be replied not found")
COPY_NOT_FOUND: Final = bad_request("message to copy not found")
FORWARD_NOT_FOUND: Final = bad_request("message to forward not found")
CANT_COPY: Final = bad_request("message can't be copied")
CANT_FORWARD: Final = bad_request("message can't be forwarded")
QUERY_TOO_OLD: Final = bad_request("query is too old and response timeout expired or query ID is invalid")
BUTTON_DATA_INVALID: Final = bad_request("BUTTON_DATA_INVALID")
FILE_TOO_BIG: Final = bad_request("file is too big")
INVALID_FILE_ID: Final = bad_request("invalid file_id")

BLOCKED: Final = forbidden("bot was blocked by the user")
DEACTIVATED: Final = forbidden("user is deactivated")
CANT_INITIATE: Final = forbidden("bot can't initiate conversation with a user")
