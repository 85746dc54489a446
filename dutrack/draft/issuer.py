"""Who issues a document: by the sentence that introduces it, and by its letterhead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.draft.bodies import begins_body
from dutrack.draft.lines import all_capitals
from dutrack.draft.words import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.draft.casing import Casing

_ISSUES = pattern(r"""
    (?:^|[;,.:]\s+)([^;,.:]{4,90}?)\s+(?:ban hành|xây dựng|đề ra|triển khai|yêu cầu|ký ban hành|quyết định ban hành)
    \s+(?:và triển khai\s+)?(?:[Kk]ế hoạch|[Cc]hương trình|Đề án|Chỉ thị|Phương án)
""")  # fmt: skip
_NO_BODY = pattern(
    r"""
    cộng hòa xã hội|^cộng$|chủ nghĩa việt nam|độc lập|đảng cộng sản việt nam|^\W*$|^số\b|^\d
    |ngày\b.*(?:tháng|năm)|dự thảo|hỏa tốc|khẩn|mật$
    """, re.IGNORECASE
)  # fmt: skip
_OTHER_COLUMN = re.compile(r"\s*(?:CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG SẢN VIỆT NAM)")
_LEVEL = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)$")
_PLACE = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b")
_TWO_WORDS = re.compile(r"(?:THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|ĐẶC KHU)\b")


def issuer_of(letterhead: Sequence[str], introduction: str, casing: Casing) -> str | None:
    """Return who issues it, by the introduction; the letterhead adds the name of the place."""
    bodies = [found[1].strip() for found in _ISSUES.finditer(introduction)]
    named = next((body for body in reversed(bodies) if begins_body(body)), None)
    headed = _headed(letterhead, casing)
    if named is None or (headed is not None and headed.lower().startswith(named.lower())):
        return headed
    level = _LEVEL.search(named)
    return named if level is None else _placed(named, level[0], casing.body)


def _placed(name: str, level: str, text: str) -> str:
    """Add the name of the place to "Ủy ban nhân dân tỉnh" where the text names one province, district or commune."""
    named = re.findall(rf"(?<!\w){level}\s+((?:[^\W\d_]+\s+)?[^\W\d_]+)", text)
    found = {words for words in named if words.istitle()}
    return f"{name} {found.pop()}" if len(found) == 1 else name


def _headed(letterhead: Sequence[str], casing: Casing) -> str | None:
    """Return the lowest body above the number: the two lines of "ỦY BAN NHÂN DÂN / TỈNH GIA LAI" are one."""
    names: list[str] = []
    for line in letterhead:
        text = _OTHER_COLUMN.split(line.strip())[0].strip(" *-_")
        if _NO_BODY.search(text) or not all_capitals(text):
            continue
        if names and _PLACE.match(text) and not _PLACE.search(names[-1]):
            names[-1] = f"{names[-1]} {text}"
        else:
            names.append(text)
    return _proper(casing.mixed(names[-1]), names[-1]) if names else None


def _proper(mixed: str, capitals: str) -> str:
    """Give the name of a place its capitals where the document never writes it small."""
    words, printed = mixed.split(), capitals.split()
    found = next((i for i in range(len(printed)) if _PLACE.match(" ".join(printed[i:]))), None)
    if found is not None:
        first = found + (2 if _TWO_WORDS.match(" ".join(printed[found:])) else 1)
        words = [word.capitalize() if i >= first and word.islower() else word for i, word in enumerate(words)]
    return " ".join((words[0][:1].upper() + words[0][1:], *words[1:]))
