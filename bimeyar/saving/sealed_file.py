"""What does a backup look like on disk? Lines of JSON, packed, in pieces sealed with a key of the file's own.

The key of the file is sealed by the vault, so the data key (or, for an old file, one of the old data keys) opens it.
Each piece is bound to its place and the last one says so: a piece that is altered, moved or missing is noticed.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.kit.vault import SealBroken, Vault

MAGIC = b"BIMEYAR BACKUP 1\n"
_PLACE = "backup.key"
_PIECE = 1 << 20
_HEAD = struct.Struct(">BI")
_LARGEST = _PIECE * 2


class NoBackup(Exception):
    """The file is no backup, was cut short, or was altered; the text says which."""


class OtherKey(Exception):
    """The file was sealed with a data key that is not among ours."""


class BackupWriter:
    """Writes lines; nothing is whole before `close`."""

    def __init__(self, file: BinaryIO, *, vault: Vault) -> None:
        key = os.urandom(32)
        sealed = vault.encrypt(key, _PLACE)
        file.write(MAGIC + len(sealed).to_bytes(2, "big") + sealed)
        self._file, self._cipher, self._number = file, AESGCM(key), 0
        self._packer, self._waiting = zlib.compressobj(6), bytearray()

    def write(self, line: dict[str, Any]) -> None:
        """One line."""
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        self._waiting += self._packer.compress(text.encode() + b"\n")
        while len(self._waiting) >= _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]

    def close(self) -> None:
        """The last piece."""
        self._waiting += self._packer.flush()
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number), piece, _mark(last=last))
        self._file.write(_HEAD.pack(last, len(sealed)) + sealed)
        self._number += 1


def read_backup(file: BinaryIO, *, vault: Vault) -> Iterator[dict[str, Any]]:
    """The lines of a backup. Raises NoBackup and OtherKey, also in the middle: trust nothing before the end."""
    cipher = _open_key(file, vault)
    unpacker, rest = zlib.decompressobj(), b""
    for piece in _pieces(file, cipher):
        try:
            *lines, rest = (rest + unpacker.decompress(piece)).split(b"\n")
        except zlib.error:
            raise NoBackup("the file was altered") from None
        for line in lines:
            yield json.loads(line)
    if rest or not unpacker.eof:
        raise NoBackup("the file was cut short")


def _open_key(file: BinaryIO, vault: Vault) -> AESGCM:
    if file.read(len(MAGIC)) != MAGIC:
        raise NoBackup("this is no backup of Bimeyar")
    size = int.from_bytes(_exactly(file, 2), "big")
    try:
        return AESGCM(vault.decrypt(_exactly(file, size), _PLACE))
    except SealBroken:
        raise OtherKey from None


def _pieces(file: BinaryIO, cipher: AESGCM) -> Iterator[bytes]:
    number, last = 0, False
    while not last:
        flag, size = _HEAD.unpack(_exactly(file, _HEAD.size))
        if flag > 1 or size > _LARGEST:
            raise NoBackup("the file was altered")
        last = bool(flag)
        try:
            yield cipher.decrypt(_nonce(number), _exactly(file, size), _mark(last=last))
        except InvalidTag:
            raise NoBackup("the file was altered") from None
        number += 1
    if file.read(1):
        raise NoBackup("something was added to the file")


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = file.read(size)
    if len(found) != size:
        raise NoBackup("the file was cut short")
    return found


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _mark(*, last: bool) -> bytes:
    return b"last" if last else b"more"
