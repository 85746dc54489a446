"""Which day and which data a file is of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.i18n import msg
from dutrack.views.words import data_words

if TYPE_CHECKING:
    from dutrack.i18n import Message
    from dutrack.revision import Revision


class Stamp(Struct, frozen=True):
    """The day a file speaks of, and the commit of its data; ``revision`` is None outside git."""

    day: date
    revision: Revision | None

    @property
    def version(self) -> str:
        """The first characters of the commit, with a + where the data have changed since; "" where there is none."""
        if self.revision is None or self.revision.commit is None:
            return ""
        return self.revision.short + ("+" if self.revision.changed else "")

    @property
    def moment(self) -> datetime:
        """The time that a file names as its own: the beginning of the day, in UTC."""
        return datetime.combine(self.day, time(), UTC)

    def words(self) -> tuple[Message, Message]:
        """Return the day and the data, a sentence each."""
        return msg("As of {day}.", day=self.day), data_words(self.revision)
