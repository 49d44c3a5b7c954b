"""What did the caller send, and is it there?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulators.kavenegar.codes import Refusal


@dataclass(frozen=True, slots=True)
class Form:
    """The parameters of a call: query and form together, a repeated name joined by commas."""

    values: Mapping[str, str]
    posted: bool

    def get(self, name: str) -> str | None:
        """The value, or None where it is absent or blank."""
        found = self.values.get(name, "").strip()
        return found or None

    def need(self, name: str) -> str:
        """The value; absent is 400, blank is 406."""
        if name not in self.values:
            raise Refusal(400)
        found = self.get(name)
        if found is None:
            raise Refusal(406)
        return found

    def number(self, name: str) -> int | None:
        """A whole number, or None where absent; anything else is 400."""
        found = self.get(name)
        if found is None:
            return None
        if not found.lstrip("-").isdecimal():
            raise Refusal(400)
        return int(found)

    def names(self, name: str, limit: int) -> list[str]:
        """A comma list; more than the limit is 414."""
        found = [part.strip() for part in self.need(name).split(",")]
        if len(found) > limit:
            raise Refusal(414)
        return found

    def numbers(self, name: str, limit: int) -> list[int]:
        """A comma list of whole numbers; anything else is 400."""
        found = self.names(name, limit)
        if not all(part.isdecimal() for part in found):
            raise Refusal(400)
        return [int(part) for part in found]

    def array(self, name: str) -> list[Any]:
        """A JSON array in one string; anything else is 400."""
        try:
            found = json.loads(self.need(name))
        except ValueError:
            raise Refusal(400) from None
        if not isinstance(found, list):
            raise Refusal(400)
        return found
