"""``dutrack check``: every mistake, with its place."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.check import check as run_checks
from dutrack.cli import options
from dutrack.cli.session import open_agenda, put, tell
from dutrack.cli.tree import command_app
from dutrack.files import Folder
from dutrack.i18n import msg, plural
from dutrack.problems import Severity
from dutrack.workspace import NothingReadableError, find_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.files import Files
    from dutrack.problems import Problem

FORMATS = ("text", "json")

app, _command = command_app("check", msg("Name every mistake in plans, settings and records, with its place."))


@_command
def check(
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    plan: options.PlansOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="text|json", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """Print what is wrong and end with status 1 if it has errors or warnings."""
    form = options.read_format(format_, FORMATS)
    try:
        agenda = open_agenda(workspace, today)
    except NothingReadableError as error:
        root = find_workspace(workspace or Path(), upward=workspace is None)
        _print(error.problems, Folder(root), form)
        raise typer.Exit(error.exit_status) from None
    problems = tuple(found for found in run_checks(agenda) if not plan or _is_of(found, plan))
    _print(problems, agenda.workspace.files, form)
    if any(found.severity is not Severity.NOTE for found in problems):
        raise typer.Exit(1)


def _is_of(problem: Problem, plans: Iterable[str]) -> bool:
    """Tell whether a problem is in the file of a plan, or of its records."""
    return any(fnmatchcase(PurePosixPath(problem.place.path).stem, asked) for asked in plans)


def _print(problems: tuple[Problem, ...], files: Files, form: str) -> None:
    if form == "json":
        from dutrack.views.problems_json import problems_json  # noqa: PLC0415 - only the view that is asked for

        put(problems_json(problems))
        return
    from dutrack.views.problems_text import problems_text  # noqa: PLC0415 - likewise

    for text in problems_text(problems, files):
        put(text)
    tell(_summary(problems))


def _summary(problems: tuple[Problem, ...]) -> str:
    found = [problem.severity for problem in problems]
    errors, warnings, notes = (found.count(severity) for severity in Severity)
    return ", ".join(
        map(
            str,
            (
                plural("{count} error", "{count} errors", count=errors),
                plural("{count} warning", "{count} warnings", count=warnings),
                plural("{count} note", "{count} notes", count=notes),
            ),
        )
    )
