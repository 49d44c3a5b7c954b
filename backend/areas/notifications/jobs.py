"""Which work does the outbox register with the engine?"""

from __future__ import annotations

from backend.areas.notifications.delivery import Delivery
from backend.areas.notifications.service import DELIVER
from backend.work.port import WorkEngine
from backend.work.schedule import Every

SWEEP = "outbox.sweep"


def register_outbox(engine: WorkEngine, delivery: Delivery) -> None:
    """Deliver messages, and look for forgotten ones. In every process that runs work, before the engine starts."""
    engine.register(DELIVER, delivery.deliver)
    engine.register(SWEEP, delivery.sweep)
    engine.every(Every(10), SWEEP)
