"""Which troubles are there? Each has a name, so that one of them can be looked at alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.cluster.payer import Pays, pay_and_lose_the_return, pay_and_return, pay_and_return_often
from bench.cluster.replica import Kind
from bench.faults import outside, processes
from bench.faults.outside import plan
from bench.faults.scene import Scenario

_SELDOM = (1.5, 4.0)


def _some_lose_some_repeat(number: int) -> Pays:
    return (pay_and_return, pay_and_lose_the_return, pay_and_return_often)[number % 3]


def _telegram() -> Sequence[Scenario]:
    return (
        Scenario(
            name="telegram-429", what="too many requests, wait 2 s", trouble=plan("telegram", outside.TELEGRAM_429)
        ),
        Scenario(name="telegram-5xx", what="server errors", trouble=plan("telegram", outside.TELEGRAM_5XX)),
        Scenario(name="telegram-html", what="a proxy's page", trouble=plan("telegram", outside.TELEGRAM_HTML)),
        Scenario(
            name="telegram-timeouts",
            what="done, but the answer never comes",
            trouble=plan("telegram", outside.TELEGRAM_TIMEOUTS, every=_SELDOM),
        ),
        Scenario(
            name="telegram-duplicates",
            what="updates posted twice, answers to them lost",
            trouble=plan("telegram", outside.TELEGRAM_DUPLICATES),
        ),
        Scenario(
            name="telegram-reorder",
            what="updates overtake one another",
            trouble=plan("telegram", outside.TELEGRAM_REORDER),
        ),
    )


def _providers() -> Sequence[Scenario]:
    return (
        Scenario(
            name="kavenegar-lost",
            what="SMS accepted, the answer lost",
            trouble=plan("kavenegar", outside.KAVENEGAR_LOST),
        ),
        Scenario(
            name="kavenegar-down",
            what="errors, proxy pages, broken connections",
            trouble=plan("kavenegar", outside.KAVENEGAR_DOWN),
        ),
        Scenario(
            name="kavenegar-no-credit",
            what="418 until the account is filled",
            trouble=outside.no_credit,
            within=1_200,
            settles=900,
        ),
        Scenario(name="kavenegar-throttle", what="451 again and again", trouble=outside.throttle, within=900),
        Scenario(
            name="gateway-returns",
            what="browsers that never come back, and some that come four times",
            trouble=processes.nothing,
            pays=_some_lose_some_repeat,
        ),
        Scenario(
            name="gateway-verify",
            what="verified, the answer lost",
            trouble=plan("zarinpal", outside.GATEWAY_VERIFY_LOST),
        ),
        Scenario(
            name="gateway-down",
            what="errors, proxy pages, broken connections",
            trouble=plan("zarinpal", outside.GATEWAY_DOWN),
            pays=_some_lose_some_repeat,
        ),
    )


def _processes() -> Sequence[Scenario]:
    return (
        Scenario(name="calm", what="nothing", trouble=processes.nothing, quiet=True),
        Scenario(
            name="rolling-restart",
            what="every replica is replaced",
            trouble=processes.rolling_restart,
            at_once=6,  # so that somebody talks for as long as it takes
            quiet=True,
        ),
        *(
            Scenario(name=f"kill9-{kind}", what=f"kill -9 to a replica of {kind}", trouble=processes.kill(kind))
            for kind in Kind
        ),
        Scenario(name="pause-bot", what="a bot stands still for 8 s", trouble=processes.pause(Kind.BOT)),
        Scenario(name="pause-worker", what="a worker stands still for 8 s", trouble=processes.pause(Kind.WORKER)),
        Scenario(name="postgres-restart", what="kill -9 to PostgreSQL", trouble=processes.restart_postgres),
        Scenario(name="redis-restart", what="kill -9 to Redis, away for 4 s", trouble=processes.restart_redis),
        Scenario(name="redis-flush", what="Redis forgets everything", trouble=processes.flush_redis),
    )


def _mixed() -> Scenario:
    return Scenario(
        name="everything",
        what="all of it at once",
        trouble=outside.together(
            processes.kill(),
            processes.restart_postgres,
            processes.restart_redis,
            plan("telegram", (*outside.TELEGRAM_5XX, *outside.TELEGRAM_HTML, *outside.TELEGRAM_429), every=_SELDOM),
            plan("telegram", (*outside.TELEGRAM_DUPLICATES, *outside.TELEGRAM_REORDER), every=_SELDOM),
            plan("kavenegar", (*outside.KAVENEGAR_LOST, *outside.KAVENEGAR_DOWN), every=_SELDOM),
            plan("zarinpal", (*outside.GATEWAY_VERIFY_LOST, *outside.GATEWAY_DOWN), every=_SELDOM),
        ),
        pays=_some_lose_some_repeat,
        within=900,
        settles=420,
    )


SCENARIOS: Mapping[str, Scenario] = {
    scenario.name: scenario for scenario in (*_processes(), *_telegram(), *_providers(), _mixed())
}
