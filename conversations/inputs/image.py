"""Which picture?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from conversations.engine.asking import Bad, Good, Input, Read, View
from conversations.engine.event import Attached

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the channel holds: its reference there, MIME type, size in bytes."""

    ref: str
    mime: str
    size: int


class Image(Input[Picture]):
    """A photo, or a picture sent as a document (which keeps its full size)."""

    kind: ClassVar[str] = "image"
    gives = Picture

    def __init__(
        self, *, most_bytes: int = 10 * _MB, mimes: tuple[str, ...] = ("image/jpeg", "image/png", "image/webp")
    ) -> None:
        self.most_bytes = most_bytes
        self.mimes = mimes

    def read_text(self, text: str, view: View) -> Read[Picture]:  # noqa: ARG002
        """Text is not a picture."""
        return Bad("text")

    def read_attached(self, attached: Attached, view: View) -> Read[Picture]:
        """The picture, or what is wrong: another kind of file; too large {most, size} in MB."""
        if attached.kind not in {"photo", "document"}:
            return super().read_attached(attached, view)
        mime = attached.mime or ("image/jpeg" if attached.kind == "photo" else "")
        if mime not in self.mimes:
            return Bad("type")
        if attached.size > self.most_bytes:
            return Bad("large", {"most": self.most_bytes // _MB, "size": -(-attached.size // _MB)})
        return Good(Picture(attached.ref, mime, attached.size))

    def samples(self, view: View) -> tuple[Picture, ...]:  # noqa: ARG002
        """A small picture."""
        return (Picture("sample", "image/jpeg", 1000),)

    def reasons(self) -> tuple[str, ...]:
        """See `read_attached`."""
        return ("text", "type", "large")


def image(*, most_bytes: int = 10 * _MB) -> Image:
    """Ask for a picture."""
    return Image(most_bytes=most_bytes)
