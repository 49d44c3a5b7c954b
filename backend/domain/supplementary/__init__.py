"""Who may have the pensioners' supplementary insurance in a contract year, under which rules, and what does it cost?"""

from backend.domain.supplementary.contract_year import ContractYear, MemberRules, Plan, Terms, TermsPiece, YearDocument
from backend.domain.supplementary.deductions import Instalment, first_month_of, instalments, last_day_for
from backend.domain.supplementary.members import (
    Action,
    Basis,
    Change,
    Kinship,
    Member,
    Pensioner,
    has_left,
    listed,
    may_do,
)

__all__ = [
    "Action",
    "Basis",
    "Change",
    "ContractYear",
    "Instalment",
    "Kinship",
    "Member",
    "MemberRules",
    "Pensioner",
    "Plan",
    "Terms",
    "TermsPiece",
    "YearDocument",
    "first_month_of",
    "has_left",
    "instalments",
    "last_day_for",
    "listed",
    "may_do",
]
