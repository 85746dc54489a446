"""Problems as SARIF 2.1.0 (OASIS standard), which code hosts and editors show.

Columns there count UTF-16 code units (§3.14.17, §3.30.6), ours characters: they differ past U+FFFF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dutrack import __version__
from dutrack.problems import Code, Severity, rules
from dutrack.views.json_text import dump

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.files import Files
    from dutrack.problems import Fix, Place, Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def problems_sarif(problems: Iterable[Problem], files: Files) -> str:
    """Return a log of one run."""
    problems = tuple(problems)
    told = sorted({problem.code for problem in problems})
    places = _Places(files)
    run = {
        "tool": {"driver": {"name": "dutrack", "version": __version__, "rules": [_rule(code) for code in told]}},
        "columnKind": "utf16CodeUnits",
        "results": [_result(problem, told.index(problem.code), places) for problem in problems],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> dict[str, Any]:
    rule = rules()[code]
    return {
        "id": code.value,
        "name": code.name.title().replace("_", ""),
        "shortDescription": {"text": f"{rule.title}."},
        "help": {"text": f"dutrack check --explain {code.value}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, rule: int, places: _Places) -> dict[str, Any]:
    text = str(problem.message) if problem.hint is None else f"{problem.message} {problem.hint}"
    found = {
        "ruleId": problem.code.value,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": places.location(problem.place)}],
    }
    return found if problem.fix is None else {**found, "fixes": [_fix(problem.fix, places)]}


def _fix(fix: Fix, places: _Places) -> dict[str, Any]:
    location = places.location(fix.place)
    replacement = {"deletedRegion": location["region"], "insertedContent": {"text": fix.text}}
    return {
        "description": {"text": str(fix.title)},
        "artifactChanges": [{"artifactLocation": location["artifactLocation"], "replacements": [replacement]}],
    }


class _Places:
    """Turns places into locations; the lines of each file are read once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lines: dict[str, list[str]] = {}

    def location(self, place: Place) -> dict[str, Any]:
        """Return a place as a physicalLocation; a file as a whole is its first line."""
        region: dict[str, int] = {"startLine": max(place.line, 1)}
        if place.line:
            region["startColumn"] = self._column(place.path, place.line, place.column)
            region["endLine"] = place.end_line
            region["endColumn"] = self._column(place.path, place.end_line, place.end_column)
        artifact = {"uri": quote(place.path), "uriBaseId": _ROOT}
        return {"artifactLocation": artifact, "region": region}

    def _column(self, path: str, line: int, column: int) -> int:
        """Return a column in UTF-16 code units."""
        if path not in self._lines:
            try:
                text = self._files.read(path).decode(errors="replace")
            except OSError:
                text = ""
            self._lines[path] = text.removeprefix("\ufeff").split("\n")
        lines = self._lines[path]
        before = lines[line - 1][: column - 1] if line <= len(lines) else ""
        return column + sum(ord(char) > 0xFFFF for char in before)
