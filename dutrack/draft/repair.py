"""Mends what a scan or a broken font made of Vietnamese letters; only where a word is none as it stands.

A PDF whose font lost its table of characters gives glyph numbers for letters: in Times New Roman the Vietnamese block
begins 0x19FC code points earlier ("trӑng" for "trọng"), and the letters of western Europe fall among a-z ("virn" for
"viên"). Letters of other alphabets that look like Latin ones come from keyboards and scanners.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dutrack.deadline.spelling import is_syllable, word_key
from dutrack.draft.source import Document, Line, Row, Table

_SHIFT = 0x19FC
_GLYPHS = {chr(code - _SHIFT): chr(code) for code in range(0x1EA0, 0x1EFA)}
_OTHERS = {"ѭ": "ư", "Ѭ": "Ư", "ѫ": "ơ", "Ѫ": "Ơ", "ƣ": "ư", "Ƣ": "Ư", "ÿ": "đ", "Ĉ": "Đ"}
_LOOKALIKE = dict(zip("АВЕКМНОРСТХаеорсухіј", "ABEKMHOPCTXaeopcyxij", strict=True))
_FOREIGN = _LOOKALIKE | _GLYPHS | _OTHERS
_AMONG_LATIN = {"r": "ê", "{": "ô", "}": "õ", "~": "ú"}
"""What a glyph number leaves of an accented letter among the letters that end no Vietnamese word."""

_WORD = re.compile(r"[^\W\d_]+(?:[{}~][^\W\d_]*)*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SIGNS = 3
"""So many words mended by one substitution are the sign of a broken font; fewer are left alone."""
_EXAMPLES = 4


class Repair(Struct, frozen=True):
    """What was mended: how many words, and some of them as (before, after)."""

    count: int
    examples: tuple[tuple[str, str], ...]


def repair(document: Document) -> tuple[Document, Repair | None]:
    """Return the document with its letters mended, and what was done if anything was."""
    texts = [text for piece in document.pieces for text in _texts(piece)]
    found = Counter(word for text in texts for word in _WORD.findall(text))
    latin = _signs(found)
    mended = {word: better for word in found if (better := _mend(word, latin)) != word}
    pieces = tuple(_map(piece, mended) for piece in document.pieces)
    if not mended:
        return replace(document, pieces=pieces), None
    often = sorted(mended, key=lambda word: -found[word])[:_EXAMPLES]
    count = sum(found[word] for word in mended)
    return replace(document, pieces=pieces), Repair(count, tuple((word, mended[word]) for word in often))


def _signs(found: Counter[str]) -> frozenset[str]:
    """Return the Latin letters that stand for others in this document."""
    signs: Counter[str] = Counter()
    for word, count in found.items():
        for letter in _AMONG_LATIN:
            if letter in word[1:] and _swap(word, letter) is not None:
                signs[letter] += count
    return frozenset(letter for letter, count in signs.items() if count >= _SIGNS)


@lru_cache(maxsize=4096)
def _swap(word: str, letter: str) -> str | None:
    """Return a word that is none with one of a letter, never its first, put right; None where that makes no word."""
    if is_syllable(word_key(word)):
        return None
    for at in range(1, len(word)):
        if word[at] == letter:
            better = word[:at] + _AMONG_LATIN[letter] + word[at + 1 :]
            if is_syllable(word_key(better)):
                return better
    return None


def _mend(word: str, latin: frozenset[str]) -> str:
    better = "".join(_FOREIGN.get(char, char) for char in word)
    if better != word and is_syllable(word_key(better)):
        return better
    for letter in latin:
        if (swapped := _swap(word, letter)) is not None:
            return swapped
    return word


def _map(piece: Line | Table, mended: dict[str, str]) -> Line | Table:
    if isinstance(piece, Line):
        return replace(piece, text=_clean(piece.text, mended))
    return Table(tuple(Row(tuple(_clean(cell, mended) for cell in row.cells), row.place) for row in piece.rows))


def _clean(text: str, mended: dict[str, str]) -> str:
    text = _INVISIBLE.sub("", text.replace("\xa0", " "))
    return _WORD.sub(lambda found: mended.get(found[0], found[0]), text) if mended else text


def _texts(piece: Line | Table) -> tuple[str, ...]:
    return (piece.text,) if isinstance(piece, Line) else tuple(cell for row in piece.rows for cell in row.cells)
