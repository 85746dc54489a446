"""A report as plain values, for JSON and CSV: schema 1, names as in the data, days as ISO 8601, rates in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from dutrack.report import Rate, Report, Row, Tally
    from dutrack.revision import Revision

SCHEMA = 1


def head_values(report: Report, revision: Revision | None) -> dict[str, Any]:
    """Return what the report is about; ``data`` is None for a workspace that is not in git."""
    selection = report.selection
    return {
        "schema": SCHEMA,
        "today": report.today.isoformat(),
        "by": report.by.value,
        "from": _day(report.first),
        "to": _day(report.last),
        "plans": list(selection.plans),
        "owners": list(selection.owners),
        "sections": list(selection.sections),
        "data": None
        if revision is None
        else {"commit": revision.commit, "day": _day(revision.day), "changed": revision.changed},
        "announced_through": report.announced_through,
        "left_out": report.left_out,
        "joint": report.joint,
    }


def row_values(row: Row) -> dict[str, Any]:
    """Return a row; a section's has its plan."""
    return {
        "id": row.id,
        "name": row.name,
        "plan": row.plan,
        "answering": list(row.answering),
        **tally_values(row.tally),
    }


def tally_values(tally: Tally) -> dict[str, Any]:
    """Return the numbers. A rate is the share of ``…judged`` in percent, rounded down to a tenth, null of nothing."""
    return {
        "tasks": tally.tasks,
        "never_overdue": tally.never_overdue,
        "total": tally.total,
        "done_in_time": tally.done_in_time,
        "done_late": tally.done_late,
        "done_without_day": tally.done_without_day,
        "open_in_time": tally.in_time,
        "open_overdue": tally.overdue,
        "overdue_1_7": tally.overdue_bands[0],
        "overdue_8_30": tally.overdue_bands[1],
        "overdue_over_30": tally.overdue_bands[2],
        "extended": tally.extended,
        "waiting": tally.waiting,
        "undated": tally.undated,
        "standing": tally.standing,
        "cancelled": tally.cancelled,
        **_rate("current", tally.current),
        **_rate("first", tally.first),
    }


def _rate(name: str, rate: Rate) -> dict[str, Any]:
    return {
        f"{name}_in_time": rate.in_time,
        f"{name}_judged": rate.judged,
        f"{name}_rate": None if rate.permille is None else rate.permille / 10,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
