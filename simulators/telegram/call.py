"""What did the bot ask for? One call of a Bot API method with typed access to its parameters."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulators.telegram.bots import Bot
from simulators.telegram.refusals import Refused, bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart body."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """A method and its parameters; a parameter is text (forms) or already decoded (JSON).

    `own_markup`: the messenger reads every text as its own Markdown, whatever parse mode is named.
    """

    bot: Bot
    method: str
    fields: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    own_markup: bool = False

    def text(self, name: str) -> str:
        """A parameter as text, "" when absent."""
        value = self.fields.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """A parameter as a whole number; what is none counts as absent, as Telegram does it."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """A parameter as yes or no."""
        return self.text(name).strip().lower() in ("true", "1", "yes")

    def value(self, name: str, *, otherwise: str) -> Any:
        """A parameter that holds JSON, None when absent; refused with the words `otherwise` when it does not parse."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(bad_request(otherwise)) from None

    def chat_id(self) -> int | None:
        """The chat the call is about, when it says so in numbers."""
        try:
            return int(self.text("chat_id"))
        except ValueError:
            return None

    def for_ledger(self) -> dict[str, Any]:
        """The parameters as the ledger keeps them: files by name and size, not by content."""
        files = {
            name: {"file_name": upload.name, "mime": upload.mime, "size": len(upload.content)}
            for name, upload in self.uploads.items()
        }
        return {**self.fields, **files}
