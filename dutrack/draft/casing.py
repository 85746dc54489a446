"""Words printed in capitals, in the case the document itself gives them elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.deadline.spelling import is_syllable, word_key
from dutrack.draft.words import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

_USUAL = {phrase.lower(): phrase for phrase in phrases("""
    Nghị quyết | Nghị quyết số | Quyết định số | Chỉ thị số | Kết luận số | Kế hoạch số | Chương trình số | Hướng dẫn số
    | Đề án số | Bộ Chính trị | Ban Bí thư | Ban Chấp hành Trung ương Đảng | Ban Chấp hành Trung ương | Quốc hội
    | Thủ tướng Chính phủ | Hội đồng nhân dân | Ủy ban nhân dân | Ủy ban Kiểm tra | Ủy ban Mặt trận Tổ quốc Việt Nam
    | Ban Thường vụ | Tỉnh ủy | Thành ủy | Huyện ủy | Đảng ủy | Đảng bộ | Ban Tổ chức | Ban Tuyên giáo | Ban Dân vận
    | Ban Nội chính | Việt Nam
""")}  # fmt: skip
"""How these are written where the document itself does not show it."""
_PLACE = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) (?=\w)")
_MOST_WORDS = 8
_LONGEST = 1000
"""A longer text in capitals is no heading, and is left as it is."""
_BEGINS = re.compile(r"(?:^|[.;:!?\n]\s*(?:[-+]\s*)?|\d[.)]\s*|[(“])$")


class Casing:
    """Knows how a document writes its words; what it never writes small becomes small letters.

    ``letterhead`` names the place: "TỈNH GIA LAI".
    """

    def __init__(self, body: str, letterhead: Iterable[str] = ()) -> None:
        self.usual = _USUAL | {place.lower(): place for line in letterhead if (place := _place(line))}
        self.body = body
        lower = body.lower()
        self.lower = lower if len(lower) == len(body) else ""

    def mixed(self, text: str) -> str:
        """Return a text in capitals as the document writes its words, longest phrases first."""
        if len(text) > _LONGEST:
            return text
        words = text.split()
        done: list[str] = []
        while words:
            count = next((n for n in range(min(len(words), _MOST_WORDS), 0, -1) if self.written(words[:n])), 1)
            done.append(self.written(words[:count]) or _small(words[0]))
            del words[:count]
        return " ".join(done)

    def written(self, words: list[str]) -> str | None:
        """Return a phrase as the document, or else anyone, writes it; None for one that is not known."""
        return self.find(words) or self.usual.get(" ".join(words).lower())

    def find(self, words: list[str]) -> str | None:
        """Return a phrase as it stands in the middle of a sentence, None where it does not."""
        phrase = " ".join(words).lower()
        at = self.lower.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            whole = not self.lower[at - 1 : at].isalnum() and not self.lower[end : end + 1].isalnum()
            if whole and not _BEGINS.search(self.body[max(at - 6, 0) : at]) and not self.body[at:end].isupper():
                return self.body[at:end]
            at = self.lower.find(phrase, at + 1)
        return None


def _place(line: str) -> str:
    """Return the place a line of the letterhead names: "Gia Lai"; "" where it names none."""
    found = _PLACE.search(line)
    if found is None or not line.isupper():
        return ""
    return " ".join(word.capitalize() for word in line[found.end() :].split())


def _small(word: str) -> str:
    """Return a word in small letters, unless it is a number, a roman one, a document's or an abbreviation."""
    kept = re.search(r"\d|/", word) or re.fullmatch(r"[IVX]+[.,]?", word) or not _is_said(word)
    return word if kept else word.lower()


def _is_said(word: str) -> bool:
    """Tell whether a word is made of syllables: "UBND" is not."""
    return all(is_syllable(word_key(part)) for part in re.findall(r"[^\W\d_]+", word))
