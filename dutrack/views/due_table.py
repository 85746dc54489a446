"""The morning list as a table: what each lead has to do, the most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.agenda.model import Item, Status, counts
from dutrack.i18n import Message, msg, plural
from dutrack.views.due import DueList, Lead, Row, by_lead, by_urgency
from dutrack.views.screen import Line, Screen, columns, folded, stacked
from dutrack.views.text import cells, clean
from dutrack.views.words import (
    STYLES,
    answering_words,
    counts_words,
    day_heading,
    days_words,
    extension_words,
    members_words,
    missed_words,
    status_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dutrack.agenda.morning import Morning

_GAP = "  "
_TITLE_AT_LEAST = 44
"""A title with less room than this shares its column with the address."""

_COLUMN_AT_LEAST = 28
"""With less room than this both stand below their row."""


def print_due(found: DueList, limit: int | None = None) -> None:
    """Print the list; ``limit`` is how many rows a lead may have."""
    screen = Screen()
    shown = by_urgency(found.morning.shown)
    screen.add((f"{day_heading(found.today)}: {_heading(found)}", "bold"))
    groups = [(lead, rows, [_entry(row) for row in rows[:limit]]) for lead, rows in by_lead(shown, found.directory)]
    widths = _Widths([entry for _, _, entries in groups for entry in entries], screen.width)
    for lead, rows, entries in groups:
        _add_lead(screen, lead, rows[0].item)
        for entry in entries:
            screen.add_lines(_lines(entry, widths))
        if len(rows) > len(entries):
            screen.add((f"{_GAP}{_more(len(rows) - len(entries), rows[0].item)}", "dim"))
    told = [str(line) for line in (_besides(found.morning), _left_out(found)) if line is not None]
    if told:
        screen.add()
    for line in told:
        screen.add((line, "dim"))
    screen.show()


def _heading(found: DueList) -> Message | str:
    if told := counts_words(counts(found.morning.shown)):
        return told
    if found.is_filtered:
        return plural(
            "of what is asked for nothing is overdue or due within {count} day",
            "of what is asked for nothing is overdue or due within {count} days",
            count=found.days,
        )
    return plural(
        "nothing overdue, nothing due within {count} day",
        "nothing overdue, nothing due within {count} days",
        count=found.days,
    )


def _add_lead(screen: Screen, lead: Lead, item: Item) -> None:
    heading = [("; ".join(map(clean, lead.names)) or str(msg("Nobody leads")), "bold")]
    if lead.plans:
        heading.append((f" ({', '.join(lead.plans)})", "dim"))
    if (now := answering_words(item)) is not None:
        heading.append((f" ({clean(str(now))})", ""))
    screen.add()
    screen.add(*heading)


def _more(count: int, item: Item) -> Message:
    """Return how many rows of a lead are left out, and the command that shows them."""
    owner = next(iter((*item.owner_ids, *(f'"{clean(name)}"' for name in item.owners))), None)
    if owner is None:
        return plural("… and {count} more: dutrack due --all", "… and {count} more: dutrack due --all", count=count)
    return plural(
        "… and {count} more: dutrack due --all --owner {owner}",
        "… and {count} more: dutrack due --all --owner {owner}",
        count=count,
        owner=owner,
    )


def _besides(morning: Morning) -> Message | None:
    """Return how many units under the filters the list does not show."""
    rest = _less(morning.counts, counts(morning.shown))
    without = rest.pop(Status.UNDATED, 0)
    told = [counts_words(rest)]
    if without:
        told.append(str(plural("{count} without a deadline", "{count} without a deadline", count=without)))
    text = ", ".join(filter(None, told))
    return msg("Besides: {counts}. Everything: dutrack list", counts=text) if text else None


def _left_out(found: DueList) -> Message | None:
    """Return what more the list would show without filters."""
    if not found.is_filtered:
        return None
    told = counts_words(_less(counts(found.everything.shown), counts(found.morning.shown)))
    return msg("Not asked for: {counts}.", counts=told) if told else None


def _less(total: Mapping[Status, int], part: Mapping[Status, int]) -> dict[Status, int]:
    return {status: left for status, count in total.items() if (left := count - part.get(status, 0)) > 0}


class _Entry(Struct, frozen=True):
    """The words of a row, before it is known how wide the columns are."""

    status: list[Line]
    due: list[Line]
    title: list[Line]
    address: str


def _entry(row: Row) -> _Entry:
    item = row.item
    style = STYLES.get(item.status.value, "")
    status = str(status_words(item)).replace(" (", "\n(").split("\n")
    address = clean(f"{item.plan}/{item.task}" if row.missed else item.address)
    return _Entry([((line, style),) for line in status], [((line, ""),) for line in _due(item)], _title(row), address)


class _Widths:
    """The widths of the columns, the same for every lead so that days stand below each other."""

    def __init__(self, entries: list[_Entry], width: int) -> None:
        self.status = max((cells(text) for entry in entries for ((text, _),) in entry.status), default=0)
        self.due = max((cells(text) for entry in entries for ((text, _),) in entry.due), default=0)
        self.address = max((cells(entry.address) for entry in entries), default=0)
        room = width - self.status - self.due - 3 * len(_GAP)
        self.beside = room - self.address - len(_GAP) >= _TITLE_AT_LEAST
        self.stacked = room < _COLUMN_AT_LEAST
        self.title = room - (self.address + len(_GAP) if self.beside else 0)
        self.inside = max(width - len(_GAP), 1)


def _lines(entry: _Entry, widths: _Widths) -> list[Line]:
    address = ((entry.address, "dim"),)
    title = entry.title if widths.beside else [*entry.title, address]
    if widths.stacked:
        row = stacked([entry.status, entry.due], [widths.status, widths.due], title, _GAP, widths.inside)
        return columns([[()], row], [0, widths.inside], _GAP)
    cells_of_row: list[list[Line]] = [
        [()],
        entry.status,
        entry.due,
        [part for line in title for part in folded(line, widths.title)],
    ]
    sizes = [0, widths.status, widths.due, widths.title]
    if widths.beside:
        cells_of_row.append([address])
        sizes.append(widths.address)
    return columns(cells_of_row, sizes, _GAP)


def _title(row: Row) -> list[Line]:
    item = row.item
    lines: list[Line] = [((clean(item.title), ""),)]
    if row.missed:
        lines.append(((str(missed_words(row.missed)), "red"),))
    if item.needs_day:
        lines.append(((f"“{clean(item.deadline or '')}”: {clean(str(item.reason))}", "magenta"),))
    if (extended := extension_words(item)) is not None:
        lines.append(((str(extended), "dim"),))
    if (members := members_words(item)) is not None:
        lines.append(((f"{clean(item.members.group if item.members else '')}: {members}", "dim"),))
    return lines


def _due(item: Item) -> list[str]:
    """Return the due day, for what is due soon with how long is left."""
    words = days_words(item)
    if item.status is Status.DUE_SOON and item.days_left is not None:
        return [words, str(plural("{count} day left", "{count} days left", count=item.days_left))]
    return [words]
