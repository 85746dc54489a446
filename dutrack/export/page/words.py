"""The words of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import Message, msg, plural, show_day
from dutrack.views.words import period_name, status_name

if TYPE_CHECKING:
    from datetime import date

    from dutrack.export.page.timeline import Bar


def labels() -> dict[str, str]:
    """Return the fixed words by the names the template has for them."""
    words = {
        "title": msg("Progress of tasks"),
        "skip": msg("Skip to the tasks"),
        "contents": msg("Contents"),
        "summary": msg("At a glance"),
        "by_lead": msg("By lead"),
        "lead": msg("Lead"),
        "total": msg("Total"),
        "all": msg("All"),
        "done_in_time": msg("Done in time"),
        "done_late": msg("Done late"),
        "in_time": msg("Not done, in time"),
        "overdue": msg("Not done, overdue"),
        "short": msg("1-7 days over"),
        "middle": msg("8-30 days over"),
        "long": msg(">30 days over"),
        "rate": msg("Rate by current due day"),
        "waiting": msg("Waiting"),
        "undated": msg("Needs a date"),
        "standing": msg("Standing"),
        "timeline": msg("Timeline"),
        "timeline_says": msg(
            "Each bar is a window, from its first to its last day; a number tells how many parts share it. "
            "The line is the day of this page. The same days stand in the lists below."
        ),
        "left_out": msg("Leads with fewer parts that are not drawn:"),
        "outside": msg("Parts that lie outside these months:"),
        "nothing_dated": msg("Nothing has a due day."),
        "course": msg("Overdue month by month"),
        "course_says": msg(
            "How many parts were overdue at the end of each month and are counted here, by the due days in force today."
        ),
        "day": msg("Day"),
        "tasks": msg("Tasks"),
        "filter": msg("Show only"),
        "words": msg("Words"),
        "status": msg("Status"),
        "any_lead": msg("every lead"),
        "any_status": msg("every status"),
        "reset": msg("Show all"),
        "shown": msg("Shown:"),
        "none": msg("Nothing matches."),
        "task": msg("Task"),
        "deadline": msg("Deadline"),
        "due": msg("Due day"),
        "note": msg("Note"),
        "with": msg("With"),
        "product": msg("Product"),
        "link": msg("Permanent link to"),
    }
    return {name: str(text) for name, text in words.items()}


def month_words(day: date) -> str:
    """Return a month as a scale names it: 3/2023."""
    return f"{day.month}/{day.year}"


def bar_words(bar: Bar) -> str:
    """Return what a bar is, for those who point at it or cannot see it."""
    name = None if bar.start is None else period_name(bar.start, bar.due)
    window: Message | str
    if name is not None:
        window = name
    elif bar.start is None or bar.start == bar.due:
        window = show_day(bar.due)
    else:
        window = msg("{start} to {due}", start=bar.start, due=bar.due)
    return str(
        plural(
            "{window}: {count} part, {status}",
            "{window}: {count} parts, {status}",
            count=bar.count,
            window=window,
            status=status_name(bar.status),
        )
    )
