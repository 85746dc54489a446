"""The grammar of dated and recurring parts: bounds, lists, ranges, series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dutrack.deadline.cursor import rule
from dutrack.deadline.readings import (
    Bound, Calendar, Cycle, Dated, Day, Doubt, Edge, Month, MonthOfQuarter, Part, Point, Quarter, Recurring, Relative, Standing,
    Stretch, TermYear, Warned, Week, WeekOfMonth, Year,
)  # fmt: skip
from dutrack.deadline.spans import (
    MONTHLY, NO_YEAR, QUARTERLY, THIS_YEAR, WEEKLY, YEARLY, Every, Shape, SpanGrammar, with_year, year_of,
)  # fmt: skip
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import EACH, NUMERALS
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.deadline.readings import Span

_UNIT_CYCLES: dict[str, Every] = {"tuần": WEEKLY, "tháng": MONTHLY, "quý": QUARTERLY, "năm": YEARLY}
_BEFORE = ("trước", "đến trước", "tới trước")
_BY = (
    "không quá", "không muộn hơn", "không chậm hơn", "không trễ hơn", "không sau", "cho đến hết", "cho đến", "cho tới", "đến hết",
    "tới hết", "đến", "tới", "hết", "hạn cuối", "hạn chót", "kéo dài đến",
)  # fmt: skip
_LATEST = ("chậm nhất", "muộn nhất", "trễ nhất")
_FILLERS = ("là", "vào", "trong", "thời gian", "thời hạn", "lúc")
_AFTER_PERIODIC = frozenset(("và", "hoặc", "theo", "khi", "đột", "thường", "tuần", "tháng", "quý", "năm", "ngày"))
_CLOCK_UNITS = frozenset(("giờ", "h", "g"))


@dataclass(slots=True)
class Timing:
    """What was read of one dated or recurring group before it becomes parts."""

    start: int
    shapes: list[Shape]
    bound: Bound = Bound.WITHIN
    since: Shape | Relative | None = None
    """Where it begins: with shapes the start of their window, without the start of what has no end."""


class TimedGrammar(SpanGrammar):
    """Rules for windows and series."""

    @rule
    def timed(self) -> list[Part] | None:
        """timed := định kỳ? (each timing? | timing (each | next-years)?)."""
        start = self.i
        periodic = self.take("định kỳ") is not None
        series = self.each_list(periodic)
        if series:
            return self.series_first(start, series)
        timing = self.timing()
        if timing is None:
            return self.periodic_alone(start) if periodic else None
        return self.series_after(timing, periodic)

    def periodic_alone(self, start: int) -> list[Part] | None:
        """After "định kỳ": verbs and then a period once ("định kỳ rà soát 01 lần/năm"), or nothing: standing, with a warning."""
        first = self.i
        while self.token.kind is Kind.WORD and self.token.key not in _AFTER_PERIODIC and self.i - first < 10:
            self.i += 1
            series = self.each_list(periodic=False)
            if series:
                self.drop(first, self.each_start)
                return self.series_first(start, series)
        if self.i > first:
            return None
        at = self.span_from(start)
        self.warnings.append(Warned(Doubt.NO_PERIOD_NAMED, msg("no period is named; read as a standing task"), at))
        return [Standing(at=at)]

    # --- series ---

    def each_list(self, periodic: bool) -> list[Every]:
        """each-list := each (("," | "/" | và)? each)*: "hằng tháng, quý, năm", "định kỳ 6 tháng, hằng năm"."""
        first = self.each(periodic, follows=False)
        found: list[Every] = []
        while first is not None:
            found.append(first)
            start = self.i
            if not (self.take_kind(Kind.COMMA) or self.take_kind(Kind.SLASH) or self.take("và")):
                break
            first = self.each(periodic, follows=True)
            if first is None:
                self.i = start
        return found

    def each(self, periodic: bool, follows: bool) -> Every | None:
        """each := EACH unit (một lần)? | N unit một lần | N unit "/" lần | một lần "/" unit | (after định kỳ) N? unit."""
        start = self.each_start = self.i
        self.take("định kỳ")
        least = self.take("tối thiểu", "ít nhất") is not None
        if self.token.key in EACH and self.peek().key in _UNIT_CYCLES:
            every = _UNIT_CYCLES[self.peek().key]
            self.i += 2
            if self.token.key == "học":
                self.fail(msg("this year begins and ends on days the plan does not declare; name the days"), self.i - 1, self.i + 1)
            self.once(start)
            return every
        if follows and self.token.key in _UNIT_CYCLES and not self.unit_is_a_span():
            self.i += 1
            return _UNIT_CYCLES[self.tokens[self.i - 1].key]
        if self.token.kind is Kind.NUMBER or self.token.key in NUMERALS:
            every_or_none = self.counted_each(start, periodic or follows or self.i > start and not least)
            if every_or_none is not None:
                return every_or_none
        elif periodic and self.token.key in _UNIT_CYCLES and not self.unit_is_a_span():
            self.i += 1
            return _UNIT_CYCLES[self.tokens[self.i - 1].key]
        self.i = start
        return None

    def unit_is_a_span(self) -> bool:
        """Tell whether a span stands here ("quý I"), rather than a unit alone ("quý")."""
        start = self.i
        shape = self.span()
        self.i = start
        return shape is not None

    def once(self, start: int) -> None:
        """once := (tối thiểu)? (một | 1) lần, after the period; more than once is an error: on which days?"""
        here = self.i
        self.take("tối thiểu", "ít nhất")
        count = self.numeral()
        if count is None or not self.take("lần"):
            self.i = here
        elif count != 1:
            self.fail(msg("more than once a period: on which days?"), start, self.i)

    def counted_each(self, start: int, periodic: bool) -> Every | None:
        """counted-each := N unit ((một | 1) lần | "/" (1)? lần)? | N lần ("/" | mỗi | trong một | một) unit."""
        here = self.i
        count = self.numeral()
        assert count is not None  # noqa: S101 - a number stands here
        if self.take("lần"):
            if not (self.take_kind(Kind.SLASH) or self.take("mỗi", "trong một", "trong", "trên", "một") or self.token.key in EACH):
                self.i = here
                return None
            self.one()
            every = _UNIT_CYCLES.get(self.token.key)
            if every is None:
                self.i = here
                return None
            self.i += 1
            if count != 1:
                self.fail(msg("more than once a period: on which days?"), start, self.i)
            return every
        unit = self.token.key
        if unit not in _UNIT_CYCLES or self.peek().key in ("đầu", "cuối"):
            self.i = here
            return None
        self.i += 1
        once = False
        if self.token.kind is Kind.SLASH:
            self.i += 1
            self.one()
            once = self.take("lần") is not None
        else:
            before = self.i
            times = self.numeral()
            once = times is not None and self.take("lần") is not None
            if not once:
                self.i = before
            elif times != 1:
                self.fail(msg("more than once a period: on which days?"), start, self.i)
        if not once and not (periodic and (unit != "tháng" or count in (1, 2, 3, 4, 6, 12)) and self.ends_period()):
            self.i = here
            return None
        length, cycle = _UNIT_CYCLES[unit]
        if not 1 <= count <= 120:
            self.fail(msg("a period of {count} is no period", count=count), start, self.i)
        if cycle is Cycle.MONTH and count * length % 12 == 0:
            return count * length // 12, Cycle.YEAR
        return count * length, cycle

    def one(self) -> None:
        """one := 1 | một, where a number may be left out."""
        if self.token.key == "một" or self.token.value == 1:
            self.i += 1

    def ends_period(self) -> bool:
        """Tell whether "6 tháng" after định kỳ is the period itself and not the beginning of a count ("6 tháng kể từ …")."""
        return self.token.key not in ("kể", "từ", "sau", "tính", "trước")

    def series_first(self, start: int, series: list[Every]) -> list[Part]:
        """After each: the windows it has in every period, and where it begins and ends."""
        *others, last = series
        at = self.span_from(start)
        parts: list[Part] = [Recurring(*every, at=at) for every in others]
        found: list[Part] = [Recurring(*last, at=at)]
        while True:
            here = self.i
            count = len(self.warnings)
            comma = self.take_kind(Kind.COMMA) is not None
            opened = not comma and self.take_kind(Kind.OPEN) is not None
            self.skip_lead_ins()
            if self.token.key in ("đến", "cho") and (self.at("đến khi") or self.at("cho đến khi")):
                self.i = here
                break
            timing = self.timing()
            joined = None if timing is None else self.join_series(found, last, timing, loose=comma)
            if joined is None:
                self.i = here
                del self.warnings[count:]
                break
            if opened:
                self.take_kind(Kind.CLOSE)
            found = joined
        at = self.span_from(start)
        return [*parts, *(replace(part, at=at) for part in found)]

    def series_after(self, timing: Timing, periodic: bool) -> list[Part]:
        """After a window: the series it stands in, if one is named."""
        here = self.i
        at = self.span_from(timing.start)
        if self.next_years():
            first = timing.shapes[0] if timing.shapes else timing.since
            if isinstance(first, Shape) and first.unit in ("year", "stage"):
                return [Recurring(*YEARLY, since=_first(first.span), at=self.span_from(timing.start))]
            self.i = here
        comma = self.take_kind(Kind.COMMA) is not None
        conjunction = not comma and self.take("và") is not None
        self.skip_lead_ins()
        series = self.each_list(periodic=False)
        if len(series) == 1:
            last = series[0]
            years = not timing.shapes or all(shape.unit in ("year", "stage") for shape in timing.shapes)
            if not conjunction or years:
                joined = self.join_series([Recurring(*last)], last, timing, loose=comma or conjunction)
                if joined is not None:
                    rest = self.since_after(joined)
                    return [replace(part, at=self.span_from(timing.start)) for part in rest]
        self.i = here
        return self.settle(timing, periodic, at)

    def since_after(self, parts: list[Part]) -> list[Part]:
        """After a series: ", (bắt đầu)? từ năm 2023"."""
        here = self.i
        self.take_kind(Kind.COMMA)
        self.skip_lead_ins()
        if self.at("từ") or self.at("kể từ"):
            timing = self.timing()
            if timing is not None and not timing.shapes and isinstance(timing.since, Shape):
                return [replace(p, since=timing.since.span) if isinstance(p, Recurring) else p for p in parts]
        self.i = here
        return parts

    @rule
    def next_years(self) -> bool | None:
        """next-years := (và)? (các | những) năm (tiếp theo | sau | kế tiếp | tới)."""
        self.take_kind(Kind.COMMA)
        self.take("và")
        return True if self.take("các năm", "những năm") and self.next_mark() else None

    def join_series(self, parts: list[Part], every: Every, timing: Timing, loose: bool) -> list[Part] | None:
        """Put a timing into a series, as its windows, its beginning or its end; None where it is a part of its own."""
        shapes, since = timing.shapes, timing.since
        if not shapes:
            if not isinstance(since, Shape):
                return None
            return [replace(part, since=since.span) for part in parts if isinstance(part, Recurring)]
        if since is not None:
            return None
        years = [shape.span for shape in shapes]
        if all(shape.unit in ("year", "stage") and shape.every is None for shape in shapes):
            return self.bounded_series(parts, every, _stretch(years), timing.bound, loose)
        templates = [self.template(every, shape, len(shapes), timing) for shape in shapes]
        if any(template is None for template in templates):
            return None
        base = parts[0]
        assert isinstance(base, Recurring)  # noqa: S101 - series hold nothing else
        return [
            replace(base, count=template[0][0], cycle=template[0][1], span=template[1], bound=timing.bound)
            for template in templates
            if template is not None
        ]

    def bounded_series(self, parts: list[Part], every: Every, years: Calendar, bound: Bound, loose: bool) -> list[Part] | None:
        """A series and the years it runs in: from a single year on, through a stretch, or up to a bound."""
        first, last = _first(years), _last(years)
        series = [part for part in parts if isinstance(part, Recurring)]
        if bound is Bound.BY:
            return [replace(part, until=last) for part in series]
        if bound is not Bound.WITHIN:
            return None
        if first == last and every == YEARLY:
            return [replace(part, since=first) for part in series] if loose else None
        return [replace(part, since=first, until=last) for part in series]

    def template(self, every: Every, shape: Shape, count: int, timing: Timing) -> tuple[Every, Calendar] | None:
        """Return the series a shape makes within ``every``, and its span there; None where it does not fit."""
        if shape.every is None:
            return None
        span = with_year(shape.span, THIS_YEAR)
        if shape.every == every:
            return every, span
        if year_of(shape.span) not in (NO_YEAR, THIS_YEAR, Year(Relative.NEXT), None):
            return None
        if shape.every == YEARLY and every[1] is Cycle.MONTH and not shape.missing:
            times = 12 // every[0] if 12 % every[0] == 0 else 0
            if count == times or (every[0] == 6 and count == 1):
                return YEARLY, span
        if shape.missing or shape.implied or year_of(shape.span) in (NO_YEAR, Year(Relative.NEXT)):
            self.fail(msg("this day does not fit the period of the series"), timing.start, self.i)
        return None

    def settle(self, timing: Timing, periodic: bool, at: Span) -> list[Part]:
        """Make parts of a timing that no series follows."""
        shapes, since = timing.shapes, timing.since
        if not shapes:
            assert isinstance(since, Shape)  # noqa: S101 - a timing holds one or the other
            self.complete(since, timing)
            return [Standing(since.span, at)]
        if since is None and all(shape.implied or (periodic and _next(shape.span)) for shape in shapes):
            return [Recurring(*(shape.every or YEARLY), with_year(shape.span, THIS_YEAR), timing.bound, at=at) for shape in shapes]
        for shape in shapes:
            self.complete(shape, timing)
        if periodic:
            self.fail(msg("“định kỳ” names no period: every week, month, quarter or year?"), timing.start, self.i)
        start = since.span if isinstance(since, Shape) else since
        spans = [shape.span for shape in shapes]
        if timing.bound is Bound.WITHIN and start is None:
            spans = _merged(spans)
        end = spans[-1] if len(spans) > 1 and year_of(spans[-1]) == NO_YEAR else None
        return [Dated(span, timing.bound, start, end, at) for span in spans]

    def complete(self, shape: Shape, timing: Timing) -> None:
        """Refuse a day with no month, a month or quarter with no number."""
        if shape.missing:
            self.fail(msg("which month, quarter or week this is in is not said"), timing.start, self.i)

    # --- windows ---

    @rule
    def timing(self) -> Timing | None:
        """timing := from | earliest-latest | bound? clock? span-list."""
        start = self.i
        found = self.from_to() or self.earliest_latest()
        if found is not None:
            return found
        bound, clock = self.bound()
        shapes = self.span_list()
        if shapes is None:
            return None
        if bound is Bound.WITHIN and shapes[0].bare and self.unsure(shapes[0], start):
            return None
        if clock and bound is Bound.BEFORE:
            bound = Bound.BY  # "trước 17 giờ ngày D" is due on D
        return Timing(start, shapes, bound)

    def unsure(self, shape: Shape, start: int) -> bool:
        """Tell whether a bare number may be something else: words that say nothing stand before it, or no year follows."""
        span = shape.span
        dated = isinstance(span, Day) and year_of(span) != NO_YEAR
        if isinstance(span, Day) and not dated:
            return True
        return self.leading >= 0 and (not dated or self.tokens[start - 1].key == "số")

    def bound(self) -> tuple[Bound, bool]:
        """bound := (chậm nhất | muộn nhất …) filler* (trước | sau)? | trước | đến hết | không quá … ; then a clock time."""
        bound = Bound.WITHIN
        start = self.i
        self.take("vào", "xong", "hoàn thành")
        if self.take(*_LATEST):
            bound = Bound.BY
            while self.take(*_FILLERS):
                pass
            if self.take(*_BEFORE):
                bound = Bound.BEFORE
            else:
                self.take("đến hết", "đến", "hết")
        elif self.take(*_BEFORE):
            bound = Bound.BEFORE
        elif self.take(*_BY):
            bound = Bound.BY
            if self.take("trước"):
                bound = Bound.BEFORE
        elif self.tokens[start].key == "xong":
            bound = Bound.BY if self.i > start and self.token.key == "ngày" else Bound.WITHIN
        else:
            self.i = start
        while self.take(*_FILLERS):
            pass
        return bound, self.clock()

    def clock(self) -> bool:
        """clock := (lúc | hồi)? N (giờ | h | ":") N? (phút)? (sáng | chiều)? ","?, dropped: "16h00’", "17 giờ 30"."""
        start = self.i
        self.take("lúc", "hồi")
        if self.token.kind is Kind.NUMBER and self.token.value <= 24:
            mark = self.peek()
            colon = mark.kind is Kind.DOT and mark.key == ":"
            if mark.key in _CLOCK_UNITS or colon:
                self.i += 2
                if self.token.kind is Kind.NUMBER and self.token.value < 60 and (len(self.token.key) == 2 or colon):
                    self.i += 1
                self.take("phút", "p")
                self.take("sáng", "chiều", "tối", "trưa")
                if self.token.kind is Kind.COMMA and self.peek().key in ("ngày", "thứ", "chủ"):
                    self.i += 1
                return True
        self.i = start
        return False

    def span_list(self) -> list[Shape] | None:
        """span-list := span (("-" | đến) span-or-value)? (("," | và) span-or-value)*: "quý I, II/2023", "tháng 3 - 5/2023"."""
        first = self.span() or self.this_year()
        if first is None:
            return None
        shapes = [self.range_end(first)]
        while True:
            here, warned = self.i, len(self.warnings)
            if not self.list_mark():
                break
            member = self.member(shapes[-1])
            if member is None:
                self.i = here
                del self.warnings[warned:]
                break
            shapes.append(self.range_end(member))
        return _distributed(shapes)

    @rule
    def list_mark(self) -> bool | None:
        """list-mark := "," | và | "," và."""
        comma = self.token.key in (",", ";") and self.take_kind(Kind.COMMA) is not None
        return self.take("và") is not None or comma or None

    def this_year(self) -> Shape | None:
        """trong năm: the issue date's year."""
        if self.at("năm") and self.i and self.tokens[self.i - 1].key == "trong" and _ends(self.peek().kind, self.peek().key):
            self.i += 1
            return Shape(THIS_YEAR, "this-year", YEARLY)
        return None

    def range_end(self, first: Shape) -> Shape:
        """range-end := ("-" | đến | đến hết) (span | value) of the same unit; nothing: the span alone."""
        here = self.i
        if self.take_kind(Kind.DASH) or self.take("cho đến hết", "đến hết", "đến"):
            last = self.member(first)
            if last is not None:
                left, right = _distributed([first, last])
                return right._replace(span=Stretch(left.span, right.span), implied=left.implied or right.implied)
        self.i = here
        return first

    def member(self, before: Shape) -> Shape | None:
        """member := a span of the same unit | its value alone ("II", "5/2023", "2024", "4/1/2024", "nhiệm kỳ X")."""
        here = self.i
        token = self.token
        if before.unit == "term" and isinstance(before.span, TermYear) and self.at("nhiệm kỳ"):
            shape = self.term()
            if shape is not None and isinstance(shape.span, TermYear) and before.span.position is not None:
                head = before.span.text.split("nhiệm kỳ")[0]
                return Shape(TermYear(before.span.position, shape.span.words, f"{head}{shape.span.text}"), "term")
            return shape
        shape = self.span()
        if shape is not None and not shape.bare and shape.unit == before.unit:
            return shape
        self.i = here
        if before.unit == "day" and token.kind is Kind.NUMBER and len(token.key) <= 2:
            day = self.dated_day() or self.day_of_month(self.day_number())
            if day is not None and not (day.missing and self.token.kind is Kind.WORD and self.token.key in ("lần", "giờ", "ngày", "h")):
                return day
        elif before.unit == "month" and token.kind is Kind.NUMBER and len(token.key) <= 2:
            number = self.month_number(token)
            self.i += 1
            year = self.year_tail(NO_YEAR)
            if number is not None and _ends_value(self.token.kind):
                return Shape(Month(number, year), "month", YEARLY, bare=before.bare)
        elif before.unit == "quarter" and (token.kind is Kind.NUMBER and len(token.key) == 1 or token.kind is Kind.WORD):
            number = self.quarter_number()
            if number is not None:
                return Shape(Quarter(number, self.year_tail(NO_YEAR)), "quarter", YEARLY)
        elif before.unit == "year" and token.kind is Kind.NUMBER and len(token.key) >= 4:
            year_number = self.year_number()
            if year_number is None and len(token.key) > 4:
                self.fail(msg("“{number}” is no year: a year has four digits", number=token.key))
            if year_number is not None and _ends_value(self.token.kind):
                return Shape(Year(year_number), "year", bare=before.bare)
        self.i = here
        return None

    @rule
    def from_to(self) -> Timing | None:
        """from := (bắt đầu)? (từ | kể từ) (nay | span) (to bound? span-or-value | trở đi)?: "từ ngày 02/3/2020 đến hết ngày 15/3/2020"."""
        start = self.i
        self.take("bắt đầu", "diễn ra", "kéo dài")
        if not self.take("từ", "kể từ", "tính từ"):
            return None
        if self.take("nay"):
            return self.to(start, None)
        first = self.span()
        if first is None:
            return None
        found = self.to(start, first)
        if found is not None:
            return found
        self.take("trở đi", "trở về sau")
        return Timing(start, [], since=first)

    def to(self, start: int, first: Shape | None) -> Timing | None:
        """to := ","? (và kéo dài | hoàn thành)? ("-" | đến hết | đến trước | trước | chậm nhất …) (span | value)."""
        here = self.i
        comma = self.take_kind(Kind.COMMA) is not None
        done = self.take("và kéo dài", "và hoàn thành", "hoàn thành", "kết thúc", "kéo dài", "xong") is not None
        if self.take_kind(Kind.DASH):
            bound = Bound.BY
        else:
            marked = self.i
            bound, clock = self.bound()
            if clock and bound is Bound.BEFORE:
                bound = Bound.BY
            if bound is Bound.WITHIN or self.i == marked or (comma and not done and bound is not Bound.BEFORE):
                self.i = here
                return None
        last = (self.member(first) if first is not None else None) or self.span()
        if last is None:
            self.i = here
            return None
        if first is None:
            return Timing(start, [last], bound, Relative.THIS)
        left, right = _distributed([first, last])
        if bound is Bound.BEFORE:
            return Timing(start, [right], bound, left)
        return Timing(start, [right._replace(span=Stretch(left.span, right.span), missing=left.missing or right.missing)])

    def earliest_latest(self) -> Timing | None:
        """earliest-latest := sớm nhất filler* span ","? (và)? latest: one window; sớm nhất alone names only a start."""
        start = self.i
        if not self.take("sớm nhất"):
            return None
        while self.take(*_FILLERS):
            pass
        first = self.span()
        if first is not None:
            self.take_kind(Kind.COMMA)
            self.take("và")
            if self.token.key in ("chậm", "muộn", "trễ"):
                bound, _ = self.bound()
                last = self.span()
                if last is not None:
                    left, right = _distributed([first, last])
                    return Timing(start, [right], bound, left)
        self.fail(msg("“sớm nhất” names a start, not a deadline"), start, max(self.i, start + 2))

    # --- words that say nothing ---

    def skip_lead_ins(self) -> None:
        """Go past words that say nothing before a window ("thực hiện", "vào", "trong", "dự kiến")."""
        while self.take("thực hiện", "triển khai", "hoàn thành", "dự kiến", "định kỳ", "trong thời gian", "trong", "vào", "bắt đầu"):
            if self.tokens[self.i - 1].key == "đầu" and not self.at("từ"):
                self.i -= 2
                return

    def drop(self, start: int, end: int) -> None:
        """Leave words out of the reading, with a warning."""
        at = self.tokens[start].start, self.tokens[end - 1].end
        words = self.words_between(start, end)
        self.warnings.append(Warned(Doubt.WORDS_DROPPED, msg("left out of the reading: “{words}”", words=words), at))

    each_start = 0


def _ends(kind: Kind, word: str) -> bool:
    return kind in (Kind.END, Kind.COMMA, Kind.CLOSE, Kind.OPEN) or word in ("và", "hoặc", "theo", "để", "khi")


def _ends_value(kind: Kind) -> bool:
    return kind not in (Kind.SLASH, Kind.OTHER)


def _next(span: Calendar) -> bool:
    """Tell whether a span is in the period after the one one stands in."""
    match span:
        case Year(Relative.NEXT) | Quarter(Relative.NEXT, _) | Month(Relative.NEXT, _) | Week(Relative.NEXT):
            return True
        case Stretch(first, _):
            return _next(first)
        case Day(_, month) | WeekOfMonth(_, month):
            return _next(month)
        case MonthOfQuarter(_, quarter):
            return _next(quarter)
        case Quarter() | Month():
            return span.year == Year(Relative.NEXT)
    period = getattr(span, "period", None)
    return period is not None and _next(period)


def _first(span: Calendar) -> Calendar:
    return span.first if isinstance(span, Stretch) else span


def _last(span: Calendar) -> Calendar:
    return span.last if isinstance(span, Stretch) else span


def _stretch(spans: list[Calendar]) -> Calendar:
    if len(spans) == 1:
        return spans[0]
    return Stretch(_first(spans[0]), _last(spans[-1]))


def _distributed(shapes: list[Shape]) -> list[Shape]:
    """Give a list's members what a later member states for all: "ngày 2, 3 và 4/1/2024", "quý I, II/2023"."""
    result = list(shapes)
    for i in range(len(result) - 2, -1, -1):
        shape, after = result[i], result[i + 1]
        span, following = shape.span, after.span
        if shape.missing and isinstance(span, Day) and isinstance(following := _first(following), Day):
            shape = after._replace(span=replace(span, month=following.month))
            span = shape.span
        year = year_of(following)
        if year is not None and year_of(span) == NO_YEAR and year.number is not None:
            shape = shape._replace(span=with_year(span, year))
        result[i] = shape
    return result


def _merged(spans: list[Calendar]) -> list[Calendar]:
    """Make one window of neighbours that follow on each other."""
    result = spans[:1]
    for span in spans[1:]:
        if _follows(_last(result[-1]), _first(span)):
            result[-1] = Stretch(_first(result[-1]), _last(span))
        else:
            result.append(span)
    return result


def _follows(a: Calendar, b: Calendar) -> bool:
    """Tell whether span ``b`` begins the day after ``a`` ends, as far as the words alone can tell."""
    match a, b:
        case Year(int(m)), Year(int(n)):
            return n == m + 1
        case (Month(int(m), y), Month(int(n), z)) | (Quarter(int(m), y), Quarter(int(n), z)):
            if y == z:
                return n == m + 1
            size = 12 if isinstance(a, Month) else 4
            return m == size and n == 1 and isinstance(y.number, int) and z.number == y.number + 1
        case Day(int(m), y), Day(int(n), z):
            return y == z and n == m + 1
        case WeekOfMonth(Edge.LAST, y), WeekOfMonth(Edge.FIRST, z):
            return _follows(y, z)
    return False

