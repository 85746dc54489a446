"""A file of records from bytes, line by line: git merges such files by line, so a line is right or wrong on its own."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

import tomli
from msgspec.structs import replace

from dutrack.i18n import msg
from dutrack.problems import Code, Place, Problem, problem
from dutrack.progress.fields import make_record
from dutrack.progress.keys import is_key
from dutrack.toml import FORMAT, Report, newer_format, read_text

if TYPE_CHECKING:
    from dutrack.i18n import Message
    from dutrack.progress.records import Record

_HEADER = re.compile(r"\s*\[\s*records\s*\]\s*(#.*)?")
_FORMAT = re.compile(r"\s*format\s*=\s*(\d{1,9})\s*(#.*)?")
_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})( .*)?")


def read_progress(path: str, data: bytes, timezone: str) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Read the records of a file, in the order of their keys, and every mistake in it.

    A line is read on its own: a broken one is left out with its problem. ``timezone`` (an IANA name) gives the day of a
    record that has none. A file of a newer format or in UTF-16 has no records and one problem.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        refused = read_text(path, data)
        return (), (refused,) if isinstance(refused, Problem) else ()
    reader = _Reader(path, timezone)
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    for number, line in enumerate(lines, 1):
        reader.read(number, line.removesuffix(b"\r"), torn=number == len(lines))
    if reader.refused:
        return (), (reader.refused,)
    return tuple(sorted(reader.records.values(), key=lambda record: record.key)), tuple(reader.problems)


class _Reader:
    """The lines of one file, read one after another."""

    def __init__(self, path: str, timezone: str) -> None:
        self.path = path
        self.timezone = timezone
        self.records: dict[str, Record] = {}
        self.problems: list[Problem] = []
        self.refused: Problem | None = None
        self._seen: dict[str, dict[str, Any]] = {}

    def read(self, number: int, line: bytes, *, torn: bool) -> None:
        """Read a line; ``torn`` if no line end follows it: it counts only if it is complete."""
        if line.lstrip().startswith(b"#"):
            return
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = line.decode(errors="replace")
            if not torn:
                self._broken(number, text, msg("The line is not UTF-8."))
                return
        if not text.strip() or _HEADER.fullmatch(text):
            return
        if found := _FORMAT.fullmatch(text):
            self._check_format(number, text, int(found[1]))
        elif found := _MARKER.fullmatch(text):
            self._conflict(number, text, found[1])
        else:
            self._read_record(number, text, torn=torn)

    def _read_record(self, number: int, text: str, *, torn: bool) -> None:
        pairs = _parse(text)
        if pairs is None or len(pairs) != 1:
            if torn:
                message = msg("The last line was cut off while it was written; it does not count.")
                hint = msg("Record it again, if it is missing.")
                self.problems.append(problem(Code.TORN_LINE, message, self._place(number, text), hint))
            else:
                self._broken(number, text, msg("This line is no record."))
            return
        [(key, values)] = pairs.items()
        if not is_key(key):
            self._broken(number, text, msg("{key} is not the key of a record.", key=key))
        elif not isinstance(values, dict):
            self._broken(number, text, msg("This line is no record."))
        elif key in self._seen:
            if self._seen[key] != values:
                message = msg("Another record has the same key {key}; this one does not count.", key=key)
                self.problems.append(problem(Code.RECORD_CONTRADICTS, message, self._place(number, text)))
        else:
            self._seen[key] = values
            self._add(number, text, key, values)

    def _add(self, number: int, text: str, key: str, values: dict[str, Any]) -> None:
        report = Report(self.path, text, number)
        record = make_record(key, values, report, self._place(number, text), self.timezone)
        if record:
            self.records[key] = record
        # Whoever reads the file again sees what was written: a correction is a new record.
        self.problems.extend(replace(found, fix=None) for found in report.problems())

    def _check_format(self, number: int, text: str, stated: int) -> None:
        if stated > FORMAT and not self.refused:
            self.refused = newer_format(stated, self._place(number, text))

    def _conflict(self, number: int, text: str, marker: str) -> None:
        """Report a conflict at its first line; the records of both sides count."""
        if marker.startswith("<"):
            self.problems.append(
                problem(
                    Code.MERGE_CONFLICT,
                    msg("A merge conflict is not resolved; the records of both sides count."),
                    self._place(number, text),
                    hint=msg("Delete the marker lines and keep the records of both sides."),
                )
            )

    def _broken(self, number: int, text: str, message: Message) -> None:
        hint = msg("Only this line is left out.")
        self.problems.append(problem(Code.BROKEN_RECORD, message, self._place(number, text), hint))

    def _place(self, number: int, text: str) -> Place:
        return Place(self.path, number, 1, number, len(text) + 1)


def _parse(text: str) -> dict[str, Any] | None:
    try:
        return tomli.loads(text)
    # As for whole files: int() and too deep a nesting raise errors of their own.
    except (ValueError, RecursionError):
        return None
