"""How many working days is that, by the Jalali calendar with its holidays?"""

from __future__ import annotations

from backend.domain.working_days.counting import WorkingDays
from backend.domain.working_days.loading import BadHolidays, load_working_days, read_working_days

__all__ = ["BadHolidays", "WorkingDays", "load_working_days", "read_working_days"]
