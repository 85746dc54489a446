"""The grammar of dated and recurring parts: a window, a series, or a window in every period of a series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dutrack.deadline.cursor import rule
from dutrack.deadline.readings import (
    Bound,
    Calendar,
    Cycle,
    Dated,
    Doubt,
    Part,
    Recurring,
    Relative,
    Standing,
    Warned,
    Year,
)  # fmt: skip
from dutrack.deadline.shapes import (
    MONTHLY,
    NO_YEAR,
    QUARTERLY,
    THIS_YEAR,
    WEEKLY,
    YEARLY,
    Every,
    Shape,
    first_of,
    is_next,
    last_of,
    merged,
    stretch,
    with_year,
    year_of,
)  # fmt: skip
from dutrack.deadline.timing import Timing, TimingGrammar
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import EACH, NUMERALS
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.deadline.readings import Span

_UNIT_CYCLES: dict[str, Every] = {"tuần": WEEKLY, "tháng": MONTHLY, "quý": QUARTERLY, "năm": YEARLY}
_AFTER_PERIODIC = frozenset(("và", "hoặc", "theo", "khi", "đột", "thường", "tuần", "tháng", "quý", "năm", "ngày"))


class SeriesGrammar(TimingGrammar):
    """Rules for windows and series. ``each_start`` is where the last period read by ``each`` began."""

    each_start = 0

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
        """After "định kỳ": verbs and a period once ("định kỳ rà soát 01 lần/năm"), or nothing: standing, doubtful."""
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
        """each := EACH unit (một lần)? | counted-each | (after định kỳ) unit: "hằng năm", "6 tháng một lần"."""
        start = self.each_start = self.i
        self.take("định kỳ")
        least = self.take("tối thiểu", "ít nhất") is not None
        if self.token.key in EACH and self.peek().key in _UNIT_CYCLES:
            every = _UNIT_CYCLES[self.peek().key]
            self.i += 2
            if self.token.key == "học":
                self.fail(
                    msg("this year begins and ends on days the plan does not declare; name the days"),
                    self.i - 1,
                    self.i + 1,
                )
            self.once(start)
            return every
        if follows and self.token.key in _UNIT_CYCLES and not self.unit_is_a_span():
            self.i += 1
            return _UNIT_CYCLES[self.tokens[self.i - 1].key]
        if self.token.kind is Kind.NUMBER or self.token.key in NUMERALS:
            every_or_none = self.counted_each(start, periodic or follows or (self.i > start and not least))
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

    @rule
    def counted_each(self, start: int, periodic: bool) -> Every | None:
        """counted-each := times | N unit (một lần | "/" lần); after định kỳ the period alone: "định kỳ 6 tháng"."""
        count = self.numeral()
        if count is None:
            return None
        if self.take("lần"):
            return self.times_each(start, count)
        unit = self.token.key
        if unit not in _UNIT_CYCLES or self.peek().key in ("đầu", "cuối"):
            return None
        self.i += 1
        if not self.once_after(start) and not (periodic and self.is_cycle(unit, count)):
            return None
        length, cycle = _UNIT_CYCLES[unit]
        if not 1 <= count <= 120:
            self.fail(msg("a period of {count} is no period", count=count), start, self.i)
        if cycle is Cycle.MONTH and count * length % 12 == 0:
            return count * length // 12, Cycle.YEAR
        return count * length, cycle

    def times_each(self, start: int, count: int) -> Every | None:
        """times := N lần ("/" | mỗi | trong (một)?) unit: "01 lần/năm"; more than once is an error: on which days?"""
        if not (self.take_kind(Kind.SLASH) or self.take("mỗi", "trong", "trên", "một") or self.token.key in EACH):
            return None
        self.one()
        every = _UNIT_CYCLES.get(self.token.key)
        if every is None:
            return None
        self.i += 1
        if count != 1:
            self.fail(msg("more than once a period: on which days?"), start, self.i)
        return every

    def once_after(self, start: int) -> bool:
        """once-after := "/" (1)? lần | (một | 1) lần, after the period: "6 tháng một lần", "2 năm/lần"."""
        here = self.i
        if self.take_kind(Kind.SLASH):
            self.one()
            if self.take("lần"):
                return True
        else:
            times = self.numeral()
            if times is not None and self.take("lần"):
                if times != 1:
                    self.fail(msg("more than once a period: on which days?"), start, self.i)
                return True
        self.i = here
        return False

    def is_cycle(self, unit: str, count: int) -> bool:
        """Tell whether "6 tháng" after định kỳ is the period itself: it divides the year and counts from nothing."""
        divides = unit != "tháng" or count in (1, 2, 3, 4, 6, 12)
        return divides and self.token.key not in ("kể", "từ", "sau", "tính", "trước")

    def one(self) -> None:
        """one := 1 | một, where a number may be left out."""
        if self.token.key == "một" or self.token.value == 1:
            self.i += 1

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
                return [Recurring(*YEARLY, since=first_of(first.span), at=self.span_from(timing.start))]
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
            return self.bounded_series(parts, every, stretch(years), timing.bound, loose)
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

    def bounded_series(
        self, parts: list[Part], every: Every, years: Calendar, bound: Bound, loose: bool
    ) -> list[Part] | None:
        """A series and the years it runs in: from a single year on, through a stretch, or up to a bound."""
        first, last = first_of(years), last_of(years)
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
        if since is None and all(shape.implied or (periodic and is_next(shape.span)) for shape in shapes):
            return [
                Recurring(*(shape.every or YEARLY), with_year(shape.span, THIS_YEAR), timing.bound, at=at)
                for shape in shapes
            ]
        for shape in shapes:
            self.complete(shape, timing)
        if periodic:
            self.fail(msg("“định kỳ” names no period: every week, month, quarter or year?"), timing.start, self.i)
        start = since.span if isinstance(since, Shape) else since
        spans = [shape.span for shape in shapes]
        if timing.bound is Bound.WITHIN and start is None:
            spans = merged(spans)
        end = spans[-1] if len(spans) > 1 and year_of(spans[-1]) == NO_YEAR else None
        return [Dated(span, timing.bound, start, end, at) for span in spans]

    def complete(self, shape: Shape, timing: Timing) -> None:
        """Refuse a day with no month, a month or quarter with no number."""
        if shape.missing:
            self.fail(msg("which month, quarter or week this is in is not said"), timing.start, self.i)

    def skip_lead_ins(self) -> None:
        """Go past words that say nothing before a window ("thực hiện", "vào", "trong", "dự kiến")."""
        while self.take(
            "thực hiện", "triển khai", "hoàn thành", "dự kiến", "định kỳ", "trong thời gian", "trong", "vào", "bắt đầu"
        ):
            if self.tokens[self.i - 1].key == "đầu" and not self.at("từ"):
                self.i -= 2
                return

    def drop(self, start: int, end: int) -> None:
        """Leave words out of the reading, with a warning."""
        at = self.tokens[start].start, self.tokens[end - 1].end
        words = self.words_between(start, end)
        self.warnings.append(Warned(Doubt.WORDS_DROPPED, msg("left out of the reading: “{words}”", words=words), at))
