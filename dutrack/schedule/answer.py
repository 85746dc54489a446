"""The answer to one deadline text: its reading or its refusal, and both as plain values for JSON."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.readings import Join
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import EventPart, Resolution, SeriesPart, StandingPart, WindowPart

if TYPE_CHECKING:
    from datetime import date

    from dutrack.dates.counting import Period
    from dutrack.dates.window import Window
    from dutrack.deadline.readings import Warned
    from dutrack.schedule.resolved import Context, ResolvedPart

FIRST_OCCURRENCES = 3


class Answer(Struct, frozen=True):
    """What a text means on the calendar, or why it is refused."""

    text: str
    found: Resolution | DeadlineError

    @property
    def refused(self) -> bool:
        """Whether the text has no reading."""
        return isinstance(self.found, DeadlineError)


def ask(text: str, context: Context) -> Answer:
    """Return the answer to one text; none raises."""
    try:
        return Answer(text, read(text, context))
    except DeadlineError as error:
        return Answer(text, error)


def answer_data(asked: Answer) -> dict[str, Any]:
    """Return an answer as plain values: its parts or its error.

    Days are ISO 8601, places characters of ``text``, messages in the active language. A refused text has no parts.
    """
    found = asked.found
    if isinstance(found, DeadlineError):
        refusal = {"message": str(found), "at": list(found.at)}
        if (suggestion := found.suggestion) is not None:
            refusal["suggestion"] = suggestion
        return {"text": asked.text, "parts": [], "join": None, "warnings": [], "error": refusal}
    return {
        "text": asked.text,
        "parts": list(map(_part, found.parts)),
        "join": _join(found.joins),
        "warnings": list(map(_warning, found.warnings)),
        "error": None,
    }


def _part(part: ResolvedPart) -> dict[str, Any]:
    match part:
        case WindowPart():
            return {"kind": "dated", "start": _day(part.window.start), "due": part.window.due.isoformat()}
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


def _warning(warned: Warned) -> dict[str, Any]:
    return {"kind": str(warned.kind), "message": str(warned.message), "at": list(warned.at)}


def _join(joins: tuple[Join, ...]) -> str | None:
    """Return the word that joins the parts: "or" if any stands there, else "and"; None for commas and nothing."""
    return next((join.value for join in (Join.OR, Join.AND) if join in joins), None) if joins else None


def _window(window: Window) -> dict[str, str | None]:
    return {"start": _day(window.start), "due": window.due.isoformat()}


def _period(period: Period | None) -> dict[str, Any] | None:
    return None if period is None else {"count": period.count, "unit": str(period.unit)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
