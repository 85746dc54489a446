"""Runs the checks and finds the places of what they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.check.checks import CHECKS
from dutrack.problems import Place, Problem, Severity, rules
from dutrack.toml import Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda import Agenda
    from dutrack.check.finding import Check, Finding
    from dutrack.toml import Places


def findings(agenda: Agenda, checks: tuple[Check, ...] = CHECKS) -> tuple[Finding, ...]:
    """Return what the checks find and the authors have not silenced, each once."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in (finding for function in checks for finding in function(agenda)):
        if not finding.plan.allows(finding.code.value, finding.task):
            # Tasks that share a section's words share what is wrong with them.
            found.setdefault((finding.plan.id, finding.code, finding.keys, finding.span, finding.message), finding)
    return tuple(found.values())


def check(agenda: Agenda, checks: tuple[Check, ...] = CHECKS) -> tuple[Problem, ...]:
    """Return all problems of a workspace, those found while it was read included, by path and line."""
    problems = (*agenda.workspace.problems, *located(agenda, findings(agenda, checks)))
    return tuple(sorted(problems, key=lambda problem: problem.place))


def located(agenda: Agenda, found: Iterable[Finding]) -> tuple[Problem, ...]:
    """Return findings as problems, with their places."""
    places: dict[str, Places] = {}
    return tuple(
        Problem(
            finding.code,
            severity_of(finding),
            finding.message,
            finding.place or _find(agenda, finding, places),
            finding.hint,
        )
        for finding in found
    )


def severity_of(finding: Finding) -> Severity:
    """Return how bad a finding is: as its code says, unless it is milder."""
    return finding.severity or rules()[finding.code].severity


def _find(agenda: Agenda, finding: Finding, places: dict[str, Places]) -> Place:
    path = finding.plan.path
    if path not in places:
        places[path] = agenda.workspace.places(path)
    of_file = places[path]
    if finding.span is not None:
        return of_file.inside(finding.keys[0], *finding.span)
    for key in finding.keys[:-1]:
        place, table = of_file.find(key, finding.target), key[:2] if isinstance(key[1], int) else key[:1]
        if place != of_file.find(table, Target.HEADER):  # which is found for a key that is not there
            return place
    return of_file.find(finding.keys[-1], finding.target)
