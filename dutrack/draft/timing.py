"""A deadline as a paragraph states it, and what the deadline language makes of words."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from dutrack.deadline import DeadlineError, parse
from dutrack.deadline.readings import Doubt, Reading, Recurring, Span, Standing


class Where(StrEnum):
    """Where a time stands in its sentence, the surer first; OPENING and BRACKET are the plain ways to set one."""

    BRACKET = "bracket"
    OPENING = "opening"
    STRONG = "strong"
    EVENT = "event"
    ADVERB = "adverb"


class Time(Struct, frozen=True):
    """A deadline as the text words it, and the characters it takes there, brackets included.

    A bracket after words that await something is read with them; ``bracket`` is then what it says alone.
    """

    text: str
    at: Span
    where: Where
    reading: Reading
    bracket: str | None = None

    @property
    def standing(self) -> bool:
        """Whether it is nothing but "thường xuyên", "định kỳ" and the like."""
        return all(isinstance(part, Standing) for part in self.reading.parts)

    @property
    def series(self) -> bool:
        """Whether it names a period it comes back in."""
        return any(isinstance(part, Recurring) for part in self.reading.parts)

    @property
    def periodic(self) -> bool:
        """Whether it is "định kỳ" with no period named."""
        return any(warned.kind is Doubt.NO_PERIOD_NAMED for warned in self.reading.warnings)


@lru_cache(maxsize=8192)
def reading_of(text: str) -> Reading | None:
    """Return what a text means as a deadline, None for one that is none."""
    try:
        return parse(text)
    except DeadlineError:
        return None


def clean_reading(text: str) -> Reading | None:
    """Return the reading of a text that holds nothing but a deadline."""
    reading = reading_of(text)
    if reading is None or any(warned.kind is Doubt.WORDS_DROPPED for warned in reading.warnings):
        return None
    return reading
