"""Who is to change, in one message that stays where it is? Lines that are toggled by buttons, numbers, or «همه» [E1]."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from backend.contract.supplementary import EnrolmentMember, EnrolmentTable
from conversations.engine import Arg, Bad, Good, Option, Read, Text, Turned, View
from conversations.engine.asking import Input
from conversations.inputs import words
from conversations.inputs.normalise import fold_digits, squeeze

ALL, GO = "all", "go"
_ALL, _YES = words.heard((*words.ALL, "همه افراد")), words.heard((*words.YES, "ادامه", "تایید و ادامه", "continue"))
_MARK = "="
"""A page says who is chosen, "=0,2"; the first one has no mark."""
_ALL_LEAVE = words.heard(words.ALL_LEAVE)
_BLANK = Text("enrolment-no-note")
_NUMBERS = re.compile(r"\d{1,3}")
_BETWEEN = re.compile(r"[\s\d,،؛;.+\-]|و|and", re.IGNORECASE)


class MembersTable(Input[str]):
    """The answer is the keys of those chosen, "0,2". The Ask's one option holds the table (`table_option`)."""

    kind: ClassVar[str] = "members"
    takes_numbers: ClassVar[bool] = True
    gives = str

    def options(self, view: View) -> tuple[Option, ...]:
        """A button for each who may change, all of them, and on."""
        table, chosen = _table(view), _chosen(view)
        able = [member for member in table.members if member.action]
        buttons = [Option(member.key, _label(table, member, member.key in chosen)) for member in able]
        if len(able) > 1:
            everybody = set(_all(table)) <= set(chosen)
            everyone = "enrolment-everybody-leaves" if _is_leaving(table) else "enrolment-everybody"
            buttons.append(Option(ALL, Text("enrolment-nobody" if everybody else everyone)))
        return (*buttons, Option(GO, Text("enrolment-go-on")))

    def prompt(self, view: View) -> Text | None:
        """The table with the new status of each, and the rules that the choice breaks."""
        table, chosen = _table(view), _chosen(view)
        return Text(view.base, table_args(table, chosen))

    def read_press(self, key: str, view: View) -> Read[str]:
        """Toggle, all or nobody, or on."""
        chosen = _chosen(view)
        if key == GO:
            return Good(",".join(chosen)) if chosen else Bad("none")
        if key == ALL:
            everybody = _all(_table(view))
            return _page(() if set(everybody) <= set(chosen) else everybody)
        return _page(_toggled(_table(view), chosen, (key,)))

    def read_text(self, text: str, view: View) -> Read[str]:
        """Numbers of lines, «همه», or a word for yes; what is wrong: outside {most, example}, closed {name, example}, none."""
        word, table = squeeze(text), _table(view)
        if word in _ALL or (word in _ALL_LEAVE and _is_leaving(table)):
            return _page(_all(table))
        if word in _YES:
            return self.read_press(GO, view)
        plain = fold_digits(text)
        numbers = [int(number) for number in _NUMBERS.findall(plain)]
        if not numbers or _BETWEEN.sub("", plain):
            return Bad("choice")
        if not all(1 <= number <= len(table.members) for number in numbers):
            return Bad("outside", {"most": len(table.members), "example": _example(table)})
        members = [table.members[number - 1] for number in numbers]
        closed = next((member for member in members if not member.action), None)
        if closed is not None:
            return Bad("closed", {"name": closed.name, "example": _example(table)})
        return _page(_toggled(table, _chosen(view), [member.key for member in members]))

    def samples(self, view: View) -> tuple[str, ...]:
        """Everybody."""
        return (",".join(_all(_table(view))),)

    def reasons(self) -> tuple[str, ...]:
        """See `read_text`."""
        return ("none", "outside", "closed")

    def texts(self) -> tuple[str, ...]:
        """The labels."""
        everybody = ("enrolment-nobody", "enrolment-everybody", "enrolment-everybody-leaves")
        return (*everybody, "enrolment-go-on", "enrolment-toggle")


def members_table() -> MembersTable:
    """Ask who is to change; the Ask's `options` are `table_option` of the table."""
    return MembersTable()


def table_option(table: EnrolmentTable) -> tuple[Option, ...]:
    """The table as the one option of the Ask."""
    return (Option("table", Text("enrolment-go-on"), value=table),)


def table_args(table: EnrolmentTable, chosen: Iterable[str]) -> dict[str, Arg]:
    """Lines, broken rules, and who is not listed."""
    who = tuple(chosen)
    lines: list[Text] = []
    for number, member in enumerate(table.members, start=1):
        lines += [_line(number, member, member.key in who), _BLANK]
    ended = [Text("enrolment-ended", {"name": name}) for name in table.ended]
    return {
        "lines": tuple(lines[:-1]),
        "notes": tuple(text for note in (*lacks(table, who), *ended) for text in (_BLANK, note)) or _BLANK,
        "window": "yes" if table.window_open else "no",
    }


def lacks(table: EnrolmentTable, chosen: tuple[str, ...]) -> tuple[Text, ...]:
    """The rules that the choice breaks, with a name; none are asked where only people who left dependency change."""
    named = {member.key: member for member in table.members}
    changed = [named[key] for key in chosen if key in named]
    if not changed or all(member.left for member in changed):
        return ()
    after = {key: member.covered != (key in chosen) for key, member in named.items()}
    found = []
    for bond in table.bonds:
        missing = next((key for key in bond.all if not after.get(key)), None)
        asked = any(after.get(key) for key in (bond.where or bond.all))
        if missing is not None and asked:
            found.append(Text(f"enrolment-lack-{bond.code}", {"name": named[missing].name}))
    return tuple(found)


def _line(number: int, member: EnrolmentMember, chosen: bool) -> Text:
    mark = "correct" if member.correct else "why" if member.why == "insured-elsewhere" else "plain"
    return Text(
        "enrolment-line",
        {
            "n": number,
            "name": member.name,
            "kinship": Text(f"kinship-{member.kinship}"),
            "until": _until(member),
            "state": _state(member, member.action if chosen else None),
            "mark": mark,
        },
    )


def _state(member: EnrolmentMember, action: str | None) -> Text:
    """What a member has now, and where something is asked for, what that makes of it."""
    now = Text("enrolment-has" if member.covered else "enrolment-has-not")
    if action is None:
        return Text("enrolment-stays", {"now": now})
    after = Text("enrolment-has-not" if member.covered else "enrolment-has")
    return Text("enrolment-moves", {"now": now, "action": Text(f"enrolment-action-{action}"), "after": after})


def _until(member: EnrolmentMember) -> Text:
    """The dependency end date; the pensioners themselves depend on nobody."""
    if member.until is not None:
        return Text("enrolment-left" if member.left else "enrolment-until", {"on": member.until.isoformat()})
    return _BLANK if member.kinship == "self" else Text("enrolment-without-end")


def _label(table: EnrolmentTable, member: EnrolmentMember, on: bool) -> Text:
    number = table.members.index(member) + 1
    does = member.action if on and member.action else f"can-{member.action}"
    return Text("enrolment-toggle", {"n": number, "name": member.name, "does": does})


def _table(view: View) -> EnrolmentTable:
    table: EnrolmentTable = view.options[0].value
    return table


def _chosen(view: View) -> tuple[str, ...]:
    if not view.page:
        return _table(view).chosen
    return tuple(key for key in view.page.removeprefix(_MARK).split(",") if key)


def _all(table: EnrolmentTable) -> tuple[str, ...]:
    """Everybody to whom the same thing is open: those who can be enrolled, or else those who can withdraw."""
    register = tuple(member.key for member in table.members if member.action == "register")
    return register or tuple(member.key for member in table.members if member.action)


def _is_leaving(table: EnrolmentTable) -> bool:
    """Does «همه» mean that everybody leaves the insurance?"""
    return not any(member.action == "register" for member in table.members)


def _example(table: EnrolmentTable) -> int:
    """The number of the first line that can change."""
    return next((number for number, member in enumerate(table.members, start=1) if member.action), 1)


def _toggled(table: EnrolmentTable, chosen: tuple[str, ...], keys: Iterable[str]) -> tuple[str, ...]:
    wanted = set(chosen) ^ set(keys)
    return tuple(member.key for member in table.members if member.key in wanted)


def _page(chosen: tuple[str, ...]) -> Turned:
    return Turned(_MARK + ",".join(chosen))
