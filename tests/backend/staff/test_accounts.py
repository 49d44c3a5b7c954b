"""Do accounts come, change and close as administrators say, at once, and never from inside?"""

from __future__ import annotations

import pytest

from backend.areas.staff.administering import CannotDo
from backend.areas.staff.audit import Did
from backend.areas.staff.roles import MAY, OF_AN_OFFICE, Grant, May, Role, allows, grants_of
from backend.areas.staff.signing_in import SignInRefused
from tests.backend.staff.office import Office


async def test_a_locked_account_is_out_at_once_and_in_again_when_unlocked(office: Office) -> None:
    boss = await office.settle()
    await office.settle("reza", Grant(Role.BRANCH_STAFF, "1001"))
    token = await office.enter("reza")
    number = await office.desk.number_of("reza")
    await office.desk.lock(boss, number)
    assert await office.service.who(token) is None
    with pytest.raises(SignInRefused):
        await office.enter("reza")
    await office.desk.unlock(boss, number)
    assert await office.enter("reza")
    assert (await office.acts()).count(Did.ACCOUNT_LOCKED) == 1


async def test_a_reset_begins_anew(office: Office) -> None:
    boss = await office.settle()
    await office.settle("reza", Grant(Role.AUDITOR))
    token = await office.enter("reza")
    once = await office.desk.reset(boss, await office.desk.number_of("reza"))
    assert await office.service.who(token) is None
    assert not (await office.door.begin("reza", "four-words-of-mine")).enrols
    assert (await office.door.begin("reza", once)).enrols


async def test_roles_change_with_the_next_click(office: Office) -> None:
    boss = await office.settle()
    await office.settle("reza", Grant(Role.BROKER, "77"))
    token = await office.enter("reza")
    assert not (await office.signed(token)).may(May.READ_AUDIT)
    await office.desk.set_grants(boss, await office.desk.number_of("reza"), {Grant(Role.AUDITOR)})
    signed = await office.signed(token)
    assert signed.may(May.READ_AUDIT)
    assert signed.grants == {Grant(Role.AUDITOR)}


async def test_nobody_changes_their_own_account_as_an_administrator(office: Office) -> None:
    boss = await office.settle()
    for act in (
        office.desk.lock(boss, boss.account),
        office.desk.reset(boss, boss.account),
        office.desk.set_grants(boss, boss.account, {Grant(Role.AUDITOR)}),
    ):
        with pytest.raises(CannotDo, match="own"):
            await act


@pytest.mark.parametrize(
    ("user", "name", "grants", "why"),
    [
        ("x", "نام", {Grant(Role.AUDITOR)}, "bad-user"),
        ("کاربر", "نام", {Grant(Role.AUDITOR)}, "bad-user"),
        ("reza", " ", {Grant(Role.AUDITOR)}, "bad-name"),
        ("reza", "نام", set(), "no-role"),
        ("zahra", "نام", {Grant(Role.AUDITOR)}, "taken"),
    ],
)
async def test_an_account_that_cannot_be_is_refused(
    office: Office, user: str, name: str, grants: set[Grant], why: str
) -> None:
    await office.add()
    with pytest.raises(CannotDo, match=why):
        await office.desk.add(None, user=user, name=name, grants=grants)


async def test_accounts_are_found_by_user_name_and_by_name(office: Office) -> None:
    await office.add()
    await office.add("reza", Grant(Role.BRANCH_HEAD, "1001"))
    assert [each.account.user for each in await office.desk.accounts("REZ")] == ["reza"]
    assert [each.account.user for each in await office.desk.accounts("نمونه")] == ["reza", "zahra"]
    assert await office.desk.accounts("%") == []


def test_every_role_may_be_here_and_nothing_that_is_not_declared() -> None:
    assert set(MAY) == set(Role)
    assert all(May.BE_HERE in may for may in MAY.values())
    held = {Grant(Role.BRANCH_HEAD, "1001"), Grant(Role.AUDITOR)}
    assert allows(held, May.WORK_QUEUES)
    assert allows(held, May.READ_AUDIT)
    assert not allows(held, May.MANAGE_ACCOUNTS)


@pytest.mark.parametrize("role", sorted(OF_AN_OFFICE))
def test_a_role_of_an_office_needs_one(role: Role) -> None:
    with pytest.raises(ValueError, match="--office"):
        grants_of({role}, "")
    assert grants_of({role, Role.AUDITOR}, "12") == {Grant(role, "12"), Grant(Role.AUDITOR)}
