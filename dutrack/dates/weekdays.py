"""The names of the days of the week."""

from __future__ import annotations

from dutrack.i18n import Message, msg


def weekday(number: int) -> Message:
    """Return the name of a weekday, 0 = Monday."""
    return (
        msg("Monday"),
        msg("Tuesday"),
        msg("Wednesday"),
        msg("Thursday"),
        msg("Friday"),
        msg("Saturday"),
        msg("Sunday"),
    )[number]
