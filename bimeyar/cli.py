"""Which command was meant? Each one is a line here and a function elsewhere."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bimeyar.settings import Settings, SettingsUnsound, read_settings, settings_table
from bimeyar.staff_commands import audit_app, staff_app

app = typer.Typer(
    name="bimeyar",
    help="Bimeyar (بیمه‌یار): social-security services in a chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(staff_app, name="staff")
app.add_typer(audit_app, name="audit")


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingsUnsound as fault:
        typer.echo(
            f"The settings are not sound:\n{fault}\nEvery setting: python -m bimeyar doctor --settings", err=True
        )
        raise typer.Exit(2) from None


def _run(work: Coroutine[Any, Any, None]) -> None:
    try:
        import uvloop

        uvloop.run(work)
    except ImportError:
        asyncio.run(work)


def _run_roles(*roles: str) -> None:
    from bimeyar.neighbours import NeighboursAway
    from bimeyar.process import run_roles

    try:
        _run(run_roles(_settings(), frozenset(roles)))
    except NeighboursAway as missing:
        typer.echo(str(missing), err=True)
        raise typer.Exit(1) from None
    _end_at_once()


def _end_at_once() -> None:
    """Everything is closed by now; taking the interpreter apart would keep an orchestrator waiting for seconds."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the page with the chat and the phone.")] = 8080,
    data: Annotated[Path, typer.Option(help="Folder that keeps everything; start again on it and it goes on.")] = Path(
        ".data/demo"
    ),
    people: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many synthetic people.")] = 300,
) -> None:
    """Start everything embedded: the service, and stand-ins of Telegram, the SMS line and the bank, on this machine."""
    from bimeyar.demo import run_demo

    _run(run_demo(port=port, data=data, people=people))


@app.command()
def api() -> None:
    """Run the rules service, the payment return page and, with BIMEYAR_SERVICE_TOKEN, the inner interface."""
    _run_roles("api")


@app.command()
def bot() -> None:
    """Run the citizens' bot (webhook or polling)."""
    _run_roles("bot")


@app.command()
def sms() -> None:
    """Take call-backs of the SMS provider."""
    _run_roles("sms")


@app.command()
def worker() -> None:
    """Send what is in the outbox and do the timed jobs."""
    _run_roles("worker")


@app.command()
def migrate() -> None:
    """Bring the database to the present shape; safe to run twice, also at once."""
    from backend.migrations.apply import upgrade
    from backend.work.choice import prepare_engine

    settings = _settings()
    upgrade(settings.database)
    prepare_engine(settings.work_engine, url=settings.database)
    typer.echo("The database has the present shape.")


@app.command()
def seed(
    people: Annotated[int, typer.Option(min=1, max=10_000_000, help="How many synthetic people.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same people.")] = 1,
) -> None:
    """Bring the database to the present shape and fill the local registers with synthetic people."""
    from backend.migrations.apply import upgrade
    from bimeyar.people import seed_people

    settings = _settings()
    upgrade(settings.database)
    _run(seed_people(settings, people=people, seed=seed, report=typer.echo))


@app.command()
def people(
    situation: Annotated[
        str | None, typer.Option(help="Only this situation, for example self-employed-behind.")
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=1000, help="How many of a situation; without one: one of each.")
    ] = 20,
    data: Annotated[
        Path | None, typer.Option(help="Read a demonstration's folder, for example .data/demo, not the settings.")
    ] = None,
) -> None:
    """Who can be tried? One synthetic person a line."""
    from sqlalchemy.exc import DBAPIError

    from bimeyar.demo_folder import FolderUnfit, folder_settings
    from bimeyar.people import list_people

    try:
        settings = _settings() if data is None else folder_settings(data)
        rows = asyncio.run(list_people(settings, situation=situation, limit=limit))
    except FolderUnfit as unfit:
        typer.echo(str(unfit), err=True)
        raise typer.Exit(2) from None
    except (DBAPIError, OSError):
        typer.echo("The database has no tables yet or cannot be opened; for example: python -m bimeyar seed", err=True)
        raise typer.Exit(2) from None
    except ValueError as unknown:
        typer.echo(str(unknown), err=True)
        raise typer.Exit(2) from None
    if not rows:
        typer.echo(
            "Nobody fits. Situations: python -m bimeyar people; people are made by: python -m bimeyar seed", err=True
        )
        raise typer.Exit(1)
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))


@app.command()
def parked(
    kind: Annotated[
        str | None, typer.Option(help="work, update (of a chat) or message (failed or in doubt); without it all.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many of a kind, oldest first.")] = 100,
) -> None:
    """What is stuck? One JSON line each, without personal data; ends with 0 also when there is nothing."""
    from bimeyar.stuck_commands import show

    show(_settings(), kind=kind, limit=limit)


@app.command()
def replay(
    kind: Annotated[str, typer.Option(help="What the id names: work, update or message.")],
    which: Annotated[str | None, typer.Argument(metavar="ID", help="As printed by: python -m bimeyar parked")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything of this kind.")] = False,
) -> None:
    """Try once more what is stuck, for example: replay 17 --kind update. Says what came of each; 1 if one did not go."""
    from bimeyar.stuck_commands import replay as try_again

    try_again(_settings(), which=which, everything=everything, kind=kind)


@app.command()
def backup(
    to: Annotated[
        Path, typer.Option(help="File to write, for example /backups/today.bimeyar, or a folder: named by the moment.")
    ],
    over: Annotated[bool, typer.Option("--over", help="Put it over a file that is there.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Prove it as restore --verify does; if it is not sound set it aside, 1.")
    ] = False,
    keep: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Of those that lie in the folder keep the newest so many.")
    ] = None,
) -> None:
    """Save everything the database holds to one sealed file, as it is at one moment, while the service goes on."""
    from bimeyar.saving.commands import run_backup

    run_backup(_settings(), to, over=over, verify=verify, keep=keep)


@app.command()
def restore(
    source: Annotated[Path, typer.Option("--from", help="File that backup wrote.")],
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Restore into a database that is thrown away and examine it; 1 if not sound."),
    ] = False,
    over: Annotated[bool, typer.Option("--over", help="What the database holds goes.")] = False,
) -> None:
    """Bring a backup back into an empty database, all of it or nothing. Stop every process before."""
    from bimeyar.saving.commands import run_restore

    run_restore(_settings(), source, verify=verify, over=over)


@app.command()
def doctor(
    settings: Annotated[bool, typer.Option("--settings", help="Print the table of all settings.")] = False,
    new_key: Annotated[
        bool, typer.Option("--new-key", help="Print a fresh key for BIMEYAR_DATA_KEY or BIMEYAR_INDEX_KEY.")
    ] = False,
    metrics: Annotated[bool, typer.Option("--metrics", help="Print the table of all figures at /metrics.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say it as one JSON object, for a program.")] = False,
) -> None:
    """Is everything in order? Tries every part and every neighbour; changes nothing. Ends with 1 where one is not well."""
    if settings:
        typer.echo(settings_table())
        return
    if metrics:
        from bimeyar.watch.metrics import metrics_table

        typer.echo(metrics_table())
        return
    if new_key:
        from backend.kit.vault import new_key as make_key

        typer.echo(make_key())
        return
    from bimeyar.doctor import examine

    healthy = asyncio.run(examine(_settings(), report=typer.echo, as_json=as_json))
    raise typer.Exit(0 if healthy else 1)


@app.command()
def exam(
    number: Annotated[str, typer.Argument(help="Number of the voluntary contract, as printed on it.")],
    result: Annotated[str, typer.Option(help="fit or unfit.")],
    data: Annotated[Path | None, typer.Option(help="A demonstration's folder, for example .data/demo.")] = None,
) -> None:
    """Record the result of the entry examination of a contract: fit opens its payments again; its person is told."""
    from bimeyar.contract_commands import run_exam

    run_exam(_settings, number, result=result, data=data)


@app.command()
def clock(
    days: Annotated[int, typer.Option(min=0, max=1098, help="Go on by so many days.")] = 0,
    to: Annotated[str | None, typer.Option(help="Go on to this Jalali day, for example 1405-10-08.")] = None,
    data: Annotated[Path, typer.Option(help="The demonstration's folder.")] = Path(".data/demo"),
) -> None:
    """Move the demonstration's clock on, day by day, and watch reminders, blocks and annulments come. Never production's."""
    from bimeyar.contract_commands import run_clock

    run_clock(data, days=days, to=to)


@app.command()
def verify(
    what: Annotated[str, typer.Argument(metavar="FILE_OR_TEXT", help="PDF of a contract, or the text of its QR code.")],
    key: Annotated[
        str | None, typer.Option(help="Published key or a file with it (/verify/key); without it this service's own.")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="With the key of a demonstration, for example .data/demo.")] = None,
) -> None:
    """Is this contract genuine? Checked offline by its signature; ends with 0 only where it is."""
    from bimeyar.verifying import run_verify

    run_verify(what, key=key, settings=_settings, data=data)
