"""Fixes for a file that is no TOML, where the line shows what was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.problems import Fix, Place
from dutrack.toml.changes import is_plain, title_of
from dutrack.toml.rewrites import as_day, as_text

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = re.compile(r"(?<=[=\[,\s])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2})(?=\s*(?:[,\]#]|$))")
_CURLY = re.compile(r"(?<=[=\[,\s])[“”„]([^“”„\"]*)[“”](?=\s*(?:[,\]#]|$))")
_FLAG = re.compile(r"(?<==)\s*\b(?:True|TRUE|False|FALSE)\b(?=\s*(?:#|$))")
_WORDS = re.compile(r"(?<==)\s*([^\W\d][^\"'#\[\]{}=]*?)(?=\s*$)")


def repair(path: str, number: int, line: str, column: int) -> Fix | None:
    """Return what to write in a line that tomli refused at a column (from 1), or None."""
    for pattern, rewrite, safe in _REPAIRS:
        for found in pattern.finditer(line):
            if found.start() <= column <= found.end() + 1 and (new := rewrite(found[found.lastindex or 0])) is not None:
                start = found.end() - len(found[0].lstrip())
                old = line[start : found.end()]
                if new != old:
                    place = Place(path, number, start + 1, number, found.end() + 1)
                    return Fix(title_of(old, new), place, new, safe)
    return None


def _straight(text: str) -> str | None:
    return f'"{text}"' if is_plain(text) else None


def _lower(text: str) -> str | None:
    return text.strip().lower()


_REPAIRS: tuple[tuple[re.Pattern[str], Callable[[str], str | None], bool], ...] = (
    (_DAY, as_day, True),
    (_CURLY, _straight, True),
    (_FLAG, _lower, True),
    (_WORDS, as_text, False),
)
