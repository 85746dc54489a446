"""The changes in Markdown, fit to be a comment on a merge request: a heading and a table for each plan."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.history.changes import Kind
from dutrack.history.words import (
    about,
    by_words,
    causes_words,
    count_words,
    end_words,
    heading,
    label,
    lines_of,
    more_words,
    plan_heading,
    side_words,
    trouble_words,
)
from dutrack.i18n import Message, msg, plural
from dutrack.views.md_text import escaped
from dutrack.views.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Item
    from dutrack.history.changes import Change, Diff, PlanChange
    from dutrack.history.words import Line

MOST = 60_000
"""Characters of the tables: GitHub takes comments of 65,536."""


def diff_md(diff: Diff) -> str:
    """Return the whole text; of changes too many for a comment the first, and how many are left out.

    Of a confidential plan there are ids and days only.
    """
    title = msg("Deadlines that change")
    lines = [f"## {title}", "", _shown(heading(diff)), "", f"**{_shown(count_words(diff))}**"]
    told = [*map(trouble_words, diff.troubles), *diff.notes]
    lines += ["", *(f"- {_shown(note)}" for note in told)] if told else []
    left_out, room = 0, MOST
    for plan in diff.plans:
        rows = [_row(*_cells(line, diff, plan)) for line in lines_of(diff, plan)]
        kept = [row for row, size in zip(rows, accumulate(map(len, rows)), strict=True) if size <= room]
        left_out += len(rows) - len(kept)
        room = room - sum(map(len, kept)) if kept == rows else 0
        if kept or not rows:
            lines += ["", *_plan(plan, kept)]
    if left_out:
        more = plural("{count} more change is left out.", "{count} more changes are left out.", count=left_out)
        lines += ["", f"**{more}**"]
    return "\n".join(lines)


def _plan(plan: PlanChange, rows: list[str]) -> Iterator[str]:
    name = _shown(plan_heading(plan, title=not plan.confidential))
    yield f"### {name}"
    if (ends := end_words(plan)) is not None:
        yield from ("", _shown(ends))
    if rows:
        titles = (msg("Id and task"), msg("Change"), msg("Before"), msg("After"), msg("Cause"))
        yield from ("", _row(*map(_shown, titles)), "|---|---|---|---|---|", *rows)


def _cells(line: Line, diff: Diff, plan: PlanChange) -> tuple[str, ...]:
    change = line.change
    task, told = f"**{_shown(line.address)}**", str(label(change))
    if not plan.confidential:
        task += f"<br>{_shown(about(change))}"
    if change.kind is Kind.MOVED:
        told = by_words(change)
    told = "; ".join((told, *map(str, more_words(line))))
    sides = (_side(change, item, diff, plan) for item in (change.before, change.after))
    return task, _shown(told), *sides, _shown(causes_words(change.causes, details=not plan.confidential))


def _side(change: Change, item: Item | None, diff: Diff, plan: PlanChange) -> str:
    if item is None or (plan.confidential and change.kind in (Kind.LEAD, Kind.REWORDED)):
        return "–"
    if plan.confidential:
        return _shown(side_words(change, replace(item, reason=None), {}))
    return _shown(side_words(change, item, diff.titles))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(text: Message | str) -> str:
    return escaped(clean(str(text)))
