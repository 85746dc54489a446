"""Contexts to resolve in, and resolved values as short text."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from dutrack.dates.calendar import Calendar
from dutrack.i18n import language
from dutrack.schedule.policy import Policy, PolicyEntry
from dutrack.schedule.resolve import read, resolve
from dutrack.schedule.resolved import (
    Context,
    EventPart,
    Resolution,
    ResolvedPart,
    SeriesPart,
    StandingPart,
    Step,
    WindowPart,
)
from dutrack.schedule.rules import RuleId, rules

if TYPE_CHECKING:
    from dutrack.deadline.readings import Reading

ISSUED = date(2023, 2, 20)


def policy(**values: Any) -> Policy:
    """Return a plan's policy with these keys."""
    return Policy(PolicyEntry(**values))


def context(issued: date | str = ISSUED, **values: Any) -> Context:
    """Return a context with this issue date and these keys of the plan's policy."""
    day = date.fromisoformat(issued) if isinstance(issued, str) else issued
    return Context(day, Calendar(), policy(**values))


def found(deadline: str | Reading, where: Context | None = None) -> Resolution:
    """Resolve a text or a reading."""
    where = where or context()
    return read(deadline, where) if isinstance(deadline, str) else resolve(deadline, where)


def told(part: ResolvedPart, count: int = 3) -> str:
    """Write a part: "2023-01-01..2023-03-31", "..2023-03-30", "every 2023 …; 2024 …", "event X", "from 2023-01-01"."""
    match part:
        case WindowPart(window):
            return f"{window.start or ''}..{window.due}"
        case SeriesPart(series):
            occurrences = islice(series.occurrences(), count)
            return "; ".join(f"{one.id} {one.window.start or ''}..{one.window.due}" for one in occurrences)
        case EventPart(words, within):
            return f"event {words}" if within is None else f"event {words} + {within.count} {within.unit.value}"
        case StandingPart(since):
            return f"from {since or ''}"


def all_told(deadline: str | Reading, where: Context | None = None) -> list[str]:
    """Resolve and write every part."""
    return [told(part) for part in found(deadline, where).parts]


def steps_told(steps: tuple[Step, ...]) -> list[str]:
    """Write steps in English, each with its rule; every rule is in the registry."""
    assert all(RuleId(step.rule) in rules() for step in steps)
    with language("en"):
        return [f"{step.rule}: {step.message}" for step in steps]
