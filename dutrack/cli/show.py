"""``dutrack show``: everything about one task."""

from __future__ import annotations

from typing import Annotated

import typer

from dutrack.cli import options
from dutrack.cli.pick import open_task, require_unit
from dutrack.cli.session import put
from dutrack.cli.tree import command_app
from dutrack.i18n import msg
from dutrack.views.task import task_text, task_values

FORMATS = ("table", "json")

app, _command = command_app("show", msg("Show everything about one task."))


@_command
def show(
    address: options.TaskArgument,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """Print the task."""
    form = options.read_format(format_, FORMATS)
    found = open_task(workspace, today, address, story=True)
    require_unit(found, address)
    if form == "json":
        from dutrack.views.json_text import dump  # noqa: PLC0415 - only the view that is asked for

        put(dump(task_values(found.agenda, found.plan, found.task)))
    else:
        put(task_text(found.agenda, found.plan, found.task))
