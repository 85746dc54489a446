"""The one error of the deadline language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dutrack.deadline.readings import Span
    from dutrack.i18n import Message


class DeadlineError(ValueError):
    """A text that is no deadline, or none that may be read safely: what is wrong and where.

    ``at`` points into the text as given; ``suggestion`` is the whole text as it was probably meant.
    """

    def __init__(self, message: Message, at: Span, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.suggestion = suggestion

    def __str__(self) -> str:
        return str(self.message)
