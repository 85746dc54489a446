"""A record before it is written: its line, and the proof that the line reads back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import tomli_w

from dutrack.errors import DutrackError
from dutrack.files import PROGRESS
from dutrack.i18n import msg
from dutrack.progress.reader import read_progress

if TYPE_CHECKING:
    from datetime import date

    from dutrack.progress.records import Kind, Record

Value: TypeAlias = "str | date"


class RefusedRecordError(DutrackError):
    """What was to be recorded is no record."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded in a plan; ``values`` are the fields of the line in their order, () for none."""

    plan: str
    kind: Kind
    values: tuple[tuple[str, Value], ...]

    def line(self, key: str) -> str:
        """Return the line, without its end."""
        fields = (("kind", self.kind.value), *self.values)
        inline = ", ".join(tomli_w.dumps({name: value}).rstrip("\n") for name, value in fields)
        return f'"{key}" = {{ {inline} }}'

    def record(self, key: str, timezone: str) -> Record:
        """Return the record its line reads back as. Raises RefusedRecordError for one that would be a mistake."""
        for name, value in self.values:
            if isinstance(value, str) and not value.strip():
                raise RefusedRecordError(msg("{key} is empty.", key=name))
        line = self.line(key)
        try:
            data = line.encode()
        except UnicodeEncodeError:
            raise RefusedRecordError(msg("The text holds characters that are no characters.")) from None
        records, problems = read_progress(progress_path(self.plan), data, timezone)
        if problems:
            raise RefusedRecordError(problems[0].message, problems[0].hint)
        return records[0]


def entry(plan: str, kind: Kind, **values: Value | None) -> Entry:
    """Make an entry of the values that are there."""
    return Entry(plan, kind, tuple((name, value) for name, value in values.items() if value is not None))


def progress_path(plan: str) -> str:
    """Return the file of a plan's records, relative to the workspace."""
    return f"{PROGRESS}/{plan}.toml"
