"""From text to tokens, each with its place in the text as it was given."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from msgspec import Struct

from dutrack.deadline.spelling import is_syllable, word_key
from dutrack.deadline.vocabulary import ROMAN, WORDS


class Kind:
    """What a token is. Plain numbers: the grammar asks a hundred times a phrase, and enum members are slow to reach."""

    WORD: Final = 0
    NUMBER: Final = 1
    SLASH: Final = 2
    DASH: Final = 3
    DOT: Final = 4  # between digits; any other full stop is a COMMA
    COMMA: Final = 5  # also semicolon, full stop, a dash or bullet that begins a line
    OPEN: Final = 6
    CLOSE: Final = 7
    QUOTE: Final = 8
    OTHER: Final = 9
    END: Final = 10


class Token(Struct, frozen=True):
    """A piece of the text; ``key`` is its normal form, ``value`` a number's value (-1 for other tokens)."""

    kind: int
    key: str
    start: int
    end: int
    value: int = -1
    glued: bool = False
    """Whether it follows the token before it with no space between."""


_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_][\u0300-\u036f]*)+)|(?P<number>[0-9]+)|(?P<mark>[^\s\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e])"
)
_MARKS = {
    "/": Kind.SLASH,
    "-": Kind.DASH, "\u2010": Kind.DASH, "\u2011": Kind.DASH, "\u2012": Kind.DASH, "–": Kind.DASH, "—": Kind.DASH,
    "\u2212": Kind.DASH,
    ",": Kind.COMMA, ";": Kind.COMMA, "•": Kind.COMMA, "…": Kind.COMMA,
    "(": Kind.OPEN, "[": Kind.OPEN, ")": Kind.CLOSE, "]": Kind.CLOSE,
    '"': Kind.QUOTE, "“": Kind.QUOTE, "”": Kind.QUOTE, "«": Kind.QUOTE, "»": Kind.QUOTE, "„": Kind.QUOTE,
}  # fmt: skip
_SILENT = frozenset("*_|'’‘′`")


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[tuple[str, int, int], ...]:
    """Return (normal form, start, end) of the words in a run of letters: more than one where a space was lost."""
    whole = word_key(word)
    if whole in WORDS or is_syllable(whole):
        return ((whole, 0, len(word)),)
    for i in range(1, len(word)):
        if word[i].isupper() and word[i - 1].islower():
            return (*_pieces(word[:i]), *((k, s + i, e + i) for k, s, e in _pieces(word[i:])))
    cuts = [
        (left, right, i)
        for i in range(1, min(len(word), 24))
        if not unicodedata.combining(word[i])
        and ((left := word_key(word[:i])) in ROMAN or is_syllable(left))
        and is_syllable(right := word_key(word[i:]))
        and (left in WORDS or right in WORDS)
    ]
    if len(cuts) > 1:
        cuts = [cut for cut in cuts if cut[0] in WORDS and cut[1] in WORDS]
    if len(cuts) != 1:
        return ((whole, 0, len(word)),)
    left, right, i = cuts[0]
    return ((left, 0, i), (right, i, len(word)))


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens; the last is always END, with the place after the text."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        glued = start == end and start > 0
        end = stop
        if match.lastgroup == "word":
            for piece, left, right in _pieces(match[0]):
                tokens.append(Token(Kind.WORD, piece, start + left, start + right, -1, glued))
                glued = True
        elif match.lastgroup == "number":
            digits = match[0]
            tokens.append(Token(Kind.NUMBER, digits, start, stop, int(digits) if len(digits) < 10 else 10**9, glued))
        else:
            mark = match[0]
            if mark in _SILENT:
                continue
            kind = _mark_kind(text, mark, start, tokens)
            if kind is not None:
                tokens.append(Token(kind, mark, start, stop, -1, glued))
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return tokens


def _is_number(word: str) -> bool:
    """Tell whether a word is, or begins with, a number: "2026", "5/2023", "ii/2023"."""
    return word[:1].isdigit() or word.partition("/")[0] in ROMAN


def _mark_kind(text: str, mark: str, start: int, before: list[Token]) -> int | None:
    """Return what a mark is here; None for a colon that says nothing ("Thời gian:", not "17:00")."""
    kind = _MARKS.get(mark, Kind.OTHER)
    if mark in ".:":
        if text[start - 1 : start].isdigit() and text[start + 1 : start + 2].isdigit():
            return Kind.DOT
        return Kind.COMMA if mark == "." else None
    if kind == Kind.DASH:
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip() and text[start + 1 : start + 2].isspace():
            # A dash that begins a line is a bullet, but "2026\n- 2028" is a range broken over two lines.
            after = text[start + 1 :].split(maxsplit=1)
            ranges = before and after and _is_number(before[-1].key) and _is_number(word_key(after[0]))
            return kind if ranges else Kind.COMMA
    return kind
