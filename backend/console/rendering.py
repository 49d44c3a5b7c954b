"""How does a page become text? Jinja2 with our own words, days and digits."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from backend.areas.staff.audit import Did
from backend.areas.staff.roles import OF_AN_OFFICE, Role
from backend.areas.staff.service import Signed
from backend.console.menu import menu_of
from backend.documents.qr import draw_qr
from backend.domain.calendar import jalali_text
from backend.kit.case_work import Value
from backend.kit.clock import Clock
from locales.texts import LOCALES, Texts

HERE = Path(__file__).parent
STYLE, SCRIPT = ((HERE / "static" / name).read_text(encoding="utf-8") for name in ("console.css", "console.js"))


class Renderer:
    """Templates of this folder; `render(template, language, **values)` is the page."""

    def __init__(self, texts: Texts, clock: Clock) -> None:
        """`clock`: what day it is for those who choose one."""
        self._texts, self._clock = texts, clock
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def words(self, text_id: str, language: str) -> str:
        """One text by itself."""
        return self._texts.text(text_id, {}, language)

    def __call__(self, template: str, language: str, *, signed: Signed | None, said: str, **values: Any) -> str:
        """The page; `said` is the word of a message to be shown on top."""

        def say(text_id: str, **args: Any) -> str:
            return self._texts.text(f"console-{text_id}", args, language)

        def moment(at: datetime) -> str:
            return say("moment", at=at.isoformat())

        def words(text_id: str, **args: Any) -> str:
            return self._texts.text(text_id, args, language)

        def cell(value: Value) -> str:
            return value.words or "" if value.text_id is None else words(value.text_id, **value.args)

        def day(at: datetime | date) -> str:
            return words("dossier-date", on=at.isoformat())

        told = say(f"said-{said}") if said and self._texts.has(f"console-said-{said}", language) else ""
        return self._templates.get_template(template).render(
            language=language,
            languages=LOCALES,
            direction="rtl" if language == "fa" else "ltr",
            say=say,
            moment=moment,
            words=words,
            cell=cell,
            day=day,
            today=jalali_text(self._clock.today()),
            qr=lambda address: Markup(draw_qr(address, grows=True)),  # noqa: S704 (drawn by us from an address of ours)
            signed=signed,
            menu=[] if signed is None else menu_of(signed),
            roles=list(Role),
            office_roles=OF_AN_OFFICE,
            acts=list(Did),
            told=told,
            said=said,
            **values,
        )
