"""Every unit as a table, plan by plan."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dutrack.agenda.model import counts
from dutrack.i18n import msg, plural
from dutrack.views.screen import Line, Screen, columns, folded, stacked
from dutrack.views.text import cells, clean
from dutrack.views.words import STYLES, counts_words, days_words, review_words, status_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dutrack.agenda.model import Item

_GAP = "  "
_UNIT_AT_MOST = 18
_WIDE = 110
"""From this width on the lead has a column of its own."""

_TITLE_AT_LEAST = 24
"""A title with less room than this stands below its row."""


def print_list(items: tuple[Item, ...], titles: Mapping[str, str], today: date) -> None:
    """Print the items, and how many there are of each status; ``titles`` are those of the plans by id."""
    screen = Screen()
    for plan, group in groupby(items, key=lambda item: item.plan):
        screen.add((f"{plan}: {clean(titles[plan])}", "bold"))
        _add_plan(screen, list(group), today)
        screen.add()
    units = plural("{count} row", "{count} rows", count=len(items))
    told = counts_words(counts(items))
    screen.add((f"{units}: {told}" if told else str(msg("Nothing matches.")), ""))
    screen.show()


def _add_plan(screen: Screen, items: list[Item], today: date) -> None:
    rows = [(item, str(status_words(item)), _days(item, today)) for item in items]
    unit = min(max(cells(clean(item.unit)) for item in items), _UNIT_AT_MOST)
    status = max(cells(words) for _, words, _ in rows)
    days = max(cells(line) for _, _, lines in rows for line in lines)
    wide = screen.width >= _WIDE
    room = screen.width - unit - status - days - (4 if wide else 3) * len(_GAP)
    title = -(-3 * (room + len(_GAP)) // 5) - len(_GAP) if wide else room
    widths = [unit, status, days, title, *([room - title] if wide else [])]
    for item, words, lines in rows:
        owners: Line = ((clean("; ".join(item.owners)), "dim"),)
        name: Line = ((clean(item.title), ""),)
        cells_of_row: list[list[Line]] = [
            folded(((clean(item.unit), ""),), unit),
            [((words, STYLES.get(item.status.value, "")),)],
            [((line, ""),) for line in lines],
        ]
        below = [name, owners] if item.owners else [name]
        if wide:
            cells_of_row += [folded(name, title), folded(owners, room - title)]
        elif title >= _TITLE_AT_LEAST:
            cells_of_row.append([part for line in below for part in folded(line, title)])
        else:
            screen.add_lines(stacked(cells_of_row, widths[:3], below, _GAP, screen.width))
            continue
        screen.add_lines(columns(cells_of_row, widths, _GAP))


def _days(item: Item, today: date) -> list[str]:
    """Return when an item is due, or below words when it is reviewed next: the column is to stay narrow."""
    review = review_words(item, today)
    return [days_words(item)] if review is None else str(review).rsplit(" ", 1)
