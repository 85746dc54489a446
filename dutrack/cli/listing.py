"""``dutrack list``: every unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.agenda.model import counts
from dutrack.cli import options
from dutrack.cli.session import ask_standing, put, require_known, tell_of_findings
from dutrack.cli.tree import command_app
from dutrack.i18n import msg

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda.model import Item
    from dutrack.cli.session import AnyStanding
    from dutrack.problems import Problem

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

    def find(
        standing: AnyStanding,
    ) -> tuple[date, tuple[Item, ...], dict[str, str], tuple[int, int], tuple[Problem, ...]]:
        plans = standing.workspace.plans
        require_known(selection, standing.workspace)
        items = selection.choose(standing.items, standing.workspace)
        problems = standing.problems if form == "json" else ()
        return standing.today, items, {plan.id: plan.title for plan in plans}, standing.findings, problems

    wanted = ("problems",) if form == "json" else ()
    day, items, titles, findings, problems = ask_standing(find, workspace, today, wanted=wanted)
    if form == "json":
        from dutrack.views.agenda_json import agenda_json  # noqa: PLC0415 - only the view that is asked for

        tasks = len({(item.plan, item.task) for item in items})
        put(agenda_json(items, day, tasks, counts(items), problems))
        return
    if form == "csv":
        from dutrack.views.agenda_csv import agenda_csv  # noqa: PLC0415 - likewise

        put(agenda_csv(items))
    else:
        from dutrack.views.list_table import print_list  # noqa: PLC0415 - likewise; rich is heavy

        print_list(items, titles, day)
    tell_of_findings(*findings)
