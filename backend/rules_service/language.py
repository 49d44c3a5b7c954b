"""In which language does a caller over HTTP want to be answered?"""

from __future__ import annotations

from locales.texts import LOCALES


def preferred_language(header: str | None) -> str:
    """The language of an Accept-Language header that we have; Persian where none fits. Never raises."""
    best, weight = LOCALES[0], 0.0
    for part in (header or "").split(","):
        name, _, rest = part.strip().partition(";")
        language = name.strip().split("-")[0].lower()
        quality = _quality(rest)
        if language in LOCALES and quality > weight:
            best, weight = language, quality
    return best


def _quality(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return max(0.0, min(1.0, float(value)))
    except ValueError:
        return 0.0
