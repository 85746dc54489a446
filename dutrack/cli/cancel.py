"""``dutrack cancel``: something need not be done any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.agenda.stranded import stranded
from dutrack.cli.closing import doubt_closed
from dutrack.cli.recording import ReasonOption  # noqa: TC001 - typer reads the annotations
from dutrack.cli.unit_command import Call, unit_command
from dutrack.i18n import Message, msg, plural
from dutrack.progress import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.cli.recording import Recording
    from dutrack.cli.units import Target
    from dutrack.progress.entry import Entry

app, _command = unit_command("cancel", msg("Record that something need not be done any more."), reasoned=True)


@_command
def cancel(call: Call, reason: ReasonOption = None) -> None:
    """Record it: the whole task, or the part that is named."""
    target = call.whole_task() or _part(call)
    if target.whole:
        _doubt_whole(call.run, target.items)
    else:
        for item in target.items:
            doubt_closed(call.run, item)
    entries = call.entries(target, Kind.CANCELLED, reason=reason)
    _doubt_stranded(call.run, entries, call.day)
    call.run.record(entries, msg("{unit} {title}: cancelled", unit=target.name, title=target.task.title))


def _part(call: Call) -> Target:
    return call.target(_is_open, msg("Nothing of {task} is open.", task=call.asked.address))


def _is_open(item: Item) -> bool:
    return item.status.is_open


def _doubt_whole(run: Recording, items: Sequence[Item]) -> None:
    """Doubt a record for the whole task where some of it is done, or nothing of it is open."""
    if len(items) == 1 or not any(map(_is_open, items)):
        for item in items:
            doubt_closed(run, item)
        return
    done = [item for item in items if item.status is Status.DONE]
    if done:
        run.doubt(_done_too(len(done)))


def _doubt_stranded(run: Recording, entries: list[Entry], day: date) -> None:
    """Doubt a record after which another task would wait for ever."""
    before = run.agenda_after((), day) if day > run.agenda.today else run.agenda
    waiting = {(each.plan.id, each.task.id) for each, _ in stranded(before)}
    for each, id_ in stranded(run.agenda_after(entries, day)):
        if (each.plan.id, each.task.id) not in waiting:
            address = f"{each.plan.id}/{each.task.id}"
            message = msg(
                "{address} waits for {id} and would wait for ever: {title}",
                address=address,
                id=id_,
                title=each.task.title,
            )
            run.doubt(message)


def _done_too(count: int) -> Message:
    return plural(
        "{count} part is done and would count as cancelled too; name one part with --occurrence or --owner.",
        "{count} parts are done and would count as cancelled too; name one part with --occurrence or --owner.",
        count=count,
    )
