"""The errors and warnings every command speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.check.checks import WARNING_CHECKS
from dutrack.check.run import findings, located
from dutrack.problems import Problem, Severity

if TYPE_CHECKING:
    from dutrack.agenda import Agenda
    from dutrack.check.finding import Finding


def serious_problems(agenda: Agenda) -> tuple[Problem, ...]:
    """Return the errors and warnings of the workspace, with their places."""
    read = (found for found in agenda.workspace.problems if found.severity is not Severity.NOTE)
    return tuple(sorted((*read, *located(agenda, _serious(agenda))), key=lambda found: found.place))


def serious_paths(agenda: Agenda) -> list[str]:
    """Return the file of each error and warning. Looks up no places."""
    read = (found for found in agenda.workspace.problems if found.severity is not Severity.NOTE)
    return [found.place.path for found in read] + [found.path for found in _serious(agenda)]


def _serious(agenda: Agenda) -> list[Finding]:
    return [found for found in findings(agenda, WARNING_CHECKS) if found.severity is not Severity.NOTE]
