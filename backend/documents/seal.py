"""Is this paper ours, letter by letter? The text of its QR code carries an Ed25519 signature that anybody checks offline.

    bimeyar-contract/1|number|1405-09-07|national id|rate|wage base|premium|1405-09|key|signature

`key` names the public key by the first eight letters of its digest, so that a paper of an earlier key is told apart
from a false one. The signature covers everything before it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MARK = "bimeyar-contract/1"
FIELDS = ("number", "concluded", "national_id", "rate", "wage_base", "premium", "first_month")
_TEXT = re.compile(re.escape(MARK) + r"(?:\|[A-Za-z0-9-]{1,40}){7}\|[0-9a-f]{8}\|[A-Za-z0-9_-]{86}")
_BETWEEN = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
"""Blanks, line breaks and invisible marks that messengers put into a long text; a seal has none."""
_LABEL = b"bimeyar paper seal 1"


class Seen(StrEnum):
    """What a check of a text found."""

    GENUINE = "genuine"
    ALTERED = "altered"
    """signed with our key, but not this text: a figure was changed, or the signature is made up"""
    OTHER_KEY = "other-key"
    """signed with a key that is not the one given"""
    NO_PAPER = "no-paper"
    """no text of one of our papers"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and the figures that the text claims, by name of `FIELDS`; empty where it is no paper."""

    seen: Seen
    claims: dict[str, str] = field(default_factory=dict)


class BadKey(ValueError):
    """The text is no public key of ours."""


@dataclass(frozen=True)
class PublicKey:
    """The key that is published: whoever has it can check, and can sign nothing."""

    raw: bytes

    @classmethod
    def read(cls, text: str) -> PublicKey:
        """From URL-safe base64, 43 letters. Raises BadKey."""
        try:
            raw = base64.urlsafe_b64decode(text.strip() + "=")
        except ValueError:
            raw = b""
        if len(raw) != 32:
            raise BadKey("a public key has 43 letters, as published at /verify/key")
        return cls(raw)

    @property
    def text(self) -> str:
        """URL-safe base64 without padding, 43 letters."""
        return _encode(self.raw)

    @property
    def name(self) -> str:
        """The first eight letters of its digest."""
        return hashlib.sha256(self.raw).hexdigest()[:8]

    def check(self, text: str) -> Checked:
        """Is this text, or the one found inside of it, signed with this key?"""
        found = _TEXT.search(text)
        if found is None:
            return Checked(Seen.NO_PAPER)
        signed, _, signature = found[0].rpartition("|")
        *claimed, key = signed.split("|")[1:]
        claims = dict(zip(FIELDS, claimed, strict=True))
        if key != self.name:
            return Checked(Seen.OTHER_KEY, claims)
        try:
            _verify(self.raw, signature, signed)
        except InvalidSignature:
            return Checked(Seen.ALTERED, claims)
        return Checked(Seen.GENUINE, claims)


def as_signed(text: str) -> str:
    """A text as people hand it on, without what was put between its letters on the way."""
    return _BETWEEN.sub("", text)


@dataclass(frozen=True)
class PaperSeal:
    """The private half, made from a secret of this service; the same secret makes the same key."""

    secret: bytes = field(repr=False)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        seed = hmac.new(self.secret, _LABEL, hashlib.sha256).digest()
        return Ed25519PrivateKey.from_private_bytes(seed)

    @cached_property
    def public(self) -> PublicKey:
        """The key to publish."""
        return PublicKey(self._private.public_key().public_bytes_raw())

    def sign(self, claims: dict[str, str]) -> str:
        """The text of the QR code. `claims`: Latin letters, digits and - for each of `FIELDS`."""
        signed = "|".join((MARK, *(claims[name] for name in FIELDS), self.public.name))
        return f"{signed}|{_encode(self._private.sign(signed.encode()))}"


def _verify(key: bytes, signature: str, signed: str) -> None:
    """Raises InvalidSignature, also for a signature written in another way than ours."""
    raw = _decode(signature)
    if _encode(raw) != signature:
        raise InvalidSignature
    Ed25519PublicKey.from_public_bytes(key).verify(raw, signed.encode())


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
