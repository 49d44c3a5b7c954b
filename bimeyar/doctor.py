"""Is everything in order? Each part is tried and said in one line; nothing is changed and nothing secret is shown."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial

from bimeyar import examining_inside as inside
from bimeyar import examining_outside as outside
from bimeyar.examining_inside import Unwell
from bimeyar.messengers import CHANNELS
from bimeyar.scrubbing import Scrubber, scrub
from bimeyar.settings import Settings

_SECONDS = 10
Examination = Callable[[Settings], Awaitable[str]]
"""Says in a few words how its part is. Raises `Unwell` with words of ours, or whatever a broken part raises."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is."""

    part: str
    well: bool
    said: str


def examinations() -> Mapping[str, Examination]:
    """All parts, in the order in which one depends on another."""
    return {
        "settings": inside.settings_fit,
        "database": inside.database,
        "clock": inside.clock,
        "tables": inside.tables,
        "redis": outside.redis,
        "rules": inside.rules,
        "font": inside.font,
        "disk": inside.disk,
        "work": inside.work,
        "outbox": inside.outbox,
        "parked": inside.parked,
        **{channel: partial(outside.messenger, channel) for channel in CHANNELS},
        "sms": outside.sms,
        "gateway": outside.gateway,
        "sign-in": outside.provider,
    }


async def examine(settings: Settings, *, report: Callable[[str], object], as_json: bool = False) -> bool:
    """Try every part; True when all that is configured works. As JSON one object is reported, at the end."""
    scrubber = Scrubber(settings.secret_words())
    found: list[Finding] = []
    for part, examination in examinations().items():
        finding = await _find(part, examination, settings)
        found.append(Finding(part, finding.well, scrubber.line(finding.said)))
        if not as_json:
            report(f"{part:<10} {'' if finding.well else 'NOT WELL: '}{found[-1].said}")
    healthy = all(finding.well for finding in found)
    if as_json:
        report(json.dumps({"healthy": healthy, "parts": [asdict(finding) for finding in found]}))
    return healthy


async def _find(part: str, examination: Examination, settings: Settings) -> Finding:
    try:
        async with asyncio.timeout(_SECONDS):
            return Finding(part, True, await examination(settings))
    except Unwell as fault:
        return Finding(part, False, scrub(str(fault)))
    except TimeoutError:
        return Finding(part, False, f"no answer in {_SECONDS} seconds")
    except Exception as trouble:  # noqa: BLE001 — the doctor says what is wrong, whatever it is
        return Finding(part, False, type(trouble).__name__)
