"""What stops a command: every exception a user can meet owns its sentence and its exit status."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.i18n import Message


_IN_USE = (32, 33)
"""What Windows says of a file that another program has open or locked."""


class DutrackError(Exception):
    """A command cannot go on; shown as one sentence and an optional hint, never as a traceback."""

    exit_status = 2

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def system_reason(error: BaseException) -> Message | str:
    """Return why the system refuses, as a part of a sentence; what is rare in the system's own words."""
    if getattr(error, "winerror", None) in _IN_USE:
        return msg("another program has it open")
    reasons = {
        errno.EACCES: msg("it is not permitted"),
        errno.EPERM: msg("it is not permitted"),
        errno.ENOENT: msg("it is not there"),
        errno.EISDIR: msg("it is a folder"),
        errno.ENOTDIR: msg("something else stands in the way"),
        errno.EEXIST: msg("something else stands in the way"),
        errno.EROFS: msg("it can only be read"),
        errno.ENOSPC: msg("the disk is full"),
        errno.EPIPE: msg("nobody reads it"),
        errno.ENOEXEC: msg("it is no program"),
        errno.ECONNREFUSED: msg("nobody answers there"),
        errno.ENETUNREACH: msg("there is no way to it"),
        errno.EHOSTUNREACH: msg("there is no way to it"),
    }
    found = reasons.get(getattr(error, "errno", None) or 0)
    return found or getattr(error, "strerror", None) or type(error).__name__
