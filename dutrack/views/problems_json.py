"""Problems as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.views.json_text import dump

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.problems import Fix, Problem


def problems_json(problems: Iterable[Problem]) -> str:
    """Return a list, each problem with its fix on a line of its own."""
    lines = ",\n".join(f"  {dump(problem_values(problem) | _fix_values(problem.fix))}" for problem in problems)
    return f"[\n{lines}\n]" if lines else "[]"


def problem_values(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain values; the messages are in the active language, line 0 is the file as a whole."""
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "code": problem.code.value,
        "severity": problem.severity.value,
        "message": str(problem.message),
        "hint": None if problem.hint is None else str(problem.hint),
    }


def _fix_values(fix: Fix | None) -> dict[str, Any]:
    if fix is None:
        return {"fix": None}
    place = fix.place
    return {
        "fix": {
            "title": str(fix.title),
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "text": fix.text,
            "safe": fix.safe,
        }
    }
