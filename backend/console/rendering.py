"""How does a page become text? Jinja2 with our own words, days and digits."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from backend.areas.staff.audit import Did
from backend.areas.staff.roles import OF_AN_OFFICE, Role
from backend.areas.staff.service import Signed
from backend.console.menu import menu_of
from backend.documents.qr import draw_qr
from locales.texts import LOCALES, Texts

HERE = Path(__file__).parent
STYLE = (HERE / "static" / "console.css").read_text(encoding="utf-8")


class Renderer:
    """Templates of this folder; `render(template, language, **values)` is the page."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def __call__(self, template: str, language: str, *, signed: Signed | None, said: str, **values: Any) -> str:
        """The page; `said` is the word of a message to be shown on top."""

        def say(text_id: str, **args: Any) -> str:
            return self._texts.text(f"console-{text_id}", args, language)

        def moment(at: datetime) -> str:
            return say("moment", at=at.isoformat())

        told = say(f"said-{said}") if said and self._texts.has(f"console-said-{said}", language) else ""
        return self._templates.get_template(template).render(
            language=language,
            languages=LOCALES,
            direction="rtl" if language == "fa" else "ltr",
            say=say,
            moment=moment,
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
