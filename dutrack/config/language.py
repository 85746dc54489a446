"""The language a workspace asks for, told from the text of ``dutrack.toml`` even where that is broken."""

from __future__ import annotations

import re

from dutrack.i18n import LANGUAGES

_SETTING = re.compile(rb"""^\s*language\s*=\s*["'](\w+)["']""", re.MULTILINE)
_FIRST_TABLE = re.compile(rb"^\s*\[", re.MULTILINE)


def stated_language(data: bytes) -> str | None:
    """Return what ``language`` says, one of LANGUAGES; None where it is absent or says something else."""
    table = _FIRST_TABLE.search(data)
    found = _SETTING.search(data, 0, table.start() if table else len(data))
    language = found[1].decode("ascii", "replace") if found else None
    return language if language in LANGUAGES else None
