"""``dutrack date``: a person sets the day a text does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.cli import dating
from dutrack.cli.closing import refuse_closed
from dutrack.cli.recording import ReasonOption, RefusedError
from dutrack.cli.unit_command import Call, unit_command
from dutrack.i18n import msg
from dutrack.progress import Kind

if TYPE_CHECKING:
    from dutrack.agenda import Item

app, _command = unit_command("date", msg("Give a date to what has none."))


@_command
def date_(
    call: Call, to: dating.ToOption = None, reason: ReasonOption = None, approved_by: dating.ApprovedByOption = None
) -> None:
    """Record it."""
    target = call.target(dating.is_datable, msg("Nothing of {task} needs a date.", task=call.asked.address))
    for item in target.items:
        _refuse(item)
    value, window = dating.read_window(call, target.plan, to)
    entries = call.entries(target, Kind.DATED, to=value, reason=reason, approved_by=approved_by)
    told = msg("{unit} {title}: due {due}", unit=target.name, title=target.task.title, due=window.due)
    call.run.record(entries, told)


def _refuse(item: Item) -> None:
    unit = item.address
    if dating.is_datable(item):
        return
    refuse_closed(item)
    if item.due is not None:
        hint = msg("It is moved by: dutrack extend {address} --to … --reason …", address=unit)
        raise RefusedError(msg("{unit} has a day already: {due}.", unit=unit, due=item.due), hint)
    if item.status is Status.WAITING:
        hint = msg("See: dutrack event")
        raise RefusedError(msg("{unit} gets its day from what it waits for.", unit=unit), hint)
    raise RefusedError(msg("{unit} is standing; it has no last day.", unit=unit))
