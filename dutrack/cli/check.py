"""``dutrack check``: every mistake, with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from dutrack.agenda import build_agenda
from dutrack.check import check as run_checks
from dutrack.cli import options
from dutrack.cli.checking import Asked, folders_of, led_by, read_codes, workspaces_of
from dutrack.cli.mending import mend_files
from dutrack.cli.session import open_workspace, present_day, put, tell
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.files import Folder
from dutrack.i18n import msg, plural
from dutrack.problems import Problem, Severity
from dutrack.workspace import NothingReadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from dutrack.files import Files

FORMATS = ("text", "json", "github", "sarif")

app, _command = command_app("check", msg("Name every mistake in plans, settings and records, with its place."))


@_command
def check(  # noqa: PLR0913, PLR0917 - the options of the command
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=msg("FILE...").msgid,
            help=msg("Only findings in these files or folders; with --explain, the codes.").msgid,
            show_default=False,
        ),
    ] = None,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    plan: options.PlansOption = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar=msg("CODES").msgid,
            help=msg("Only these findings: D010, or D01 for all that begin so. Can be repeated.").msgid,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar=msg("CODES").msgid, help=msg("All findings but these; likewise.").msgid),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="|".join(FORMATS), help=msg("The form of the answer.").msgid)
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help=msg("Put right in the files what can be meant in one way only.").msgid)
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=msg("With --fix: show what would change, and change nothing.").msgid)
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help=msg("Explain the codes that are named, or list all of them.").msgid)
    ] = False,
) -> None:
    """Print what is wrong and end with status 1 if it has errors or warnings."""
    form = options.read_format(format_, FORMATS)
    if dry_run and not fix:
        raise WrongUseError(msg("--dry-run is for --fix."))
    if explain:
        _explain(files or [])
        return
    asked = Asked(tuple(plan or ()), read_codes(select or (), "--select"), read_codes(ignore or (), "--ignore"))
    workspaces = workspaces_of(map(Path, files or ()), workspace)
    if fix:
        for root, names in workspaces.items():
            mend_files(root, replace(asked, names=names), today, dry_run=dry_run)
    # Programs that read JSON know the workspace; whoever follows a place starts from the current folder.
    folders = dict.fromkeys(workspaces, "") if form == "json" and len(workspaces) == 1 else folders_of(workspaces)
    found, status = list[Problem](), 0
    for root, names in workspaces.items():
        problems, failed = _problems(root, today)
        found += (led_by(folders[root], each) for each in filter(replace(asked, names=names).takes, problems))
        status = max(status, failed)
    if not dry_run:
        base = next((root for root, folder in folders.items() if not folder), Path.cwd())
        _print(found, Folder(base), form, every_note=bool(asked.select))
    raise typer.Exit(status or int(any(problem.severity is not Severity.NOTE for problem in found)))


def _explain(codes: Sequence[str]) -> None:
    from dutrack.views.explained import codes_text, explained_text  # noqa: PLC0415 - rarely needed

    put("\n\n".join(map(explained_text, read_codes(codes, "--explain", whole=True))) if codes else codes_text())


def _problems(root: Path, today: date | None) -> tuple[tuple[Problem, ...], int]:
    """Return the findings of a workspace, and the exit status where no plan in it can be read."""
    try:
        workspace = open_workspace(root)
    except NothingReadableError as error:
        return error.problems, error.exit_status
    return run_checks(build_agenda(workspace, today or present_day(workspace.config.timezone))), 0


def _print(problems: Sequence[Problem], files: Files, form: str, *, every_note: bool) -> None:
    match form:  # only the view that is asked for is imported
        case "json":
            from dutrack.views.problems_json import problems_json  # noqa: PLC0415

            put(problems_json(problems))
        case "sarif":
            from dutrack.views.problems_sarif import problems_sarif  # noqa: PLC0415

            put(problems_sarif(problems, files))
        case "github":
            from dutrack.views.problems_github import problems_github  # noqa: PLC0415

            _put_all(problems_github(problems))
        case _:
            from dutrack.views.problems_text import problems_text  # noqa: PLC0415

            _put_all(problems_text(problems, files, every_note=every_note))
            tell(_summary(problems))


def _put_all(texts: Iterable[str]) -> None:
    for text in texts:
        put(text)


def _summary(problems: Sequence[Problem]) -> str:
    found = [problem.severity for problem in problems]
    errors, warnings, notes = (found.count(severity) for severity in Severity)
    counts = ", ".join(
        map(
            str,
            (
                plural("{count} error", "{count} errors", count=errors),
                plural("{count} warning", "{count} warnings", count=warnings),
                plural("{count} note", "{count} notes", count=notes),
            ),
        )
    )
    safe = sum(problem.fix is not None and problem.fix.safe for problem in problems)
    if not safe:
        return counts
    told = plural("{count} can be put right with --fix", "{count} can be put right with --fix", count=safe)
    return f"{counts}; {told}"
