"""Why may a full collection of garbage not walk through everything that was built at the start?

Modules, texts, parameters and models are some hundred thousand objects that live as long as the process. Under a crowd
the collector would walk through them again and again: a third of the time, in pauses of a quarter of a second.
"""

from __future__ import annotations

import gc


def settle_heap() -> None:
    """Call it once, when all is built: what is there now is left alone by the collector from here on."""
    gc.collect()
    gc.freeze()
