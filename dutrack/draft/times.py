"""Where a paragraph speaks of time: candidates by their words; the deadline language decides which are deadlines.

Brackets at the end of a clause and a time that opens a sentence ("Đến năm 2025, …") come first, then bounds inside it
("… trước ngày 15/12 để tổng hợp"), then what is awaited or done again and again. The years in the name of a document
("Chiến lược … đến năm 2030") are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.deadline.readings import Bound, Dated, Event, Reading, Standing, Stretch, Year
from dutrack.draft import time_words as words
from dutrack.draft.bodies import verb_at
from dutrack.draft.sentences import brackets, clauses, depths, sentences
from dutrack.draft.timing import Time, Where, clean_reading, reading_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.deadline.readings import Span

_FAR = 260
"""Characters a deadline in a sentence may have."""
_RANKS = {Where.BRACKET: 0, Where.OPENING: 0, Where.STRONG: 1, Where.EVENT: 2, Where.ADVERB: 2}


def times_of(text: str) -> tuple[Time, ...]:
    """Return the deadlines a paragraph states, in its order, none inside another."""
    inside = depths(text)
    found = [*_in_brackets(text)]
    for sentence in sentences(text):
        for span in clauses(text, sentence):
            found += _opening(text, span)
            found += _strong(text, span, inside)
            found += _events(text, span, inside, last=span[1] == sentence[1])
            found += _adverbs(text, span, inside)
    spanning = [time for time in found if time.where is Where.STRONG]  # "6 tháng (trước ngày 15/6) và hằng năm (…)"
    found = [time for time in found if not any(_holds(other, time) for other in spanning)]
    kept: list[Time] = []
    for time in sorted(found, key=lambda time: (_RANKS[time.where], time.at[0], -time.at[1])):
        if all(time.at[1] <= other.at[0] or other.at[1] <= time.at[0] for other in kept):
            kept.append(time)
    return tuple(sorted(kept, key=lambda time: time.at))


def _holds(other: Time, time: Time) -> bool:
    return other.at != time.at and other.at[0] <= time.at[0] and time.at[1] <= other.at[1]


def refused_brackets(text: str) -> Iterator[str]:
    """Yield the brackets that look like deadlines and are none that can be read."""
    for start, end in brackets(text):
        content = text[start + 1 : end - 1].strip()
        timed = words.LEADS_IN.match(content) and words.OF_TIME.search(content)
        if timed and not words.OF_A_DOCUMENT.search(content) and reading_of(content) is None:
            yield content


def _in_brackets(text: str) -> Iterator[Time]:
    for start, end in brackets(text):
        content = _timed(text[start + 1 : end - 1].strip())
        reading = reading_of(content)
        before, after = text[:start].rstrip(), text[end:].lstrip()
        closes = not after or after[0] in ".;,:" or words.LEADS_IN.match(content)
        if (
            reading is None
            or not closes
            or words.CITES.search(text[start:end])
            or _is_period_of_name(text[:start], content, reading)
        ):
            continue
        event = words.BEFORE_BRACKET.search(before)
        whole = f"{event[0]} ({content})" if event else ""
        joined = clean_reading(whole) if whole else None
        if event is not None and joined is not None:
            yield Time(whole, (event.start(), end), Where.BRACKET, joined, content)
        else:
            yield Time(content, (start, end), Where.BRACKET, reading)


def _timed(content: str) -> str:
    """Return what of a bracket is the time: "Sở Nội vụ; hoàn thành trước ngày 15/5/2025"."""
    if clean_reading(content) is not None:
        return content
    for mark in (";", ", "):
        pieces = [piece.strip() for piece in content.split(mark)]
        timed = [piece for piece in pieces if clean_reading(piece) is not None]
        if len(timed) == 1 and len(pieces) > 1:
            return timed[0]
    return content


def _opening(text: str, span: Span) -> Iterator[Time]:
    """Find a time that opens a sentence or clause, up to a comma or the verb it goes with."""
    clause = text[span[0] : min(span[1], span[0] + _FAR)]
    if words.OPENERS.match(clause) is None:
        return
    at_once, then = words.AT_ONCE.search(clause), clause.find(" thì ")
    if at_once or then > 0:  # "Sau khi … thì": what follows is the task
        clause = clause[: at_once.end() if at_once else then]
    ends = {len(clause)} if at_once or then > 0 else set[int]()
    if not at_once:
        ends |= {found.start() for found in re.finditer(r"[,:]\s", clause)} | _before_verbs(clause)
    for end in sorted(ends, reverse=True):
        phrase = clause[:end].strip(" ,")
        if phrase and (reading := clean_reading(phrase)) is not None:
            yield Time(phrase, (span[0], span[0] + end), Where.OPENING, reading)
            return


def _before_verbs(clause: str) -> set[int]:
    """Return where the first verbs of a clause begin."""
    ends: set[int] = set()
    verb = verb_at(clause[:120])
    while verb is not None and len(ends) < 6:
        ends.add(len(clause[:verb].rstrip(" ,")))
        verb = verb_at(clause[:120], verb + 1)
    return ends


def _strong(text: str, span: Span, inside: list[int]) -> Iterator[Time]:
    """Find bounds and named periods anywhere in a clause."""
    at = span[0]
    while (opener := words.STRONG.search(text, at, span[1])) is not None:
        at = opener.end()
        time = None if inside[opener.start()] else _longest(text, opener.start(), span[1])
        if time is not None and not _is_period_of_name(text[: opener.start()], time.text, time.reading):
            yield time
            at = time.at[1]


def _longest(text: str, start: int, end: int) -> Time | None:
    """Return the longest deadline that begins at a place: up to the clause's end, a comma, a verb or what it is for."""
    end = min(len(text[:end].rstrip(" .;/")), start + _FAR)
    ends = {end, *(found.start() for found in words.TAIL.finditer(text, start, end))}
    ends |= {close for open_, close in brackets(text[:end]) if open_ > start}
    ends |= {start + verb for verb in _before_verbs(text[start:end])}
    for stop in sorted(ends, reverse=True):
        phrase = text[start:stop].strip(" ,")
        if phrase and (reading := clean_reading(phrase)) is not None:
            return Time(phrase, (start, stop), Where.STRONG, reading)
    return None


def _events(text: str, span: Span, inside: list[int], *, last: bool) -> Iterator[Time]:
    """Find what is awaited at the end of a sentence, or before a comma that goes on to more."""
    for opener in words.EVENTS.finditer(text, *span):
        if inside[opener.start()] or opener.start() == span[0]:
            continue
        end = len(text[: span[1]].rstrip(" .;/"))
        comma = re.search(r",\s+nhất là\s", text[opener.start() : end])
        if comma:
            end = opener.start() + comma.start()
        elif not last and opener[0].startswith("theo"):
            continue
        phrase = text[opener.start() : end]
        reading = None if ":" in phrase else clean_reading(phrase)
        if reading is not None and all(isinstance(part, Event | Standing) for part in reading.parts):
            yield Time(phrase, (opener.start(), end), Where.EVENT, reading)
            return


def _adverbs(text: str, span: Span, inside: list[int]) -> Iterator[Time]:
    """Find thường xuyên, định kỳ, hằng năm as said of a verb that follows, or before what releases it."""
    for adverb in words.ADVERB.finditer(text, *span):
        after = text[adverb.end() : span[1]]
        if inside[adverb.start()]:
            continue
        released = words.RELEASED.match(after)
        longer = clean_reading(adverb[0] + released[0]) if released else None
        plain = reading_of(adverb[0])
        if longer is not None and released is not None:
            yield Time(adverb[0] + released[0], (adverb.start(), adverb.end() + released.end()), Where.ADVERB, longer)
        elif plain is not None and (
            verb_at(after.lstrip(" ,")) == 0 or words.SUDDEN.match(adverb[0]) or _reviewed(text, span, adverb)
        ):
            yield Time(adverb[0], adverb.span(), Where.ADVERB, plain)


def _reviewed(text: str, span: Span, adverb: re.Match[str]) -> bool:
    """Tell whether a period belongs to a report or review: "… sơ kết, đánh giá hằng năm trong Ban Thường vụ"."""
    before, after = text[span[0] : adverb.start()], text[adverb.end() : span[1]]
    period = adverb[0].startswith(("hằng", "hàng", "định kỳ h"))
    ends = not after.strip(" .;") or after.startswith(" trong ")
    return period and ends and words.REVIEWS.search(before[-60:]) is not None


def _is_period_of_name(before: str, phrase: str, reading: Reading) -> bool:
    """Tell whether bare years belong to the name of a document before them, not to the task."""
    bare = all(
        isinstance(part, Dated) and isinstance(part.span, Year | Stretch) and part.bound is not Bound.BEFORE
        for part in reading.parts
    )
    named = words.NAMED.search(before) is not None and words.DONE.search(before) is None
    return bare and named and words.WORDED.match(phrase) is None
