"""The machine-readable answer: what one deadline text means, as plain values for JSON."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.readings import Join
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import EventPart, SeriesPart, StandingPart, WindowPart

if TYPE_CHECKING:
    from datetime import date

    from dutrack.dates.counting import Period
    from dutrack.dates.window import Window
    from dutrack.schedule.resolved import Context, ResolvedPart

FIRST_OCCURRENCES = 3


def answer(text: str, context: Context) -> dict[str, Any]:
    """Return the answer to one text: its parts or its error.

    Days are ISO 8601, places characters of ``text``, messages in the active language. A refused text has no parts.
    """
    try:
        found = read(text, context)
    except DeadlineError as error:
        refusal = {"message": str(error), "at": list(error.at)}
        if error.suggestion is not None:
            refusal["suggestion"] = error.suggestion
        return {"text": text, "parts": [], "join": None, "warnings": [], "error": refusal}
    return {
        "text": text,
        "parts": [_part(part) for part in found.parts],
        "join": _join(found.joins),
        "warnings": [
            {"kind": warned.kind.value, "message": str(warned.message), "at": list(warned.at)}
            for warned in found.warnings
        ],
        "error": None,
    }


def _part(part: ResolvedPart) -> dict[str, Any]:
    match part:
        case WindowPart():
            return {"kind": "dated", **_window(part.window)}
        case SeriesPart():
            occurrences = islice(part.series.occurrences(), FIRST_OCCURRENCES)
            return {
                "kind": "recurring",
                "rrule": part.series.rrule,
                "occurrences": [_window(found.window) for found in occurrences],
            }
        case EventPart():
            return {"kind": "event", "event": part.words, "within": _period(part.within)}
        case StandingPart():
            return {"kind": "standing", "from": _day(part.since)}


def _join(joins: tuple[Join, ...]) -> str | None:
    """Return the word that joins the parts: "or" if any stands there, else "and"; None for commas and nothing."""
    return next((join.value for join in (Join.OR, Join.AND) if join in joins), None)


def _window(window: Window) -> dict[str, str | None]:
    return {"start": _day(window.start), "due": _day(window.due)}


def _period(period: Period | None) -> dict[str, Any] | None:
    return None if period is None else {"count": period.count, "unit": period.unit.value}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
