"""Where each unit of a task stands, in lines: a series by its periods, a group by its members."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dutrack.agenda.model import OPEN_FIRST, Status
from dutrack.i18n import Message, msg, plural
from dutrack.schedule.units import EventUnit, SeriesUnit, UndatedUnit
from dutrack.views.words import counts_words, days_words, extension_words, members_words, review_words, status_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.agenda import Item
    from dutrack.agenda.tasks import Scheduled

_PERIODS = 12
"""So many periods of a series are told one by one; those before them are counted."""

_UNCOUNTED = (Status.UPCOMING, Status.UNDATED, Status.STANDING, Status.WAITING)
"""Nobody asks how many members are through with these."""


def unit_lines(scheduled: Scheduled, items: tuple[Item, ...], today: date) -> Iterator[str]:
    """Yield the lines about a task's items. Where it has several units each begins with the unit's id."""
    units: dict[str, list[Item]] = {}
    for item in items:
        units.setdefault(item.shared, []).append(item)
    width = max(map(len, units)) if len(units) > 1 else 0
    words = _words(scheduled)
    for _, part in groupby(units.items(), key=lambda unit: unit[1][0].series):
        found = list(part)
        if len(found) > _PERIODS + 1:
            yield _earlier([members for _, members in found[:-_PERIODS]])
            found = found[-_PERIODS:]
        for id_, members in found:
            label = f"{id_:{width}}  " if width else ""
            said = f"“{words[id_]}”: " if id_ in words else ""
            yield from _unit(f"{label}{said}", members, today)


def _words(scheduled: Scheduled) -> dict[str, str]:
    """Return by unit the words of the deadline that it comes from, where a text has several parts."""
    text, found = scheduled.task.deadline or "", {}
    for unit in scheduled.units if len(scheduled.units) > 1 else ():
        if isinstance(unit, SeriesUnit | UndatedUnit):
            continue
        parts = unit.parts if isinstance(unit, EventUnit) else (unit.part,)
        words = text[parts[0].at[0] : parts[-1].at[1]]
        found[f"{scheduled.task.id}{unit.suffix}"] = " ".join(words.split())
    return found


def _earlier(units: list[list[Item]]) -> str:
    """Return how the first periods of a series stand, all members of a group together."""
    address = f"{units[0][0].plan}/{units[0][0].task}"
    found: dict[Status, int] = {}
    for members in units:
        status = min((item.status for item in members), key=(*OPEN_FIRST, *Status).index)
        found[status] = found.get(status, 0) + 1
    return str(
        plural(
            "{count} earlier period: {counts} (dutrack list --search {address})",
            "{count} earlier periods: {counts} (dutrack list --search {address})",
            count=len(units),
            counts=counts_words(found),
            address=address,
        )
    )


def _unit(head: str, members: list[Item], today: date) -> Iterator[str]:
    """Yield a unit's line; where the members of a group differ, how far it is and below it who stands where."""
    first = members[0]
    progress = None if first.status in _UNCOUNTED else members_words(first)
    standings = {_standing(item, days_words(item), today) for item in members}
    if len(standings) == 1:
        yield f"{head}{standings.pop()}{'' if progress is None else f' ({progress})'}"
        return
    days = {days_words(item) for item in members}
    shared = "" if len(days) > 1 else days.pop()
    due = msg("due {day}", day=shared)
    yield f"{head}{members_words(first)}{f', {due}' if shared else ''}"
    found: dict[str, list[str]] = {}
    for item in members:
        found.setdefault(_standing(item, "" if shared else days_words(item), today), []).extend(item.owners)
    for standing, names in found.items():
        yield f"  {standing}: {', '.join(names)}"


def _standing(item: Item, days: str, today: date) -> str:
    """Return where a unit stands, since when or until when, and what led to that."""
    told: list[Message | str] = [status_words(item)]
    if item.done_on is not None:
        told = [msg("{status} on {day}", status=status_words(item), day=item.done_on)]
    if days:
        told.append(days if item.done_on is None else msg("due {day}", day=days))
    ended = msg("its plan has ended") if item.status is Status.CANCELLED and item.closing is None else None
    notes = [note for note in (item.counted, extension_words(item), ended) if note is not None]
    words = ", ".join(map(str, told)) + "".join(f" ({note})" for note in notes)
    more = (msg("confirmed") if item.confirmed else None, review_words(item, today))
    words = ", ".join([words, *(str(each) for each in more if each is not None)])
    return words if item.reason is None else f"{words}: {item.reason}"
