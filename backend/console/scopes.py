"""At which queues does somebody work, by their roles? A role at an office is a line; other roles have none."""

from __future__ import annotations

from backend.areas.cases.desk_ports import Worker
from backend.areas.cases.scope import Scope
from backend.areas.staff.roles import Role
from backend.areas.staff.service import Signed
from backend.domain.cases import Queue

_QUEUE_OF = {
    Role.ASSOCIATION: Queue.ASSOCIATION,
    Role.BRANCH_STAFF: Queue.BRANCH,
    Role.BRANCH_HEAD: Queue.BRANCH,
}


def workers_of(signed: Signed) -> dict[Queue, Worker]:
    """Their queues in order, each with the offices at which they work."""
    found = {}
    for queue in (Queue.ASSOCIATION, Queue.BRANCH):
        offices = {grant.office for grant in signed.grants if _QUEUE_OF.get(grant.role) is queue and grant.office}
        if offices:
            found[queue] = Worker(signed.account, Scope(queue=queue, offices=frozenset(offices)))
    return found
