"""How does a process end with the one that started it, also when that one is killed and can end nothing?

await asyncio.create_subprocess_exec(..., preexec_fn=end_with_parent)
"""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Callable

_DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)


end_with_parent: Callable[[], None] | None = _die_with_parent if sys.platform == "linux" else None
"""To be run in the new process before its program; None where the system cannot do that."""
