"""The grammar of dated and recurring parts: a window, a series, or a window in every period of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from msgspec.structs import replace

from dutrack.deadline.cursor import MOST_IN_A_ROW, rule, rule_after
from dutrack.deadline.cycles import CYCLE_OPENERS, CycleGrammar
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
    Stretch,
    Warned,
    Year,
)  # fmt: skip
from dutrack.deadline.shapes import (
    NO_YEAR,
    THIS_YEAR,
    YEARLY,
    Every,
    Shape,
    first_of,
    is_next,
    last_of,
    merged,
    stretch,
)  # fmt: skip
from dutrack.deadline.timing import STARTS, TIMING_OPENERS, once_and_again
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import EACH
from dutrack.deadline.walk import with_year, year_of
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.deadline.readings import Span
    from dutrack.deadline.timing import Timing

_IDLE = (
    "thực hiện", "triển khai", "hoàn thành", "dự kiến", "định kỳ", "trong thời gian", "thời gian thực hiện",
    "thời gian", "thời hạn", "hạn", "trong", "vào", "bắt đầu",
)  # fmt: skip
_IDLE_WORDS = frozenset(words.split()[0] for words in _IDLE)
_IN_SERIES = CYCLE_OPENERS.union(_IDLE_WORDS, ("và", "các", "những"))
OPENERS = CYCLE_OPENERS | TIMING_OPENERS
"""What a window or series begins with, besides a number and the words of a declared term."""

_AFTER_PERIODIC = frozenset(("hoặc", "theo", "khi", "đột", "thường", "tuần", "tháng", "quý", "năm", "ngày"))


class SeriesGrammar(CycleGrammar):
    """Rules for windows and series."""

    @rule
    def timed(self) -> list[Part] | None:
        """timed := (theo? định kỳ ","?)? (each timing? | timing (each | next-years)?)."""
        start = self.i
        token = self.tokens[start]
        repeated = token.kind == Kind.NUMBER or token.key in CYCLE_OPENERS
        if not repeated and token.key not in OPENERS and not self.terms:
            return None
        periodic = repeated and self.take("theo định kỳ", "định kỳ") is not None
        if periodic and self.token.kind == Kind.COMMA and self.peek().key in EACH:
            self.i += 1
        series = self.each_list(periodic) if repeated else []
        if series:
            leading, self.leading = self.leading, -1  # it stands before the series, not before its days and years
            parts = self.series_first(start, series)
            while more := self.further_series():
                parts += more
            self.leading = leading
            return parts
        timing = self.timing()
        if timing is None:
            return self.periodic_alone(start) if periodic else None
        return self.series_after(timing, periodic)

    def periodic_alone(self, start: int) -> list[Part] | None:
        """After "định kỳ": verbs and a series ("rà soát 01 lần/năm", "báo cáo trước 15/6 hằng năm"), or nothing."""
        first = self.i
        while self.token.kind == Kind.WORD and self.i - first < 10:
            if self.token.key in _AFTER_PERIODIC or (self.token.key == "và" and self.i == first):
                break
            self.i += 1
            series = self.each_list(periodic=False)
            if series:
                self.drop(first, self.each_start)
                return self.series_first(start, series)
            if self.token.key in ("trước", "chậm", "muộn", "vào") and (timing := self.timing()):
                self.drop(first, timing.start)
                return self.series_after(timing, periodic=True)
        if self.i > first:
            return None
        at = self.span_from(start)
        self.warnings.append(Warned(Doubt.NO_PERIOD_NAMED, msg("no period is named; read as a standing task"), at))
        return [Standing(at=at)]

    @rule
    def further_series(self) -> list[Part] | None:
        """further-series := ("," | và) unit "(" bound ")": "hằng tháng (trước ngày 25), quý (…), năm (…)"."""
        if not self.list_mark() or self.peek().kind != Kind.OPEN:
            return None
        start = self.i
        every = self.each(periodic=True, follows=True)
        return None if every is None else self.series_first(start, [every])

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
            said = self.i
            if last == YEARLY or not self.verbs():
                self.take("gửi báo cáo", "báo cáo", "gửi", "nộp")
            if self.until_event():
                self.i = here
                break
            timing = self.timing()
            joined = None if timing is None else self.join_series(found, last, timing, loose=comma)
            if joined and _gives_another_day(found, joined):
                joined = None
            if joined is None:
                self.i = here
                del self.warnings[count:]
                break
            self.said_again(joined)
            if opened:
                joined += self.more_in_bracket(joined, last)
                self.said_again(joined)
                self.take_kind(Kind.CLOSE)
            if timing is not None and said < timing.start:
                self.drop(said, timing.start)
            found = joined
        at = self.span_from(start)
        return [*parts, *(replace(part, at=at) for part in found)]

    def said_again(self, parts: list[Part]) -> None:
        """Go past the series the parts are in already: "mỗi năm một lần vào ngày 22/12 hằng năm"."""
        here = self.i
        part = parts[0]
        again = self.each_list(periodic=False) if self.token.key in EACH else []
        if not isinstance(part, Recurring) or again != [(part.count, part.cycle)]:
            self.i = here

    def more_in_bracket(self, parts: list[Part], every: Every) -> list[Part]:
        """more := (("," | và) timing)*: "6 tháng (trước ngày 20/6 và trước ngày 20/12)"."""
        found: list[Part] = []
        while True:
            here = self.i
            timing = self.timing() if self.list_mark() else None
            more = None if timing is None or not timing.shapes else self.join_series(parts, every, timing, loose=False)
            if more is None:
                self.i = here
                return found
            found += more

    def series_after(self, timing: Timing, periodic: bool) -> list[Part]:
        """After a window: the series it stands in, if one is named."""
        here = self.i
        at = self.span_from(timing.start)
        if not self.may_go_on(_IN_SERIES):
            return self.settled(timing, periodic, at)
        if self.next_years():
            first = timing.shapes[0] if timing.shapes else timing.since
            if isinstance(first, Shape) and first.unit in ("year", "stage"):
                return [Recurring(*YEARLY, since=first_of(first.span), at=self.span_from(timing.start))]
            self.i = here
        comma = self.take_kind(Kind.COMMA) is not None
        conjunction = not comma and self.take_word("và")
        self.skip_lead_ins()
        if comma and not timing.shapes and (begun := self.begun(timing)):
            return begun
        if periodic and (comma or conjunction) and (listed := self.listed(timing)):
            return listed
        series = self.each_list(periodic=False)
        if len(series) == 1:
            last = series[0]
            once, timing = once_and_again(timing) if last == YEARLY else (None, timing)
            years = not timing.shapes or all(shape.unit in ("year", "stage") for shape in timing.shapes)
            if not conjunction or years:
                joined = self.join_series([Recurring(*last)], last, timing, loose=comma or conjunction)
                if joined is not None:
                    rest = self.bounds_after(joined)
                    own = [] if once is None else self.settle(once, periodic=False, at=at)
                    return [*own, *(replace(part, at=self.span_from(timing.start)) for part in rest)]
        self.i = here
        return self.settled(timing, periodic, at)

    def settled(self, timing: Timing, periodic: bool, at: Span) -> list[Part]:
        """The parts of a timing that is in no series; where it makes one itself, with the years this runs in."""
        parts = self.settle(timing, periodic, at)
        return self.bounds_after(parts) if type(parts[0]) is Recurring else parts

    @rule_after
    def begun(self, timing: Timing) -> list[Part] | None:
        """begun := from "," series with windows: "từ năm 2026, trước ngày 15/12 hằng năm", the series from then."""
        if self.token.key in EACH or not isinstance(timing.since, Shape):
            return None
        since, at = timing.since.span, timing.start
        parts = self.timed() or []
        series = [part for part in parts if isinstance(part, Recurring) and part.since is None and part.span]
        if not series or len(series) != len(parts):
            return None
        return [replace(part, since=since, at=self.span_from(at)) for part in series]

    @rule_after
    def listed(self, timing: Timing) -> list[Part] | None:
        """listed := windows in a yearly series: "định kỳ trước ngày 15/6 và trước ngày 15/12 hằng năm", both in it."""
        if not timing.shapes or any(shape.every != YEARLY or shape.implied for shape in timing.shapes):
            return None
        series = [part for part in self.timed() or [] if isinstance(part, Recurring) and part.span is not None]
        if not series or any((part.count, part.cycle) != YEARLY for part in series):
            return None
        own = self.join_series([Recurring(*YEARLY)], YEARLY, timing, loose=False) or []
        return [*(replace(part, at=self.span_from(timing.start)) for part in own), *series]

    def bounds_after(self, parts: list[Part]) -> list[Part]:
        """After a series: the years it runs in: ", từ năm 2023", "giai đoạn 2026 - 2030", "(2026 - 2030)"."""
        here = self.i
        series = [part for part in parts if isinstance(part, Recurring)]
        every = (series[-1].count, series[-1].cycle)
        opened = self.take_kind(Kind.OPEN)
        if opened is None:
            self.take_kind(Kind.COMMA)
        self.skip_lead_ins()
        timing = self.timing()
        found: list[Part] | None = None
        if timing is not None and not timing.shapes and isinstance(timing.since, Shape):
            since = timing.since.span
            found = [replace(part, since=since) for part in series]
        elif timing is not None and (run := self.runs(timing, every)):
            found = [replace(part, since=run.first, until=run.last) for part in series]
        elif timing is not None and all(shape.unit in ("year", "stage") for shape in timing.shapes):
            years = stretch([shape.span for shape in timing.shapes])
            if timing.bound is Bound.BY or first_of(years) != last_of(years):
                found = self.bounded_series(parts, every, years, timing.bound, loose=True)
        if found is None or (opened is not None and self.take_kind(Kind.CLOSE) is None):
            self.i = here
            return parts
        return found

    @rule
    def next_years(self) -> bool | None:
        """next-years := (và)? (các | những) năm (tiếp theo | sau | kế tiếp | tới)."""
        self.take_kind(Kind.COMMA)
        self.take_word("và")
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
        if run := self.runs(timing, every):
            return [replace(part, since=run.first, until=run.last) for part in parts if isinstance(part, Recurring)]
        years = [shape.span for shape in shapes]
        if all(shape.unit in ("year", "stage") and shape.every is None for shape in shapes):
            return self.bounded_series(parts, every, stretch(years), timing.bound, loose)
        templates = [self.template(every, shape, len(shapes), timing, loose) for shape in shapes]
        if any(template is None for template in templates):
            return None
        base = parts[0]
        assert isinstance(base, Recurring)  # noqa: S101 - series hold nothing else
        return [
            replace(base, count=template[0][0], cycle=template[0][1], span=template[1], bound=timing.bound)
            for template in templates
            if template is not None
        ]

    def runs(self, timing: Timing, every: Every) -> Stretch | None:
        """Return the stretch a series runs in: "từ tháng 4/2025 đến tháng 12/2025"; both its years are named."""
        span = timing.shapes[0].span if len(timing.shapes) == 1 else None
        if not isinstance(span, Stretch) or self.tokens[timing.start].key not in STARTS:
            return None
        first, last = year_of(span.first), year_of(span.last)
        if first is None or last is None or not isinstance(first.number, int) or not isinstance(last.number, int):
            return None
        return None if every == YEARLY and first == last else span

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

    def template(
        self, every: Every, shape: Shape, count: int, timing: Timing, loose: bool
    ) -> tuple[Every, Calendar] | None:
        """Return the series a shape makes within ``every``, and its span there; None where it does not fit."""
        if shape.every is None:
            return None
        span = with_year(shape.span, THIS_YEAR)
        if shape.every == every:
            year = year_of(span)
            dated = year is not None and isinstance(year.number, int)
            return None if dated and loose else (every, span)
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
            if since.missing:
                self.incomplete(timing)
            return [Standing(since.span, at)]
        implied = since is None and (periodic or shapes[0].implied)
        if implied and all(shape.implied or (periodic and is_next(shape.span)) for shape in shapes):
            return [
                Recurring(*(shape.every or YEARLY), with_year(shape.span, THIS_YEAR), timing.bound, at=at)
                for shape in shapes
            ]
        for shape in shapes:
            if shape.missing:
                self.incomplete(timing)
        if periodic:
            self.fail(msg("“định kỳ” names no period: every week, month, quarter or year?"), timing.start, self.i)
        start = since.span if since is not None and isinstance(since, Shape) else since
        if len(shapes) == 1:
            return [Dated(shapes[0].span, timing.bound, start, None, at)]
        spans = [shape.span for shape in shapes]
        if timing.bound is Bound.WITHIN and start is None:
            spans = merged(spans)
        end = spans[-1] if len(spans) > 1 and year_of(spans[-1]) == NO_YEAR else None
        return [Dated(span, timing.bound, start, end, at) for span in spans]

    def incomplete(self, timing: Timing) -> NoReturn:
        """Refuse a day with no month, a month or quarter with no number."""
        self.fail(msg("which month, quarter or week this is in is not said"), timing.start, self.i)

    def skip_lead_ins(self) -> None:
        """Go past words that say nothing before a window ("thực hiện", "vào", "trong", "dự kiến")."""
        for _ in range(MOST_IN_A_ROW):
            if self.tokens[self.i].key not in _IDLE_WORDS:
                return
            if self.at("bắt đầu") and self.peek(2).key not in ("từ", "kể"):
                return
            if not self.take_any(_IDLE):
                return

    def drop(self, start: int, end: int) -> None:
        """Leave words out of the reading, with a warning."""
        if self.tokens[end - 1].kind == Kind.CLOSE and all(word.kind != Kind.OPEN for word in self.tokens[start:end]):
            while end > start + 1 and self.tokens[end - 1].kind == Kind.CLOSE:
                end -= 1
        at = self.tokens[start].start, self.tokens[end - 1].end
        words = self.words_between(start, end)
        self.warnings.append(Warned(Doubt.WORDS_DROPPED, msg("left out of the reading: “{words}”", words=words), at))


def _gives_another_day(series: list[Part], joined: list[Part]) -> bool:
    """Tell whether a timing would take the day a series has already: "…, trước ngày 15, chậm nhất ngày 20"."""
    for old, new in zip(series, joined, strict=False):
        if isinstance(old, Recurring) and isinstance(new, Recurring) and old.span is not None and new.span != old.span:
            return old.bound is not Bound.WITHIN or new.bound is Bound.WITHIN
    return False
