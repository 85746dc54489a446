"""Findings and values as short text, for whole-output asserts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.problems import Problem


def told(problems: Iterable[Problem]) -> list[str]:
    """Write findings in English: ``line:column-end_column CODE message | hint``; the end line only if it is another."""
    with language("en"):
        return [_line(found) for found in problems]


def _line(found: Problem) -> str:
    place = found.place
    end = f"{place.end_line}:" if place.end_line != place.line else ""
    hint = f" | {found.hint}" if found.hint else ""
    return f"{place.line}:{place.column}-{end}{place.end_column} {found.code.value} {found.message}{hint}"
