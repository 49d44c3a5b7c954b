"""How sure are we of a figure?"""

from __future__ import annotations

from enum import StrEnum


class Confidence(StrEnum):
    """How sure a figure is: official or reproduced; one decent source; one weak source, or carried on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
