"""How are personal data kept at rest? AES-256-GCM with associated data, and an HMAC blind index for search.

Two secrets, both from settings and never in the database: the data key and the index key (with the index key in
hand all national ids can be tried within an hour, so it is as secret as the data key).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class SealBroken(Exception):
    """A sealed value does not open: wrong key, wrong place, or altered bytes. Never carries the value."""


def new_key() -> str:
    """A fresh 256-bit key as URL-safe base64 text."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def _decode(key: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(key.encode())
    except ValueError:
        raw = b""
    if len(raw) != 32:
        msg = "a key must be 32 bytes in URL-safe base64 (44 characters); make one with: python -m bimeyar doctor --new-key"
        raise ValueError(msg)
    return raw


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals and opens values; `place` is "table.column" and is bound to the sealed bytes.

    `data_keys` are by key id, one byte; `current` names the one that seals. Old ones still open.
    """

    data_keys: dict[int, AESGCM] = field(repr=False)
    current: int
    index_key: bytes = field(repr=False)

    @classmethod
    def from_settings(cls, *, data_key: str, index_key: str, old_keys: tuple[str, ...] = ()) -> Vault:
        """Keys as URL-safe base64; `old_keys` oldest first. Raises ValueError with a valid example in words."""
        keys = [*old_keys, data_key]
        ciphers = {number: AESGCM(_decode(key)) for number, key in enumerate(keys)}
        return cls(data_keys=ciphers, current=len(keys) - 1, index_key=_decode(index_key))

    def encrypt(self, data: bytes, place: str) -> bytes:
        """Seal bytes: key id (1 byte), nonce (12), ciphertext with tag."""
        nonce = os.urandom(_NONCE)
        head = bytes([self.current])
        return head + nonce + self.data_keys[self.current].encrypt(nonce, data, head + place.encode())

    def decrypt(self, sealed: bytes, place: str) -> bytes:
        """Open sealed bytes. Raises SealBroken."""
        key = self.data_keys.get(sealed[0]) if sealed else None
        if key is None:
            raise SealBroken(place)
        try:
            return key.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], sealed[:1] + place.encode())
        except InvalidTag:
            raise SealBroken(place) from None

    def seal(self, text: str, place: str) -> bytes:
        """Seal a text."""
        return self.encrypt(text.encode(), place)

    def open(self, sealed: bytes, place: str) -> str:
        """Open a sealed text. Raises SealBroken."""
        return self.decrypt(sealed, place).decode()

    def index(self, text: str, place: str) -> bytes:
        """Blind index of a normalised text, 32 bytes: equal texts of one place give equal bytes."""
        return hmac.new(self.index_key, f"{place}\0{text}".encode(), hashlib.sha256).digest()
