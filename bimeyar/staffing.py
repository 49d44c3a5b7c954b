"""On what does the staff's door of one process stand?"""

from __future__ import annotations

import httpx2

from backend.areas.staff.audit import Trail
from backend.areas.staff.ports import StaffPorts
from backend.areas.staff.provider import Provider
from backend.kit.clock import Clock
from backend.kit.db import Database
from backend.kit.vault import Vault
from bimeyar.settings import Settings


def staff_ports(
    settings: Settings, database: Database, vault: Vault, clock: Clock, trail: Trail, *, http: httpx2.AsyncClient
) -> StaffPorts:
    """The ports by these settings; tokens of a provider are judged by the real time, never by the demonstration's."""
    terms = settings.provider_terms(settings.public_url)
    return StaffPorts(
        database=database,
        vault=vault,
        clock=clock,
        limits=settings.staff_limits(),
        trail=trail,
        provider=None if terms is None else Provider(terms, http),
        with_passwords=settings.staff_passwords == "yes",
    )
