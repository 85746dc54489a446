"""``dutrack extend``: a due day is moved; the first one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.cli import dating
from dutrack.cli.closing import refuse_closed
from dutrack.cli.recording import ReasonOption, RefusedError
from dutrack.cli.unit_command import Call, unit_command
from dutrack.cli.units import is_open
from dutrack.i18n import Message, msg, plural
from dutrack.progress import Kind

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.cli.units import Target

app, _command = unit_command("extend", msg("Record that a due day was extended; the first one is kept."), reasoned=True)


@_command
def extend(
    call: Call, to: dating.ToOption = None, reason: ReasonOption = None, approved_by: dating.ApprovedByOption = None
) -> None:
    """Record it."""
    nothing = msg("Nothing of {task} has a due day that could be extended now.", task=call.asked.address)
    target = call.target(_is_extendable, nothing)
    value, window = dating.read_window(call, target.plan, to)
    for item in target.items:
        _refuse(item, window.due)
    entries = call.entries(target, Kind.EXTENDED, to=value, reason=reason, approved_by=approved_by)
    call.run.record(entries, _told(target, window.due))


def _is_extendable(item: Item) -> bool:
    return is_open(item) and item.due is not None


def _refuse(item: Item, due: date) -> None:
    unit = item.address
    refuse_closed(item)
    if item.status is Status.STANDING:
        raise RefusedError(msg("{unit} is standing; it has no last day.", unit=unit))
    if item.due is None:
        hint = msg("A first date is given by: dutrack date {address} --to …", address=unit)
        message = msg("{unit} has no due day to extend.", unit=unit)
        raise RefusedError(message, hint if dating.is_datable(item) else None)
    if due <= item.due:
        hint = msg("A mistaken extension is taken back by: dutrack undo")
        message = msg("{day} is not after {due}, the day {unit} is due.", day=due, due=item.due, unit=unit)
        raise RefusedError(message, hint)


def _told(target: Target, due: date) -> Message:
    item = target.items[0]
    assert item.due is not None  # noqa: S101 - refused above
    return plural(
        "{unit} {title}: due {due} instead of {was} ({count} extension; at first {first})",
        "{unit} {title}: due {due} instead of {was} ({count} extensions; at first {first})",
        count=item.extensions + 1,
        unit=target.name,
        title=target.task.title,
        due=due,
        was=item.due,
        first=item.first_due or item.due,
    )
