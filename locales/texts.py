"""What does this message say in this language?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from locales import figures
from locales.isolates import bare_lines
from locales.plain import PlainPattern, read_plainly

LOCALES = ("fa", "en")
"""Languages with a folder here, the first one first."""
_HERE = Path(__file__).parent


class MissingText(KeyError):
    """No such message in this language, or one of its variables was not given."""


def _plain(value: Any) -> Any:
    """Fluent wraps numbers; give back the whole number or the text itself."""
    raw = getattr(value, "value", value)
    try:
        return int(raw) if isinstance(raw, int | float) or hasattr(raw, "as_integer_ratio") else str(raw)
    except (TypeError, ValueError):
        return str(raw)


def _functions(locale: str, *, isolate: bool) -> dict[str, Callable[..., Any]]:
    return {
        "NUM": lambda value: figures.write_number(int(_plain(value)), locale),
        "MONEY": lambda value: figures.write_number(int(_plain(value)), locale),
        "TOMAN": lambda value: figures.write_toman(int(_plain(value)), locale),
        "JDATE": lambda value: figures.write_date(str(_plain(value)), locale),
        "JSHORT": lambda value: figures.write_short_date(str(_plain(value)), locale),
        "JTIME": lambda value: figures.write_time(str(_plain(value)), locale),
        "JMONTH": lambda value: figures.write_month(str(_plain(value)), locale),
        "WORDS": lambda value: figures.localise_digits(str(_plain(value)), locale),
        "CODE": lambda value: figures.write_code(_plain(value), locale, isolate=isolate),
        "PHONE": lambda value: figures.write_code(_plain(value), locale, isolate=isolate),
    }


@dataclass(slots=True)
class Texts:
    """All messages of all languages, loaded once.

    Variables: text, whole numbers; dates as ISO text, months as "1405-08", money as integer rial; the messages
    format them by MONEY, TOMAN, NUM, JDATE, JSHORT, JTIME, JMONTH, CODE, PHONE, WORDS.
    """

    folder: Path = _HERE
    _bundles: dict[tuple[str, bool], FluentBundle] = field(default_factory=dict)
    _sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _fixed: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    _plain: dict[tuple[str, str, bool], PlainPattern | None] = field(default_factory=dict)

    def has(self, text_id: str, locale: str) -> bool:
        """Is there such a message in this language?"""
        return self._bundle(locale, isolate=True).has_message(text_id)

    def text(
        self, text_id: str, args: Mapping[str, Any] | None = None, locale: str = "fa", *, isolate: bool = True
    ) -> str:
        """The message, formatted. `isolate` puts direction marks round inserted values: on for chats, off for SMS.

        Raises MissingText.
        """
        key = (text_id, locale, isolate)
        if args:
            plain = self._plain[key] if key in self._plain else self._read_plainly(key)
            said = None if plain is None else plain.write(args)
            if said is None:
                said = self._write(text_id, args, locale, isolate=isolate)
            return bare_lines(said) if isolate else said
        fixed = self._fixed.get(key)
        if fixed is None:
            fixed = self._fixed[key] = bare_lines(self._write(text_id, {}, locale, isolate=isolate))
        return fixed

    def _read_plainly(self, key: tuple[str, str, bool]) -> PlainPattern | None:
        """The message without Fluent's resolver, where that can be; read once."""
        text_id, locale, isolate = key
        bundle = self._bundle(locale, isolate=isolate)
        pattern = bundle.get_message(text_id).value if bundle.has_message(text_id) else None
        functions = _functions(locale, isolate=isolate)
        plain = self._plain[key] = None if pattern is None else read_plainly(pattern, functions, isolate=isolate)
        return plain

    def _write(self, text_id: str, args: Mapping[str, Any], locale: str, *, isolate: bool) -> str:
        bundle = self._bundle(locale, isolate=isolate)
        if not bundle.has_message(text_id):
            raise MissingText(f"{locale}: {text_id}")
        pattern = bundle.get_message(text_id).value
        if pattern is None:
            raise MissingText(f"{locale}: {text_id} has no text")
        shown, errors = bundle.format_pattern(pattern, dict(args))
        if errors:
            raise MissingText(f"{locale}: {text_id}: {errors[0]}")
        return str(shown)

    def _bundle(self, locale: str, *, isolate: bool) -> FluentBundle:
        key = (locale, isolate)
        if key not in self._bundles:
            bundle = FluentBundle([locale], functions=_functions(locale, isolate=isolate), use_isolating=isolate)
            for source in self._read(locale):
                bundle.add_resource(FluentResource(source))
            self._bundles[key] = bundle
        return self._bundles[key]

    def _read(self, locale: str) -> tuple[str, ...]:
        if locale not in self._sources:
            files = sorted((self.folder / locale).glob("*.ftl"))
            self._sources[locale] = tuple(file.read_text(encoding="utf-8") for file in files)
        return self._sources[locale]
