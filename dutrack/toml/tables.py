"""Which lines of a file belong to which table: found by their headers, without reading what lies between."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dutrack.toml.tree import characters, key_parts, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.problems import KeyPath

# A line of this form is a header wherever it stands outside a text of several lines: it could be no value of a list.
_BARE = r"(?!true\b|false\b|inf\b|nan\b)[A-Za-z_][\w-]*"
_HEADER = re.compile(rf"(\[\[?)[ \t]*({_BARE}(?:[ \t]*\.[ \t]*[\w-]+)*)[ \t]*\]\]?", re.ASCII)


class Header(NamedTuple):
    """A table's header; the columns count characters from 0, ``end`` is exclusive, ``row`` counts lines from 0."""

    row: int
    start: int
    end: int


class Tables:
    """The tables of a file by their keys. ``rows`` are the lines between a table's header and the next."""

    def __init__(self, text: str, lines: Sequence[str]) -> None:
        """Take a file, whole and as lines."""
        self.headers: dict[KeyPath, Header] = {}
        self.rows: dict[KeyPath, tuple[int, int]] = {}
        self._last_index: dict[KeyPath, int] = {}
        key: KeyPath = ()
        first = 0
        for row in _header_rows(text, lines):
            self.rows.setdefault(key, (first, row))
            start, end, parts, is_entry = _read_header(lines[row])
            key = self._add(Header(row, start, end), parts, is_entry=is_entry)
            first = row + 1
        self.rows.setdefault(key, (first, len(lines)))

    def _add(self, header: Header, parts: tuple[str, ...], *, is_entry: bool) -> KeyPath:
        key: KeyPath = ()
        for part in parts[:-1]:
            self.headers.setdefault((*key, part), header)
            key = self._entry((*key, part))
        key = (*key, *parts[-1:])
        if is_entry:
            self.headers.setdefault(key, header)
            self._last_index[key] = self._last_index.get(key, -1) + 1
            key = self._entry(key)
        self.headers[key] = header
        return key

    def _entry(self, key: KeyPath) -> KeyPath:
        """Return the path of a list's latest entry, or of the table itself where it is no list."""
        return (*key, self._last_index[key]) if key in self._last_index else key


def _header_rows(text: str, lines: Sequence[str]) -> list[int]:
    rows = [row for row, line in enumerate(lines) if line.lstrip(" \t").startswith("[")]
    if not has_long_text(text) and all(_HEADER.match(lines[row].lstrip(" \t")) for row in rows):
        return rows
    nodes = parse("\n".join(lines)).children
    return [node.start_point.row for node in nodes if node.type in ("table", "table_array_element")]


def has_long_text(text: str) -> bool:
    """Tell whether a text over several lines may be in a part of a file: its lines may look like keys and headers."""
    return '"""' in text or "'''" in text


@lru_cache
def _read_header(line: str) -> tuple[int, int, tuple[str, ...], bool]:
    """Return where a header begins and ends in its line, its keys, and whether it opens an entry of a list."""
    start = len(line) - len(line.lstrip(" \t"))
    if found := _HEADER.match(line, start):
        parts = tuple(part.strip(" \t") for part in found[2].split("."))
        return start, found.end(), parts, len(found[1]) == 2
    opening, name, closing = parse(line).children[0].children[:3]
    return start, characters(line, closing.end_point.column), tuple(key_parts(name)), opening.type == "[["
