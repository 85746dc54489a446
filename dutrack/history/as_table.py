"""The changes on a terminal, plan by plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from dutrack.history.changes import Kind
from dutrack.history.words import (
    about,
    causes_words,
    count_words,
    end_words,
    heading,
    label,
    lines_of,
    plan_heading,
    sentence,
)
from dutrack.i18n import msg
from dutrack.views.console import printing
from dutrack.views.text import cells, clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dutrack.history.changes import Change, Diff
    from dutrack.history.words import Line

_GAP = 2
_UNIT_AT_MOST = 18


def print_diff(diff: Diff) -> None:
    """Print what was compared, the changes of each plan, and how many there are of each sort."""
    found = [(plan, lines_of(diff, plan)) for plan in diff.plans]
    lines = [line for _, each in found for line in each]
    widths = tuple(
        max(map(cells, texts), default=0)
        for texts in ([str(label(line.change)) for line in lines], [clean(line.address) for line in lines])
    )
    with printing() as console:
        console.print(Text(clean(str(heading(diff))), style="bold"))
        for plan, each in found:
            console.print()
            console.print(Text(clean(plan_heading(plan)), style="bold"))
            if (ends := end_words(plan)) is not None:
                console.print(Text(str(ends)))
            if each:
                console.print(_table(each, diff.titles, widths[0], min(widths[1], _UNIT_AT_MOST)))
        console.print()
        console.print(Text(count_words(diff)))


def _table(lines: list[Line], titles: Mapping[str, str], label_width: int, unit_width: int) -> Table:
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(width=label_width, no_wrap=True)
    table.add_column(width=unit_width, overflow="fold")
    table.add_column(ratio=1)
    table.expand = True
    for line in lines:
        text = Text(clean(sentence(line, titles)))
        text.append(f"\n{clean(about(line.change))}", style="dim")
        if causes := causes_words(line.change.causes):
            cause = msg("Cause: {causes}", causes=causes)
            text.append(f"\n{clean(str(cause))}")
        table.add_row(Text(str(label(line.change)), style=_style(line.change)), clean(line.address), text)
    return table


def _style(change: Change) -> str:
    match change.kind:
        case Kind.ADDED | Kind.DATED | Kind.RELEASED:
            return "green"
        case Kind.REMOVED | Kind.UNDATED:
            return "red"
        case Kind.MOVED | Kind.WAITING | Kind.STANDING:
            return "yellow"
        case _:
            return "dim"
