"""The answer to a deadline text, for people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dutrack.dates.counting import Period, Unit, show_period
from dutrack.i18n import Message, msg, show_day
from dutrack.views.text import cells, clean
from dutrack.views.words import period_name

if TYPE_CHECKING:
    from collections.abc import Sequence


def answer_text(answer: dict[str, Any]) -> str:
    """Return the text and below it what each part means, or where it is not understood."""
    text = answer["text"]
    lines = [clean(text)]
    if (error := answer["error"]) is not None:
        lines.append(carets(text, error["at"]))
        lines.append(_indented(msg("Not understood: {reason}", reason=error["message"])))
        if "suggestion" in error:
            lines.append(_indented(msg("Did you mean {word}?", word=error["suggestion"])))
    lines += [f"  → {_part(part)}" for part in answer["parts"]]
    lines += [_indented(msg("Note: {message}", message=warned["message"])) for warned in answer["warnings"]]
    return "\n".join(line if number == 0 else clean(line) for number, line in enumerate(lines))


def _indented(message: Message) -> str:
    return f"  {message}"


def carets(text: str, at: Sequence[int]) -> str:
    """Return the line that marks the characters from ``at[0]`` to ``at[1]``, exclusive, of the line above it."""
    before, marked = clean(text[: at[0]]), clean(text[at[0] : at[1]])
    return " " * cells(before) + "^" * max(cells(marked), 1)


def _part(part: dict[str, Any]) -> str:
    match part["kind"]:
        case "dated":
            return _window(part)
        case "recurring":
            days = "; ".join(_window(found) for found in part["occurrences"])
            return str(msg("recurring: {days}; …", days=days))
        case "event":
            return str(_event(part["event"], part["within"]))
        case _:
            start = _day(part["from"])
            return str(msg("standing, no last day") if start is None else msg("standing, from {day}", day=start))


def _window(window: dict[str, Any]) -> str:
    start, due = _day(window["start"]), _day(window["due"])
    assert due is not None  # noqa: S101 - every window has a last day
    if start is None:
        return str(msg("by {due}", due=due))
    if start == due:
        return show_day(due)
    days = msg("{start} to {due}", start=start, due=due)
    name = period_name(start, due)
    return str(days) if name is None else f"{name} ({days})"


def _event(words: str, within: dict[str, Any] | None) -> Message:
    if within is None:
        return msg("waits for: {words}", words=words)
    period = show_period(Period(within["count"], Unit(within["unit"])))
    if within["count"] < 0:
        return msg("waits for: {words}; {period} before it", words=words, period=period)
    return msg("waits for: {words}; within {period}", words=words, period=period)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
