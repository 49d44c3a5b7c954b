"""How are Jalali months and days named across boundaries? (the arithmetic lives in backend.domain)."""

from __future__ import annotations

from backend.domain.calendar import JalaliMonth

__all__ = ["JalaliMonth"]
