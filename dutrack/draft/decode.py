"""Bytes become text: Unicode in its common encodings, and the old Vietnamese ones by their names.

TCVN3 (ABC) and VNI show Vietnamese through fonts of their own over the letters of western Europe. In a file, a PDF or
a Word document they look like any other text; only their words give them away.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from dutrack.draft.source import UnreadableError
from dutrack.i18n import msg

_COMMON = frozenset("và của được các thực hiện nhân dân nghị quyết việt nam kế hoạch đảng tỉnh ủy ban nhiệm vụ".split())
_TCVN3 = frozenset("vµ cña ®­îc c¸c thùc hiÖn nh©n d©n nghÞ quyÕt viÖt kÕ ho¹ch ®¶ng tØnh nhiÖm vô".split())
_VNI = frozenset("vaø cuûa ñöôïc caùc thöïc hieän nhaân daân nghò quyeát vieät keá hoaïch ñaûng tænh nhieäm".split())
_WORD = re.compile(r"\S+")
_ENOUGH = 5
"""So many common words of an encoding make it likely."""
_SAMPLE = 200_000


def decode(name: str, data: bytes) -> str:
    """Decode a text file. Raises UnreadableError where it is no text, or in an encoding that is not known."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _checked(name, _try(data.removeprefix(codecs.BOM_UTF8), encoding))
    if b"\0" in data:
        return _checked(name, _try(data, _utf16(data)))
    text = _try(data, "utf-8")
    if text is not None:
        return _checked(name, text)
    western = data.decode("latin-1")
    refuse_legacy(name, western)
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    return _checked(name, windows if _hits(windows, _COMMON) >= _ENOUGH else None)


def refuse_legacy(name: str, text: str) -> None:
    """Refuse a text whose words are those of an old encoding; ``text`` is as it was decoded."""
    usual = _hits(text, _COMMON)
    for encoding, words in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
        if _hits(text, words) >= max(_ENOUGH, usual):
            message = msg("{name} is in the old encoding {encoding}, not in Unicode.", name=name, encoding=encoding)
            raise UnreadableError(message, msg("Convert it first: with UniKey (Ctrl+Shift+F6), from that to Unicode."))


def _try(data: bytes, encoding: str | None) -> str | None:
    try:
        return None if encoding is None else data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str | None:
    """Tell the byte order of UTF-16 without a mark by where the zero bytes of its spaces and digits stand."""
    half = len(data) // 2 or 1
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) < 0.1 * half or min(even, odd) > 0.2 * max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _checked(name: str, text: str | None) -> str:
    sample = (text or "")[:_SAMPLE]
    strange = sum(
        1 for char in sample if char == "\N{REPLACEMENT CHARACTER}" or (char < " " and char not in "\t\n\r\f")
    )
    if text is None or strange > 0.01 * len(sample):
        raise UnreadableError(msg("{name} is no text in an encoding that is known.", name=name),
                              msg("Save it again with the encoding UTF-8."))  # fmt: skip
    refuse_legacy(name, text)
    return text


def _hits(text: str, words: frozenset[str]) -> int:
    return sum(word.strip(".,;:()").lower() in words for word in _WORD.findall(text[:_SAMPLE]))
