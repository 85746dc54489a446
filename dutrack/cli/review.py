"""``dutrack review``: somebody looked at a standing task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.cli.recording import RefusedError
from dutrack.cli.unit_command import Call, unit_command
from dutrack.i18n import msg
from dutrack.progress import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Item
    from dutrack.agenda.effects import Change
    from dutrack.i18n import Message

app, _command = unit_command("review", msg("Record that somebody looked at a standing task."), without=("occurrence",))


@_command
def review(call: Call) -> None:
    """Record it, and say when the next review is."""
    target = call.target(_is_standing, msg("Nothing of {task} is standing.", task=call.asked.address))
    if not all(map(_is_standing, target.items)):
        raise RefusedError(msg("{unit} is not standing; only what is standing is reviewed.", unit=target.name))
    entries = call.entries(target, Kind.REVIEWED)
    told = msg("{unit} {title}: reviewed on {day}", unit=target.name, title=target.task.title, day=call.day)
    call.run.record(entries, told, _next(call.run.previews(entries)))


def _is_standing(item: Item) -> bool:
    return item.status is Status.STANDING


def _next(changes: tuple[Change, ...]) -> Iterator[Message]:
    for day in dict.fromkeys(change.item.review_on for change in changes):
        if day is not None:
            yield msg("the next review: {day}", day=day)
