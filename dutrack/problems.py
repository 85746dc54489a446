"""A user's mistakes as values: collected, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dutrack.i18n import Message


class Severity(StrEnum):
    """How bad a finding is; only errors and warnings fail ``dutrack check``."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file of the workspace; lines and columns count characters from 1, the end is exclusive.

    ``path`` is relative to the workspace, with forward slashes. ``line`` 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: its stable code, a sentence, where, and what to do about it."""

    code: str
    severity: Severity
    message: Message
    place: Place
    hint: Message | None = None
