"""``dutrack due``: the morning list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.agenda.model import SOON, Status
from dutrack.agenda.morning import morning_of
from dutrack.cli import options
from dutrack.cli.session import ask_standing, put, require_known, tell_of_findings
from dutrack.cli.tree import command_app
from dutrack.i18n import msg
from dutrack.views.due import DueList, by_urgency

if TYPE_CHECKING:
    from dutrack.cli.session import AnyStanding
    from dutrack.problems import Problem

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
    wanted = ("mornings", "problems") if form == "json" else ("mornings",)

    def find(standing: AnyStanding) -> tuple[DueList, tuple[int, int], tuple[Problem, ...]]:
        require_known(selection, standing.workspace)
        everything = morning = standing.morning()
        if not selection.only_plans:
            morning = morning_of(selection.choose(standing.items, standing.workspace))
        elif selection.plans:
            morning = standing.morning({plan.id for plan in selection.plans_of(standing.workspace)})
        found = DueList(standing.today, soon, morning, everything, standing.workspace.directory)
        return (found, (0, 0), standing.problems) if form == "json" else (found, standing.findings, ())

    found, findings, problems = ask_standing(find, workspace, today, soon, wanted)
    morning, shown = found.morning, by_urgency(found.morning.shown)
    if form == "json":
        from dutrack.views.agenda_json import agenda_json  # noqa: PLC0415 - only the view that is asked for

        put(agenda_json(shown, found.today, morning.tasks, morning.counts, problems))
    elif form == "csv":
        from dutrack.views.agenda_csv import agenda_csv  # noqa: PLC0415 - likewise

        put(agenda_csv(shown))
    else:
        from dutrack.views.due_table import print_due  # noqa: PLC0415 - likewise; rich is heavy

        print_due(found, limit=None if every else 20)
    if form != "json":
        tell_of_findings(*findings)
    if exit_code and morning.counts.get(Status.OVERDUE):
        raise typer.Exit(1)
