"""Every unit as a table, plan by plan."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from dutrack.agenda.model import counts
from dutrack.i18n import msg, plural
from dutrack.views.console import STYLES, printing
from dutrack.views.text import cells, clean
from dutrack.views.words import counts_words, days_words, review_words, status_words

if TYPE_CHECKING:
    from datetime import date

    from dutrack.agenda import Agenda, Item

_GAP = 2
_UNIT_AT_MOST = 18
_WIDE = 110
"""From this width on the lead has a column of its own."""


def print_list(items: tuple[Item, ...], agenda: Agenda) -> None:
    """Print the items, and how many there are of each status."""
    titles = {plan.id: plan.title for plan in agenda.workspace.plans}
    with printing() as console:
        for plan, group in groupby(items, key=lambda item: item.plan):
            console.print(Text(f"{plan}: {clean(titles[plan])}", style="bold"))
            console.print(_table(list(group), agenda.today, wide=console.width >= _WIDE))
            console.print()
        units = plural("{count} row", "{count} rows", count=len(items))
        told = counts_words(counts(items))
        console.print(Text(f"{units}: {told}" if told else str(msg("Nothing matches."))))


def _table(items: list[Item], today: date, *, wide: bool) -> Table:
    days = [_days(item, today) for item in items]
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(width=min(max(cells(clean(item.unit)) for item in items), _UNIT_AT_MOST), overflow="fold")
    table.add_column(width=max(cells(str(status_words(item))) for item in items), no_wrap=True)
    table.add_column(width=max(cells(line) for told in days for line in told.split("\n")), no_wrap=True)
    table.add_column(ratio=3)
    if wide:
        table.add_column(ratio=2)
    table.expand = True
    for item, told in zip(items, days, strict=True):
        style = STYLES.get(item.status.value, "")
        owners = clean("; ".join(item.owners))
        title = Text(clean(item.title))
        if owners and not wide:
            title.append(f"\n{owners}", style="dim")
        row: list[Text | str] = [clean(item.unit), Text(str(status_words(item)), style=style), told, title]
        table.add_row(*row, *([Text(owners, style="dim")] if wide else []))
    return table


def _days(item: Item, today: date) -> str:
    """Return when an item is due, or below words when it is reviewed next: the column is to stay narrow."""
    review = review_words(item, today)
    return days_words(item) if review is None else "\n".join(str(review).rsplit(" ", 1))
