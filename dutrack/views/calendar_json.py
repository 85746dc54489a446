"""A year of the calendar as plain values and as JSON (schema 1); names in the active language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.views.json_text import dump

if TYPE_CHECKING:
    from dutrack.dates.calendar import Calendar, DayOff

SCHEMA = 1


def calendar_json(calendar: Calendar, year: int) -> str:
    """Return the whole text, each day on a line of its own."""
    head = {"schema": SCHEMA, "year": year, "announced_through": calendar.announced_through}
    days = ",\n".join(f"  {dump(day_values(day))}" for day in calendar.days(year))
    return f'{dump(head)[:-1]}, "days": [\n{days}\n]}}' if days else f'{dump(head)[:-1]}, "days": []}}'


def day_values(found: DayOff) -> dict[str, Any]:
    """Return a day; ``weekday`` is 1 for Monday to 7, ``kind`` off or worked."""
    return {
        "day": found.day.isoformat(),
        "weekday": found.day.isoweekday(),
        "kind": "worked" if found.works else "off",
        "name": str(found.name),
        "source": found.source,
        "forecast": found.forecast,
        "override": found.override,
    }
