"""How is an example about the supplementary insurance put to the rule? All values are text, days Jalali.

`members`: one a comma, "name kinship has|has-not [basis] [until DAY]"; `asks`: "name register, name withdraw".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backend.domain.calendar import parse_jalali
from backend.domain.rules import Ruleset, enrolment
from backend.domain.supplementary import Action, Basis, Change, Kinship, Member, Pensioner, listed
from tests.rules.given import Answer, Given, verdict_of
from tests.rules.years import YEARS


def member_of(text: str) -> Member:
    """A member in the words of an example."""
    words = text.split()
    until = parse_jalali(words[words.index("until") + 1]) if "until" in words else None
    basis = next((Basis(word) for word in words if word in set(Basis)), Basis.THROUGH_PENSIONER)
    return Member(key=words[0], kinship=Kinship(words[1]), until=until, basis=basis, covered=words[2] == "has")


def _parts(given: Given, name: str) -> list[str]:
    return [part.strip() for part in given.get(name, "").split(",") if part.strip()]


def _enrolment(ruleset: Ruleset, given: Given) -> Answer:
    members = tuple(map(member_of, _parts(given, "members")))
    asks = [part.split() for part in _parts(given, "asks")]
    on, who = parse_jalali(given["on"]), given.get("who", "pensioner")
    decision = enrolment(
        ruleset,
        year=YEARS[int(given["year"])],
        plan=given.get("plan", "gold"),
        pensioner=Pensioner(pensioner="pensioner" in who, staff="staff" in who, file_active="closed" not in who),
        members=members,
        changes=tuple(Change(name, Action(action)) for name, action in asks),
        on=on,
    )
    answer = verdict_of(decision) | {
        "listed": ", ".join(member.key for member in listed(members, on)),
        "about": ", ".join(str(reason.is_) for reason in decision.unmet if reason.is_ is not None),
    }
    if decision.value is not None:
        found = decision.value
        names = ("persons", "premium", "organisation", "pensioner", "months", "until_end")
        answer |= {name: getattr(found, name) for name in names}
        answer |= {
            "has afterwards": ", ".join(one.member for one in found.outcomes if one.after),
            "first_month": str(found.first_month),
            "last_month": str(found.last_month),
        }
    return answer


ENROLMENT_ASKS: Mapping[str, Callable[[Ruleset, Given], Answer]] = {"enrolment": _enrolment}
