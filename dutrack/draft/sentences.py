"""Where the sentences and clauses of a paragraph begin and end; brackets and quotes are never cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dutrack.deadline.readings import Span

_OPEN = "([“«"
_CLOSE = ")]”»"
_SHORT = re.compile(r"(?:\b(?:TP|Tp|TS|ThS|PGS|GS|Tx|TT|Q|P|H|v\.v|St|No)|\b[A-Z])$")


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, with the spaces between them left out."""
    return _cut(text, ".!?")


def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """Return the pieces of a sentence between its semicolons."""
    return tuple((start + span[0], end + span[0]) for start, end in _cut(text[span[0] : span[1]], ";"))


def brackets(text: str) -> tuple[Span, ...]:
    """Return the outermost round brackets, each with its marks; one that never closes is left out."""
    found, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char == "(":
            start = at if depth == 0 else start
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, at + 1))
    return tuple(found)


def depths(text: str) -> list[int]:
    """Return how many brackets and quotes each character stands in; those that never close do not count."""
    result, stack = [0] * len(text), list[tuple[str, int]]()
    for at, char in enumerate(text):
        if char in _OPEN:
            stack.append((char, at))
        elif char in _CLOSE or (char == '"' and any(opened == '"' for opened, _ in stack)):
            partner = '"' if char == '"' else _OPEN[_CLOSE.index(char)]
            while stack:
                opened, start = stack.pop()
                if opened == partner:
                    result[start : at + 1] = [depth + 1 for depth in result[start : at + 1]]
                    break
        elif char == '"':
            stack.append((char, at))
    return result


def _cut(text: str, marks: str) -> tuple[Span, ...]:
    inside = depths(text)
    found, start = [], 0
    for at, char in enumerate(text):
        if char in marks and not inside[at] and _ends(text, at, marks):
            found.append((start, at + 1))
            start = at + 1
    found.append((start, len(text)))
    spans = ((begin + len(text[begin:end]) - len(text[begin:end].lstrip()), end) for begin, end in found)
    return tuple((begin, end) for begin, end in spans if text[begin:end].strip(" .;"))


def _ends(text: str, at: int, marks: str) -> bool:
    """Tell whether a mark ends a sentence: another begins after it, and it is no abbreviation's."""
    if ";" in marks:
        return True
    after = text[at + 1 :].lstrip(" ")
    spaced = at + 1 == len(text) or text[at + 1].isspace()
    begins = not after or after[0].isupper() or after[0] in '“"(' or after[:2].strip("-+ ") != after[:2].strip()
    return spaced and begins and text[at - 1 : at] != "." and _SHORT.search(text[:at]) is None
