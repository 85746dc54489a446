"""The grammar of windows: bounds, clock times, lists and ranges of calendar spans."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dutrack.deadline.cursor import rule, rule_after
from dutrack.deadline.readings import Bound, Day, Month, Quarter, Relative, Stretch, TermYear, Year
from dutrack.deadline.shapes import NO_YEAR, THIS_YEAR, YEARLY, Shape, distributed, first_of
from dutrack.deadline.spans import SPAN_OPENERS, SpanGrammar
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import EACH, NUMERALS, ROMAN, UNITS
from dutrack.deadline.walk import year_of
from dutrack.i18n import msg

_BEFORE = ("trước", "đến trước", "tới trước")
_BY = (
    "không quá", "không muộn hơn", "không chậm hơn", "không trễ hơn", "không sau", "cho đến hết", "cho đến", "cho tới",
    "đến hết", "tới hết", "đến", "tới", "hết", "hạn cuối", "hạn chót", "kéo dài đến",
)  # fmt: skip
_LATEST = ("chậm nhất", "muộn nhất", "trễ nhất")
_BOUNDS = (*_BEFORE, *_BY, *_LATEST)
_BOUND_OPENERS = frozenset(words.split()[0] for words in _BOUNDS) | {"vào", "xong", "hoàn"}
STARTS = frozenset(("từ", "kể", "tính", "bắt", "diễn", "kéo", "sớm"))
_FILLERS = ("là", "vào", "trong", "thời gian", "thời hạn", "lúc")
_LISTING = frozenset(("đến", "cho", "và", "hoặc"))
_DONE = ("và kéo dài", "và hoàn thành", "và kết thúc", "hoàn thành", "kết thúc", "kéo dài", "xong")
_CLOCKS = frozenset(("lúc", "hồi"))
_CLOCK_UNITS = frozenset(("giờ", "h", "g"))


TIMING_OPENERS = STARTS.union(_BOUND_OPENERS, (words.split()[0] for words in _FILLERS), _CLOCKS, SPAN_OPENERS, NUMERALS)


class Timing(Struct):
    """What was read of one dated or recurring group before it becomes parts."""

    start: int
    shapes: list[Shape]
    bound: Bound = Bound.WITHIN
    since: Shape | Relative | None = None
    """Where it begins: with shapes the start of their window, without the start of what has no end."""


class TimingGrammar(SpanGrammar):
    """Rules for windows."""

    @rule
    def timing(self) -> Timing | None:
        """timing := from | earliest-latest | bound? clock? span-list."""
        start = self.i
        if self.tokens[start].key in STARTS and (found := self.from_to() or self.earliest_latest()):
            return found
        bound, clock = self.bound()
        shapes = self.span_list()
        if shapes is None:
            return None
        if bound is Bound.WITHIN and shapes[0].bare and self.unsure(shapes[0], start):
            return None
        if bound is Bound.WITHIN and self.until_event() and _named_day(shapes):
            return Timing(start, [], since=shapes[0])  # "01/9/2026 đến khi …" begins on that day, is not due on it
        if clock and bound is Bound.BEFORE:
            bound = Bound.BY  # "trước 17 giờ ngày D" is due on D
        return Timing(start, shapes, bound)

    def until_event(self) -> bool:
        """Tell whether (cho)? đến khi stands here."""
        return self.tokens[self.i].key in ("đến", "cho") and (self.at("đến khi") or self.at("cho đến khi"))

    def unsure(self, shape: Shape, start: int) -> bool:
        """Tell whether a bare number may be something else: idle words stand before it, or no year follows."""
        span = first_of(shape.span)
        dated = isinstance(span, Day) and year_of(span) != NO_YEAR
        if isinstance(span, Day) and not dated:
            return self.leading >= 0 or self.token.key not in EACH or self.peek().key != "năm"
        # "Chi bộ 2 tháng 5/2026", "lần thứ 3 tháng 9/2026": the number may be that of the words before it.
        numbered = self.tokens[start + 1].key == "tháng" or self.tokens[start - 1].key == "số"
        return self.leading >= 0 and (not dated or numbered)

    def bound(self) -> tuple[Bound, bool]:
        """bound := (chậm nhất | muộn nhất) filler* trước? | trước | đến hết | không quá; then a clock time."""
        bound = self.bound_words() if self.tokens[self.i].key in _BOUND_OPENERS else Bound.WITHIN
        self.take_all(_FILLERS)
        token = self.tokens[self.i]
        return bound, (token.kind == Kind.NUMBER or token.key in _CLOCKS) and self.clock()

    def bound_words(self) -> Bound:
        """The words of a bound; WITHIN, without going on, where they are none."""
        start = self.i
        self.take("vào", "xong", "hoàn thành")
        words = self.take_any(_BOUNDS)
        if words is None:
            if self.tokens[start].key == "xong":
                return Bound.BY if self.tokens[self.i].key == "ngày" or self.at_kind(Kind.NUMBER) else Bound.WITHIN
            self.i = start
            return Bound.WITHIN
        before = words in _BEFORE
        if words in _LATEST:
            self.take_all(_FILLERS)
            before = self.take_any(_BEFORE) is not None
            if not before:
                self.take("đến hết", "đến", "hết")
        elif not before:
            before = self.take_word("trước")
        return Bound.BEFORE if before else Bound.BY

    def clock(self) -> bool:
        """clock := (lúc | hồi)? N (giờ | h | ":") N? (phút)? (sáng | chiều)? ","?, dropped: "16h00’", "17 giờ 30"."""
        start = self.i
        if self.tokens[start].key in _CLOCKS:
            self.i += 1
        token = self.tokens[self.i]
        if token.kind == Kind.NUMBER and token.value <= 24:
            mark = self.peek()
            colon = mark.kind == Kind.DOT and mark.key == ":"
            if mark.key in _CLOCK_UNITS or colon:
                self.i += 2
                if self.at_kind(Kind.NUMBER) and self.token.value < 60 and (len(self.token.key) == 2 or colon):
                    self.i += 1
                self.take_word("phút", "p")
                self.take_word("sáng", "chiều", "tối", "trưa")
                if self.at_kind(Kind.COMMA) and self.peek().key in ("ngày", "thứ", "chủ"):
                    self.i += 1
                return True
        self.i = start
        return False

    def span_list(self) -> list[Shape] | None:
        """span-list := span range-end (("," | và) member range-end)*: "quý I, II/2023", "tháng 3 - 5/2023"."""
        start = self.i
        first = self.span() or self.this_year()
        if first is None:
            return None
        if not self.may_go_on(_LISTING):
            return [first]
        shapes = [self.range_end(first)]
        while True:
            here, warned = self.i, len(self.warnings)
            if not self.list_mark():
                self.either(start, shapes[-1])
                break
            member = self.member(shapes[-1])
            if member is None:
                self.i = here
                del self.warnings[warned:]
                break
            shapes.append(self.range_end(member))
        return distributed(shapes)

    def either(self, start: int, before: Shape) -> None:
        """Refuse hoặc between two of a kind: "tháng 6 hoặc tháng 7/2025", "quý I hoặc II/2025"."""
        if self.tokens[self.i].key != "hoặc":
            return
        here = self.i
        self.i += 1
        if self.member(before) is not None:
            self.fail(msg("“hoặc” between two deadlines: which one holds?"), start, self.i)
        self.i = here

    @rule
    def list_mark(self) -> bool | None:
        """list-mark := "," | và | "," và."""
        comma = self.tokens[self.i].key in (",", ";")
        if comma:
            self.i += 1
        return self.take_word("và") or comma or None

    def this_year(self) -> Shape | None:
        """(trong | hết) năm: the issue date's year."""
        if (
            self.tokens[self.i].key == "năm"
            and self.i
            and self.tokens[self.i - 1].key in ("trong", "hết")
            and _ends(self.peek().kind, self.peek().key)
        ):
            self.i += 1
            return Shape(THIS_YEAR, "this-year", YEARLY)
        return None

    def range_end(self, first: Shape) -> Shape:
        """range-end := ("-" | đến | đến hết) (span | value) of the same unit; nothing: the span alone."""
        here = self.i
        if self.take_kind(Kind.DASH) or self.take("cho đến hết", "đến hết", "đến"):
            last = self.member(first)
            if last is not None:
                left, right = distributed([first, last])
                return replace(right, span=Stretch(left.span, right.span), implied=left.implied or right.implied)
        self.i = here
        return first

    @rule_after
    def member(self, before: Shape) -> Shape | None:
        """member := a span of the same unit | its value alone ("II", "5/2023", "2024", "4/1/2024", "nhiệm kỳ X")."""
        if isinstance(before.span, TermYear) and self.at("nhiệm kỳ"):
            return self.term_member(before.span)
        here = self.i
        shape = self.span()
        if shape is not None and not shape.bare and shape.unit == before.unit:
            return shape
        self.i = here
        match before.unit:
            case "day":
                return self.day_member()
            case "month":
                return self.month_member(before)
            case "quarter":
                return self.quarter_member()
            case "year":
                return self.year_member(before)
        return None

    def term_member(self, before: TermYear) -> Shape | None:
        """One head over two terms: "năm thứ 3 nhiệm kỳ Đại hội Đảng, nhiệm kỳ Hội đồng nhân dân các cấp"."""
        shape = self.term()
        if shape is None or not isinstance(shape.span, TermYear) or before.position is None:
            return shape
        head = before.text.split("nhiệm kỳ")[0]
        return Shape(TermYear(before.position, shape.span.words, f"{head}{shape.span.text}"), "term")

    def day_member(self) -> Shape | None:
        """A day's number alone: "3", "4/1/2024"."""
        if not self.at_kind(Kind.NUMBER) or len(self.token.key) > 2:
            return None
        day = self.dated_day() or self.day_of_month(self.day_number())
        counted = day is not None and day.missing and self.token.key in ("lần", "giờ", "ngày", "h")
        return None if counted else day

    def month_member(self, before: Shape) -> Shape | None:
        """A month's number alone: "5/2023"."""
        if self.token.key not in ROMAN and (not self.at_kind(Kind.NUMBER) or len(self.token.key) > 2):
            return None
        if self.peek().key in UNITS and self.peek().key != "năm":
            return None  # "tháng 3, 6 tháng"
        if self.peek().kind == Kind.SLASH and self.peek(3).kind == Kind.SLASH:
            return None  # "từ tháng 5, hoàn thành trước 31/12/2026": a day
        number = self.month_number(self.token)
        self.i += 1
        year = self.year_tail(NO_YEAR)
        if number is None or self.at_kind(Kind.SLASH, Kind.OTHER):
            return None
        return Shape(Month(number, year), "month", YEARLY, bare=before.bare)

    def quarter_member(self) -> Shape | None:
        """A quarter's number alone: "II"."""
        if (not self.at_kind(Kind.WORD) and len(self.token.key) > 1) or self.peek().key in ("tháng", "ngày", "tuần"):
            return None
        number = self.quarter_number()
        return None if number is None else Shape(Quarter(number, self.year_tail(NO_YEAR)), "quarter", YEARLY)

    def year_member(self, before: Shape) -> Shape | None:
        """A year's number alone: "2024"."""
        if not self.at_kind(Kind.NUMBER) or len(self.token.key) < 4:
            return None
        number = self.year_number()
        if number is None:
            self.expected(msg("a year of four digits"))
        return None if self.at_kind(Kind.SLASH, Kind.OTHER) else Shape(Year(number), "year", bare=before.bare)

    @rule
    def from_to(self) -> Timing | None:
        """from := (bắt đầu)? (từ | kể từ) (nay | ngày issue-day | span) (to | trở đi)?: "từ ngày 02/3/2020"."""
        start = self.i
        self.take("bắt đầu", "diễn ra", "kéo dài")
        if not self.take("từ", "kể từ", "tính từ"):
            return None
        self.take("thời điểm")
        here = self.i
        if self.take_word("nay") or (self.take_word("ngày") and self.issue_day()):
            return self.to(start, None)
        self.i = here
        first = self.span()
        if first is None:
            return None
        found = self.to(start, first)
        if found is not None:
            return found
        if first.unit == "day" and isinstance(first.span, Stretch):
            return Timing(start, [first])
        self.take("trở đi", "trở về sau")
        return Timing(start, [], since=first)

    @rule
    def issue_day(self) -> bool | None:
        """issue-day := (ký | ban hành) (Kế hoạch này)?, after "ngày": the plan's own, not another document's."""
        if not self.take("ký ban hành", "ban hành", "ký"):
            return None
        self.take("kế hoạch này", "văn bản này", "quyết định này", "nghị quyết này", "chương trình này")
        return True

    def to(self, start: int, first: Shape | None) -> Timing | None:
        """to := ","? (done bound? | "-" | bound) (member | span): "đến hết tháng 5/2023", "và kết thúc vào tháng 6"."""
        here = self.i
        comma = self.take_kind(Kind.COMMA) is not None
        done = self.take_any(_DONE) is not None
        if self.take_kind(Kind.DASH):
            bound = Bound.BY
        else:
            marked = self.i
            bound, clock = self.bound()
            if clock and bound is Bound.BEFORE:
                bound = Bound.BY
            unbound = bound is Bound.WITHIN or self.i == marked
            if not done and (unbound or (comma and bound is not Bound.BEFORE)):
                self.i = here
                return None
        last = (self.member(first) if first is not None else None) or self.span() or self.this_year()
        ends = self.at_kind(Kind.END, Kind.CLOSE) and last is not None and not last.implied
        unplaced = last is not None and last.missing and comma  # ", trước ngày 20" is the day of a series before it
        if last is None or unplaced or (comma and not ends and (not done or self.token.key in EACH)):
            self.i = here  # "từ năm 2026, trước ngày 15/12 hằng năm": a series that begins then
            return None
        if first is None:
            return Timing(start, [last], bound, Relative.THIS)
        left, right = distributed([first, last])
        if bound is Bound.BEFORE:
            return Timing(start, [right], bound, left)
        return Timing(
            start, [replace(right, span=Stretch(left.span, right.span), missing=left.missing or right.missing)]
        )

    @rule
    def earliest_latest(self) -> Timing | None:
        """earliest-latest := sớm nhất filler* span ","? (và)? latest: one window; sớm nhất alone names only a start."""
        start = self.i
        if not self.take("sớm nhất") or self.at("có thể"):
            return None
        self.take_all(_FILLERS)
        first = self.span()
        self.take_kind(Kind.COMMA)
        self.take_word("và")
        latest = self.token.key in ("chậm", "muộn", "trễ")
        bound, _ = self.bound()
        last = self.span()
        if first is None or last is None or not latest:
            self.fail(msg("“{words}” names a start, not a deadline", words="sớm nhất"), start, start + 2)
        left, right = distributed([first, last])
        return Timing(start, [right], bound, left)


def once_and_again(timing: Timing) -> tuple[Timing | None, Timing]:
    """Part what comes once from what comes every year: "tháng 6/2026 và tháng 12 hằng năm"."""
    dated = [shape for shape in timing.shapes if isinstance(getattr(year_of(shape.span), "number", None), int)]
    again = timing.shapes[len(dated) :]
    if not dated or not again or timing.since is not None or timing.shapes[: len(dated)] != dated:
        return None, timing
    return replace(timing, shapes=dated), replace(timing, shapes=again)


def _named_day(shapes: list[Shape]) -> bool:
    return len(shapes) == 1 and shapes[0].unit == "day" and not (shapes[0].implied or shapes[0].missing)


def _ends(kind: int, word: str) -> bool:
    return kind in (Kind.END, Kind.COMMA, Kind.CLOSE, Kind.OPEN) or word in ("và", "hoặc", "theo", "để", "khi")
