"""``dutrack new``: a plan, or a whole workspace, to begin with."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - read by typer
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.cli import options
from dutrack.cli.remind import make_clock
from dutrack.cli.session import announce, open_agenda, present_day, put, tell
from dutrack.cli.tree import command_app
from dutrack.cli.usage import WrongUseError, help_hint
from dutrack.config.model import DEFAULT_TIMEZONE
from dutrack.files import CONFIG, PLANS
from dutrack.i18n import msg
from dutrack.skeletons.plan import BadPlanIdError, Head, has_records, plan_path, plan_text, require_free
from dutrack.skeletons.writing import write_new
from dutrack.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

app, _command = command_app(
    "new", msg("Begin a plan, or with --workspace a whole folder, with remarks that teach the format.")
)


@_command
def new(  # noqa: PLR0913, PLR0917 - the options of the command
    id_: Annotated[
        str | None,
        typer.Argument(metavar=msg("ID").msgid, help=msg("The plan's id, the name of its file: a-z, 0-9 and -.").msgid),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar=msg("TEXT").msgid, help=msg("What the document is called.").msgid)
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar=msg("NUMBER").msgid, help=msg("The document's number.").msgid)
    ] = None,
    issuer: Annotated[
        str | None, typer.Option("--issuer", metavar=msg("BODY").msgid, help=msg("Who issued it.").msgid)
    ] = None,
    issued: Annotated[
        date | None,
        typer.Option(
            "--issued",
            metavar=msg("DAY").msgid,
            parser=options.read_day,
            help=msg("The day it was issued: 31/3/2023 or 2023-03-31.").msgid,
        ),
    ] = None,
    monitor: Annotated[
        str | None,
        typer.Option("--monitor", metavar=msg("BODY").msgid, help=msg("The body that watches and urges.").msgid),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("-C", metavar=msg("DIR").msgid, help=msg("The folder that holds plans.").msgid)
    ] = None,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            metavar=msg("DIR").msgid,
            help=msg(
                "Make this folder a workspace: settings, an example plan, files for git and CI, the outbox."
            ).msgid,
        ),
    ] = None,
    today: options.TodayOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=msg("Show what would be written, and write nothing.").msgid)
    ] = False,
) -> None:
    """Write what is asked for."""
    head = Head(title, issuer, issued, number, monitor)
    if id_ is None and head != Head():
        raise WrongUseError(msg("Which plan? Name its id: dutrack new ID."), help_hint())
    if workspace is not None:
        begun = (id_ is None or not (workspace / PLANS).is_dir()) and _make_folder(
            workspace, today, example=id_ is None, dry_run=dry_run
        )
        root = workspace
    elif id_ is None:
        raise WrongUseError(msg("What is to be made? A plan: dutrack new ID; a folder: dutrack new --workspace DIR."))
    else:
        begun, root = False, find_workspace(folder or Path(), upward=folder is None)
    if id_ is not None:
        _make_plan(root, id_, head, dry_run=dry_run)
    if begun:
        _make_outbox(root, today)
        tell(msg("Next, in {folder}: dutrack due, dutrack check, dutrack new ID.", folder=str(root)))


def _make_plan(root: Path, id_: str, head: Head, *, dry_run: bool) -> None:
    require_free(root, id_)
    content, path = plan_text(id_, head), plan_path(id_)
    if not dry_run and not write_new(root / path, content):
        raise BadPlanIdError(msg("There is a plan {id} already: {path}.", id=id_, path=path))
    _put_written((path,), dry_run=dry_run)
    if has_records(root, id_):
        tell(msg("There are records for a plan {id} already; they count for this one.", id=id_))
    if not dry_run:
        tell(msg("Fill in what is empty: dutrack check names it."))


def _make_folder(root: Path, today: date | None, *, example: bool, dry_run: bool) -> bool:
    """Write the files of a workspace; tell whether it began with this."""
    from dutrack.skeletons.folder import make_folder  # noqa: PLC0415 - only what is asked for

    made = make_folder(root, today or present_day(DEFAULT_TIMEZONE), example=example, dry_run=dry_run)
    _put_written(made.written, dry_run=dry_run)
    for name in made.left:
        tell(msg("Left as it is: {path}", path=name))
    for name, line in made.lacking:
        tell(msg("{path} lacks the line: {line}", path=name, line=line))
    if made.unheard:
        names = ", ".join(made.unheard)
        tell(msg("Not written, as only the top of a git repository has them: {paths}", paths=names))
    return CONFIG in made.written and not dry_run


def _make_outbox(root: Path, today: date | None) -> None:
    """Make the outbox of a new workspace: what was due before today counts as sent."""
    from dutrack.reminders.outbox import make_outbox  # noqa: PLC0415 - heavy
    from dutrack.reminders.session import past_moments  # noqa: PLC0415 - likewise
    from dutrack.reminders.store import OutboxError  # noqa: PLC0415 - likewise

    agenda = open_agenda(root, today)
    config = agenda.workspace.config
    try:
        make_outbox(config.outbox, root, make_clock(config.timezone), past_moments(agenda))
    except OutboxError as error:
        tell(error.message)
    else:
        _put_written((".dutrack/outbox.db",), dry_run=False)


def _put_written(paths: Iterable[str], *, dry_run: bool) -> None:
    if dry_run:
        for path in paths:
            put(str(msg("Would be written: {path}", path=path)))
    else:
        announce(str(msg("Written: {path}", path=path)) for path in paths)
