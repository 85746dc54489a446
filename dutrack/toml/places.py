"""From a key path to its place in the file: tomli gives values, tree-sitter says where they stand.

Only the tables that are asked about are looked at.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from dutrack.problems import Place
from dutrack.toml.lines import find_pair
from dutrack.toml.strings import offset_in_literal
from dutrack.toml.tables import Tables, has_long_text
from dutrack.toml.tree import characters, key_parts, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node, Point

    from dutrack.problems import KeyPath


class Target(Enum):
    """What of a key a finding points at."""

    VALUE = "value"
    KEY = "key"
    HEADER = "header"
    """The line that opens the table: where a missing key would belong."""


def show_key(key: KeyPath) -> str:
    """Write a key path for people, who count entries from 1: ``tasks[4].deadline``."""
    text = ""
    for part in key:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


class Places:
    """The places of one file's keys and values. The file may have mistakes; what cannot be found is its first line."""

    def __init__(self, path: str, text: str, first_line: int = 1) -> None:
        """Take the text without its byte-order mark; ``first_line`` is the number of its first line in the file."""
        self._path = path
        self._lines = text.split("\n")
        self._first_line = first_line
        self._tables = Tables(text, self._lines)
        self._is_simple = not has_long_text(text)
        self._pairs: dict[KeyPath, _Pairs] = {}

    def exact(self, key: KeyPath, target: Target = Target.VALUE) -> Place | None:
        """Return where a key's value, its name or its table's header stands; None where it does not.

        A single text is also the first entry of a list of one.
        """
        if target is Target.HEADER:
            header = self._tables.headers.get(key)
            return header and self._between(header.row, header.start, header.row, header.end)
        if place := self._on_one_line(key, target):
            return place
        if found := self._value(key) if target is Target.VALUE else self._key(key):
            return self._place(found)
        alone = self.exact(key[:-1]) if key[-1:] == (0,) else None
        return alone if alone and self._is_text(alone) else None

    def text(self, place: Place) -> str:
        """Return the characters at a place of the file."""
        first = place.line - self._first_line
        lines = self._lines[first : place.end_line - self._first_line + 1]
        lines[-1:] = [line[: place.end_column - 1] for line in lines[-1:]]
        lines[:1] = [line[place.column - 1 :] for line in lines[:1]]
        return "\n".join(lines)

    def find(self, key: KeyPath, target: Target = Target.VALUE) -> Place:
        """Return where a key's value, its name or its table's header stands; for an absent key, its table's header."""
        if target is not Target.HEADER and (found := self.exact(key, target)):
            return found
        for length in range(len(key), 0, -1):
            if header := self.exact(key[:length], Target.HEADER):
                return header
            if inner := self._value(key[:length]) or self._key(key[:length]):
                return self._place(inner)
        return Place(self._path, self._first_line, 1, self._first_line, 1)

    def within(self, key: KeyPath, start: int, end: int) -> Place | None:
        """Return where the characters ``start`` to ``end`` (exclusive) of a string's value stand; None if it is none.

        Escapes and multi-line strings are followed.
        """
        whole = self.exact(key)
        if whole is None or not self._is_text(whole) or start > end:
            return None
        literal = self.text(whole)
        return self._within(whole, literal, offset_in_literal(literal, start), offset_in_literal(literal, end))

    def pair(self, key: KeyPath) -> Place | None:
        """Return a key with its value and what separates it from the others: a comma, or the rest of a blank line.

        In an inline table that has nothing else it is the pair of that table.
        """
        found = self._key(key)
        pair = found and found.node.parent
        if found is None or pair is None:
            return None
        if pair.parent is None or pair.parent.type != "inline_table":
            name, _, value = pair.children[:3]  # a comment may be the last
            written = self._position(found, name.start_point), self._position(found, value.end_point)
            return self._whole_line(self._between(*written[0], *written[1]))
        before, after = pair.prev_named_sibling, pair.next_named_sibling
        if before is None and after is None:
            return self.pair(key[:-1])
        start = before.end_point if before is not None and after is None else pair.start_point
        end = after.start_point if after is not None else pair.end_point
        return self._between(*self._position(found, start), *self._position(found, end))

    def _whole_line(self, place: Place) -> Place:
        """Return all of the lines a pair stands on, where nothing else does."""
        row = place.end_line - self._first_line
        rest = self._lines[row][place.end_column - 1 :]
        before = self._lines[place.line - self._first_line][: place.column - 1]
        if before.strip() or rest.strip() or row + 1 == len(self._lines):
            return place
        return replace(place, column=1, end_line=place.end_line + 1, end_column=1)

    def _within(self, whole: Place, literal: str, start: int, end: int) -> Place:
        """Return the place of some characters of a literal that stands at a place."""
        at = []
        for offset in (start, end):
            before = literal[:offset]
            breaks = before.count("\n")
            column = whole.column + offset if not breaks else len(before) - before.rfind("\n")
            at += [whole.line + breaks, column]
        return Place(self._path, *at)

    def _is_text(self, place: Place) -> bool:
        return self.text(place).startswith(('"', "'"))

    def _on_one_line(self, key: KeyPath, target: Target) -> Place | None:
        """Return the place of a key of a table of its own, or of its value, where they stand on one simple line."""
        rows, name = self._tables.rows.get(key[:-1]), key[-1] if key else None
        if rows is None or not self._is_simple or not isinstance(name, str):
            return None
        found = find_pair(self._lines, *rows, name)
        if found is None:
            return None
        row, match = found
        start, end = match.span("value" if target is Target.VALUE else "key")
        return self._between(row, start, row, end)

    def _value(self, key: KeyPath) -> _Found | None:
        return self._look_up(key, lambda pairs: pairs.values)

    def _key(self, key: KeyPath) -> _Found | None:
        return self._look_up(key, lambda pairs: pairs.keys)

    def _look_up(self, key: KeyPath, of: Callable[[_Pairs], dict[KeyPath, Node]]) -> _Found | None:
        """Return the node of a key, in whichever table above it it is written."""
        for length in range(len(key) - 1, -1, -1):
            table = key[:length]
            if table not in self._tables.rows:
                continue
            if table not in self._pairs:
                first, last = self._tables.rows[table]
                lines = "\n".join(self._lines[first:last])
                if str(key[length]) not in lines:  # nor are quotes and escapes of use in a name that is known
                    continue
                self._pairs[table] = _Pairs(lines, first)
            if node := of(self._pairs[table]).get(key[length:]):
                return _Found(node, self._pairs[table].first_row)
        return None

    def _place(self, found: _Found) -> Place:
        start, end = (self._position(found, point) for point in (found.node.start_point, found.node.end_point))
        return self._between(*start, *end)

    def _position(self, found: _Found, point: Point) -> tuple[int, int]:
        row = found.first_row + point.row
        return row, characters(self._lines[row], point.column)

    def _between(self, row: int, start: int, end_row: int, end: int) -> Place:
        return Place(self._path, row + self._first_line, start + 1, end_row + self._first_line, end + 1)


class _Found(NamedTuple):
    """A node of one table's tree; the tree begins at a row of the file."""

    node: Node
    first_row: int


class _Pairs:
    """The keys and values written in one table, by their paths within it."""

    def __init__(self, text: str, first_row: int) -> None:
        self.first_row = first_row
        self.values: dict[KeyPath, Node] = {}
        self.keys: dict[KeyPath, Node] = {}
        for node in parse(text).children:
            if node.type == "pair":
                self._add_pair((), node)

    def _add_pair(self, table: KeyPath, node: Node) -> None:
        if len(node.children) < 3:
            return
        name, _, value = node.children[:3]
        key = (*table, *key_parts(name))
        self.keys.setdefault(key, name)
        for length in range(len(table) + 1, len(key)):  # a dotted key opens the tables it runs through
            self.keys.setdefault(key[:length], name)
        self._add_value(key, value)

    def _add_value(self, key: KeyPath, node: Node) -> None:
        self.values.setdefault(key, node)
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._add_pair(key, child)
        elif node.type == "array":
            values = (child for child in node.named_children if child.type not in ("comment", "ERROR"))
            for index, child in enumerate(values):
                self._add_value((*key, index), child)
