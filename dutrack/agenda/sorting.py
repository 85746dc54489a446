"""The Vietnamese alphabet for sorting, and the plain form for searching."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""ngang, huyền, hỏi, ngã, sắc, nặng: the order of dictionaries."""
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, 0x100)}


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return the key under which names sort by the Vietnamese alphabet: by letters, then tones, whatever the case."""
    ranks = list(map(_rank, unicodedata.normalize("NFC", text).lower()))
    return tuple([letter for letter, _ in ranks]), tuple([tone for _, tone in ranks]), text


@cache
def _rank(letter: str) -> tuple[int, int]:
    """Return the place of a letter without its tone, and that of the tone."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks[1:] if mark in _TONES), "")
    plain = unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else letter
    rank = _RANK.get(plain, 0xFF if plain.isspace() else ord(plain) + (0 if ord(plain) < 0xFF else 0x200))
    return rank, _TONES.index(tone)


def plain(text: str) -> str:
    """Return a text as searches compare it: without case, diacritics and doubled spaces."""
    from dutrack.deadline.spelling import bare  # noqa: PLC0415 - with the whole language of deadlines; only to search

    return " ".join(bare(text).split())
