"""One spelling for many: the normal form under which words are compared.

Vietnamese is typed in NFC and NFD, with the tone on either of two letters (hoà/hòa, uỷ/ủy, qúy/quý, trứơc/trước), with
i for y (quí/quý), and with the Icelandic Ð that some keyboards give for Đ. Text copied from a PDF loses spaces. None of
this changes what a word means.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = frozenset("\u0301\u0323")
_SAME = {"quí": "quý", "kì": "kỳ", "kỉ": "kỷ", "kí": "ký"}
_ETH = str.maketrans("ðÐ", "đĐ")


_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED = frozenset("ăâêôơư")
_UNTONED = {unicodedata.normalize("NFC", vowel + tone): (vowel, tone) for vowel in _VOWELS for tone in _TONES}


def _with_tone_in_place(word: str) -> str:
    """Put the tone of a syllable where the old style has it: hòa, ủy, quý, trước; a word that is none stays."""
    toned = [i for i, c in enumerate(word) if c in _UNTONED]
    if len(toned) != 1:
        return word
    here = toned[0]
    vowel, tone = _UNTONED[word[here]]
    untoned = f"{word[:here]}{vowel}{word[here + 1 :]}"
    vowels = [i for i, c in enumerate(untoned) if c in _VOWELS]
    if len(vowels) > 1 and untoned.startswith(("qu", "gi")):
        del vowels[0]  # it belongs to the consonant
    marked = [i for i in vowels if untoned[i] in _MARKED]
    closed = untoned[-1:] not in _VOWELS
    place = (marked or vowels)[-1] if marked or closed or len(vowels) == 1 else vowels[-2]
    if place == here or not is_syllable(untoned):
        return word
    return unicodedata.normalize("NFC", f"{untoned[: place + 1]}{tone}{untoned[place + 1 :]}")


@lru_cache(maxsize=8192)
def word_key(word: str) -> str:
    """Return the normal form of one word: NFC, lower case, one place for the tone, y for a lone i."""
    text = unicodedata.normalize("NFC", word.translate(_ETH)).lower()
    text = text if text.isascii() else _with_tone_in_place(text)
    return _SAME.get(text, text)


def key(text: str) -> str:
    """Return the normal form of a phrase: of each word, with single spaces between."""
    return " ".join(word_key(word) for word in text.split())


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """Return a word without its diacritics, for near misses and searches ("báo" → "bao", "đ" → "d")."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d")


def one_apart(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two words differ by one letter put in, left out, replaced or exchanged with the next.

    So may two lists of words, by one word.
    """
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest, other = a[start:], b[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


# A syllable without its tone: an onset, a nucleus, a coda. Nuclei that can end a word stand apart.
_ONSETS = frozenset("ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p r s t v x".split()) | {""}
_OPEN = frozenset(
    "iêu yêu oai oay oeo uây uôi uya uyu ươi ươu ai ao au ay âu ây eo êu ia iu oa oe oi ôi ơi ua ue uê ui uơ uy ưa ưi"
    " ưu a e ê i o ô ơ u ư y".split()
)
_CLOSED = frozenset("uyê iê yê oa oă oe oo uâ uê uô uy ươ a ă â e ê i o ô ơ u ư y".split())
_CODAS = frozenset("ch ng nh c m n p t".split())


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Tell whether a normal form could be one Vietnamese syllable."""
    letters = unicodedata.normalize("NFD", word)
    tones = [c for c in letters if c in _TONES]
    if len(tones) > 1:
        return False
    untoned = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    return any(_has_rhyme(untoned[size:]) for size in range(4) if untoned[:size] in _ONSETS)


def _has_rhyme(rest: str) -> bool:
    return rest in _OPEN or any(rest[-size:] in _CODAS and rest[:-size] in _CLOSED for size in (1, 2))


@lru_cache(maxsize=8192)
def is_word(word: str) -> bool:
    """Tell whether a normal form could be a Vietnamese word: a syllable, before a last c, ch, p, t with sắc or nặng."""
    stopped = word.endswith(("c", "ch", "p", "t"))
    return is_syllable(word) and (not stopped or not _STOPPED_TONES.isdisjoint(unicodedata.normalize("NFD", word)))
