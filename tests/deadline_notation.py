"""Readings in short notation, so that a table of cases has one row a phrase.

A window is ``start..due``, ``..due`` under a bound, or one day; ``each A, B, C`` the first three of a series, whole
periods by their names (2023, 2023-H1, 2023-Q1, 2023-03); ``event WORDS`` with ``+30 day`` or ``-3 working-day``;
``standing`` with ``from DAY``. Parts are joined by " + ".
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from dutrack.dates.calendar import Calendar
from dutrack.i18n import language
from dutrack.schedule.answer import answer_data, ask
from dutrack.schedule.policy import Policy
from dutrack.schedule.resolved import Context

ISSUED = "2023-02-20"
CALENDAR = Calendar()


def _periods() -> dict[str, str]:
    names = {}
    for length, form in ((1, "-{:02}"), (3, "-Q{}"), (6, "-H{}"), (12, "")):
        for month in range(12 * 2000, 12 * 2060, length):
            (year, first), (_, last) = divmod(month, 12), divmod(month + length - 1, 12)
            days = monthrange(year, last + 1)[1]
            names[f"{year}-{first + 1:02}-01..{year}-{last + 1:02}-{days}"] = f"{year}" + form.format(
                first // length + 1
            )
    return names


PERIODS = _periods()


def answered(text: str, issued: str = ISSUED) -> dict[str, Any]:
    """Return the machine-readable answer to a text in a plan issued on a day, with English messages."""
    with language("en"):
        return answer_data(ask(text, Context(date.fromisoformat(issued), CALENDAR, Policy())))


def told(text: str, issued: str = ISSUED) -> str:
    """Return the reading of a text in short notation; a refusal as its message."""
    found = answered(text, issued)
    if found["error"]:
        return f"refused: {found['error']['message']}"
    return " + ".join(map(part, found["parts"]))


def part(found: dict[str, Any]) -> str:
    """Return one part of an answer in short notation."""
    match found["kind"]:
        case "dated":
            return window(found)
        case "recurring":
            return "each " + ", ".join(PERIODS.get(name, name) for name in map(window, found["occurrences"]))
        case "event":
            within = found["within"]
            return f"event {found['event']}" + (f" {within['count']:+} {within['unit']}" if within else "")
    return "standing" + (f" from {found['from']}" if found["from"] else "")


def window(found: dict[str, Any]) -> str:
    """Return a window in short notation."""
    start, due = found["start"], found["due"]
    return due if start == due else f"{start or ''}..{due}"
