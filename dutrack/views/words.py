"""The words of an agenda on screen: statuses, days, counts."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from dutrack.agenda.model import Item, Status
from dutrack.dates.weekdays import weekday
from dutrack.i18n import Message, msg, plural, show_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dutrack.revision import Revision

STYLES = {
    "overdue": "bold red",
    "due-today": "bold yellow",
    "due-soon": "yellow",
    "undated": "magenta",
    "done": "green",
    "cancelled": "dim",
}
"""How statuses are coloured, by their ids; the word always stands beside the colour."""

_ROMAN = ("I", "II", "III", "IV")
_NAMED = 6
"""More missed periods than this are not all named."""


def status_words(item: Item) -> Message:
    """Return where a unit stands, with how long it is overdue."""
    match item.status:
        case Status.OVERDUE if item.days_left is not None:
            return plural("{count} day overdue", "{count} days overdue", count=-item.days_left)
        case Status.DONE if item.late is not None:
            return msg("Done (late)") if item.late else msg("Done (on time)")
        case _:
            return status_name(item.status)


def status_name(status: Status) -> Message:
    """Return the name of a status."""
    return {
        Status.CANCELLED: msg("Cancelled"),
        Status.DONE: msg("Done"),
        Status.OVERDUE: msg("Overdue"),
        Status.DUE_TODAY: msg("Today"),
        Status.DUE_SOON: msg("Due soon"),
        Status.IN_PROGRESS: msg("In progress"),
        Status.UPCOMING: msg("Not yet begun"),
        Status.UNDATED: msg("Needs a date"),
        Status.WAITING: msg("Waiting"),
        Status.STANDING: msg("Standing"),
    }[status]


def days_words(item: Item) -> str:
    """Return when a unit is due: a whole quarter, month or year by its name, else its last day; "" without one.

    After an extension, and where an event gave the day, the window is no period that anybody named.
    """
    if item.due is None:
        return ""
    name = None
    if item.start is not None and not item.extensions and item.counted is None:
        name = period_name(item.start, item.due)
    return show_day(item.due) if name is None else str(name)


def period_name(start: date, due: date) -> Message | None:
    """Return the name of a window that is exactly a month, quarter, half or whole of a year."""
    year = str(start.year)
    whole = start.day == 1 and start.year == due.year and due.day == monthrange(due.year, due.month)[1]
    months = due.month - start.month + 1
    if not whole or (start.month - 1) % months:
        return None
    match months:
        case 1:
            return msg("month {month}/{year}", month=start.month, year=year)
        case 3:
            return msg("quarter {quarter}/{year}", quarter=_ROMAN[start.month // 3], year=year)
        case 6 if start.month == 1:
            return msg("first half of {year}", year=year)
        case 6:
            return msg("second half of {year}", year=year)
        case 12:
            return msg("year {year}", year=year)
    return None


def missed_words(occurrences: tuple[str, ...]) -> Message:
    """Return which occurrences of a series are overdue, in one line."""
    return plural(
        "{count} period overdue: {periods}",
        "{count} periods overdue: {periods}",
        count=len(occurrences),
        periods=", ".join(occurrences if len(occurrences) <= _NAMED else (*occurrences[:2], "…", *occurrences[-2:])),
    )


def members_words(item: Item) -> Message | None:
    """Return how far a leading group is, None where none leads."""
    if item.members is None:
        return None
    return msg("{done}/{total} done", done=item.members.done, total=item.members.total)


def extension_words(item: Item) -> Message | None:
    """Return how often a unit was extended, and when it was due at first; None where it never was."""
    if item.first_due is None:
        return None
    return plural(
        "extended {count} time, at first {day}",
        "extended {count} times, at first {day}",
        count=item.extensions,
        day=item.first_due,
    )


def review_words(item: Item, today: date) -> Message | None:
    """Return when a standing unit is reviewed next, or which review is missing; None for any other unit."""
    if item.review_on is None:
        return None
    if item.review_on < today:
        return msg("review missed {day}", day=item.review_on)
    return msg("review {day}", day=item.review_on)


def answering_words(item: Item) -> Message | None:
    """Return who answers today for a lead that has ended, None where no lead has."""
    if not item.answering:
        return None
    return msg("now {names}", names=", ".join(body.name for body in item.answering))


def counts_words(counts: Mapping[Status, int]) -> str:
    """Return counts by status in one line, what is closed last; "" where there is nothing."""
    ordered = sorted(counts.items(), key=lambda pair: not pair[0].is_open)
    # A count of "today" would say nothing of what is due.
    names = {status: msg("due today") if status is Status.DUE_TODAY else status_name(status) for status in counts}
    return ", ".join(f"{count} {_lower(str(names[status]))}" for status, count in ordered)


def day_heading(day: date) -> str:
    """Return a day with its weekday, to stand above a list."""
    text = f"{weekday(day.weekday())}, {show_day(day)}"
    return text[:1].upper() + text[1:]


def data_words(revision: Revision | None) -> Message:
    """Return which commit the data are of."""
    if revision is None:
        return msg("Data: not in git.")
    if revision.commit is None or revision.day is None:
        return msg("Data: in no commit yet.")
    if revision.changed:
        return msg("Data: commit {commit} of {day}, changed since.", commit=revision.short, day=revision.day)
    return msg("Data: commit {commit} of {day}.", commit=revision.short, day=revision.day)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
