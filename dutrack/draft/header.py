"""What a document says of itself: title, number, issuer, issue date, what it carries out.

State documents (Nghị định 30/2020/NĐ-CP, phụ lục I) and Party documents (Hướng dẫn 36-HD/VPTW) both begin with the
issuer, number, place and date, then the kind of document in capitals, what it is about, and a sentence that names what
it carries out and who issues it: "Thực hiện …; Ban Thường vụ Tỉnh ủy ban hành Kế hoạch … như sau:".
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from dutrack.dates.calendar import Calendar
from dutrack.deadline import DeadlineError
from dutrack.draft.issuer import issuer_of
from dutrack.draft.lines import all_capitals
from dutrack.draft.model import Doubt, Head
from dutrack.draft.words import joined, pattern
from dutrack.i18n import Message, msg
from dutrack.schedule.policy import Policy
from dutrack.schedule.resolve import read
from dutrack.schedule.resolved import Context, WindowPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dutrack.draft.casing import Casing
    from dutrack.draft.front import Parts
    from dutrack.draft.lines import Paragraph
    from dutrack.draft.model import DraftTask

_KIND = joined(r"""
    (?:Kế hoạch|Chương trình|Đề án|Chỉ thị|Nghị quyết|Kết luận|Thông báo|Hướng dẫn|Phương án|Công điện|Quyết định
    |Quy định
    |Luật|Bộ luật|Nghị định|Thông tư|Công văn|Chiến lược|Quy chế)
""")
_CAPITALS = re.compile(r"(?:DỰ THẢO\s+)?(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)(?: HÀNH ĐỘNG| CÔNG TÁC)?(?!\w)")
_NUMBER = r"\d+[a-zđ]?\s*[-/]\s*[A-ZĐ][\w/.-]*|\d+/\d{4}/[A-ZĐ][\w/-]*"
_NUMBERED = re.compile(rf"Số\s*:?\s*({_NUMBER})")
_BLANK_NUMBER = re.compile(r"Số\s*:?[\s.…_]*[-/]\s*[A-ZĐ]")
_DAY = pattern(
    r"""
    ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})|ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})
    """, re.IGNORECASE
)  # fmt: skip
_ISSUED = re.compile(rf"(?:ban hành|ký)\s+{_KIND}(?:\s+(?:hành động|công tác))?\s+số\s+({_NUMBER})")
_ATTACHED = re.compile(rf"kèm theo[^)]*?số\s*:?\s*({_NUMBER})", re.IGNORECASE)
_BASIS = pattern(rf"""
    {_KIND}(?:\s+(?:hành động|công tác|toàn khóa|phối hợp|liên tịch|khung))?\s+(?:số\s+)?({_NUMBER})
""")  # fmt: skip
_PROPOSED = re.compile(r"(?:xét|theo) (?:đề nghị|tờ trình)", re.IGNORECASE)
_BASIS_END = pattern(r"""
    \s+(?:về|thực hiện|hành động|ban hành|phê duyệt|quy định|hướng dẫn|triển khai|sửa đổi|nhằm|và)\s
    |[;(.]|,\s+(?!ngày|của|khóa)|,?\s+khóa [IVX]+ (?=về)
""")  # fmt: skip
_MONITORS = (("theo dõi", 2), ("đôn đốc", 2), ("kiểm tra", 1), ("giám sát", 1), ("tổng hợp", 1), ("báo cáo", 1))
_THIS_PLAN = pattern(
    r"""
    (?:kế hoạch|chương trình|đề án|chỉ thị)(?: hành động)? này
    |thực hiện (?:kế hoạch|chương trình|kết luận|nghị quyết)
    """, re.IGNORECASE
)  # fmt: skip


def head_of(parts: Parts, tasks: Sequence[DraftTask], casing: Casing, issued: date | None = None) -> Head:
    """Return what the document says of itself, with a doubt for what it does not say; ``issued`` is known besides."""
    introduction = " ".join(paragraph.text for paragraph in parts.introduction)
    brackets = " ".join(text for text in parts.title if text.startswith("("))
    letterhead = "\n".join((*parts.letterhead, brackets))
    number = _number(letterhead, introduction)
    issued = issued or _issued(letterhead, introduction)
    issuer = issuer_of(parts.letterhead, introduction, casing)
    title = _title(parts, introduction, casing)
    place = parts.introduction[0].place if parts.introduction else None
    missing = [*_missing(title, number, issuer, blank=_BLANK_NUMBER.search(letterhead) is not None)]
    if issued is None:
        missing.append(_no_date(introduction, tasks))
    return Head(title, number, issuer, issued, _monitor(tasks, issuer), tuple(_basis(parts.introduction, number)),
                tuple(Doubt(message, place) for message in missing))  # fmt: skip


def cited_days(text: str) -> Iterator[date]:
    """Yield the days a text names; those that do not exist are left out."""
    for found in _DAY.finditer(text):
        day, month, year = (int(group) for group in found.groups() if group is not None)
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _missing(title: str | None, number: str | None, issuer: str | None, *, blank: bool) -> Iterator[Message]:
    if title is None:
        yield msg("the title was not found")
    if number is None:
        yield msg("the number is left blank") if blank else msg("the document has no number")
    if issuer is None:
        yield msg("the issuer was not found")


def _no_date(introduction: str, tasks: Sequence[DraftTask]) -> Message:
    """Say that the issue date is missing, and between which days it lies by what the document cites and sets."""
    cited = max(cited_days(introduction), default=None)
    first = _first_due(tasks, cited or date(2000, 1, 1))
    if cited is not None and first is not None and cited < first:
        return msg(
            "the document has no issue date: after {cited}, the latest it cites; before {first}, its first deadline",
            cited=cited,
            first=first,
        )
    if cited is not None:
        return msg("the document has no issue date: after {cited}, the latest it cites", cited=cited)
    return msg("the document has no issue date")


def _first_due(tasks: Sequence[DraftTask], after: date) -> date | None:
    """Return the earliest last day of the windows the tasks name."""
    context = Context(after, Calendar(), Policy())
    days = []
    for text in {task.deadline for task in tasks if task.deadline}:
        try:
            parts = read(text, context).parts
        except DeadlineError:
            continue
        days += [part.window.due for part in parts if isinstance(part, WindowPart) and part.window.due > after]
    return min(days, default=None)


def _title(parts: Parts, introduction: str, casing: Casing) -> str | None:
    """Return the title in one line: "Kế hoạch thực hiện …"."""
    lines = [text for text in parts.title if not text.startswith("(")]
    if not lines:
        found = _ISSUED.search(introduction)
        rest = (
            re.sub(rf"\s+số\s+(?:{_NUMBER})", "", introduction[introduction.find(_first_kind(found[0])) :], count=1)
            if found
            else ""
        )
        return rest[: _sentence_end(rest)].strip() or None
    first, rest = _kind_first(" ".join(lines))
    if all_capitals(rest):
        rest = casing.mixed(rest)
    second = re.match(r"\w+[\s,]+(\w)", rest)
    if second is not None and second[1].islower():  # no name
        rest = rest[:1].lower() + rest[1:]
    return f"{first.capitalize()} {rest}".strip()


def _kind_first(text: str) -> tuple[str, str]:
    """Split a title into the kind of document, in capitals, and what it is about."""
    words = text.split()
    count = next((i for i, word in enumerate(words) if any(map(str.islower, word))), None)
    if count is None:
        found = _CAPITALS.match(text)
        return (text[: found.end()], text[found.end() :].strip()) if found else ("", text)
    return " ".join(words[:count]), " ".join(words[count:])


def _first_kind(text: str) -> str:
    found = re.search(_KIND, text)
    return found[0] if found else text


def _sentence_end(text: str) -> int:
    found = re.search(r"[.;](?:\s|$)", text)
    return found.start() if found else len(text)


def _number(letterhead: str, introduction: str) -> str | None:
    found = _NUMBERED.search(letterhead) or _ATTACHED.search(letterhead) or _ISSUED.search(introduction)
    return None if found is None else re.sub(r"\s+", "", found[1]).rstrip(".,-/")


def _issued(letterhead: str, introduction: str) -> date | None:
    """Return the date beside the place; without a letterhead that of a report "Ngày …, … ban hành Kế hoạch số …"."""
    found = next(cited_days(letterhead), None)
    if found is None and _DAY.match(introduction) and _ISSUED.search(introduction):
        found = next(cited_days(introduction), None)
    return found


def _basis(paragraphs: Iterable[Paragraph], number: str | None) -> Iterator[str]:
    """Yield the documents the introduction names with their numbers, each once; a proposal is none of them."""
    introduction = " ".join(paragraph.text for paragraph in paragraphs if not _PROPOSED.match(paragraph.text))
    seen = {number}
    for found in _BASIS.finditer(introduction):
        code = re.sub(r"\s+", "", found[1]).rstrip(".,-/")
        if code in seen:
            continue
        seen.add(code)
        rest = introduction[found.end() :]
        end = _BASIS_END.search(rest)
        yield (found[0] + (rest[: end.start()] if end else rest[:120])).strip(" ,")


def _monitor(tasks: Iterable[DraftTask], issuer: str | None) -> str | None:
    """Return the body that is told to follow up and urge the whole plan: "theo dõi, đôn đốc … Kế hoạch này"."""
    best, best_score = None, 3
    for task in tasks:
        text = task.text.lower()
        if len(task.owners) != 1 or task.owners[0] == issuer or not ("theo dõi" in text or "đôn đốc" in text):
            continue
        score = sum(points for words, points in _MONITORS if words in text) + 2 * (_THIS_PLAN.search(text) is not None)
        if score > best_score:
            best, best_score = task.owners[0], score
    return best
