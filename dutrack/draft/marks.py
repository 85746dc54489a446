"""The marks that stand before an item: I., A., 1., 1.1., a), (1), -, +, Một là.

What a mark is worth is its rank: Nghị định 30/2020/NĐ-CP orders phần, chương, mục (I), khoản (1), điểm (a); bullets and
numbers in brackets come below. Party documents write "I-" for "I." (Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

import re
from enum import IntEnum

from msgspec import Struct

from dutrack.deadline.spelling import key


class Rank(IntEnum):
    """How deep a mark lies. ARABIC with several numbers (1.1.) lies one deeper for each."""

    PART = 0
    CHAPTER = 1
    ROMAN = 2
    ARABIC = 4
    LETTER = 10
    BRACKETED = 11
    DASH = 12
    PLUS = 13
    DOT = 14
    PLAIN = 15


class Mark(Struct, frozen=True):
    """A mark: ``rank`` orders it, ``shape`` tells marks of one rank apart, ``label`` names it in an id ("III")."""

    rank: int
    shape: str
    label: str
    length: int

    @property
    def bullet(self) -> bool:
        """Whether it has no number of its own."""
        return self.rank >= Rank.DASH


_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
           "XVIII", "XIX", "XX")  # fmt: skip
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_LETTERS = "abcdđeghiklmnopqrstuvxy"

_AFTER = r"\s*[.)/:\-–](?:\s+|(?=[^\W\d_])|$)"
_PART = re.compile(r"(?:phần|chương|mục)\s+(?:thứ\s+)?([IVX]+|\d{1,2}|\w+)\s*[.:,\-–]?\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s+(\d{1,2})\s*[.:]\s*")
_ROMAN = re.compile(rf"([IVX]{{1,5}}){_AFTER}(?![A-Z]\.)")
_UPPER = re.compile(r"([A-HK-Z])\s*[.)/\-–]\s+")
_MULTI = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?:\s*[-–])?\s+(?=[^\W\d_]|[“\"(])")
_ARABIC = re.compile(r"(\d{1,2})(?:\s*([.)])\s*(?=[^\W\d_]|[“\"(]|$)|\s*([/\-–])\s+(?=[^\W\d_]))")
_LETTER = re.compile(r"([a-zđ])(?:\s*\)\s*|\s*[./\-–]\s+)")
_BRACKETED = re.compile(r"\((\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*")
_BULLET = re.compile(r"([-–—−‐‑]|\+|[•●▪■◆◦○·▸►*])(\s+|(?=[^\W\d_a-z]))")
_SPELT = re.compile(r"(Thứ\s+)?(\w+)(\s+là)?\s*[,:]\s*", re.IGNORECASE)
_DASHES = "-–—−‐‑"


def mark_of(text: str) -> Mark | None:
    """Return the mark a paragraph begins with."""
    return _numbered(text) or _lettered(text) or _bullet(text) or _spelt(text)


def _numbered(text: str) -> Mark | None:
    if (found := _ROMAN.match(text)) and found[1] in _ROMANS:
        return Mark(Rank.ROMAN, "I", found[1], found.end())
    if found := _MULTI.match(text):
        depth = found[1].count(".")
        return Mark(Rank.ARABIC + depth, "1", found[1], found.end())
    if (found := _ARABIC.match(text)) and int(found[1]):
        return Mark(Rank.ARABIC, ")" if found[2] == ")" else "1", str(int(found[1])), found.end())
    if found := _ARTICLE.match(text):
        return Mark(Rank.CHAPTER, "Điều", found[1], found.end())
    return None


def _lettered(text: str) -> Mark | None:
    if (found := _LETTER.match(text)) and found[1] in _LETTERS:
        return Mark(Rank.LETTER, "a", found[1], found.end())
    if found := _UPPER.match(text):
        return Mark(Rank.CHAPTER, "A", found[1], found.end())
    if found := _BRACKETED.match(text):
        return Mark(Rank.BRACKETED, "(", found[1], found.end())
    if found := _PART.match(text):
        number = _part_number(found[1])
        rest = text[found.end() :]
        if number is not None and (not rest or rest.isupper() or found[0].rstrip()[-1] in ".:,-–"):
            return Mark(Rank.PART, key(text.split(maxsplit=1)[0]), number, found.end())
    return None


def _part_number(text: str) -> str | None:
    """Return what numbers a "Phần …", None for a word that is no number ("Phần mềm")."""
    word = key(text)
    if text.upper() in _ROMANS:
        return text.upper()
    if word in _ORDINALS or word in _WORDS:
        return str((_ORDINALS if word in _ORDINALS else _WORDS).index(word) + 1)
    return str(int(text)) if text.isdigit() else None


def _bullet(text: str) -> Mark | None:
    found = _BULLET.match(text)
    if found is None:
        return None
    rank = Rank.DASH if found[1] in _DASHES else Rank.PLUS if found[1] == "+" else Rank.DOT
    return Mark(rank, found[1] if rank is Rank.DOT else rank.name, "", found.end())


def _spelt(text: str) -> Mark | None:
    """Return the mark of "Một là, …" and "Thứ nhất, …"."""
    found = _SPELT.match(text)
    if found is None or bool(found[1]) == bool(found[3]):
        return None
    names = _ORDINALS if found[1] else _WORDS
    word = key(found[2])
    return Mark(Rank.ARABIC, "một", str(names.index(word) + 1), found.end()) if word in names else None
