"""The answer to a deadline text, for people."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dutrack.dates.counting import show_period
from dutrack.deadline import DeadlineError
from dutrack.deadline.readings import Doubt
from dutrack.i18n import Message, msg, show_day
from dutrack.schedule.answer import FIRST_OCCURRENCES
from dutrack.schedule.resolved import EventPart, SeriesPart, StandingPart, WindowPart
from dutrack.views.excerpt import excerpt
from dutrack.views.text import clean, prose_width
from dutrack.views.words import period_name

if TYPE_CHECKING:
    from dutrack.dates.window import Window
    from dutrack.schedule.answer import Answer
    from dutrack.schedule.resolved import Resolution, ResolvedPart

_LEFT_OUT = frozenset((Doubt.WORDS_DROPPED, Doubt.INSTRUCTION_GIVEN))


def answer_text(answer: Answer) -> str:
    """Return the text and below it what each part means, or where it is not understood.

    Where a part is not the whole text, the words it came from stand before it.
    """
    text, found = answer.text, answer.found
    lines = _refusal(text, found) if isinstance(found, DeadlineError) else _reading(text, found)
    return "\n".join([clean(text), *lines])


def _refusal(text: str, error: DeadlineError) -> list[str]:
    said = [msg("Not understood: {reason}", reason=error.message)]
    if (suggestion := error.suggestion) is not None:
        said.append(msg("Did you mean {word}?", word=suggestion))
    shown, marks = excerpt(text, *error.at, prose_width() - 2)
    marked = [marks] if shown == clean(text) else [f"  {shown}", f"  {marks}"]
    return [*marked, *(clean(f"  {sentence}") for sentence in said)]


def _reading(text: str, found: Resolution) -> list[str]:
    whole = len(found.parts) == 1 and not any(warned.kind in _LEFT_OUT for warned in found.warnings)
    lines: list[str] = []
    for part in found.parts:
        words = "" if whole else f"“{' '.join(text[part.at[0] : part.at[1]].split())}” "
        first, *more = _part(part)
        lines += [f"  {words}→ {first}", *(f"      {line}" for line in more)]
    notes = (msg("Note: {message}", message=warned.message) for warned in found.warnings)
    return [clean(line) for line in (*lines, *(f"  {note}" for note in notes))]


def _part(part: ResolvedPart) -> list[str]:
    """Return the lines for a part; the windows of a series that last longer than a day have one each."""
    match part:
        case WindowPart():
            return [_window(part.window)]
        case SeriesPart():
            return _series(part)
        case EventPart():
            return [str(event_words(part))]
        case StandingPart(since):
            return [str(msg("standing, no last day") if since is None else msg("standing, from {day}", day=since))]


def _series(part: SeriesPart) -> list[str]:
    found = [occurrence.window for occurrence in islice(part.series.occurrences(), FIRST_OCCURRENCES + 1)]
    shown, goes_on = found[:FIRST_OCCURRENCES], len(found) > FIRST_OCCURRENCES
    windows = [_window(window) for window in shown]
    if any(window.start not in (None, window.due) for window in shown):
        return [str(msg("recurring:")), *windows, *(["…"] if goes_on else [])]
    days = "; ".join(windows)
    return [str(msg("recurring: {days}; …", days=days) if goes_on else msg("recurring: {days}", days=days))]


def _window(window: Window) -> str:
    start, due = window.start, window.due
    if start is None:
        return str(msg("by {due}", due=due))
    if start == due:
        return show_day(due)
    days = msg("{start} to {due}", start=start, due=due)
    name = period_name(start, due)
    return str(days) if name is None else f"{name} ({days})"


def event_words(part: EventPart) -> Message:
    """Return what a part waits for."""
    words, within = part.words, part.within
    if within is None:
        return msg("waits for: {words}", words=words)
    period = show_period(within)
    if within.count < 0:
        return msg("waits for: {words}; {period} before it", words=words, period=period)
    return msg("waits for: {words}; within {period}", words=words, period=period)
