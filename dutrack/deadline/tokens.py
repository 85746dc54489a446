"""From text to tokens, each with its place in the text as it was given."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, TypeAlias

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


class Token(Struct, frozen=True, gc=False):
    """A piece of the text; ``key`` is its normal form, ``value`` a number's value (-1 for other tokens)."""

    kind: int
    key: str
    start: int
    end: int
    value: int = -1
    glued: bool = False
    """Whether it follows the token before it with no space between."""


_PIECE = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|[0-9]+|[^\s\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
"""A run of letters, a number, or one mark; blanks, and marks of a direction or a place to break a line, are passed."""
_MARKS = {
    "/": Kind.SLASH,
    "-": Kind.DASH, "\u2010": Kind.DASH, "\u2011": Kind.DASH, "\u2012": Kind.DASH, "–": Kind.DASH, "—": Kind.DASH,
    "\u2212": Kind.DASH,
    ",": Kind.COMMA, ";": Kind.COMMA, "•": Kind.COMMA, "…": Kind.COMMA,
    "(": Kind.OPEN, "[": Kind.OPEN, ")": Kind.CLOSE, "]": Kind.CLOSE,
    '"': Kind.QUOTE, "“": Kind.QUOTE, "”": Kind.QUOTE, "«": Kind.QUOTE, "»": Kind.QUOTE, "„": Kind.QUOTE,
}  # fmt: skip
_LONGEST = 24
"""Characters a word has at most, also where its diacritics are characters of their own."""
_LAST = "./."
"""The mark at the end of an official document."""
_DASHES = frozenset(mark for mark, kind in _MARKS.items() if kind == Kind.DASH)
_SILENT = frozenset("*_|'’‘′`")

_NUMBERED = frozenset(("quý", "tháng"))
"""What a Roman numeral may be written together with: "QUÝIII"."""

_Piece: TypeAlias = tuple[int, str, int, int, int, bool]
"""The fields of a token, its place in the run of characters that it stands in."""


def _words(run: str) -> list[tuple[str, int, int]]:
    """Return (normal form, start, end) of the words in a run of letters: more than one where a space was lost."""
    found: list[tuple[str, int, int]] = []
    start = 0
    while start < len(run):
        end = len(run) if _is_word(run[start:]) else _next_capital(run, start)
        found += ((word, start + left, start + right) for word, left, right in _one_or_two(run[start:end]))
        start = end
    return found


def _next_capital(run: str, start: int) -> int:
    """Return where the next capital after a small letter stands, or the end."""
    return next((i for i in range(start + 1, len(run)) if run[i].isupper() and run[i - 1].islower()), len(run))


def _one_or_two(word: str) -> tuple[tuple[str, int, int], ...]:
    """Return the two words that these letters must be, where one of the language's is written together, else one."""
    if not _is_word(word):
        cuts = [
            (left, right, i)
            for i in range(1, min(len(word), _LONGEST))
            if not unicodedata.combining(word[i])
            and ((left := word_key(word[:i])) in ROMAN or is_syllable(left))
            and (is_syllable(right := word_key(word[i:])) or (right in ROMAN and left in _NUMBERED))
            and (left in WORDS or right in WORDS)
        ]
        if len(cuts) > 1:
            cuts = [cut for cut in cuts if cut[0] in WORDS and cut[1] in WORDS]
        if len(cuts) == 1:
            left, right, i = cuts[0]
            return ((left, 0, i), (right, i, len(word)))
    return ((word_key(word), 0, len(word)),)


def _is_word(letters: str) -> bool:
    """Tell whether letters are one word: one of the language, or a syllable."""
    return len(letters) <= _LONGEST and ((word := word_key(letters)) in WORDS or is_syllable(word))


def _pieces(run: str) -> tuple[_Piece, ...]:
    """Cut characters with no blank among them into words, numbers and marks."""
    found: list[_Piece] = []
    end = 0
    for match in _PIECE.finditer(run):
        start, stop = match.span()
        glued, end, text = start == end and start > 0, stop, match[0]
        if text[0] in "0123456789":
            found.append((Kind.NUMBER, text, start, stop, int(text) if len(text) < 10 else 10**9, glued))
        elif text[0].isalnum() and not text[0].isdecimal():
            for word, left, right in _words(text):
                found.append((Kind.WORD, word, start + left, start + right, -1, glued))
                glued = True
        elif text not in _SILENT and (kind := _mark_kind(run, text, start)) is not None:
            found.append((kind, text, start, stop, -1, glued))
    return tuple(found)


def _mark_kind(run: str, mark: str, start: int) -> int | None:
    """Return what a mark is; None for a colon that says nothing ("Thời gian:", not "17:00")."""
    if mark not in ".:":
        return _MARKS.get(mark, Kind.OTHER)
    if run[start - 1 : start].isdigit() and run[start + 1 : start + 2].isdigit():
        return Kind.DOT
    return Kind.COMMA if mark == "." else None


_known_pieces = lru_cache(maxsize=8192)(_pieces)


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens; the last is always END, with the place after the text."""
    tokens: list[Token] = []
    end = 0
    body = text.rstrip()
    for run in (body[:-3] if body.endswith(_LAST) else body).split():
        at, size = text.index(run, end), len(run)
        end = at + size
        pieces = _known_pieces(run) if size <= _LONGEST else _pieces(run)
        if run in _DASHES and _begins_item(text, at, tokens):
            tokens.append(Token(Kind.COMMA, run, at, end))
            continue
        for kind, key, start, stop, value, glued in pieces:
            tokens.append(Token(kind, key, at + start, at + stop, value, glued))
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return tokens


def _is_number(word: str) -> bool:
    """Tell whether a word is, or begins with, a number: "2026", "5/2023", "ii/2023"."""
    return word[:1].isdigit() or word.partition("/")[0] in ROMAN


def _begins_item(text: str, dash: int, before: list[Token]) -> bool:
    """Tell whether a dash that stands alone is a bullet: it begins a line, and not the second line of a range."""
    rest = text[dash + 1 :]
    if not rest or text[text.rfind("\n", 0, dash) + 1 : dash].strip():
        return False
    after = rest.split(maxsplit=1)
    return not (before and after and _is_number(before[-1].key) and _is_number(word_key(after[0])))
