"""What is asked and answered about the requests of a person, of every service [E6]?

Moments are aware UTC. Codes are Fluent ids: `case-kind-<kind>` says what was asked for, `case-status-<status>` how it
stands in the words of the orders, `case-next-<status>` what comes next and by whom, `case-reason-<reason>` why.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from backend.contract.shape import Shape


class AskRequests(Shape):
    """My requests: open ones first, then the newest; `page` counts from 1, two a page."""

    page: Annotated[int, Field(ge=1)] = 1


class Request(Shape):
    """One request.

    `kind`, `status`: see `backend.domain.cases`. `subject`: number of what it is about. `since`: when it came to this
    status. `holder`: in whose hands it is ("association", "branch", "applicant"), None when it is closed; `office`: name
    of that branch or county. `reason`, `note`: those of the last move, where it had them.
    """

    id: str
    kind: str
    subject: str
    status: str
    since: datetime
    opened_at: datetime
    holder: str | None
    office: str
    reason: str | None
    note: str | None


class Requests(Shape):
    """A page of requests."""

    items: tuple[Request, ...]
    page: int
    pages: int
