"""The words of a report: its head, its columns, its rows, what stands below."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.i18n import Message, active_language, msg, plural
from dutrack.report import By
from dutrack.views.text import clean
from dutrack.views.words import data_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dutrack.report import Rate, Report, Row, Tally
    from dutrack.revision import Revision

NOTHING = "–"


class Column(Struct, frozen=True):
    """One column of numbers. ``always``: it is there even where all its numbers are 0."""

    title: Message
    text: Callable[[Tally], str]
    always: bool = True


def results() -> tuple[Column, ...]:
    """Return the columns of what was done and what is open, with the rates."""
    return (
        Column(msg("Total"), lambda tally: str(tally.total)),
        Column(msg("Done in time"), lambda tally: str(tally.done_in_time)),
        Column(msg("Done late"), lambda tally: str(tally.done_late)),
        Column(msg("Not done, in time"), lambda tally: str(tally.in_time)),
        Column(msg("Not done, overdue"), lambda tally: str(tally.overdue)),
        Column(msg("Rate by current due day"), lambda tally: rate_words(tally.current)),
        Column(msg("Rate by first due day"), lambda tally: rate_words(tally.first)),
    )


def details() -> tuple[Column, ...]:
    """Return the other columns: how long overdue, and what stands outside the rates."""
    return (
        Column(msg("1-7 days over"), lambda tally: str(tally.overdue_bands[0])),
        Column(msg("8-30 days over"), lambda tally: str(tally.overdue_bands[1])),
        Column(msg(">30 days over"), lambda tally: str(tally.overdue_bands[2])),
        Column(msg("Extended"), lambda tally: str(tally.extended)),
        Column(msg("Waiting"), lambda tally: str(tally.waiting)),
        Column(msg("Needs a date"), lambda tally: str(tally.undated)),
        Column(msg("Standing"), lambda tally: str(tally.standing)),
        Column(msg("Done, had no due day"), lambda tally: str(tally.done_without_day), always=False),
        Column(msg("Tasks never due"), lambda tally: str(tally.never_overdue)),
    )


def shown(columns: tuple[Column, ...], report: Report) -> tuple[Column, ...]:
    """Return the columns that are there always or hold anything."""
    return tuple(column for column in columns if column.always or column.text(report.total) != "0")


def rate_words(rate: Rate) -> str:
    """Return a rate with a tenth of a percent, rounded down: "100 %" only of all, a dash of nothing."""
    if rate.permille is None:
        return NOTHING
    whole, tenth = divmod(rate.permille, 10)
    point = "," if active_language() == "vi" else "."
    return f"{whole} %" if rate.permille in (0, 1000) else f"{whole}{point}{tenth} %"


def title_words(report: Report) -> Message:
    """Return what the report is."""
    match report.by:
        case By.OWNER:
            return msg("Report by lead body as of {day}", day=report.today)
        case By.PLAN:
            return msg("Report by plan as of {day}", day=report.today)
        case By.SECTION:
            return msg("Report by section as of {day}", day=report.today)


def head_words(report: Report, revision: Revision | None) -> Iterator[str]:
    """Yield what is counted, of which data, and how far the calendar is announced."""
    selection = report.selection
    for label, values in (
        (msg("Plans"), selection.plans),
        (msg("Leads"), selection.owners),
        (msg("Sections"), selection.sections),
    ):
        if values:
            yield f"{label}: {'; '.join(map(clean, values))}"
    if report.first or report.last:
        yield str(_period_words(report))
    yield str(data_words(revision))
    yield str(msg("Days off are announced through {year}.", year=str(report.announced_through)))


def _period_words(report: Report) -> Message:
    if report.first is None and report.last is not None:
        return msg("Only what is due by {last}.", last=report.last)
    if report.first is not None and report.last is None:
        return msg("Only what is due from {first} on.", first=report.first)
    return msg("Only what is due from {first} to {last}.", first=report.first or "", last=report.last or "")


def first_column(report: Report) -> Message:
    """Return the title of the column of names."""
    match report.by:
        case By.OWNER:
            return msg("Lead")
        case By.PLAN:
            return msg("Plan")
        case By.SECTION:
            return msg("Section")


def row_names(report: Report) -> list[str]:
    """Return what each row is called.

    Bodies of one name have their ids as well, one that has ended who answers today; sections of several plans the plan.
    """
    times = Counter(row.name for row in report.rows)
    plans = {row.plan for row in report.rows}
    return [clean(_row_name(row, report.by, unique=times[row.name] == 1, one=len(plans) == 1)) for row in report.rows]


def _row_name(row: Row, by: By, *, unique: bool, one: bool) -> str:
    if by is not By.OWNER:
        id_ = row.id or str(msg("In no section"))
        address = id_ if row.plan is None or one else f"{row.plan} {id_}" if row.id else f"{row.plan}: {id_}"
        return f"{address}: {row.name}" if row.name else address
    name = row.name or str(msg("Nobody leads"))
    if row.name and row.id and not unique:
        name = f"{name} ({row.id})"
    if any(body != row.name for body in row.answering):
        now = msg("now {bodies}", bodies="; ".join(row.answering))
        name = f"{name} ({now})"
    return name


def note_words(report: Report) -> Iterator[Message]:
    """Yield what must be known to read the numbers."""
    total = report.total
    yield plural(
        "Counted are {units} parts closed on their own, of {count} task.",
        "Counted are {units} parts closed on their own, of {count} tasks.",
        count=total.tasks,
        units=total.total,
    )
    yield msg("Rate: of what had a due day and is done or overdue, the share done in time.")
    if total.never_overdue:
        yield plural(
            "{count} of the {tasks} tasks can never become overdue: it has no date.",
            "{count} of the {tasks} tasks can never become overdue: they have no date.",
            count=total.never_overdue,
            tasks=total.tasks,
        )
    if report.joint:
        yield plural(
            "{count} part has joint leads: it is in the row of each, and once in the total.",
            "{count} parts have joint leads: they are in the row of each, and once in the total.",
            count=report.joint,
        )
    if total.cancelled:
        yield plural(
            "{count} cancelled part is not counted.", "{count} cancelled parts are not counted.", count=total.cancelled
        )
    if report.left_out:
        yield plural(
            "{count} part without a due day is left out.",
            "{count} parts without a due day are left out.",
            count=report.left_out,
        )
