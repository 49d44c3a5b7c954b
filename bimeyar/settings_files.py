"""How does a setting come from a mounted file? BIMEYAR_<NAME>_FILE names it, and its content counts as the value."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

SUFFIX = "_FILE"
_MOST = 64 * 1024


class FileUnsound(Exception):
    """A file of a setting cannot be used; the text names the variable and the file, never what is in it."""


class FromFiles(PydanticBaseSettingsSource):
    """Values from files that environment variables name; a line break at the end does not count."""

    def __init__(self, settings_cls: type[BaseSettings], *, prefix: str) -> None:
        super().__init__(settings_cls)
        self._prefix = prefix

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """One setting. Raises FileUnsound."""
        del field
        variable = f"{self._prefix}{field_name.upper()}"
        path = os.environ.get(variable + SUFFIX, "")
        if not path:
            return None, field_name, False
        if os.environ.get(variable):
            raise FileUnsound(f"{variable} and {variable}{SUFFIX} are both set; one of them must go")
        return _read(variable + SUFFIX, Path(path)), field_name, False

    def __call__(self) -> dict[str, Any]:
        """All settings that have a file."""
        given = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in given.items() if value is not None}


def _read(variable: str, path: Path) -> str:
    example = f"for example {variable}=/run/secrets/data-key"
    try:
        with path.open("rb") as file:
            content = file.read(_MOST + 1)
        if len(content) > _MOST:
            raise FileUnsound(f"{variable}: {path} is longer than {_MOST} bytes; {example}")
        return content.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise FileUnsound(f"{variable}: {path} cannot be read ({type(fault).__name__}); {example}") from None
