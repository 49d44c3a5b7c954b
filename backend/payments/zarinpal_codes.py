"""What does each code of ZarinPal mean for us (channels.md 6.1)? A table as data; an unknown code is no answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.payments.port import Cause, Doubt, Standing

OK, ALREADY = 100, 101
WRONG_MERCHANT = -10
SUCCESS = frozenset({OK, ALREADY})
"""Both mean that the money is ours."""

DOUBTS: Mapping[int, Doubt] = MappingProxyType(
    {
        -50: Doubt.AMOUNT_DIFFERS,
        -51: Doubt.NOT_PAID,
        -54: Doubt.UNKNOWN_SESSION,
        -55: Doubt.UNKNOWN_SESSION,
    }
)
"""Certain answers to `verify` that are not success."""

CAUSES: Mapping[int, Cause] = MappingProxyType(
    {
        -9: Cause.REQUEST,
        WRONG_MERCHANT: Cause.CONFIGURATION,
        -11: Cause.CONFIGURATION,
        -12: Cause.THROTTLE,
        -13: Cause.LIMIT,
        -14: Cause.CONFIGURATION,
        -15: Cause.CONFIGURATION,
        -16: Cause.CONFIGURATION,
        -17: Cause.CONFIGURATION,
        **dict.fromkeys(range(-39, -29), Cause.CONFIGURATION),
        -40: Cause.REQUEST,
        -41: Cause.LIMIT,
        -53: Cause.CONFIGURATION,
        -60: Cause.STATE,
        -61: Cause.STATE,
        -62: Cause.CONFIGURATION,
        -63: Cause.STATE,
    }
)
"""Refusals to serve us, and who must act. -52 (unexpected) is missing on purpose: it says nothing."""

STANDINGS: Mapping[str, Standing] = MappingProxyType(
    {
        "IN_BANK": Standing.WAITING,
        "PAID": Standing.TAKEN,
        "VERIFIED": Standing.VERIFIED,
        "FAILED": Standing.FAILED,
        "REVERSED": Standing.RETURNED,
    }
)

HIGHEST_AMOUNT = 1_000_000_000
"""Rial; code -41 answers above it (channels.md 6.1: 100,000,000 toman). A default for the setting."""
