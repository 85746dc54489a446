"""``dutrack list``: every unit."""

from __future__ import annotations

from typing import Annotated

import typer

from dutrack.agenda.model import counts
from dutrack.cli import options
from dutrack.cli.session import open_agenda, put, require_known, serious_problems, tell_of_problems
from dutrack.cli.tree import command_app
from dutrack.i18n import msg

FORMATS = ("table", "json", "csv")

app, _command = command_app("list", msg("Show every task, one row for each part that is closed on its own."))


@_command
def list_(  # noqa: PLR0913, PLR0917 - the options of the command
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    plan: options.PlansOption = None,
    owner: options.OwnersOption = None,
    section: options.SectionsOption = None,
    status: options.StatusesOption = None,
    search: options.SearchOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json|csv", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """Print the list."""
    form = options.read_format(format_, FORMATS)
    selection = options.read_selection(plan, owner, section, status, search)
    agenda = open_agenda(workspace, today)
    require_known(selection, agenda.workspace)
    items = selection.choose(agenda.items, agenda.workspace)
    if form == "json":
        from dutrack.views.agenda_json import agenda_json  # noqa: PLC0415 - only the view that is asked for

        tasks = len({(item.plan, item.task) for item in items})
        put(agenda_json(items, agenda.today, tasks, counts(items), serious_problems(agenda)))
        return
    if form == "csv":
        from dutrack.views.agenda_csv import agenda_csv  # noqa: PLC0415 - likewise

        put(agenda_csv(items))
    else:
        from dutrack.views.list_table import print_list  # noqa: PLC0415 - likewise; rich is heavy

        print_list(items, agenda)
    tell_of_problems(agenda)
