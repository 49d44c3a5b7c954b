"""Which words of the field do the rules use? Closed lists, as they are stored and sent."""

from __future__ import annotations

from enum import StrEnum


class InsuranceKind(StrEnum):
    """Kinds of contract that a premium slip is issued for."""

    VOLUNTARY = "voluntary"
    """voluntary continuation (ادامه بیمه به طور اختیاری), premium type 02"""
    SELF_EMPLOYED = "self_employed"
    """self-employed insurance (بیمه صاحبان حرف و مشاغل آزاد), premium type 01"""


class SubKind(StrEnum):
    """Groups of self-employed insured whose lowest wage base has a coefficient of its own (domain.md 2.1, 2.3)."""

    HOUSEWIFE = "housewife"
    STUDENT = "student"
    MEDICAL_STUDENT = "medical_student"
    DRIVER = "driver"
    """city driver without state help"""
    OWN_ACCOUNT = "own_account"
    """employer, own-account worker, builder, cleric, contractor, board member"""


class Nationality(StrEnum):
    """Whose treatment per-capita applies."""

    IRANIAN = "iranian"
    FOREIGN = "foreign"


class AccountRun(StrEnum):
    """State of last year's account run (گردش حساب), as the branch reports it [P6]."""

    SETTLED = "settled"
    NOT_COMPUTED = "not_computed"
    DEBT = "debt"


class ExamState(StrEnum):
    """Where the medical examination at the beginning of the contract stands [V4]."""

    NOT_NEEDED = "not_needed"
    PENDING = "pending"
    UNFIT = "unfit"
    """not confirmed: nothing is paid until the branch has decided"""
    DECIDED = "decided"
