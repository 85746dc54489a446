"""Where a paragraph speaks of time: candidates by their words; the deadline language decides which are deadlines.

Brackets at the end of a clause come first, then a time that opens a sentence ("Đến năm 2025, …"), then one inside it
("… trước ngày 15/12 để tổng hợp"). The years in the name of a document ("Chiến lược … đến năm 2030") are none.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.deadline import DeadlineError, parse
from dutrack.deadline.readings import Bound, Dated, Doubt, Event, Reading, Recurring, Standing, Stretch, Year
from dutrack.draft.bodies import verb_at
from dutrack.draft.sentences import brackets, clauses, depths, sentences

if TYPE_CHECKING:
    from dutrack.deadline.readings import Span


class Where(StrEnum):
    """Where a time stands in its sentence; OPENING and BRACKET are the author's plain ways to set one."""

    BRACKET = "bracket"
    OPENING = "opening"
    STRONG = "strong"
    EVENT = "event"
    ADVERB = "adverb"


class Time(Struct, frozen=True):
    """A deadline as the text words it, and the characters it takes there, brackets included.

    A bracket after words that await something is read with them; ``bracket`` is then what it says alone.
    """

    text: str
    at: Span
    where: Where
    reading: Reading
    bracket: str | None = None

    @property
    def standing(self) -> bool:
        """Whether it is nothing but "thường xuyên", "định kỳ" and the like."""
        return all(isinstance(part, Standing) for part in self.reading.parts)

    @property
    def periodic(self) -> bool:
        """Whether it is "định kỳ" with no period named."""
        return any(warned.kind is Doubt.NO_PERIOD_NAMED for warned in self.reading.warnings)


@lru_cache(maxsize=8192)
def reading_of(text: str) -> Reading | None:
    """Return what a text means as a deadline, None for one that is none."""
    try:
        return parse(text)
    except DeadlineError:
        return None


def clean_reading(text: str) -> Reading | None:
    """Return the reading of a text that holds nothing but a deadline."""
    reading = reading_of(text)
    if reading is None or any(warned.kind is Doubt.WORDS_DROPPED for warned in reading.warnings):
        return None
    return reading


_LEADS_IN = re.compile(r"\s*(?:thực hiện|hoàn thành|xong|trước|trong|chậm nhất|muộn nhất|thời gian|thời hạn|tiến độ|từ|đến|sau khi|khi|ngay|theo|định kỳ"
                       r"|hằng|hàng|thường xuyên|vào|dự kiến|không quá)\b", re.IGNORECASE)  # fmt: skip
_HAS_TIME = re.compile(r"\b(?:ngày|tháng|quý|năm \d|thường xuyên|định kỳ|hoàn thành|hằng|hàng|thời hạn|thời gian)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+\s*[-/]\s*[A-ZĐ]{2}")
_NAMED = re.compile(
    r"(?:đề án|chương trình|kế hoạch|chiến lược|quy hoạch|nghị quyết|dự án|định hướng|tầm nhìn|mục tiêu|giai đoạn|nhiệm kỳ|khóa|đại hội|\d+ năm"
    r"|chỉ tiêu|kết luận|chỉ thị|phong trào|cuộc vận động|năm học)\b[^,;.]*$", re.IGNORECASE
)  # fmt: skip
_DONE = re.compile(r"(?:hoàn thành|xong|trình|ban hành|báo cáo|gửi|kết thúc|trước|phê duyệt|thực hiện|triển khai|tổ chức)\s*$", re.IGNORECASE)
_EVENT_END = re.compile(r"\b(?:ngay )?(?:sau khi|khi)\s(?=[^.;:(),]*(?:ban hành|yêu cầu|chỉ đạo|hướng dẫn|phê duyệt|thông qua|ý kiến|kết luận)$)[^.;:(),]{4,80}$")
_EVENT_HEADS = r"(?:yêu cầu|chỉ đạo|hướng dẫn|ý kiến|quy định|văn bản|kế hoạch|đề nghị|thông báo|chủ trương|kết luận|quyết định)"
_OPENERS = re.compile(
    r"(?:đến (?:hết |cuối )?(?:năm|quý|tháng|ngày)|trước (?:ngày|tháng|quý|năm|\d)|chậm nhất|muộn nhất|hằng|hàng|định kỳ|thường xuyên|trong (?:tháng|quý|năm"
    r"|giai đoạn|tuần|vòng|thời hạn)|từ (?:nay|năm|quý|tháng|ngày)|quý|năm \d|tháng \d|giai đoạn \d|sau khi|sau (?:hội nghị|khi)|ngay (?:sau|khi)|khi có|vào (?:quý|tháng"
    r"|ngày|cuối|đầu)|cuối|đầu (?:năm|quý|tháng)|giữa|mỗi|phấn đấu|xong|hoàn thành (?:trong|trước)|0?6 tháng|\d+ tháng|ngày \d|dự kiến)\b", re.IGNORECASE
)  # fmt: skip
_AT_ONCE = re.compile(r"thì (?:tiến hành |thực hiện |triển khai |tổ chức )?ngay")
_STRONG = re.compile(
    r"(?<!\w)(?:trước (?:ngày|tháng|quý|năm \d|\d)|chậm nhất|muộn nhất|không muộn hơn|không quá (?:ngày|tháng|quý)|đến hết|xong (?:trước|trong)|hoàn thành (?:xong )?(?:trong"
    r"|trước|vào|chậm nhất)|trong (?:quý|tháng|năm \d|tuần|vòng|thời hạn|giai đoạn \d)|ngay sau khi|ngay sau|vào (?:quý|tháng|ngày|cuối năm|đầu năm|cuối quý)"
    r"|định kỳ (?:hằng|hàng|\d+|0?6|sáu|mỗi)|(?:quý [IVX\d]+|tháng \d{1,2}|năm \d{4}) và (?:các|những) năm tiếp theo|từ (?:quý|tháng|năm) \S+ đến)(?!\w)", re.IGNORECASE
)  # fmt: skip
_EVENTS = re.compile(
    rf"(?<!\w)(?:sau khi|khi có {_EVENT_HEADS}|khi (?=(?:Trung ương|Bộ|Ban|Chính phủ|Quốc hội|Tỉnh ủy|cấp có thẩm quyền|cơ quan có thẩm quyền))"
    r"|theo (?:sự )?(?:chỉ đạo|hướng dẫn|yêu cầu|lộ trình|tiến độ)(?: và (?:chỉ đạo|hướng dẫn|yêu cầu|lộ trình))? của)(?!\w)"
)  # fmt: skip
_ADVERB = re.compile(r"(?<![\w])(?:thường xuyên|định kỳ|(?:hằng|hàng) (?:năm|quý|tháng|tuần|ngày))(?:,? (?:và |hoặc )?(?:thường xuyên|định kỳ|đột xuất|(?:hằng|hàng) (?:năm|quý"
                     r"|tháng|tuần)))*(?!\w)")  # fmt: skip
_REVIEWS = re.compile(r"(?:báo cáo|sơ kết|tổng kết|đánh giá|rà soát|kiểm tra|cập nhật|tổ chức|công bố|tổng hợp|xây dựng kế hoạch|bố trí|phê bình)", re.IGNORECASE)
_SUDDEN = re.compile(r"định kỳ (?:hoặc|và) đột xuất|thường xuyên (?:hoặc|và) đột xuất")
_TAIL = re.compile(r",\s|\s(?:để|nhằm|gửi|phục vụ|làm cơ sở)\s|\s\(|\s[-–]\s")
_FAR = 260


def times_of(text: str) -> tuple[Time, ...]:
    """Return the deadlines a paragraph states, in its order, none inside another."""
    inside = depths(text)
    found: list[Time] = []
    for sentence in sentences(text):
        for span in clauses(text, sentence):
            last = span[1] == sentence[1]
            found += [*_opening(text, span), *_strong(text, span, inside), *_events(text, span, inside, last=last)]
            found += [*_adverbs(text, span, inside)]
    found += _brackets(text)
    order = {Where.OPENING: 0, Where.BRACKET: 0, Where.STRONG: 1, Where.EVENT: 2, Where.ADVERB: 2}
    kept: list[Time] = []
    for time in sorted(found, key=lambda time: (order[time.where], time.at[0], -time.at[1])):
        if all(time.at[1] <= other.at[0] or other.at[1] <= time.at[0] for other in kept):
            kept.append(time)
    return tuple(sorted(kept, key=lambda time: time.at))


def refused_brackets(text: str) -> tuple[str, ...]:
    """Return the brackets that look like deadlines and are none that can be read."""
    contents = (text[start + 1 : end - 1].strip() for start, end in brackets(text))
    return tuple(
        content for content in contents
        if _LEADS_IN.match(content) and _HAS_TIME.search(content) and not _NUMBERED.search(content) and reading_of(content) is None
    )  # fmt: skip


def _brackets(text: str) -> list[Time]:
    found = []
    for start, end in brackets(text):
        content = text[start + 1 : end - 1].strip()
        reading = reading_of(content)
        after = text[end:].lstrip()
        ends = not after or after[0] in ".;,:"
        if reading is None or not (ends or _LEADS_IN.match(content)) or _is_period_of_name(text[:start], content, reading):
            continue
        event = _EVENT_END.search(text[:start].rstrip())
        if event and (joined := clean_reading(f"{event[0]} ({content})")) is not None and not text[:start].rstrip().endswith(","):
            found.append(Time(f"{event[0]} ({content})", (event.start(), end), Where.BRACKET, joined, content))
        else:
            found.append(Time(content, (start, end), Where.BRACKET, reading))
    return found


def _opening(text: str, span: Span) -> list[Time]:
    """A time that opens a sentence or clause, up to a comma or the verb it goes with."""
    clause = text[span[0] : span[1]]
    if _OPENERS.match(clause) is None:
        return []
    ends = [found.start() for found in re.finditer(r"[,:]\s", clause[:_FAR])][:4]
    if at_once := _AT_ONCE.search(clause[:_FAR]):
        ends.append(at_once.end())
    at = 0
    for _ in range(6):
        verb = verb_at(clause[:120], at)
        if verb is None:
            break
        ends.append(len(clause[:verb].rstrip(" ,")))
        at = verb + 1
    for end in sorted(set(ends), reverse=True):
        phrase = clause[:end].strip(" ,")
        if phrase and (reading := clean_reading(phrase)) is not None:
            return [Time(phrase, (span[0], span[0] + end), Where.OPENING, reading)]
    return []


def _strong(text: str, span: Span, inside: list[int]) -> list[Time]:
    """A bound or a named period anywhere in a clause."""
    found: list[Time] = []
    at = span[0]
    while (opener := _STRONG.search(text, at, span[1])) is not None:
        at = opener.end()
        if inside[opener.start()]:
            continue
        time = _longest(text, opener.start(), span[1])
        if time is not None and not _is_period_of_name(text[: opener.start()], time.text, time.reading):
            found.append(time)
            at = time.at[1]
    return found


def _events(text: str, span: Span, inside: list[int], *, last: bool) -> list[Time]:
    """Something awaited, at the end of a sentence or before a comma that goes on to more."""
    found = []
    for opener in _EVENTS.finditer(text, *span):
        if inside[opener.start()] or opener.start() == span[0]:
            continue
        end = len(text[: span[1]].rstrip(" .;/"))
        phrase = text[opener.start() : end]
        theirs = phrase.startswith("theo")
        comma = re.search(r",\s+nhất là\s", phrase)
        if comma:
            phrase, end = phrase[: comma.start()], opener.start() + comma.start()
        elif not last and theirs:
            continue
        reading = clean_reading(phrase)
        if reading is not None and all(isinstance(part, Event | Standing) for part in reading.parts) and ":" not in phrase:
            found.append(Time(phrase, (opener.start(), end), Where.EVENT, reading))
            break
    return found


def _adverbs(text: str, span: Span, inside: list[int]) -> list[Time]:
    """thường xuyên, định kỳ, hằng năm as said of a verb that follows, or before what releases it."""
    found = []
    for adverb in _ADVERB.finditer(text, *span):
        after = text[adverb.end() : span[1]]
        if inside[adverb.start()]:
            continue
        verb = verb_at(after.lstrip(" ,"))
        released = re.match(r", ngay (?:khi|sau)[^,;.]*", after)
        longer = clean_reading(adverb[0] + released[0]) if released else None
        plain = reading_of(adverb[0])
        if longer is not None and released:
            at = (adverb.start(), adverb.end() + released.end())
            found.append(Time(adverb[0] + released[0], at, Where.ADVERB, longer))
        elif plain is not None and (verb == 0 or _SUDDEN.match(adverb[0]) or _reviewed(text, span, adverb, after)):
            found.append(Time(adverb[0], adverb.span(), Where.ADVERB, plain))
    return found


def _reviewed(text: str, span: Span, adverb: re.Match[str], after: str) -> bool:
    """Tell whether a period belongs to a report or review: "… sơ kết, đánh giá hằng năm trong Ban Thường vụ"."""
    before = text[span[0] : adverb.start()]
    period = adverb[0].startswith(("hằng", "hàng", "định kỳ h"))
    return period and _REVIEWS.search(before[-60:]) is not None and (not after.strip(" .;") or after.startswith(" trong "))


def _longest(text: str, start: int, end: int) -> Time | None:
    """Return the longest deadline that begins at a place: up to the clause's end, a comma or what it is for."""
    end = min(len(text[:end].rstrip(" .;/")), start + _FAR)
    ends = {end, *(found.start() for found in _TAIL.finditer(text, start, end))}
    ends |= {close for open_, close in brackets(text[:end]) if open_ > start}
    for stop in sorted(ends, reverse=True):
        phrase = text[start:stop].strip(" ,")
        if phrase and (reading := clean_reading(phrase)) is not None:
            return Time(phrase, (start, stop), Where.STRONG, reading)
    return None


def _is_period_of_name(before: str, phrase: str, reading: Reading) -> bool:
    """Tell whether bare years belong to the name of a document before them, not to the task."""
    bare = all(
        isinstance(part, Dated) and isinstance(part.span, Year | Stretch) and part.bound is not Bound.BEFORE
        for part in reading.parts
    )
    worded = re.match(r"(?:hoàn thành|xong|thực hiện|chậm nhất|thời gian|thời hạn|tiến độ)\b", phrase, re.IGNORECASE)
    return bare and worded is None and _NAMED.search(before) is not None and _DONE.search(before) is None


def is_series(time: Time) -> bool:
    """Tell whether a deadline names a period it comes back in."""
    return any(isinstance(part, Recurring) for part in time.reading.parts)
