"""Problems as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

See "Workflow commands for GitHub Actions": ``::error file=…,line=…::message``, ``%``, line ends and, in a property,
colons and commas escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import msg
from dutrack.problems import Severity
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.problems import Problem

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def problems_github(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each problem."""
    for problem in problems:
        place = problem.place
        properties = {"file": place.path}
        if place.line:
            properties |= {"line": str(place.line), "col": str(place.column)}
            properties |= {"endLine": str(place.end_line), "endColumn": str(place.end_column)}
        properties["title"] = problem.code.value
        told = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
        lines = [clean(str(problem.message))]
        if problem.hint is not None:
            lines.append(clean(str(msg("Hint: {hint}", hint=problem.hint))))
        yield f"::{_COMMANDS[problem.severity]} {told}::" + "\n".join(lines).translate(_DATA)
