"""``dutrack report``: what has been done, by whom, in time or not."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - read by typer
from typing import Annotated

import typer

from dutrack.cli import options
from dutrack.cli.session import open_agenda, put, require_known, serious_problems, tell_of_problems
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError
from dutrack.i18n import msg
from dutrack.report import By, build_report
from dutrack.revision import revision_of

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
    agenda = open_agenda(workspace, today)
    require_known(selection, agenda.workspace)
    found = build_report(agenda, selection, rows, first, last)
    revision = revision_of(agenda.workspace.root)
    if form == "json":
        from dutrack.views.report_json import report_json  # noqa: PLC0415 - only the view that is asked for

        put(report_json(found, revision, serious_problems(agenda)))
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
    tell_of_problems(agenda)
