"""The grammar of a whole deadline text: its parts, what joins them, and what may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.events import EventGrammar
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
from dutrack.deadline.shapes import NO_YEAR, THIS_YEAR, YEARLY, with_year, year_of
from dutrack.deadline.spelling import bare
from dutrack.deadline.suggest import suggest
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import DENIALS, EACH, LEAD_INS, PROMPT, TAILS, UNITS
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.dates.counting import Period

LONGEST = 4000
"""Characters a deadline text may have; a longer one is a document, not a deadline."""

_DOCUMENTS = (
    "nghị quyết", "kết luận", "chỉ thị", "quyết định", "công văn", "thông báo", "kế hoạch", "chương trình", "tờ trình",
    "nghị định", "thông tư", "quy định", "hướng dẫn", "luật", "văn bản", "hồ sơ",
)  # fmt: skip
_NEVER_DROPPED = frozenset(
    ("trước", "chậm", "muộn", "trễ", "hết", "mùa", "dịp", "đầu", "giữa", "cuối", "ngay", "kỳ", "nửa")
)
_BOUNDS = {
    "truoc": frozenset(("trước",)),
    "den": frozenset(("đến", "đen", "đèn", "đền")),
    "het": frozenset(("hết", "hét")),
    "nhat": frozenset(("nhất", "nhật", "nhặt")),
    "khong": frozenset(("không", "khống", "khổng")),
}
"""Words of a bound without their diacritics, and the real words of that form: any other is a slip of the bound."""

_NO_TIME = frozenset((("đầu", "tư"), ("đầu", "mối"), ("kỳ", "họp"), ("quý", "vị"), ("quý", "khách"), ("quý", "cơ")))
"""Words of time that tell no time with the word after them."""

_SEVERAL = frozenset(("các", "những", "mọi", "mỗi", "từng", "hằng", "hàng"))
_CONDITIONS = frozenset(("nếu", "khi", "trừ", "tùy", "hoặc", "sau"))


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


class Parser(EventGrammar):
    """Reads a whole text."""

    def reading(self) -> Reading:
        """reading := item-mark? lead-in? part ((join lead-in?) part)* tail?."""
        if self.at_kind(Kind.END):
            self.fail(msg("there is no text"))
        parts: list[Part] = []
        joins: list[Join] = []
        self.item_mark()
        while True:
            join = self.join()
            if self.at_kind(Kind.END):
                break
            timed = bool(parts) and isinstance(parts[-1], Dated | Counted | Recurring)
            found = self.next_part(first=not parts, join=join, timed=timed)
            if found is None:
                break
            if parts and found:
                joins.append(join)
            joins.extend([Join.AND] * (len(found) - 1))
            parts.extend(found)
        if not parts:
            self.nothing_read()
        return _finished(parts, joins, self.warnings)

    def item_mark(self) -> None:
        """item-mark := (N | letter) ("." | ")") | "+": before the text itself."""
        mark = self.peek()
        token = self.token
        short = (token.kind is Kind.NUMBER and len(token.key) <= 2) or (token.kind is Kind.WORD and len(token.key) == 1)
        if (
            short
            and (mark.kind is Kind.CLOSE or (mark.kind is Kind.COMMA and mark.key == "."))
            and self.peek(2).kind is not Kind.END
        ):
            self.i += 2
        elif token.key == "+":
            self.i += 1

    def join(self) -> Join:
        """join := (và | hoặc | "," | ";" | "." | bracket | quote)*."""
        join = Join.NOTHING
        while True:
            token = self.token
            if token.key == "hoặc" or self.at("hay là"):
                join = Join.OR
            elif token.key == "và":
                join = join if join is Join.OR else Join.AND
            elif token.kind is Kind.COMMA:
                join = Join.COMMA if join is Join.NOTHING else join
            elif token.kind is Kind.SLASH and self.peek().key == "hoặc":
                pass
            elif token.kind not in (Kind.OPEN, Kind.CLOSE, Kind.QUOTE):
                return join
            self.i += 1

    def next_part(self, first: bool, join: Join, timed: bool) -> list[Part] | None:
        """Read the next part, after whatever may be left out before it; None at the end of the text."""
        start = self.i
        opened = start > 0 and self.tokens[start - 1].kind is Kind.OPEN
        if timed and join is Join.NOTHING and not opened and self.tail():
            return []
        self.leading = -1
        while True:
            here = self.i
            found = self.part()
            if found is not None:
                break
            if self.token.kind is Kind.END or (
                self.token.kind is Kind.CLOSE and ((opened and timed) or not self.closes_lead_in(start))
            ):
                if first:
                    self.nothing_read(start)
                return self.leftover(start, timed)
            if self.leading < 0 and self.token.kind in (Kind.WORD, Kind.NUMBER) and self.token.key not in LEAD_INS:
                self.leading = here
            self.lead_in()
        if self.leading >= 0:
            if not first and join is Join.NOTHING and not opened:
                self.fail(msg("these words belong to no deadline"), self.leading, here)
            self.misspelt_bound(here)
            self.document_date(found, here)
            self.drop(self.leading, here)
        return found

    def closes_lead_in(self, start: int) -> bool:
        """Tell whether a bracket here closes a remark before a deadline: "(qua Văn phòng Đảng ủy) trước ngày …"."""
        return self.i > start and self.peek().kind is not Kind.END

    def part(self) -> list[Part] | None:
        """part := standing | event | timed."""
        start, warned = self.i, len(self.warnings)
        for attempt in (self.standing, self.whole_timed, self.event):
            found = attempt()
            if found is not None:
                return found
            self.i = start
            del self.warnings[warned:]
        return None

    def whole_timed(self) -> list[Part] | None:
        """A dated or recurring part; a number after "số" is a document's."""
        if self.token.kind is Kind.NUMBER and self.i and self.tokens[self.i - 1].key == "số":
            return None
        return self.timed()

    def lead_in(self, tail: bool = False) -> None:
        """lead-in := a word that says nothing about time, or the name of a report; anything else is an error."""
        token = self.token
        if self.at("báo cáo") and self.report_name(tail):
            return
        if (token.key, self.peek().key) in _NO_TIME:
            self.i += 2
            return
        if self.at("bắt đầu"):
            self.beginning()
        if self.at("ngay trong") and self.peek(2).key in UNITS:
            self.i += 1
            return
        if token.kind is Kind.NUMBER:
            self.number_in_prose()
        if token.kind in (Kind.SLASH, Kind.OTHER, Kind.DASH, Kind.DOT):
            if token.kind is not Kind.DASH or (self.i and self.tokens[self.i - 1].kind is Kind.NUMBER):
                self.belongs_nowhere()
        elif token.key in DENIALS:
            self.denied()
        elif token.key in UNITS or token.key in _NEVER_DROPPED or (token.key in _SEVERAL and self.peek().key in UNITS):
            self.not_understood()
        self.i += 1

    def belongs_nowhere(self) -> None:
        """A mark between numbers that no rule reads, with what is written together with it: "I/2025"."""
        self.fail(msg("these words belong to no deadline"), *self.written_as_one(self.i, self.i + 1))

    def beginning(self) -> None:
        """bắt đầu (thực hiện | triển khai)? từ …: what begins without "từ" has no end to be due on."""
        start = self.i
        self.take("bắt đầu")
        self.take("thực hiện", "triển khai", "tổ chức")
        if self.token.key not in ("từ", "kể"):
            self.fail(msg("“{words}” names a start, not a deadline", words="bắt đầu"), start, self.i)
        self.i -= 1

    def report_name(self, tail: bool) -> bool:
        """report-name := báo cáo (N tháng | tháng | quý | năm | tuần) value?: names a report, not a deadline."""
        start = self.i
        self.take("báo cáo")
        if self.each_list(periodic=False):
            self.i = start
            return False
        if self.months() or self.quarter() or (self.token.key == "tháng" and self.month()):
            return True
        self.i = start + 2
        if self.token.kind is Kind.NUMBER:
            self.i += 1
        if self.take("tháng", "quý", "năm", "tuần") and (tail or self.token.kind is not Kind.END):
            return True
        self.i = start
        return False

    def number_in_prose(self) -> None:
        """A number no rule reads: never dropped."""
        number = self.token.key
        named = self.i > 0 and self.tokens[self.i - 1].key == "số"
        start, end = self.written_as_one(self.i - named, self.i + 1)
        marks = {token.kind for token in self.tokens[self.i : end]}
        if named or (Kind.WORD in marks and not marks.isdisjoint((Kind.DASH, Kind.SLASH))):
            self.fail(msg("this is a document's number, not a deadline"), start, end)
        self.fail(msg("the number {number} belongs to no deadline", number=number), start, end)

    def denied(self) -> None:
        """A lead-in that denies, excepts, or reports what is done: never dropped."""
        if self.at("đã"):
            self.fail(msg("this says what has been done, not when it is due; close the task instead (dutrack done)"))
        self.fail(
            msg("“{word}” may turn the deadline round; say it without", word=self.words_between(self.i, self.i + 1))
        )

    def not_understood(self) -> None:
        """A word about time that no rule could read."""
        vague = self.take(*PROMPT)
        if vague is not None:
            self.fail(msg("“{words}” names no day", words=vague), self.i - len(vague.split()), self.i)
        end = self.i + 1
        while end < len(self.tokens) - 1 and self.tokens[end].kind in (Kind.WORD, Kind.NUMBER) and end < self.i + 5:
            end += 1
        self.fail(msg("not understood as a deadline"), self.i, self.written_as_one(self.i, end)[1])

    def misspelt_bound(self, here: int) -> None:
        """Refuse a lead-in that was probably a bound: without it the day would be another ("trươc ngày 5/3/2023")."""
        for i in range(self.leading, here):
            word = self.tokens[i].key
            if _BOUNDS.get(bare(word), frozenset((word,))).isdisjoint((word,)):
                self.fail(msg("not understood as a deadline"), i, i + 1)

    def document_date(self, found: list[Part], here: int) -> None:
        """Refuse a day right after a document's kind: it is the document's ("Chương trình ngày 27/11/2020")."""
        if not found or not isinstance(found[0], Dated) or found[0].bound is not Bound.WITHIN:
            return
        words = " ".join(token.key for token in self.tokens[self.leading : here])
        if words.endswith(_DOCUMENTS) and self.tokens[here].key in ("ngày", "năm"):
            self.fail(
                msg("this may be the document's own date; say “trước ngày …” or “trong ngày …”"), self.leading, self.i
            )

    def tail(self) -> bool:
        """tail := (to whom | how | what for) words: left out after a window unless it may hold a deadline."""
        start = self.i
        if self.at("cho đến") or not self.take(*TAILS):
            return False
        while self.token.kind not in (Kind.END, Kind.CLOSE):
            marked = self.token.kind in (Kind.COMMA, Kind.OPEN) or self.token.key in ("và", "hoặc")
            if self.another_begins():
                if marked:
                    break
                self.fail(msg("a second deadline may stand here; join it by “và” or a comma"), start, self.i + 1)
            self.lead_in(tail=True)
        return self.remark(start)

    def remark(self, start: int) -> bool:
        """Leave out the words from ``start``, with a warning if they say something; False for a condition."""
        keys = {token.key for token in self.tokens[start : self.i]}
        if keys & _CONDITIONS:
            return False
        if keys - LEAD_INS:
            self.drop(start, self.i)
        return True

    def leftover(self, start: int, timed: bool) -> list[Part] | None:
        """Words that begin nothing: a remark after a window, in brackets or as a tail; else an error, never dropped."""
        opened = self.tokens[start - 1].kind is Kind.OPEN
        if self.i > start:
            here, self.i = self.i, start
            remark = opened or (timed and self.take(*TAILS))
            self.i = here
            if not remark or not timed or not self.remark(start):
                self.fail(msg("these words belong to no deadline"), start, self.i)
        if not self.take_kind(Kind.CLOSE):
            return None
        if self.token.key in EACH:
            self.fail(msg("these words belong to no deadline"), start, self.i - 1)  # between a window and its series
        return []

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
        self.fail(msg("not understood as a deadline"), 0, end)


def _finished(parts: list[Part], joins: list[Join], warnings: list[Warned]) -> Reading:
    """Share years and cycles along the text, join what is one, refuse what is unclear."""
    for i in range(len(parts) - 2, -1, -1):
        parts[i] = _shared(parts[i], parts[i + 1], joins[i])
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
