"""The Vietnamese alphabet for sorting, and the plain form for searching."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dutrack.deadline.spelling import bare

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""ngang, huyền, hỏi, ngã, sắc, nặng: the order of dictionaries."""
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, 0x100)}


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return the key under which names sort by the Vietnamese alphabet: by letters, then tones, whatever the case."""
    letters: list[int] = []
    tones: list[int] = []
    for letter in unicodedata.normalize("NFC", text).lower():
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks[1:] if mark in _TONES), "")
        plain = unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else letter
        letters.append(_RANK.get(plain, 0xFF if plain.isspace() else ord(plain) + (0 if ord(plain) < 0xFF else 0x200)))
        tones.append(_TONES.index(tone))
    return tuple(letters), tuple(tones), text


def plain(text: str) -> str:
    """Return a text as searches compare it: without case, diacritics and doubled spaces."""
    return " ".join(bare(text).split())
