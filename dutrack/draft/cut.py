"""A paragraph becomes the tasks in it.

It is cut where a bracketed deadline closes one half and more work follows, where a sentence or clause opens with a time
of its own, and where a sentence names another lead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.draft.bodies import begins_specific
from dutrack.draft.leads import goes_along, lead_of
from dutrack.draft.sentences import clauses, sentences
from dutrack.draft.times import times_of
from dutrack.draft.timing import Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.deadline.readings import Span
    from dutrack.draft.timing import Time


class Part(Struct, frozen=True):
    """A task's part of a paragraph: its characters, its deadline if it states one, another it states besides."""

    at: Span
    time: Time | None = None
    deadline: str | None = None
    other: str | None = None


_WORDS = re.compile(r"\w{2,}.*\w{2,}", re.DOTALL)
_REPORTS = re.compile(r"(?:định kỳ|hằng|hàng)[^,;.]{0,40}?(?:báo cáo|sơ kết|tổng kết|tổng hợp)", re.IGNORECASE)
"""Work of its own after a comma: "theo dõi, kiểm tra …, định kỳ báo cáo …"."""
_ANOTHER = re.compile(r"(?:từng|mỗi|các) đồng chí\s", re.IGNORECASE)


def cut(text: str, *, shared: bool = False) -> tuple[Part, ...]:
    """Return the parts of a paragraph; ``shared`` says that its group has a deadline for what states none.

    Beside such a deadline a "thường xuyên" inside a sentence is only a manner of working.
    """
    times = [time for time in times_of(text) if time.where is Where.BRACKET or not (shared and time.standing)]
    parts: list[Part] = []
    start = 0
    for bracket in (time for time in times if time.where is Where.BRACKET):
        parts += _closed(text, (start, bracket.at[1]), times, bracket)
        start = bracket.at[1]
    if _WORDS.search(text[start:]):
        parts += _open(text, (start, len(text)), times)
    return tuple(Part(_trimmed(text, part.at), part.time, part.deadline, part.other) for part in parts)


def _closed(text: str, span: Span, times: Sequence[Time], bracket: Time) -> list[Part]:
    """Cut what a bracketed deadline closes."""
    before = [time for time in times if span[0] <= time.at[0] < bracket.at[0] and time.at[1] <= bracket.at[0]]
    event = next((time for time in before if time.where is Where.EVENT), None)
    if event is not None and _WORDS.search(text[event.at[1] : bracket.at[0]]):
        return [*_open(text, (span[0], event.at[1]), [event]), *_closed(text, (event.at[1], span[1]), [], bracket)]
    opening = next((time for time in before if time.where is Where.OPENING), None)
    if opening is not None and not _WORDS.search(text[span[0] : opening.at[0]]):
        if bracket.periodic or (bracket.standing and opening.series):
            return [Part(span, opening, opening.text, bracket.text)]
        return [Part(span, bracket, bracket.text)]
    if opening is not None:
        return [
            Part((span[0], opening.at[0]), bracket, bracket.text),
            Part((opening.at[0], span[1]), opening, opening.text, bracket.text),
        ]
    return _with_event(text, span, bracket)


def _with_event(text: str, span: Span, bracket: Time) -> list[Part]:
    """Cut off the clauses before the one that awaits something of its own: only the bracket is theirs."""
    if bracket.bracket is not None:
        pieces = [piece for sentence in _within(text, span) for piece in clauses(text, sentence)]
        own = next((start for start, end in pieces if start <= bracket.at[0] < end), span[0])
        if _WORDS.search(text[span[0] : own]):
            return [Part((span[0], own), bracket, bracket.bracket), Part((own, span[1]), bracket, bracket.text)]
    return [Part(span, bracket, bracket.text)]


def _open(text: str, span: Span, times: Sequence[Time]) -> list[Part]:
    """Cut what no bracket closes, by the times its sentences open with or hold."""
    parts: list[Part] = []
    closed = True
    for unit in _units(text, span, times):
        found = [time for time in times if unit[0] <= time.at[0] < unit[1] and time.where is not Where.BRACKET]
        time = min(found, key=lambda time: (list(Where).index(time.where), time.at), default=None)
        other = next((other.text for other in found if time and other.where is Where.STRONG and other != time), None)
        another = bool(parts) and _another_lead(text[unit[0] : unit[1]])
        if closed or another or time is not None:
            parts.append(Part(unit, time, time.text if time else None, other))
        else:
            last = parts[-1]
            parts[-1] = Part((last.at[0], unit[1]), last.time, last.deadline, last.other)
        closed = time is not None and time.where in (Where.STRONG, Where.EVENT)
    return parts


def _units(text: str, span: Span, times: Sequence[Time]) -> list[Span]:
    """Return the sentences of a stretch, cut where a clause opens with a time of its own."""
    units: list[Span] = []
    for start, end in _within(text, span):
        opens = [time.at[0] for time in times if start < time.at[0] < end and time.where is Where.OPENING]
        adverbs = [time.at[0] for time in times if start < time.at[0] < end and time.where is Where.ADVERB]
        after = [at for at in adverbs if text[:at].rstrip().endswith((",", ";"))]
        opens += [at for at in after if at != adverbs[0] or _REPORTS.match(text[at:end])]
        edges = [start, *sorted(opens), end]
        units += [
            (edges[i], edges[i + 1]) for i in range(len(edges) - 1) if _WORDS.search(text[edges[i] : edges[i + 1]])
        ]
    return units


def _within(text: str, span: Span) -> list[Span]:
    return [(start + span[0], end + span[0]) for start, end in sentences(text[span[0] : span[1]])]


def _another_lead(sentence: str) -> bool:
    named = begins_specific(sentence) or goes_along(sentence) or _ANOTHER.match(sentence) is not None
    return named and lead_of(sentence) is not None


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    start = span[0] + len(piece) - len(piece.lstrip(" .;,/"))
    return start, max(start, span[0] + len(piece.rstrip(" ;,/")))
