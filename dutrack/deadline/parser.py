"""The grammar of a whole deadline text: its parts, what joins them, and what may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.deadline.asides import AsideGrammar
from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.events import EVENT_OPENERS
from dutrack.deadline.readings import (
    Bound,
    Counted,
    Dated,
    Doubt,
    Event,
    Join,
    Part,
    Reading,
    Recurring,
    Standing,
    Warned,
)  # fmt: skip
from dutrack.deadline.series import OPENERS
from dutrack.deadline.shapes import NO_YEAR, THIS_YEAR, YEARLY
from dutrack.deadline.suggest import suggest
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import PROMPT, PURPOSES, REPORTS, ROMAN, STANDING, TAILS, UNITS
from dutrack.deadline.walk import with_year, year_of
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.dates.counting import Period

_ABBREVIATED = frozenset(("q", "t"))
"""What "quý" and "tháng" are cut to: "Q.3/2026" is no item of a list."""
_JOINING = frozenset(("và", "hoặc"))
LONGEST = 4000
"""Characters a deadline text may have; a longer one is a document, not a deadline."""


def parse(text: str, terms: tuple[str, ...] = ()) -> Reading:
    """Read a deadline text. ``terms`` are phrases that name a term the plan declares, besides "nhiệm kỳ …".

    Raises DeadlineError for a text that is none, or none that may be read safely; nothing else whatever the text.
    """
    if len(text) > LONGEST:
        raise DeadlineError(msg("too long for a deadline: {count} characters", count=len(text)), (0, len(text)))
    try:
        return Parser(text, terms).reading()
    except DeadlineError as error:
        error.suggest = lambda: suggest(text, lambda meant: Parser(meant, terms).reading())
        raise


def parse_period(text: str) -> Period:
    """Read a period alone: "30 ngày", "10 ngày làm việc", "2 tháng". Raises DeadlineError."""
    parser = Parser(text[:LONGEST])
    period = parser.count()
    if period is None or not parser.at_kind(Kind.END):
        parser.expected(msg("a period such as “30 ngày” or “10 ngày làm việc”"))
    return period


class Parser(AsideGrammar):
    """Reads a whole text."""

    def reading(self) -> Reading:
        """reading := item-mark? lead-in? part ((join lead-in?) part)* tail?."""
        if self.tokens[0].kind == Kind.END:
            self.fail(msg("there is no text"))
        parts: list[Part] = []
        joins: list[Join] = []
        self.item_mark()
        while self.tokens[self.i].kind != Kind.END:
            join = self.join()
            if self.tokens[self.i].kind == Kind.END:
                break
            found = self.next_part(join, parts)
            if found is None:
                break
            if parts and found:
                joins.append(join)
            if len(found) > 1:
                joins += [Join.AND] * (len(found) - 1)
            parts += found
        if not parts:
            self.nothing_read()
        return _finished(parts, joins, self.warnings)

    def item_mark(self) -> None:
        """item-mark := (N ("." N)* | letter) ("." | ")") | "+" | (tháng | quý | năm | tuần) ":": before the text."""
        token = self.tokens[self.i]
        if token.key in UNITS:
            self.i += self.text[token.end : token.end + 1] == ":"  # a label: "Tháng: ngày 22 hằng tháng"
        if len(token.key) > 2:
            return
        start = self.i
        while self.tokens[self.i].kind == Kind.NUMBER and self.peek().kind == Kind.DOT and len(self.peek(2).key) <= 2:
            self.i += 2
        token, mark, after = self.tokens[self.i], self.peek(), self.peek(2)
        short = (token.kind == Kind.NUMBER and len(token.key) <= 2) or (token.kind == Kind.WORD and len(token.key) == 1)
        if (
            short
            and not (token.key in _ABBREVIATED and (after.kind == Kind.NUMBER or after.key in ROMAN))
            and (mark.kind == Kind.CLOSE or (mark.kind == Kind.COMMA and mark.key == "."))
            and self.peek(2).kind != Kind.END
        ):
            self.i += 2
        else:
            self.i = start + (token.key == "+")

    def join(self) -> Join:
        """join := (và | hoặc | "," | ";" | "." | bracket | quote)*."""
        join = Join.NOTHING
        while True:
            token = self.tokens[self.i]
            if token.kind <= Kind.NUMBER and token.key not in _JOINING:
                return join
            if token.key == "hoặc":
                join = Join.OR
            elif token.key == "và":
                join = join if join is Join.OR else Join.AND
            elif token.kind == Kind.COMMA:
                join = Join.COMMA if join is Join.NOTHING else join
            elif token.kind == Kind.SLASH and self.peek().key == "hoặc":
                pass
            elif token.kind not in (Kind.OPEN, Kind.CLOSE, Kind.QUOTE):
                return join
            self.i += 1

    def next_part(self, join: Join, before: list[Part]) -> list[Part] | None:
        """Read the part after those ``before``, and after whatever may be left out; None at the end of the text."""
        start, first, tails = self.i, not before, _tails_of(before) if before else ()
        opened = start > 0 and self.tokens[start - 1].kind == Kind.OPEN
        if tails and join is Join.NOTHING and not opened and self.tail(tails):
            return []
        if before and isinstance(before[-1], Recurring) and self.done_once():
            return []
        self.leading = -1
        while True:
            here = self.i
            found = self.part()
            if found is not None:
                break
            token = self.tokens[self.i]
            if token.kind == Kind.END or (
                token.kind == Kind.CLOSE and ((opened and tails) or not self.closes_lead_in(start))
            ):
                if first:
                    self.nothing_read(start)
                last = (*tails, *REPORTS) if tails else ()  # here no day of the series follows them
                return self.leftover(start, () if join is Join.OR else last)
            if self.leading < 0 and token.kind <= Kind.NUMBER and not self.says_nothing(token):
                self.leading = here
            self.lead_in()
        if self.leading >= 0:
            joined = join is not Join.NOTHING or opened
            if not first and (not found or not (joined or _heads(before[-1], found[0]))):
                self.fail(msg("these words belong to no deadline"), self.leading, here)
            self.misspelt(here)
            self.document_date(found, here)
            self.drop(self.leading, here)
        return found

    def closes_lead_in(self, start: int) -> bool:
        """Tell whether a bracket here closes a remark before a deadline: "(qua Văn phòng Đảng ủy) trước ngày …"."""
        return self.i > start and self.peek().kind != Kind.END

    def part(self) -> list[Part] | None:
        """part := standing | event | timed."""
        token, warned = self.tokens[self.i], len(self.warnings)
        for attempt in _EVERY_PART if self.terms or token.kind == Kind.NUMBER else _PARTS.get(token.key, ()):
            found = attempt(self)
            if found is not None:
                return found
            del self.warnings[warned:]
        return None

    def numbered(self) -> list[Part] | None:
        """A dated or recurring part that may begin with a number; one after "số" is a document's."""
        if self.tokens[self.i].kind == Kind.NUMBER and self.i and self.tokens[self.i - 1].key == "số":
            return None
        return self.timed()

    def nothing_read(self, start: int = 0) -> None:
        """Raise the error for a text with no reading at all."""
        end = len(self.tokens) - 1
        for words in PROMPT:
            for i in range(start, end):
                self.i = i
                if self.at(words):
                    self.fail(msg("“{words}” names no day", words=words), i, i + len(words.split()))
        self.i = 0
        if any(warned.kind is Doubt.INSTRUCTION_GIVEN for warned in self.warnings):
            self.fail(msg("names nothing that can still happen: no deadline"), 0, end)
        self.fail(msg("no day can be read from this"), 0, end)


_EVERY_PART = (Parser.standing, Parser.numbered, Parser.event)
"""What a number may open, and any word where the plan declares terms."""
_OPENERS = {
    Parser.standing: frozenset(words.split()[0] for words in STANDING),
    Parser.timed: OPENERS,
    Parser.event: EVENT_OPENERS,
}
_PARTS = {
    word: tuple(part for part, words in _OPENERS.items() if word in words)
    for word in frozenset().union(*_OPENERS.values())
}
"""What a word may open; any other opens nothing."""


def _tails_of(parts: list[Part]) -> tuple[str, ...]:
    """Return the words that may begin a tail after these parts: few after a series that names no day of its own."""
    last = parts[-1]
    if isinstance(last, Recurring) and last.span is None:
        return PURPOSES
    limited = isinstance(last, Event) and last.within is not None
    return TAILS if limited or isinstance(last, Dated | Counted | Recurring) else ()


def _finished(parts: list[Part], joins: list[Join], warnings: list[Warned]) -> Reading:
    """Share years and cycles along the text, join what is one, refuse what is unclear."""
    if len(parts) == 1:
        return Reading(tuple(parts), (), tuple(warnings))
    for i in range(len(parts) - 2, -1, -1):
        parts[i] = _shared(parts[i], parts[i + 1], joins[i])
    _head_days(parts, joins)
    kept, between = parts[:1], []
    for part, join in zip(parts[1:], joins, strict=True):
        one = _one(kept[-1], part, join)
        if one is None:
            _check_join(kept[-1], part, join)
            kept.append(part)
            between.append(join)
        else:
            kept[-1] = one
    return Reading(tuple(kept), tuple(between), tuple(warnings))


def _head_days(parts: list[Part], joins: list[Join]) -> None:
    """Put days with no year into the yearly series that heads them: "hằng năm, báo cáo UBND tỉnh trước ngày 15/12"."""
    for i in range(len(parts) - 1, 0, -1):
        head, first = parts[i - 1], parts[i]
        if not isinstance(head, Recurring) or head.span is not None or (head.count, head.cycle) != YEARLY:
            continue
        if joins[i - 1] not in (Join.COMMA, Join.NOTHING) or not _yearless(first):
            continue
        bound = first.bound if isinstance(first, Dated) else None
        for k in range(i, len(parts)):
            part = parts[k]
            if not isinstance(part, Dated) or (part.at != first.at and not (_yearless(part) and part.bound is bound)):
                break
            at = head.at[0], part.at[1]
            parts[k] = replace(head, span=with_year(part.span, THIS_YEAR), bound=part.bound, at=at)
        del parts[i - 1], joins[i - 1]


def _heads(series: Part, part: Part) -> bool:
    """Tell whether a part is the day of the yearly series before it: "hằng năm tổng hợp, báo cáo trước ngày 10/12"."""
    bare = isinstance(series, Recurring) and series.span is None and (series.count, series.cycle) == YEARLY
    return bare and isinstance(part, Dated) and part.bound is not Bound.WITHIN and _yearless(part)


def _yearless(part: Part) -> bool:
    return isinstance(part, Dated) and part.start is None and year_of(part.span) == NO_YEAR


def _shared(part: Part, after: Part, join: Join) -> Part:
    """Give a part the year or the series that a later one states for both."""
    if not isinstance(part, Dated) or join not in (Join.AND, Join.COMMA) or year_of(part.span) != NO_YEAR:
        return part
    if isinstance(after, Dated) and (year := year_of(after.span)) is not None and isinstance(year.number, int):
        return replace(part, span=with_year(part.span, year))
    yearly = isinstance(after, Recurring) and (after.count, after.cycle) == YEARLY and after.span is not None
    if yearly and isinstance(after, Recurring) and part.bound is after.bound and part.start is None:
        return Recurring(*YEARLY, with_year(part.span, THIS_YEAR), part.bound, after.since, after.until, part.at)
    return part


def _one(a: Part, b: Part, join: Join) -> Part | None:
    """Return the one part that two neighbours are, if they are one."""
    if isinstance(a, Standing) and isinstance(b, Standing):
        since = a.since or b.since
        if a.since is None or b.since is None or a.since == b.since:
            return Standing(since, (a.at[0], b.at[1]))
    if a == b and (join is not Join.NOTHING or not isinstance(a, Dated)):
        return a
    return None


def _check_join(a: Part, b: Part, join: Join) -> None:
    """Refuse two dates or two periods that one may choose between, or that nothing joins."""
    timed = (Dated, Counted, Recurring)
    at = (a.at[0], max(a.at[1], b.at[1]))
    if isinstance(a, timed) and isinstance(b, timed):
        if join is Join.OR:
            raise DeadlineError(msg("“hoặc” between two deadlines: which one holds?"), at)
        if join is Join.NOTHING and type(a) is type(b):
            raise DeadlineError(msg("two deadlines with nothing between them: join them by “và” or a comma"), at)
    elif join is Join.NOTHING and type(a) is type(b) and not isinstance(a, Event):
        raise DeadlineError(msg("two deadlines with nothing between them: join them by “và” or a comma"), at)
