"""The one error of the deadline language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.deadline.readings import Span
    from dutrack.i18n import Message


class DeadlineError(ValueError):
    """A text that is no deadline, or none that may be read safely: what is wrong and where.

    ``at`` points into the text as given.
    """

    def __init__(self, message: Message, at: Span) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.suggest: Callable[[], str | None] | None = None

    @property
    def suggestion(self) -> str | None:
        """The whole text as it was probably meant, or None. Found by reading variants: ask only where it is shown."""
        return None if self.suggest is None else self.suggest()

    def __str__(self) -> str:
        return str(self.message)
