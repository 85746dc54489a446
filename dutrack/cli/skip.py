"""``dutrack skip``: a period of a recurring task will not be done."""

from __future__ import annotations

from dutrack.cli.closing import doubt_closed
from dutrack.cli.recording import ReasonOption, RefusedError
from dutrack.cli.unit_command import Call, unit_command
from dutrack.cli.units import is_open
from dutrack.i18n import msg
from dutrack.progress import Kind

app, _command = unit_command("skip", msg("Record that a period of a recurring task will not be done."), reasoned=True)


@_command
def skip(call: Call, reason: ReasonOption = None) -> None:
    """Record it."""
    nothing = msg("No period of {task} is open that could be skipped now.", task=call.asked.address)
    target = call.target(is_open, nothing)
    if not all(item.occurrence for item in target.items):
        hint = msg("What need not be done at all is cancelled: dutrack cancel {address}", address=target.name)
        raise RefusedError(msg("{unit} does not recur.", unit=target.name), hint)
    for item in target.items:
        doubt_closed(call.run, item)
    entries = call.entries(target, Kind.SKIPPED, reason=reason)
    call.run.record(entries, msg("{unit} {title}: skipped", unit=target.name, title=target.task.title))
