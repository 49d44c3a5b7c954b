"""How is the supplementary insurance put into lines? Shared by the screens of its conversation."""

from __future__ import annotations

from backend.contract.supplementary import EnrolmentJudgement, EnrolmentOutcome, EnrolmentSheet, EnrolmentStanding
from conversations.engine import Arg, Text


def door_args(sheet: EnrolmentSheet) -> dict[str, Arg]:
    """Why nothing can be asked for today."""
    year, branch = sheet.year, sheet.branch
    return {
        "door": sheet.door.value,
        "from": year.window_from.isoformat() if year else "none",
        "to": year.window_to.isoformat() if year else "none",
        "branch": branch.name,
        "address": branch.address,
        "phone": branch.phone,
    }


def own_args(sheet: EnrolmentSheet) -> dict[str, Arg]:
    """What is known of the pensioner."""
    branch = sheet.branch
    return {
        "name": sheet.name,
        "pension": sheet.pension or "",
        "county": sheet.county or "",
        "branch": branch.name,
        "address": branch.address,
        "phone": branch.phone,
    }


def standing_args(request: EnrolmentStanding | None) -> dict[str, Arg]:
    """A request: how it stands, who has it, and what must be corrected."""
    if request is None:
        return {}
    more: list[Text] = []
    if request.reason is not None:
        more.append(Text("case-line-why", {"reason": Text(f"case-reason-{request.reason}")}))
    if request.note is not None:
        more.append(Text("case-line-note", {"note": request.note}))
    more += [Text("enrolment-correct-line", {"name": name}) for name in request.lines]
    return {
        "number": request.number,
        "status": Text(f"case-status-{request.status}"),
        "since": request.since.isoformat(),
        "next": Text(f"case-next-{request.status}", {"office": request.office}),
        "lines": tuple(more) or Text("enrolment-no-note"),
        "persons": request.persons,
        "share": request.pensioner,
    }


def broken_args(found: EnrolmentJudgement) -> dict[str, Arg]:
    """Which rules the choice breaks, and where they stand."""
    return {
        "lines": tuple(
            Text(
                "enrolment-broken",
                {
                    "what": Text(f"enrolment-lack-{lack.code}", {"name": lack.name or ""}),
                    "cite": Text(f"cite-{lack.cite}"),
                },
            )
            for lack in found.lacks
        )
    }


def review_args(found: EnrolmentJudgement, sheet: EnrolmentSheet) -> dict[str, Arg]:
    """What everybody will have, and what it costs."""
    month = {"first": found.first_month, "by": found.accept_by.isoformat(), "later": found.later_month or "none"}
    leaving = [one.name for one in found.outcomes if one.before and not one.after]
    warned = (Text("enrolment-loses", {"names": _names(leaving), **month}),) if leaving else ()
    back = sheet.request
    return {
        "lines": (*(_outcome(one) for one in found.outcomes), *warned),
        "plan": Text("enrolment-plan", {"plan": found.plan}),
        "persons": found.persons,
        "premium": found.premium,
        "organisation": found.organisation,
        "share": found.pensioner,
        **month,
        "last": found.last_month,
        "money": "none" if not found.persons else "some" if found.months else "over",
        "total": found.until_end,
        "desk": (back.desk or "none") if back else "association",
        "office": back.office if back else sheet.county or "",
    }


def _outcome(one: EnrolmentOutcome) -> Text:
    said: dict[str, Arg] = {
        "name": one.name,
        "kinship": Text(f"kinship-{one.kinship}"),
        "after": Text("enrolment-has" if one.after else "enrolment-has-not"),
    }
    if one.action is None:
        return Text("enrolment-unchanged", said)
    return Text("enrolment-outcome", said | {"action": Text(f"enrolment-action-{one.action}")})


def _names(names: list[str]) -> Arg:
    """Several people in one sentence."""
    *before, last = names
    return Text("enrolment-names", {"names": _names(before), "name": last}) if before else last
