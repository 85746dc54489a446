"""``dutrack reopen``: what was closed is open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.cli.recording import ReasonOption, RefusedError
from dutrack.cli.unit_command import Call, unit_command
from dutrack.i18n import msg
from dutrack.progress import Kind

if TYPE_CHECKING:
    from dutrack.agenda import Item
    from dutrack.cli.units import Target

app, _command = unit_command("reopen", msg("Record that something closed is open again."))


@_command
def reopen(call: Call, reason: ReasonOption = None) -> None:
    """Record it."""
    target = _whole(call) or _part(call)
    entries = call.entries(target, Kind.REOPENED, reason=reason)
    call.run.record(entries, msg("{unit} {title}: open again", unit=target.name, title=target.task.title))


def _whole(call: Call) -> Target | None:
    """Return the task as a whole where one record closed all of it; None where a part is named or was closed."""
    target = call.whole_task()
    closed_by = {item.closing for item in target.items} if target else set()
    if len(closed_by) != 1:
        return None
    closing = closed_by.pop()
    return None if closing is None or closing.unit is not None else target


def _part(call: Call) -> Target:
    target = call.target(_is_closed, msg("Nothing of {task} is closed.", task=call.asked.address))
    if not all(map(_is_closed, target.items)):
        raise RefusedError(msg("{unit} is not closed.", unit=target.name))
    return target


def _is_closed(item: Item) -> bool:
    return item.closing is not None
