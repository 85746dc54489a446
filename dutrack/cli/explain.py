"""``dutrack explain``: how the words of a deadline became days."""

from __future__ import annotations

from typing import Annotated

import typer

from dutrack.cli import options
from dutrack.cli.pick import open_task, require_unit
from dutrack.cli.session import put
from dutrack.cli.tree import command_app
from dutrack.i18n import msg
from dutrack.views.explanation import explain as explain_task
from dutrack.views.explanation import explanation_text, explanation_values

FORMATS = ("table", "json")

app, _command = command_app("explain", msg("Explain step by step how the words of a deadline became its day."))


@_command
def explain(
    address: options.TaskArgument,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="table|json", help=msg("The form of the answer.").msgid)
    ] = None,
) -> None:
    """Print the steps, each with its rule and where that comes from."""
    form = options.read_format(format_, FORMATS)
    picked = open_task(workspace, today, address)
    require_unit(picked, address)
    found = explain_task(picked.agenda, picked.plan, picked.task, picked.part)
    if form == "json":
        from dutrack.views.json_text import dump  # noqa: PLC0415 - only the view that is asked for

        put(dump(explanation_values(found)))
    else:
        put(explanation_text(found))
