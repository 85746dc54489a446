"""What stands where in a TOML file that is being typed: tables, keys and values, as far as they can be made out.

tomli refuses a file at its first mistake and tree-sitter gives up on all that follows an open bracket; here a line that
can only be a new key or a new table ends whatever is still open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.toml import KeyPath

_BLANKS = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
_KEY = re.compile(r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*""")
_CLOSING = re.compile(r"[ \t]*\]{1,2}|")
_PART = re.compile(r"""[\w-]+|"[^"\n]*"|'[^'\n]*'""")
_BARE = re.compile(r"[^,\]}#\r\n]*")
_NEW_TABLE = re.compile(r"[ \t]*\[\[?[ \t]*(?!true\b|false\b|inf\b|nan\b)[A-Za-z_][\w. \t\"'-]*\]")
_NEW_KEY = re.compile(r"[ \t]*(?:[A-Za-z_][\w.-]*|\"[^\"\n]*\")[ \t]*=")
"""Beginnings of a line that can stand in no list: the header of a table, and a key."""
_BRACE_OR_TABLE = re.compile(r"\}|\n[ \t]*\[")


class Span(NamedTuple):
    """Characters of the text, the end exclusive."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Tell whether a cursor at an offset touches it."""
        return self.start <= offset <= self.end


class Kind(Enum):
    """What a value is, by its first character."""

    STRING = "string"
    LIST = "list"
    TABLE = "table"
    OTHER = "other"
    NONE = "none"
    """Nothing is written yet."""


class Node(NamedTuple):
    """A key with its value, or an entry of a list, which has no ``name``. ``closed``: its end is written."""

    key: KeyPath
    name: Span | None
    value: Span
    kind: Kind
    closed: bool = True


class Header(NamedTuple):
    """The line that opens a table, its key, and how far the table reaches."""

    key: KeyPath
    line: Span
    body: Span


class Outline:
    """The tables, keys and values of a text, in its order."""

    def __init__(self, text: str) -> None:
        """Read a text; none raises."""
        self.text = text
        self.nodes: list[Node] = []
        self._opened: list[tuple[KeyPath, Span]] = []
        self._last_index: dict[KeyPath, int] = {}
        table: KeyPath = ()
        at = 0
        while at < len(text):
            at = _after(_BETWEEN, text, at)
            if text.startswith("[", at):
                table, at = self._header(at)
            elif at < len(text):
                at = self._pair(table, at)
            at = _end_of_line(text, at)
        starts = [line.start for _, line in self._opened]
        ends = [*starts, len(text)][1:]
        self.headers = [
            Header(key, line, Span(line.start, end)) for (key, line), end in zip(self._opened, ends, strict=True)
        ]
        self._starts = [header.line.start for header in self.headers]
        self._by_key: dict[KeyPath, Node] = {}
        for node in self.nodes:
            self._by_key.setdefault(node.key, node)

    # --- what stands where ---

    def header_at(self, offset: int) -> Header | None:
        """Return the header of the table a place belongs to; None above the first."""
        number = bisect_right(self._starts, offset) - 1
        return self.headers[number] if number >= 0 else None

    def node_at(self, offset: int) -> Node | None:
        """Return the innermost key or value that a place is in or at the end of."""
        found = None
        for node in self.nodes:  # the inner ones come after those they stand in
            if node.value.holds(offset) or (node.name is not None and node.name.holds(offset)):
                found = node
        return found

    def find(self, key: KeyPath) -> Node | None:
        """Return the key or value with a key path."""
        return self._by_key.get(key)

    def header(self, key: KeyPath) -> Header | None:
        """Return the header of a table."""
        return next((header for header in self.headers if header.key == key), None)

    def string(self, key: KeyPath) -> str | None:
        """Return the text that stands at a key path; None where there is no complete string."""
        node = self.find(key)
        return None if node is None else self.text_of(node)

    def text_of(self, node: Node) -> str | None:
        """Return a string's value as it will be read; None for what is no complete string."""
        if node.kind is not Kind.STRING or not node.closed:
            return None
        literal = self.text[slice(*node.value)]
        if "\\" not in literal and not literal.startswith(('"""', "'''")):
            return literal[1:-1]
        try:
            return str(tomli.loads(f"v = {literal}")["v"])
        except tomli.TOMLDecodeError:
            return None

    def keys_of(self, table: KeyPath) -> Iterator[str]:
        """Yield the keys that stand in a table."""
        for node in self.nodes:
            if len(node.key) == len(table) + 1 and node.key[:-1] == table and isinstance(node.key[-1], str):
                yield node.key[-1]

    # --- reading ---

    def _header(self, start: int) -> tuple[KeyPath, int]:
        is_list = self.text.startswith("[[", start)
        name = _KEY.match(self.text, _after(_BLANKS, self.text, start + 1 + is_list))
        end = _after(_CLOSING, self.text, name.end() if name else start + 1 + is_list)
        parts = tuple(_parts(name[0])) if name else ()
        key: KeyPath = ()
        for part in parts[:-1]:
            key = (*key, part)
            key = (*key, self._last_index[key]) if key in self._last_index else key
        key = (*key, *parts[-1:])
        if is_list and key:
            self._last_index[key] = self._last_index.get(key, -1) + 1
            key = (*key, self._last_index[key])
        self._opened.append((key, Span(start, end)))
        return key, end

    def _pair(self, table: KeyPath, start: int) -> int:
        """Read a key and its value; what is no key is stepped over. Return where it ends."""
        name = _KEY.match(self.text, start)
        if name is None:
            return start + 1
        key = (*table, *_parts(name[0]))
        at = _after(_BLANKS, self.text, name.end())
        if self.text.startswith("=", at):
            return self._value(key, Span(*name.span()), _after(_BLANKS, self.text, at + 1))
        self.nodes.append(Node(key, Span(*name.span()), Span(name.end(), name.end()), Kind.NONE, closed=False))
        return name.end()

    def _value(self, key: KeyPath, name: Span | None, start: int) -> int:
        char = self.text[start : start + 1]
        if char and char in "\"'":
            end, closed = self._string_end(start)
            self.nodes.append(Node(key, name, Span(start, end), Kind.STRING, closed))
        elif char and char in "[{":
            place = len(self.nodes)
            self.nodes.append(Node(key, name, Span(start, start), Kind.OTHER))  # put right when its end is known
            end, closed = self._inside(key, start)
            kind = Kind.LIST if char == "[" else Kind.TABLE
            self.nodes[place] = Node(key, name, Span(start, end), kind, closed)
        else:
            end = start + len(self.text[start : _after(_BARE, self.text, start)].rstrip())
            self.nodes.append(Node(key, name, Span(start, end), Kind.OTHER if end > start else Kind.NONE))
        return end

    def _inside(self, key: KeyPath, start: int) -> tuple[int, bool]:
        """Read a list or an inline table; return where it ends, and whether its end is written."""
        text, is_list = self.text, self.text[start] == "["
        at, last, index = start + 1, start + 1, 0
        while True:
            at = _after(_BETWEEN, text, at)
            line = text.rfind("\n", last, at) + 1
            if line and _is_left_open(text, line, is_list=is_list):
                return line - 1, False
            if at >= len(text):
                return at, False
            if text[at] in "]}":
                return at + 1, True
            before = at
            at = self._value((*key, index), None, at) if is_list else self._pair(key, at)
            index += 1
            at = last = max(at, before + 1)

    def _string_end(self, start: int) -> tuple[int, bool]:
        """Return where a string ends, and whether by its quotes; an open one ends with its line."""
        text, quote = self.text, self.text[start]
        if text.startswith(3 * quote, start):
            at = _closing(text, start + 3, len(text), 3 * quote)
            if at is not None:
                while text.startswith(quote, at):  # up to two quotes may stand before the closing three
                    at += 1
                return at, True
            return _end_of_line(text, start), False
        line_end = _end_of_line(text, start)
        at = _closing(text, start + 1, line_end, quote)
        return (line_end, False) if at is None else (at, True)


def _closing(text: str, at: int, end: int, quotes: str) -> int | None:
    """Return the place after the quotes that close a string before ``end``; None where none do."""
    while (found := text.find(quotes, at, end)) >= 0:
        escapes = 0
        while quotes[0] == '"' and text[found - escapes - 1] == "\\":
            escapes += 1
        if escapes % 2 == 0:
            return found + len(quotes)
        at = found + 1
    return None


def _is_left_open(text: str, line: int, *, is_list: bool) -> bool:
    """Tell whether a list or inline table, which a line was to go on with, was left open before it."""
    if _NEW_TABLE.match(text, line):
        return True
    if not _NEW_KEY.match(text, line):
        return False
    # TOML 1.1 lets an inline table have several lines: it goes on if a brace comes before the next table.
    closing = None if is_list else _BRACE_OR_TABLE.search(text, line)
    return closing is None or closing[0] != "}"


def _parts(key: str) -> Iterator[str]:
    for part in _PART.findall(key):
        yield part[1:-1] if part[0] in "\"'" else part


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return the place after what a pattern matches, which may be nothing."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end
