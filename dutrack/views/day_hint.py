"""What a deadline comes to, in a few words to stand beside its text: "→ 31/3/2023, thứ Sáu"."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dutrack.dates.weekdays import weekday
from dutrack.i18n import msg, show_day
from dutrack.schedule.units import DatedUnit, EventUnit, SeriesUnit, StandingUnit
from dutrack.views.answer_text import event_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dutrack.agenda.happenings import Happenings
    from dutrack.schedule.resolved import Context, EventPart
    from dutrack.schedule.units import Days, Unit

_OCCURRENCES = 3
_LONGEST = 60


def day_hint(units: Iterable[Unit], context: Context, known: Happenings) -> str | None:
    """Return what the units of a deadline come to by the events that are known; None where nothing can be said.

    Records of tasks count for nothing here: this is what the text means.
    """
    words = [said for unit in units if (said := _unit(unit, context, known))]
    return "→ " + " · ".join(words) if words else None


def _unit(unit: Unit, context: Context, known: Happenings) -> str | None:
    match unit:
        case DatedUnit():
            return _dated(unit.days(context, known.happened, known.expected))
        case EventUnit():
            return _dated(unit.days(context, known.happened, known.expected), unit.parts)
        case SeriesUnit():
            return _series(unit)
        case StandingUnit():
            since = unit.part.since
            return str(msg("standing") if since is None else msg("standing, from {day}", day=since))
        case _:
            return None


def _dated(days: Days, parts: tuple[EventPart, ...] = ()) -> str:
    if days.due is not None:
        return f"{show_day(days.due)}, {weekday(days.due.weekday())}"
    if days.awaiting:
        return _short("; ".join(str(event_words(part)) for part in parts))
    if days.released_on is not None:
        return str(msg("may begin since {day}; nothing says how long it may take", day=days.released_on))
    return str(msg("nothing says how long it may take"))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _series(unit: SeriesUnit) -> str:
    days = [found.window.due for found in islice(unit.part.series.occurrences(), _OCCURRENCES + 1)]
    shown = "; ".join(map(show_day, days[:_OCCURRENCES]))
    more = len(days) > _OCCURRENCES
    return str(msg("recurring: {days}; …", days=shown) if more else msg("recurring: {days}", days=shown))
