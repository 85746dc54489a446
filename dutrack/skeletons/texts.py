"""The texts of the files, in the active language."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

import tomli_w

from dutrack.i18n import active_language, msg
from dutrack.skeletons.writing import CannotWriteError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def skeleton(name: str, values: Mapping[str, str] | None = None) -> bytes:
    """Return a file; ``values`` go into its places. UTF-8, lines end in LF. Raises CannotWriteError."""
    text = files("dutrack.skeletons").joinpath(active_language(), name).read_text("utf-8")
    if values is not None:
        text = Template(text).substitute(values)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise CannotWriteError(msg("The text holds characters that are no characters.")) from None


def toml_value(value: str | date) -> str:
    """Return a value as it stands in TOML."""
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")
