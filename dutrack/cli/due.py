"""``dutrack due``: the morning list."""

from __future__ import annotations

from typing import Annotated

import typer

from dutrack.agenda import SOON, Status
from dutrack.agenda.model import counts
from dutrack.cli import options
from dutrack.cli.session import open_agenda, put, require_known, serious_problems, tell_of_problems
from dutrack.cli.tree import command_app
from dutrack.i18n import msg
from dutrack.views.due import due_items

FORMATS = ("table", "json", "csv")

app, _command = command_app(
    "due", msg("Show what is overdue, due today or soon, what an event has released, and what needs a date.")
)


@_command
def due(  # noqa: PLR0913, PLR0917 - the options of the command
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            metavar=msg("NUMBER").msgid,
            parser=options.read_count,
            help=msg("How many days ahead is soon: 7.").msgid,
        ),
    ] = None,
    plan: options.PlansOption = None,
    owner: options.OwnersOption = None,
    section: options.SectionsOption = None,
    status: options.StatusesOption = None,
    search: options.SearchOption = None,
    every: Annotated[bool, typer.Option("--all", help=msg("Show every row, however many a body has.").msgid)] = False,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json|csv", help=msg("The form of the answer.").msgid)
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=msg("End with status 1 if something is overdue.").msgid)
    ] = False,
) -> None:
    """Print the list."""
    form = options.read_format(format_, FORMATS)
    selection = options.read_selection(plan, owner, section, status, search)
    soon = SOON if days is None else days
    agenda = open_agenda(workspace, today, soon)
    require_known(selection, agenda.workspace)
    items = selection.choose(agenda.items, agenda.workspace)
    shown = due_items(items)
    if form == "json":
        from dutrack.views.agenda_json import agenda_json  # noqa: PLC0415 - only the view that is asked for

        tasks = len({(item.plan, item.task) for item in items})
        put(agenda_json(shown, agenda.today, tasks, counts(items), serious_problems(agenda)))
    elif form == "csv":
        from dutrack.views.agenda_csv import agenda_csv  # noqa: PLC0415 - likewise

        put(agenda_csv(shown))
    else:
        from dutrack.views.due_table import print_due  # noqa: PLC0415 - likewise; rich is heavy

        print_due(agenda, shown, items, soon, limit=None if every else 20)
    if form != "json":
        tell_of_problems(agenda)
    if exit_code and any(item.status is Status.OVERDUE for item in items):
        raise typer.Exit(1)
