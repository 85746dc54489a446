"""What follows from a record, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.agenda import Status
from dutrack.i18n import Message, msg, show_day
from dutrack.views.words import status_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dutrack.agenda import Item
    from dutrack.agenda.effects import Change


def change_words(changes: Iterable[Change]) -> Iterator[Message]:
    """Yield a line for each unit whose days or waiting change."""
    for change in changes:
        item = change.item
        what = _gone(change.before) if change.after is None else _after(change.before, change.after)
        yield msg("{address} {title}: {what}", address=item.address, title=item.title, what=what)


def released(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes of units that have less to wait for than before."""
    return tuple(
        change
        for change in changes
        if change.after is not None
        and change.before is not None
        and len(change.after.awaiting) < len(change.before.awaiting)
    )


def _gone(before: Item | None) -> Message:
    if before is None or before.due is None:
        return msg("has no day any more")
    return msg("is not due any more (before: {day})", day=before.due)


def _after(before: Item | None, after: Item) -> Message:
    was = None if before is None else before.due
    if not after.status.is_open:
        return status_words(after)
    if after.due is not None:
        if was is None:
            return msg("due {day}", day=after.due)
        if was != after.due:
            return msg("due {day} (before: {was})", day=after.due, was=was)
    if after.status is Status.UNDATED:
        return msg("may begin; needs a date: dutrack date {address}", address=after.address)
    if after.awaiting:
        waits = msg("waits for {events}", events=", ".join(after.awaiting))
        return waits if was is None else msg("{waits} (before: due {was})", waits=waits, was=show_day(was))
    return status_words(after)
