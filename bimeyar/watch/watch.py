"""Which watchers does one process have? Made once, and handed to whoever builds the parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector

from backend.areas.notifications.carrier import Carrier
from backend.contract.backend import Backend
from backend.contract.outcome import Refused, Unavailable
from backend.payments.port import GatewayRefused, GatewayUnreachable, PaymentGateway
from backend.work.port import WorkEngine
from bimeyar.watch.metrics import Metrics
from bimeyar.watch.talking import TurnsUnderWay
from bimeyar.watch.tracing import NoTracer, Tracer
from bimeyar.watch.watched import Noting, Watched
from bimeyar.watch.working import WatchedCarrier, WatchedDatabase, WatchedEngine
from sms.providers.port import ProviderFault, SendResult, SmsProvider


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Metrics and traces of one process; `under_way` are the updates being dealt with."""

    metrics: Metrics
    tracer: Tracer = field(default_factory=NoTracer)
    under_way: TurnsUnderWay = field(default_factory=TurnsUnderWay)

    @classmethod
    def on(cls, registry: CollectorRegistry, *, tracer: Tracer | None = None) -> Watch:
        """A watch that fills this registry."""
        return cls(metrics=Metrics(registry), tracer=tracer or NoTracer())

    def glance(self) -> None:
        """Set the gauge of the oldest update under way."""
        self.metrics.oldest_turn.set(self.under_way.oldest())

    def database(self, url: str, *, pool: int) -> WatchedDatabase:
        """The database, watched."""
        return WatchedDatabase(metrics=self.metrics, url=url, pool=pool)

    def engine(self, engine: WorkEngine) -> WorkEngine:
        """The engine, watched."""
        return cast("WorkEngine", WatchedEngine(engine, metrics=self.metrics, tracer=self.tracer))

    def carrier(self, carrier: Carrier, channel: str) -> Carrier:
        """A way out, watched."""
        return WatchedCarrier(carrier=carrier, channel=channel, metrics=self.metrics, tracer=self.tracer)

    def backend(self, backend: Backend) -> Backend:
        """The backend, watched."""
        calls, seconds = self.metrics.backend_calls, self.metrics.backend_seconds
        noting = Noting(kind="backend", calls=calls, seconds=seconds, tracer=self.tracer, outcome_of=_of_backend)
        return cast("Backend", Watched(backend, noting))

    def gateway(self, gateway: PaymentGateway) -> PaymentGateway:
        """The payment gateway, watched."""
        calls, seconds = self.metrics.gateway_calls, self.metrics.gateway_seconds
        noting = Noting(kind="gateway", calls=calls, seconds=seconds, tracer=self.tracer, outcome_of=_of_gateway)
        return cast("PaymentGateway", Watched(gateway, noting))

    def provider(self, provider: SmsProvider) -> SmsProvider:
        """The SMS provider, watched."""
        calls, seconds = self.metrics.sms_calls, self.metrics.sms_seconds
        noting = Noting(kind="sms", calls=calls, seconds=seconds, tracer=self.tracer, outcome_of=_of_provider)
        return cast("SmsProvider", Watched(provider, noting))


def full_registry() -> CollectorRegistry:
    """A registry with what the library knows of any process: memory, CPU, open files."""
    registry = CollectorRegistry()
    collectors: tuple[Callable[..., Any], ...] = (ProcessCollector, PlatformCollector, GCCollector)
    for collector in collectors:
        collector(registry=registry)
    return registry


def _of_backend(_given: Any, error: BaseException | None) -> str:
    match error:
        case None:
            return "ok"
        case Refused():
            return "refused"
        case Unavailable():
            return "unavailable"
        case _:
            return "failed"


def _of_gateway(_given: Any, error: BaseException | None) -> str:
    match error:
        case None:
            return "ok"
        case GatewayRefused():
            return error.cause.value
        case GatewayUnreachable():
            return "unreachable"
        case _:
            return "failed"


def _of_provider(given: Any, error: BaseException | None) -> str:
    """What must be done after it; of a batch the first that was not taken."""
    if error is not None:
        return error.action.value if isinstance(error, ProviderFault) else "failed"
    results = given if isinstance(given, list | tuple) else [given]
    return next(
        (result.action.value for result in results if isinstance(result, SendResult) and not result.accepted), "ok"
    )
