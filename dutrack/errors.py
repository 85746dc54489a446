"""What stops a command: every exception a user can meet owns its sentence and its exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dutrack.i18n import Message


class DutrackError(Exception):
    """A command cannot go on; shown as one sentence and an optional hint, never as a traceback."""

    exit_status = 2

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
