"""Runs the checks and finds the places of what they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.check.checks import CHECKS
from dutrack.check.silenced import Silenced
from dutrack.problems import Problem
from dutrack.toml import locate
from dutrack.workspace import Fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda import Agenda
    from dutrack.check.finding import Check, Finding
    from dutrack.toml import Places


def findings(agenda: Agenda, checks: tuple[Check, ...] = CHECKS) -> tuple[Finding, ...]:
    """Return what the checks find and the authors have not silenced, each once.

    Only all checks together tell what need not have been silenced.
    """
    found: dict[tuple[object, ...], Finding] = {}
    silenced = Silenced(agenda.plans)
    for finding in (finding for function in checks for finding in function(agenda)):
        if not silenced.takes(finding):
            # Tasks that share a section's words share what is wrong with them.
            id_ = finding.plan and finding.plan.id
            found.setdefault((id_, finding.code, finding.keys, finding.span, finding.message, finding.place), finding)
    unused = silenced.unused() if checks is CHECKS else ()
    return (*found.values(), *unused)


def check(agenda: Agenda, checks: tuple[Check, ...] = CHECKS) -> tuple[Problem, ...]:
    """Return all problems of a workspace, those found while it was read included, by path and line."""
    problems = (*agenda.workspace.problems, *located(agenda, findings(agenda, checks)))
    return tuple(sorted(problems, key=lambda problem: problem.place))


def located(agenda: Agenda, found: Iterable[Finding]) -> tuple[Problem, ...]:
    """Return findings as problems, with their places."""
    places: dict[str, Places] = {}
    fields = Fields(agenda.workspace.files)
    return tuple(_located(agenda, finding, places, fields) for finding in found)


def _located(agenda: Agenda, finding: Finding, places: dict[str, Places], fields: Fields) -> Problem:
    fix, path = None, finding.path
    if finding.place is not None:
        place = fields.find(finding.place, *finding.keys)
    else:
        if path not in places:
            places[path] = agenda.workspace.places(path)
        place, fix = locate(places[path], finding.keys, finding.target, finding.span, finding.change)
    return Problem(finding.code, finding.severity, finding.message, place, finding.hint, fix)
