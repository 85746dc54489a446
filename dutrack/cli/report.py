"""``dutrack report``: what has been done, by whom, in time or not."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - read by typer
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.cli import options
from dutrack.cli.session import ask_standing, put, require_known, tell_of_findings
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.i18n import msg
from dutrack.report import By, build_report
from dutrack.revision import revision_of

if TYPE_CHECKING:
    from pathlib import Path

    from dutrack.cli.session import AnyStanding
    from dutrack.problems import Problem
    from dutrack.report import Report

FORMATS = ("table", "json", "csv", "md")

app, _command = command_app(
    "report", msg("Count what is done in time and late, what is open and overdue, by lead, plan or section.")
)


@_command
def report(  # noqa: PLR0913, PLR0917 - the options of the command
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    first: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar=msg("DAY").msgid,
            parser=options.read_day,
            help=msg("Only what is due on this day or later, after any extension.").msgid,
        ),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option(
            "--to",
            metavar=msg("DAY").msgid,
            parser=options.read_day,
            help=msg("Only what is due on this day or earlier, after any extension.").msgid,
        ),
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="owner|plan|section", help=msg("What a row is about.").msgid)
    ] = By.OWNER.value,
    plan: options.PlansOption = None,
    owner: options.OwnersOption = None,
    section: options.SectionsOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json|csv|md", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """Print the report."""
    form = options.read_format(format_, FORMATS)
    rows = By(options.read_choice(by, tuple(by.value for by in By), "--by"))
    if first is not None and last is not None and first > last:
        raise WrongUseError(msg("--from {first} is after --to {last}.", first=first, last=last))
    selection = options.read_selection(plan, owner, section, None, None)

    def find(standing: AnyStanding) -> tuple[Report, Path, tuple[int, int], tuple[Problem, ...]]:
        require_known(selection, standing.workspace)
        made = build_report(standing, selection, rows, first, last)
        return made, standing.workspace.root, standing.findings, standing.problems if form == "json" else ()

    wanted = ("problems",) if form == "json" else ()
    found, root, findings, problems = ask_standing(find, workspace, today, wanted=wanted)
    revision = revision_of(root)
    if form == "json":
        from dutrack.views.report_json import report_json  # noqa: PLC0415 - only the view that is asked for

        put(report_json(found, revision, problems))
        return
    if form == "csv":
        from dutrack.views.report_csv import report_csv  # noqa: PLC0415 - likewise

        put(report_csv(found, revision))
    elif form == "md":
        from dutrack.views.report_md import report_md  # noqa: PLC0415 - likewise

        put(report_md(found, revision))
    else:
        from dutrack.views.report_table import print_report  # noqa: PLC0415 - likewise; rich is heavy

        print_report(found, revision)
    tell_of_findings(*findings)
