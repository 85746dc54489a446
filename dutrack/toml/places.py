"""From a key path to its place in the file: tomli gives values, tree-sitter says where they stand."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import tomli

from dutrack.problems import Place
from dutrack.toml.strings import offset_in_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Parser, Point

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes (from 0) from the top of a file, such as ("tasks", 3, "deadline")."""


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
        self._data = text.encode("utf-8", "surrogatepass")
        self._lines = self._data.split(b"\n")
        self._first_line = first_line
        self._values: dict[KeyPath, Node] = {}
        self._keys: dict[KeyPath, Node] = {}
        self._headers: dict[KeyPath, tuple[Point, Point]] = {}
        self._last_index: dict[KeyPath, int] = {}
        for node in _parser().parse(self._data).root_node.children:
            if node.type == "pair":
                self._add_pair((), node)
            elif node.type in ("table", "table_array_element"):
                self._add_table(node)

    def exact(self, key: KeyPath, target: Target = Target.VALUE) -> Place | None:
        """Return where a key's value, its name or its table's header stands; None where it does not.

        A single text is also the first entry of a list of one.
        """
        if target is Target.HEADER:
            header = self._headers.get(key)
            return self._place(*header) if header else None
        node = (self._values if target is Target.VALUE else self._keys).get(key)
        if node is None and key[-1:] == (0,) and (alone := self._values.get(key[:-1])) and alone.type == "string":
            node = alone
        return None if node is None else self._place(node.start_point, node.end_point)

    def text(self, place: Place) -> str:
        """Return the characters at a place of the file."""
        first = place.line - self._first_line
        lines = [line.decode("utf-8", "replace") for line in self._lines[first : place.end_line - self._first_line + 1]]
        if not lines:
            return ""
        lines[-1] = lines[-1][: place.end_column - 1]
        lines[0] = lines[0][place.column - 1 :]
        return "\n".join(lines)

    def find(self, key: KeyPath, target: Target = Target.VALUE) -> Place:
        """Return where a key's value, its name or its table's header stands; for an absent key, its table's header."""
        if target is not Target.HEADER and (found := self.exact(key, target)):
            return found
        for length in range(len(key), 0, -1):
            if header := self._headers.get(key[:length]):
                return self._place(*header)
            if inner := self._values.get(key[:length]) or self._keys.get(key[:length]):
                return self._place(inner.start_point, inner.end_point)
        return Place(self._path, self._first_line, 1, self._first_line, 1)

    def within(self, key: KeyPath, start: int, end: int) -> Place | None:
        """Return where the characters ``start`` to ``end`` (exclusive) of a string's value stand; None if it is none.

        Escapes and multi-line strings are followed.
        """
        node = self._values.get(key)
        if node is None or node.type != "string":
            return None
        literal = self._data[node.start_byte : node.end_byte].decode("utf-8", "surrogatepass")
        first, last = (self._offset(node.start_byte, literal, offset) for offset in (start, end))
        return Place(self._path, *first, *last) if first <= last else None

    def _offset(self, start_byte: int, literal: str, offset: int) -> tuple[int, int]:
        before = (
            self._data[:start_byte].decode("utf-8", "surrogatepass") + literal[: offset_in_literal(literal, offset)]
        )
        return before.count("\n") + self._first_line, len(before) - before.rfind("\n")

    def _place(self, start: Point, end: Point) -> Place:
        return Place(self._path, *self._position(start), *self._position(end))

    def _position(self, point: Point) -> tuple[int, int]:
        line = self._lines[point.row][: point.column]
        return point.row + self._first_line, len(line.decode("utf-8", "replace")) + 1

    def _add_table(self, node: Node) -> None:
        opening, name, closing = node.children[:3]
        key: KeyPath = ()
        parts = tuple(_parts(name))
        header = (opening.start_point, closing.end_point)
        for part in parts[:-1]:
            self._headers.setdefault((*key, part), header)
            key = self._entry((*key, part))
        key = (*key, *parts[-1:])
        if node.type == "table_array_element":
            self._headers.setdefault(key, header)
            self._last_index[key] = self._last_index.get(key, -1) + 1
            key = self._entry(key)
        self._headers[key] = header
        for child in node.children[3:]:
            if child.type == "pair":
                self._add_pair(key, child)

    def _entry(self, key: KeyPath) -> KeyPath:
        """Return the path of a list's latest entry, or of the table itself where it is no list."""
        return (*key, self._last_index[key]) if key in self._last_index else key

    def _add_pair(self, table: KeyPath, node: Node) -> None:
        if len(node.children) < 3:
            return
        name, _, value = node.children[:3]
        key = (*table, *_parts(name))
        self._keys.setdefault(key, name)
        for length in range(len(table) + 1, len(key)):  # a dotted key opens the tables it runs through
            self._keys.setdefault(key[:length], name)
        self._add_value(key, value)

    def _add_value(self, key: KeyPath, node: Node) -> None:
        self._values.setdefault(key, node)
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._add_pair(key, child)
        elif node.type == "array":
            values = (child for child in node.named_children if child.type not in ("comment", "ERROR"))
            for index, child in enumerate(values):
                self._add_value((*key, index), child)


def _parts(node: Node) -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _parts(child)
    elif node.text is not None:
        text = node.text.decode("utf-8", "replace")
        yield text if node.type == "bare_key" else _unquote(text)


def _unquote(text: str) -> str:
    try:
        return str(tomli.loads(f"v = {text}")["v"])
    except tomli.TOMLDecodeError:
        return text


@cache
def _parser() -> Parser:
    import tree_sitter_toml  # noqa: PLC0415 - heavy, and needed only where there is a finding
    from tree_sitter import Language, Parser  # noqa: PLC0415 - likewise

    return Parser(Language(tree_sitter_toml.language()))
