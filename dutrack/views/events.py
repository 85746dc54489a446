"""What is awaited, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.i18n import Message, msg, plural
from dutrack.views.json_text import dump
from dutrack.views.text import fold, prose_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dutrack.agenda.awaited import Awaited


def events_text(events: tuple[Awaited, ...]) -> str:
    """Return each event with its addresses, its state and what waits for it."""
    return "\n\n".join("\n".join(_lines(event)) for event in events) if events else str(msg("Nothing is awaited."))


def events_json(events: tuple[Awaited, ...], today: date) -> str:
    """Return the events as JSON; days as ISO 8601."""
    head = dump({"schema": 1, "today": today.isoformat()})[:-1]
    lines = ",\n".join(f"  {dump(_values(event))}" for event in events)
    return f'{head}, "events": [\n{lines}\n]}}' if lines else f'{head}, "events": []}}'


def _lines(event: Awaited) -> Iterator[str]:
    width = prose_width()
    yield fold(event.places[0].title, width, "  ")
    for place in event.places:
        yield f"  {place.address}"
    for message in _state(event):
        yield f"  {message}"
    for item in event.waiting:
        yield fold(f"    {item.address}  {item.title}", width, "      ")


def _state(event: Awaited) -> Iterator[Message]:
    if event.known is not None:
        doc = f" ({event.known.record.doc})" if event.known.record.doc else ""
        if event.known.expected:
            yield msg("expected on {day}{doc}", day=event.known.on, doc=doc)
        else:
            yield msg("happened on {day}{doc}", day=event.known.on, doc=doc)
    elif event.is_task:
        yield msg("follows by itself when the task is done")
    if event.waiting and event.since is not None:
        yield plural(
            "{count} part waits for it, since {day}:",
            "{count} parts wait for it, since {day}:",
            count=len(event.waiting),
            day=event.since,
        )
    elif event.waiting:
        yield plural("{count} part waits for it:", "{count} parts wait for it:", count=len(event.waiting))


def _values(event: Awaited) -> dict[str, Any]:
    known = event.known
    return {
        "events": [place.address for place in event.places],
        "title": event.places[0].title,
        "state": "awaited" if known is None else "expected" if known.expected else "happened",
        "on": None if known is None else known.on.isoformat(),
        "doc": None if known is None else known.record.doc,
        "since": None if event.since is None else event.since.isoformat(),
        "waiting": [item.address for item in event.waiting],
    }
