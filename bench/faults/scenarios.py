"""Which troubles are there? Each has a name, so that one of them can be looked at alone."""

from __future__ import annotations

from collections.abc import Mapping

from bench.cluster.payer import Pays, pay_and_lose_the_return, pay_and_return, pay_and_return_often
from bench.cluster.replica import Kind
from bench.faults import outside, processes
from bench.faults.outside import plan
from bench.faults.scene import Scenario

_SELDOM = (1.5, 4.0)
_BROKEN = "errors, proxy pages, broken connections"
_TELEGRAM = (
    *outside.TELEGRAM_5XX,
    *outside.TELEGRAM_HTML,
    *outside.TELEGRAM_429,
    *outside.TELEGRAM_DUPLICATES,
    *outside.TELEGRAM_REORDER,
)
_KAVENEGAR = (*outside.KAVENEGAR_LOST, *outside.KAVENEGAR_DOWN)
_ZARINPAL = (*outside.GATEWAY_VERIFY_LOST, *outside.GATEWAY_DOWN)


def _some_lose_some_repeat(number: int) -> Pays:
    return (pay_and_return, pay_and_lose_the_return, pay_and_return_often)[number % 3]


_EVERYTHING = outside.together(
    processes.kill(),
    processes.restart_postgres,
    processes.restart_redis,
    plan("telegram", _TELEGRAM, every=_SELDOM),
    plan("kavenegar", _KAVENEGAR, every=_SELDOM),
    plan("zarinpal", _ZARINPAL, every=_SELDOM),
)

_ROWS = (
    Scenario("calm", "nothing", processes.nothing, quiet=True),
    Scenario("rolling-restart", "every replica is replaced", processes.rolling_restart, at_once=6, quiet=True),
    *(Scenario(f"kill9-{kind}", f"kill -9 to a replica of {kind}", processes.kill(kind)) for kind in Kind),
    Scenario("pause-bot", "a bot stands still for 8 s", processes.pause(Kind.BOT)),
    Scenario("pause-worker", "a worker stands still for 8 s", processes.pause(Kind.WORKER)),
    Scenario("postgres-restart", "kill -9 to PostgreSQL", processes.restart_postgres),
    Scenario("redis-restart", "kill -9 to Redis, away for 4 s", processes.restart_redis),
    Scenario("redis-flush", "Redis forgets everything", processes.flush_redis),
    Scenario("telegram-429", "too many requests, wait 2 s", plan("telegram", outside.TELEGRAM_429)),
    Scenario("telegram-5xx", "server errors", plan("telegram", outside.TELEGRAM_5XX)),
    Scenario("telegram-html", "a proxy's page", plan("telegram", outside.TELEGRAM_HTML)),
    Scenario("telegram-timeouts", "the answer never comes", plan("telegram", outside.TELEGRAM_TIMEOUTS, every=_SELDOM)),
    Scenario("telegram-duplicates", "updates posted twice", plan("telegram", outside.TELEGRAM_DUPLICATES)),
    Scenario("telegram-reorder", "updates overtake one another", plan("telegram", outside.TELEGRAM_REORDER)),
    Scenario("kavenegar-lost", "SMS accepted, the answer lost", plan("kavenegar", outside.KAVENEGAR_LOST)),
    Scenario("kavenegar-down", _BROKEN, plan("kavenegar", outside.KAVENEGAR_DOWN)),
    Scenario("kavenegar-no-credit", "418 until it is filled", outside.no_credit, within=1_200, settles=900),
    Scenario("kavenegar-throttle", "451 again and again", outside.throttle, within=900),
    Scenario("gateway-returns", "browsers come never, or four times", processes.nothing, pays=_some_lose_some_repeat),
    Scenario("gateway-verify", "verified, the answer lost", plan("zarinpal", outside.GATEWAY_VERIFY_LOST)),
    Scenario("gateway-down", _BROKEN, plan("zarinpal", outside.GATEWAY_DOWN), pays=_some_lose_some_repeat),
    Scenario("everything", "all at once", _EVERYTHING, pays=_some_lose_some_repeat, within=900, settles=420),
)
SCENARIOS: Mapping[str, Scenario] = {scenario.name: scenario for scenario in _ROWS}
