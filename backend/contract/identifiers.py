"""Which numbers of a person are well formed? (domain.md 8; the check digits live in backend.domain)."""

from __future__ import annotations

from backend.domain.identifiers import is_iban, is_national_id

__all__ = ["is_iban", "is_national_id"]
