"""Which kinds of request are there, how can one stand, and in whose hands is it?

Every status is a Fluent id: `case-status-<status>` is its title, word for word as the orders write it where they do,
`case-next-<status>` what comes next and by whom.
"""

from __future__ import annotations

from enum import StrEnum


class CaseKind(StrEnum):
    """What was asked for."""

    SUPPLEMENTARY = "supplementary"
    """membership in the pensioners' supplementary insurance: enrol or withdraw (pensioner-supplementary order)"""
    VOLUNTARY_CONTRACT = "voluntary-contract"
    """a voluntary contract, until nothing is left for the branch to do (voluntary-contract order)"""


class Queue(StrEnum):
    """In whose hands an open case is; it is in exactly one at every moment [E8]."""

    ASSOCIATION = "association"
    """the retirees' association of the person's county"""
    BRANCH = "branch"
    APPLICANT = "applicant"
    """the person must correct something before anybody else can go on"""


class CaseStatus(StrEnum):
    """How a case stands, as its person reads it."""

    AT_ASSOCIATION = "at-association"
    """«در حال بررسی کانون بازنشستگان و مستمری‌بگیران» (order clause 8)"""
    AT_BRANCH = "at-branch"
    """«در حال بررسی - نیاز به رسیدگی شعبه» (order clause 9)"""
    SENT_BACK = "sent-back"
    """the person is to correct something; then it returns to where it was [E8]"""
    AWAITING_EXAM = "awaiting-exam"
    """the branch waits for the result of the entry examination [V4]"""
    EXAM_UNFIT = "exam-unfit"
    """the result does not confirm the contract: the branch decides"""
    CONFIRMED = "confirmed"
    """«مختومه - تایید نهایی» (order clause 13)"""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    """given up by its person"""
    LAPSED = "lapsed"
    """what it was about has ended, so nothing is left to decide"""


class Mover(StrEnum):
    """Who makes a move."""

    APPLICANT = "applicant"
    ASSOCIATION = "association"
    BRANCH = "branch"
    RULE = "rule"
    """the law and the calendar, without anybody's decision"""
