"""Quick fixes: the change that settles a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.lsp.roles import FileKind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.lsp.desk import Desk
    from dutrack.lsp.outline import Span
    from dutrack.lsp.positions import Lines
    from dutrack.problems import Fix, Problem


def fixes(desk: Desk, name: str, lines: Lines, span: Span, today: date) -> Iterator[tuple[Problem, Fix]]:
    """Yield the findings that touch some characters of a file and can be settled by a change, with that change."""
    for problem in desk.problems(name, today):
        start, end = lines.span(problem.place)
        if problem.fix is not None and start <= span.end and span.start <= end:
            yield problem, problem.fix


def safe_fixes(desk: Desk, name: str, today: date) -> Iterator[Fix]:
    """Yield the changes to a file that need no second look, none of which touches another; none to records."""
    if kind_of(name) is FileKind.PROGRESS:
        return
    found = (problem.fix for problem in desk.problems(name, today) if problem.fix is not None and problem.fix.safe)
    end = (0, 0)
    for fix in sorted(found, key=lambda fix: fix.place):
        place = fix.place
        if (place.line, place.column) >= end:
            end = (place.end_line, place.end_column + 1)
            yield fix
