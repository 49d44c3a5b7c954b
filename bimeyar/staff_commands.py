"""`staff` and `audit`: accounts of the staff and the check of the trail, from the command line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar

import typer

from bimeyar.settings import Settings

T = TypeVar("T")
staff_app = typer.Typer(help="Accounts of the staff console.", no_args_is_help=True)
audit_app = typer.Typer(help="The audit trail of the staff.", no_args_is_help=True)
_WHY = {
    "bad-user": "a user name has 3 to 32 characters, a small Latin letter first, for example zahra.n",
    "bad-name": "a name has 1 to 80 characters",
    "taken": "this user name is there already; see: bimeyar staff list",
    "no-role": "at least one role is needed, for example --role auditor",
    "unknown": "nobody has this user name; see: bimeyar staff list",
}
User = Annotated[str, typer.Argument(help="User name, for example zahra.n")]


def _settings() -> Settings:
    from bimeyar.cli import _settings as read

    return read()


@asynccontextmanager
async def _opened() -> AsyncGenerator[Any]:
    """Ports of the staff's door on the database of the settings."""
    from backend.areas.staff.audit import Trail
    from backend.areas.staff.ports import StaffPorts
    from backend.kit.clock import WallClock
    from backend.kit.db import Database

    settings = _settings()
    vault = settings.vault()
    database = Database(url=settings.database)
    try:
        yield StaffPorts(
            database=database,
            vault=vault,
            clock=WallClock(),
            limits=settings.staff_limits(),
            trail=Trail(vault=vault),
        )
    finally:
        await database.close()


def _run(work: Coroutine[Any, Any, T]) -> T:
    """What the work gives; a no and a database that is not ready end with 2 and one sentence."""
    from sqlalchemy.exc import DBAPIError

    from backend.areas.staff.administering import CannotDo

    try:
        return asyncio.run(work)
    except CannotDo as no:
        typer.echo(_WHY.get(no.why, no.why), err=True)
    except ValueError as no:
        typer.echo(str(no), err=True)
    except (DBAPIError, OSError):
        typer.echo("The database has no tables yet or cannot be opened; for example: bimeyar migrate", err=True)
    raise typer.Exit(2)


async def _at_the_desk(act: Callable[[Any], Awaitable[T]]) -> T:
    from backend.areas.staff.administering import Administering

    async with _opened() as ports:
        return await act(Administering(ports))


@staff_app.command()
def add(
    user: User,
    name: Annotated[str, typer.Option(help="Name as it is shown to colleagues.")],
    role: Annotated[list[str], typer.Option(help="A role, for example auditor; may be given several times.")],
    office: Annotated[str, typer.Option(help="Code of branch, county or broker, for roles that belong to one.")] = "",
) -> None:
    """Add an account and print the password for its first sign-in, once."""
    from backend.areas.staff.roles import Role, grants_of

    unknown = [each for each in role if each not in set(Role)]
    if unknown:
        typer.echo(f"no such role: {unknown[0]}; roles: {', '.join(Role)}", err=True)
        raise typer.Exit(2)

    async def act(desk: Any) -> str:
        held = grants_of([Role(each) for each in role], office)
        _, once = await desk.add(None, user=user, name=name, grants=held)
        return str(once)

    typer.echo(f"password for the first sign-in: {_run(_at_the_desk(act))}")


@staff_app.command("list")
def show(search: Annotated[str, typer.Argument(help="Letters of a user name or a name.")] = "") -> None:
    """One account a line: user name, state, roles."""

    async def act(desk: Any) -> list[str]:
        return [
            f"{each.account.user}\t{'locked' if each.locked else 'active'}\t"
            + ", ".join(f"{held.role}@{held.office}" if held.office else held.role for held in sorted(each.grants))
            for each in await desk.accounts(search)
        ]

    for line in _run(_at_the_desk(act)):
        typer.echo(line)


@staff_app.command()
def lock(user: User) -> None:
    """Nobody comes in with this account any more, and its sessions end."""

    async def act(desk: Any) -> None:
        await desk.lock(None, await desk.number_of(user))

    _run(_at_the_desk(act))
    typer.echo("The account is locked.")


@staff_app.command()
def unlock(user: User) -> None:
    """Open an account again, also after wrong tries."""

    async def act(desk: Any) -> None:
        await desk.unlock(None, await desk.number_of(user))

    _run(_at_the_desk(act))
    typer.echo("The account is open.")


@staff_app.command()
def reset(user: User) -> None:
    """A new password for one sign-in, at which a new device is made known; its sessions end."""

    async def act(desk: Any) -> str:
        return str(await desk.reset(None, await desk.number_of(user)))

    typer.echo(f"password for the next sign-in: {_run(_at_the_desk(act))}")


@audit_app.command()
def check() -> None:
    """Is the chain whole? Ends with 1 and the number of the first row that is not sound."""

    async def act() -> Any:
        async with _opened() as ports:
            return await ports.trail.check(ports.database)

    verdict = _run(act())
    if verdict.broken is not None:
        typer.echo(f"The chain is broken at row {verdict.broken}; {verdict.sound} rows before it are sound.", err=True)
        raise typer.Exit(1)
    typer.echo(f"The chain is whole: {verdict.sound} rows, the last one {verdict.last}. Note it elsewhere.")
