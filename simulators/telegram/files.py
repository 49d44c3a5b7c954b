"""Where are the photos and documents? Files by file_id, with their bytes, in the same SQLite file."""

import hashlib
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from simulators.telegram.database import Database, Row

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
SUFFIX = {"photo": ".jpg", "voice": ".oga", "sticker": ".webp", "video": ".mp4", "animation": ".mp4", "audio": ".mp3"}
MIME = {"photo": "image/jpeg", "voice": "audio/ogg", "sticker": "image/webp", "audio": "audio/mpeg"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file; `size` may be declared larger than what is really kept, to play a file that is too big."""

    file_id: str
    number: int
    kind: str
    name: str
    mime: str
    size: int
    path: str
    width: int | None
    height: int | None

    def identity(self) -> dict[str, Any]:
        """The fields every file object has."""
        unique = hashlib.sha256(self.file_id.encode()).hexdigest()[:16]
        return {"file_id": self.file_id, "file_unique_id": f"AgAD{unique}", "file_size": self.size}


class FileBook:
    """Files by id and by download path."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *, kind: str, name: str, mime: str, content: bytes, size: int | None = None) -> StoredFile:
        """Keeps a file and gives it an id and a download path."""
        number = self._database.next("file")
        suffix = PurePosixPath(name).suffix or SUFFIX.get(kind, "")
        width, height = measure_picture(content) or (None, None)
        file = StoredFile(
            file_id=f"BQACAgQAAx{number:08d}" + hashlib.sha256(content).hexdigest()[:24],
            number=number,
            kind=kind,
            name=name,
            mime=mime or MIME.get(kind, "application/octet-stream"),
            size=len(content) if size is None else size,
            path=f"{kind}s/file_{number}{suffix}",
            width=width,
            height=height,
        )
        self._database.run(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(getattr(file, field) for field in StoredFile.__slots__),
            content,
        )
        return file

    def get(self, file_id: str) -> StoredFile | None:
        """The file of this id."""
        return _file(self._database.one("SELECT * FROM files WHERE file_id = ?", file_id))

    def at(self, path: str) -> StoredFile | None:
        """The file behind a download path."""
        return _file(self._database.one("SELECT * FROM files WHERE path = ?", path))

    def content(self, file: StoredFile) -> bytes:
        """Its bytes."""
        return bytes(self._database.value("SELECT content FROM files WHERE file_id = ?", file.file_id))


def _file(row: Row | None) -> StoredFile | None:
    return None if row is None else StoredFile(**{name: row[name] for name in StoredFile.__slots__})


def measure_picture(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, WEBP or JPEG; None when it is no picture."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 512, 512
    if content[:2] == b"\xff\xd8":
        return _measure_jpeg(content)
    return None


def _measure_jpeg(content: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker, length = content[position + 1], int.from_bytes(content[position + 2 : position + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return 320, 320
