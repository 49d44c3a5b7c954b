"""Which settings has the staff's door? A part of `Settings`, which adds everything else."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings

from backend.areas.cases.desk_ports import DeskLimits
from backend.areas.staff.limits import StaffLimits


class StaffSettings(BaseSettings):
    """How staff sign in, and how long they stay in."""

    staff_idle_minutes: Annotated[int, Field(ge=1, le=480)] = Field(
        20, description="minutes without a click after which a session of the staff console ends"
    )
    staff_session_hours: Annotated[int, Field(ge=1, le=24)] = Field(
        9, description="hours after which a session of the staff console ends in any case"
    )
    staff_tries: Annotated[int, Field(ge=1, le=20)] = Field(
        5, description="wrong passwords and codes before an account of the staff is locked for a while"
    )
    staff_lock_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(
        15, description="minutes for which an account of the staff is locked after wrong tries"
    )
    staff_proof_minutes: Annotated[int, Field(ge=1, le=480)] = Field(
        10,
        description="minutes for which the code of a device allows acts of the staff that ask for a fresh one, such as recording a debt as paid",
    )
    staff_claim_minutes: Annotated[int, Field(ge=1, le=480)] = Field(
        30, description="minutes for which a request stays with the member of staff who took it"
    )
    staff_undo_seconds: Annotated[int, Field(ge=0, le=600)] = Field(
        20, description="seconds for which a decision on several requests can be undone before it takes effect"
    )

    staff_knocks: Annotated[int, Field(ge=5, le=100_000)] = Field(
        120, description="tries to sign in at the staff console from one address in ten minutes"
    )

    def desk_limits(self) -> DeskLimits:
        """The same as the desk of cases takes it."""
        return DeskLimits(
            claim=timedelta(minutes=self.staff_claim_minutes), undo=timedelta(seconds=self.staff_undo_seconds)
        )

    def staff_limits(self) -> StaffLimits:
        """The same as the staff's door takes it."""
        return StaffLimits(
            idle=timedelta(minutes=self.staff_idle_minutes),
            life=timedelta(hours=self.staff_session_hours),
            tries=self.staff_tries,
            lock=timedelta(minutes=self.staff_lock_minutes),
            knocks=self.staff_knocks,
            step_up=timedelta(minutes=self.staff_proof_minutes),
        )
