"""Which settings say how people prove who they are? A part of `Settings`, which adds everything else."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings

from backend.areas.people.limits import IdentityLimits


class IdentitySettings(BaseSettings):
    """One-time codes and the activation codes of branches."""

    code_digits: Annotated[int, Field(ge=4, le=8)] = Field(5, description="digits of a one-time code")
    code_minutes: Annotated[int, Field(ge=1, le=30)] = Field(2, description="minutes for which a one-time code is good")
    activation_days: Annotated[int, Field(ge=1, le=30)] = Field(
        7, description="days for which an activation code that a branch issued is good"
    )
    identity_floor_ms: Annotated[int, Field(ge=0, le=5000)] = Field(
        250,
        description="least time of an identification answer in milliseconds, so that nothing shows whether an id exists",
    )

    @property
    def code_lifetime(self) -> timedelta:
        """How long a one-time code is good."""
        return timedelta(minutes=self.code_minutes)

    def identity_limits(self) -> IdentityLimits:
        """How codes are made and judged."""
        return IdentityLimits(
            digits=self.code_digits,
            lifetime=self.code_lifetime,
            floor=timedelta(milliseconds=self.identity_floor_ms),
            activation_life=timedelta(days=self.activation_days),
        )
