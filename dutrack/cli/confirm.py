"""``dutrack confirm``: a second person looked at what was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dutrack.cli import options, recording
from dutrack.cli.ask import agrees
from dutrack.cli.pick import open_task
from dutrack.cli.session import ask_part, put, tell
from dutrack.cli.tree import command_app
from dutrack.cli.units import Asked, find_target
from dutrack.cli.usage import WrongUseError, help_hint
from dutrack.i18n import Message, msg
from dutrack.progress import Kind, recorded_at
from dutrack.views.history import record_words

if TYPE_CHECKING:
    from dutrack.agenda import Agenda, Item
    from dutrack.cli.session import AnyPart
    from dutrack.progress import Record
    from dutrack.progress.entry import Entry

app, _command = command_app("confirm", msg("Record that a second person looked at what was closed."))


@_command
def confirm(  # noqa: PLR0913, PLR0917 - the options of the command
    address: Annotated[
        str | None,
        typer.Argument(
            metavar=msg("PLAN/TASK").msgid,
            autocompletion=options.complete_unit,
            help=msg("The task: its address, a piece of its id, or words of its title.").msgid,
        ),
    ] = None,
    today_closed: Annotated[
        bool, typer.Option("--today-closed", help=msg("Go through everything that was closed today.").msgid)
    ] = False,
    note: recording.NoteOption = None,
    occurrence: recording.OccurrenceOption = None,
    owner: recording.OwnerOption = None,
    by: recording.ByOption = None,
    yes: recording.YesOption = False,
    dry_run: recording.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
) -> None:
    """Record it for one task, or ask for each that was closed today."""
    if (address is None) is not today_closed:
        message = msg("Name a task, or give --today-closed, not both.")
        raise WrongUseError(message, help_hint())
    if address is None:
        agenda = ask_part(_closed_now, workspace, today)
        _walk(recording.Recording(agenda, by, yes=yes, dry_run=dry_run), note)
        return
    picked = open_task(workspace, today, address)
    run = recording.Recording(picked.agenda, by, yes=yes, dry_run=dry_run)
    nothing = msg("Nothing of {task} is closed and unconfirmed.", task=address)
    target = find_target(Asked(address, picked, occurrence, owner), _is_unconfirmed, nothing)
    for item in target.items:
        _refuse(item, run.by)
    entries = [_entry(run, item, note) for item in target.items]
    run.record(entries, _told(target.name, target.task.title))


def _closed_now(part: AnyPart) -> Agenda:
    """Return the agenda of all plans with anything that was closed today."""

    def is_near(record: Record) -> bool:
        # A day in UTC is never more than one day off.
        return record.on == part.today or abs((recorded_at(record.key).date() - part.today).days) <= 1

    return part.agenda([path for path, records in part.recorded() if any(map(is_near, records))])


def _walk(run: recording.Recording, note: str | None) -> None:
    """Ask for each; what is answered with yes is recorded at once, so that nothing is lost by stopping."""
    waiting = [item for item in run.agenda.items if item.closed_today and _is_unconfirmed(item)]
    others = [item for item in waiting if not _is_own(item, run.by)]
    if len(others) < len(waiting):
        tell(msg("What you closed yourself is for somebody else to confirm."))
    if not others:
        put(str(msg("Nothing that was closed today is left to confirm.")))
        return
    recorded = 0
    for item in others:
        assert item.closing is not None  # noqa: S101 - it is closed
        told = _told(item.address, item.title)
        put(f"{item.address} {item.title}: {record_words(item.closing)}")
        if run.dry_run or agrees(msg("Confirm it?"), (), yes=run.yes):
            run.record([_entry(run, item, note)], told)
            recorded += 1
    if not recorded:
        tell(msg("Nothing was recorded."))
        raise typer.Exit(1)


def _entry(run: recording.Recording, item: Item, note: str | None) -> Entry:
    assert item.closing is not None  # noqa: S101 - refused otherwise
    unit = None if item.unit == item.task else item.unit
    key, day = item.closing.key, run.agenda.today
    return run.entry(item.plan, Kind.CONFIRMED, task=item.task, unit=unit, on=day, record=key, note=note)


def _is_unconfirmed(item: Item) -> bool:
    return item.closing is not None and not item.confirmed


def _is_own(item: Item, by: str) -> bool:
    return item.closing is not None and item.closing.by == by


def _refuse(item: Item, by: str) -> None:
    if item.closing is None:
        raise recording.RefusedError(msg("{unit} is not closed.", unit=item.address))
    if item.confirmed:
        raise recording.RefusedError(msg("{unit} is confirmed already.", unit=item.address))
    if _is_own(item, by):
        message = msg("{unit} was closed by {by}; a second person confirms it.", unit=item.address, by=by)
        raise recording.RefusedError(message, msg("Another name: --by NAME"))


def _told(name: str, title: str) -> Message:
    return msg("{unit} {title}: confirmed", unit=name, title=title)
