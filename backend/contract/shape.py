"""How is a value that crosses a boundary made? Frozen, strict, and it refuses unknown fields."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """Base of every wire shape: immutable, no unknown fields, no silent conversion of types in Python.

    JSON input still accepts ISO dates and enum values as JSON has no such types.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
