"""``dutrack cancel``: something need not be done any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.cli.closing import doubt_closed, require_reason
from dutrack.cli.recording import ReasonOption  # noqa: TC001 - typer reads the annotations
from dutrack.cli.unit_command import Call, unit_command
from dutrack.i18n import Message, msg, plural
from dutrack.progress import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.agenda import Item
    from dutrack.cli.recording import Recording
    from dutrack.cli.units import Target

app, _command = unit_command("cancel", msg("Record that something need not be done any more."))


@_command
def cancel(call: Call, reason: ReasonOption = None) -> None:
    """Record it: the whole task, or the part that is named."""
    why = require_reason(reason)
    target = call.whole_task() or _part(call)
    if target.whole:
        _doubt_whole(call.run, target.items)
    else:
        for item in target.items:
            doubt_closed(call.run, item)
    entries = call.entries(target, Kind.CANCELLED, reason=why)
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


def _done_too(count: int) -> Message:
    return plural(
        "{count} part is done and would count as cancelled too; name one part with --occurrence or --owner.",
        "{count} parts are done and would count as cancelled too; name one part with --occurrence or --owner.",
        count=count,
    )
