"""From the bytes of a file to text and to a TOML document."""

from __future__ import annotations

import codecs
from typing import Any

import tomli
from msgspec import Struct

from dutrack.i18n import msg
from dutrack.problems import Code, Place, Problem, problem
from dutrack.toml.changes import Change
from dutrack.toml.places import Places
from dutrack.toml.report import Report
from dutrack.toml.rewrites import as_number

FORMAT = 1
"""The newest file format that is understood; stands as ``format = 1`` at the top of a file, or not at all."""


class Document(Struct, frozen=True):
    """A file that is valid TOML: its top table without ``format``, and where to report what is wrong in it."""

    path: str
    text: str
    data: dict[str, Any]
    report: Report


def read_text(path: str, data: bytes) -> str | Problem:
    """Decode a file; a byte-order mark is dropped. What is not UTF-8 is a problem at its first bad byte."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:2]:
        return problem(
            Code.FILE_UNREADABLE,
            msg("The file is UTF-16, not UTF-8."),
            Place(path),
            hint=msg("Save it again with the encoding UTF-8."),
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return problem(
            Code.FILE_UNREADABLE,
            msg("The byte {byte} is not UTF-8.", byte=f"0x{data[error.start]:02X}"),
            Place(path, line, column, line, column + 1),
            hint=msg("Save it again with the encoding UTF-8."),
        )


def read_document(path: str, data: bytes) -> Document | Problem:
    """Read a TOML file; the problem is that it cannot be decoded, is no TOML or has a newer format."""
    text = read_text(path, data)
    if isinstance(text, Problem):
        return text
    try:
        table = tomli.loads(text)
    # Besides its own error tomli lets through int()'s for a number of thousands of digits and a too deep nesting.
    except (ValueError, RecursionError) as error:
        from dutrack.toml.syntax import syntax_problem  # noqa: PLC0415 - needed only where there is a mistake

        return syntax_problem(path, text, error)
    report = Report(path, text)
    number = table.pop("format", FORMAT)
    if type(number) is not int or number < 1:
        message = msg("{key} must be a whole number from 1.", key="format")
        report.add(Code.WRONG_VALUE, message, ("format",), change=Change(as_number, safe=True))
    elif number > FORMAT:
        return newer_format(number, Places(path, text).find(("format",)))
    return Document(path, text, table, report)


def newer_format(number: int, place: Place) -> Problem:
    """Refuse a file written for a later version."""
    return problem(
        Code.FORMAT_TOO_NEW,
        msg("The file has format {number}; this version reads up to {known}.", number=number, known=FORMAT),
        place,
        hint=msg("Update dutrack."),
    )
