"""What does an operator say about the organisation's own sign-in, and which addresses may it have?"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

RETURN_PATH = "/console/oidc/back"
"""Where it sends browsers back to; it must be written down there with our public address before it."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTerms:
    """What an operator sets. `claim` names the user; with `factors` one of them must stand in `amr` or `acr`."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    return_url: str
    label: str = ""
    claim: str = "preferred_username"
    factors: frozenset[str] = frozenset()


def is_safe_address(address: str) -> bool:
    """Over https, or to this machine itself."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )
