"""``dutrack review``: somebody looked at a standing task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.cli import options, recording
from dutrack.cli.tree import command_app
from dutrack.cli.units import Asked, find_target
from dutrack.i18n import msg
from dutrack.progress import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Item
    from dutrack.agenda.effects import Change
    from dutrack.i18n import Message

app, _command = command_app("review", msg("Record that somebody looked at a standing task."))


@_command
def review(  # noqa: PLR0913, PLR0917 - the options of the command
    address: recording.TaskArgument,
    on: recording.OnOption = None,
    doc: recording.DocOption = None,
    note: recording.NoteOption = None,
    owner: recording.OwnerOption = None,
    by: recording.ByOption = None,
    yes: recording.YesOption = False,
    dry_run: recording.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    today: options.TodayOption = None,
) -> None:
    """Record it, and say when the next review is."""
    run = recording.begin(workspace, today, by, yes=yes, dry_run=dry_run)
    nothing = msg("Nothing of {task} is standing.", task=address)
    target = find_target(run.agenda, Asked(address, owner=owner), _is_standing, nothing)
    if not all(map(_is_standing, target.items)):
        raise recording.RefusedError(
            msg("{unit} is not standing; only what is standing is reviewed.", unit=target.name)
        )
    day = on or run.agenda.today
    run.doubt_day(target.plan, day)
    entries = target.entries(run, Kind.REVIEWED, on=day, doc=doc, note=note)
    told = msg("{unit} {title}: reviewed on {day}", unit=target.name, title=target.task.title, day=day)
    run.record(entries, told, _next(run.previews(entries)))


def _is_standing(item: Item) -> bool:
    return item.status is Status.STANDING


def _next(changes: tuple[Change, ...]) -> Iterator[Message]:
    for day in dict.fromkeys(change.item.review_on for change in changes):
        if day is not None:
            yield msg("the next review: {day}", day=day)
