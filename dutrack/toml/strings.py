"""Where a character of a TOML string's value stands in the string as written."""

from __future__ import annotations

_SHORT_ESCAPE = 2
_LONG_ESCAPES = {"u": 6, "U": 10, "x": 4}


def offset_in_literal(literal: str, offset: int) -> int:
    """Return where in a TOML string literal, quotes included, the character ``offset`` of its value begins.

    An offset at or past the value's end gives the place of the closing quotes.
    """
    quotes = 3 if literal[:3] in ('"""', "'''") else 1
    at, end = quotes, len(literal) - quotes
    if quotes == 3:
        at += 2 if literal.startswith("\r\n", at) else literal.startswith("\n", at)
    escapes = literal[0] == '"'
    for _ in range(offset):
        at = _skip_joined_lines(literal, at) if escapes else at
        at += _width(literal, at, escapes=escapes)
    return min(_skip_joined_lines(literal, at) if escapes else at, end)


def _width(literal: str, at: int, *, escapes: bool) -> int:
    if escapes and literal.startswith("\\", at):
        return _LONG_ESCAPES.get(literal[at + 1 : at + 2], _SHORT_ESCAPE)
    return 2 if literal.startswith("\r\n", at) else 1  # tomli reads both line ends as one character


def _skip_joined_lines(literal: str, at: int) -> int:
    """Step over a backslash that ends its line, with all white space after it: it stands for nothing."""
    while literal.startswith("\\", at):
        rest = literal[at + 1 :].lstrip(" \t")
        if not rest.startswith(("\n", "\r\n")):
            break
        at = len(literal) - len(rest.lstrip(" \t\r\n"))
    return at
