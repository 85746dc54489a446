"""``dutrack done``: a task, a period of it or a member's part is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.cli.closing import doubt_closed
from dutrack.cli.recording import RefusedError
from dutrack.cli.unit_command import Call, unit_command
from dutrack.cli.units import is_open
from dutrack.i18n import Message, msg, plural
from dutrack.progress import Done, Kind
from dutrack.views.effects import change_words, released

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.cli.units import Target

app, _command = unit_command("done", msg("Record that something is finished."))


@_command
def done(call: Call) -> None:
    """Record it, and say which tasks that waited for it may begin."""
    nothing = msg("Nothing of {task} is open that could be done now.", task=call.asked.address)
    target = call.target(is_open, nothing)
    _doubt(call, target)
    entries = call.entries(target, Kind.DONE)
    follows = change_words(released(call.run.previews(entries)))
    call.run.record(entries, _told(target, call.day), follows)


def _doubt(call: Call, target: Target) -> None:
    run = call.run
    if len(target.items) > 1:
        run.doubt(
            plural(
                "Every member's part that is open is meant: {count}; one alone: --owner",
                "Every member's part that is open is meant: {count}; one alone: --owner",
                count=len(target.items),
            )
        )
    for item in target.items:
        if item.status is Status.STANDING:
            run.doubt(msg("{unit} is standing and has no end; a look at it is recorded by: review", unit=item.address))
        if isinstance(item.closing, Done) and (item.closing.on, item.closing.doc) == (call.day, call.doc):
            raise RefusedError(_already(item), msg("See: dutrack show {address}", address=item.address))
        doubt_closed(run, item)


def _already(item: Item) -> Message:
    return msg("{unit} is already recorded as done on {day}.", unit=item.address, day=item.done_on or "")


def _told(target: Target, day: date) -> Message:
    late = any(item.due is not None and day > item.due for item in target.items)
    timed = any(item.due is not None for item in target.items)
    name, title = target.name, target.task.title
    if late:
        return msg("{unit} {title}: done on {day}, late", unit=name, title=title, day=day)
    if timed:
        return msg("{unit} {title}: done on {day}, on time", unit=name, title=title, day=day)
    return msg("{unit} {title}: done on {day}", unit=name, title=title, day=day)
