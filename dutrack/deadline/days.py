"""The grammar of days and weeks: dates, days of a period, weekdays, working days, đầu / giữa / cuối."""

from __future__ import annotations

from msgspec.structs import replace

from dutrack.dates.counting import month_length
from dutrack.deadline.cursor import rule, rule_after
from dutrack.deadline.periods import EDGES, PeriodGrammar
from dutrack.deadline.readings import (
    Day,
    DaysOf,
    Edge,
    Month,
    MonthOfQuarter,
    Point,
    PointOf,
    Quarter,
    Relative,
    Stretch,
    Week,
    Weekday,
    WeekOfMonth,
    WorkingDay,
    Year,
)  # fmt: skip
from dutrack.deadline.shapes import MONTHLY, NO_YEAR, THIS_MONTH, THIS_YEAR, WEEKLY, YEARLY, Shape
from dutrack.deadline.tokens import Kind, Token
from dutrack.deadline.vocabulary import EACH, MONTH_WORDS, NEXT, NUMERALS, UNITS, WEEKDAYS
from dutrack.i18n import msg

_WEEKDAY = frozenset(("thứ", "chủ", "sáng", "chiều", "tối"))
POINTS = {"đầu": Point.BEGINNING, "giữa": Point.MIDDLE, "cuối": Point.END}


class DayGrammar(PeriodGrammar):
    """Rules that read days and weeks."""

    @rule
    def day(self) -> Shape | None:
        """day := (các)? ngày (mùng? date | mùng? N of-month | cuối cùng of-month | working-day | weekday)."""
        several = self.take_word("các", "những")
        if not self.take_word("ngày") or (several and self.token.key in EDGES):
            return None
        token = self.tokens[self.i]
        if token.key == "làm" and self.at("làm việc"):
            return self.working_day()
        if token.key in ("thứ", "chủ"):
            return self.weekday()
        if token.key in EDGES:
            first = token.key == "đầu"
            self.i += 1
            self.take_word("tiên", "cùng")
            return self.day_of_month(1 if first else -1, Point.BEGINNING if first else Point.END)
        self.take_word("mùng", "mồng")
        if self.at_kind(Kind.NUMBER):
            return self.dated_day() or self.day_of_month(self.day_number())
        return None

    def day_number(self) -> int:
        """Read 1-31."""
        token = self.token
        if not 1 <= token.value <= 31:
            self.fail(msg("there is no day {number}", number=token.key))
        self.i += 1
        return token.value

    @rule
    def dated_day(self) -> Shape | None:
        """dated-day := D ("/" | "-" | ".") M year-tail | D tháng M year-tail, without the word "ngày"."""
        start = self.i
        first, mark, second = self.tokens[start], self.peek(), self.peek(2)
        if first.kind != Kind.NUMBER or self.labels():
            return None
        if (mark.kind in (Kind.SLASH, Kind.DASH, Kind.DOT) and second.kind == Kind.NUMBER and len(second.key) <= 2) or (
            mark.key == "tháng" and (second.kind == Kind.NUMBER or second.key in MONTH_WORDS)
        ):
            if mark.kind == Kind.DASH and (found := self.days_of_one_month(first)):
                return found
            self.i += 2
        else:
            return None
        month = self.month_number(self.tokens[self.i])
        if month is None:
            return None
        self.i += 1
        if mark.kind == Kind.DASH and self.at_kind(Kind.SLASH):
            return None  # "5 - 7/2026": May to July, or 5 July?
        year = self.year_tail(NO_YEAR)
        return self.checked_day(first, month, year, start)

    @rule_after
    def days_of_one_month(self, first: Token) -> Shape | None:
        """days-of-one-month := D "-" (D "/" M year-tail | D tháng M year-tail): "2 - 4/6/2025"."""
        start = self.i
        self.i += 2
        far, month = self.peek(), self.peek(2)
        if far.key != "tháng" and not (far.kind == Kind.SLASH and month.kind == Kind.NUMBER and len(month.key) <= 2):
            return None
        last = self.dated_day()
        if last is None or not isinstance(last.span, Day) or not isinstance(last.span.month, Month):
            return None
        month_of = last.span.month
        assert isinstance(month_of.number, int)  # noqa: S101 - a day's own month has a number
        begin = self.checked_day(first, month_of.number, month_of.year, start)
        return replace(last, span=Stretch(begin.span, last.span))

    def checked_day(self, first: Token, month: int, year: Year, start: int) -> Shape:
        """Make a day of a month; one that does not exist is an error at its words."""
        number = year.number if isinstance(year.number, int) else 2024  # a leap year: 29 February exists in some years
        if not 1 <= first.value <= month_length(number, month):
            self.fail(msg("there is no such day: {day}", day=self.words_between(start, self.i)), start, self.i)
        return Shape(Day(first.value, Month(month, year), self.weekday_beside()), "day", YEARLY)

    def day_of_month(self, number: int, edge: Point | None = None) -> Shape | None:
        """After "ngày N" or "ngày cuối cùng": (của)? (EACH? tháng … | năm …) | nothing: a series gives it."""
        start = self.i
        if self.token.kind == Kind.COMMA and self.peek().key in ("của", "tháng"):
            self.i += 1
        of = self.take_word("của", "trong") or edge is not None
        if self.token.key in EACH and self.peek().key == "tháng":
            self.i += 2
            return Shape(Day(number, THIS_MONTH), "day", MONTHLY, implied=True)
        month = self.month()
        if month is not None and isinstance(month.span, Month | MonthOfQuarter):
            return Shape(Day(number, month.span), "day", month.every or MONTHLY, implied=month.implied)
        if of and self.take_word("tháng"):
            if self.at("báo cáo"):
                self.fail(msg("which month is meant is not said"), self.i - 1, self.i + 2)
            return Shape(Day(number, THIS_MONTH), "day", MONTHLY, implied=True)
        self.i = start
        if edge is not None:
            period = self.period_of()
            if period is None:
                return None
            each = period.implied or (of and period.missing)
            return replace(period, span=PointOf(edge, _period(period)), unit="day", implied=each, missing=False)
        return Shape(Day(number, THIS_MONTH), "day", MONTHLY, missing=True)

    @rule
    def numeric_date(self) -> Shape | None:
        """bare := D/M/YYYY | D tháng M year-tail | M/YYYY | YYYY: a date, month or year that no word names."""
        start = self.i
        first, mark, second, after = self.token, self.peek(), self.peek(2), self.peek(3)
        joined = mark.kind in (Kind.SLASH, Kind.DASH, Kind.DOT) and second.kind == Kind.NUMBER
        if joined and len(first.key) <= 2 and len(second.key) == 4 and after.kind != Kind.SLASH:
            month = self.month_number(first)
            self.i += 2
            year = self.year_number()
            assert month is not None  # noqa: S101 - a number is a month or an error
            return Shape(Month(month, Year(year)), "month", bare=True)
        item = mark.kind == Kind.DOT and "năm" in (after.key, self.peek(4).key)  # "2.1. Năm 2026", an item of a list
        if joined and len(first.key) <= 2 and not item:
            shape = self.dated_day()
            if shape is not None:
                return replace(shape, bare=True)
        if mark.key == "tháng" and len(first.key) <= 2 and second.kind == Kind.NUMBER and len(second.key) <= 2:
            return self.unnamed_day()
        self.i = start
        if len(first.key) == 4 and 1900 <= first.value <= 9999 and mark.kind != Kind.SLASH:
            self.i += 1
            return Shape(Year(first.value), "year", bare=True)
        return None

    @rule
    def unnamed_day(self) -> Shape | None:
        """unnamed-day := D tháng M year-tail, no list after it: "30 tháng 6 năm 2025", not "3 tháng 6, 7 và 8"."""
        shape = self.dated_day()
        listed = self.token.kind == Kind.COMMA or self.token.key in ("và", "hoặc")
        if shape is None or self.token.key in UNITS or (listed and self.peek().kind == Kind.NUMBER):
            return None
        return replace(shape, bare=True)

    @rule
    def weekday_beside(self) -> int | None:
        """weekday-beside := "(" (sáng | chiều)? thứ … ")" | thứ …, after a date: held against it, not read."""
        if not self.may_go_on(_WEEKDAY):
            return None
        opened = self.take_kind(Kind.OPEN) or self.take_kind(Kind.COMMA)
        self.take_word("sáng", "chiều", "tối")
        number = self.weekday_number()
        if number is None or (opened is not None and opened.kind == Kind.COMMA and self.token.kind != Kind.END):
            return None
        if opened is not None and opened.kind == Kind.OPEN:
            if self.token.kind == Kind.CLOSE:
                self.i += 1
            elif self.token.kind != Kind.COMMA:
                return None
        return number

    @rule
    def weekday_number(self) -> int | None:
        """weekday := thứ (hai … bảy | 2 … 7) | chủ nhật; Monday is 0."""
        if self.take("chủ nhật"):
            return 6
        if self.take_word("thứ"):
            token = self.tokens[self.i]
            self.i += 1
            if token.kind == Kind.NUMBER and 2 <= token.value <= 7:
                return token.value - 2
            if token.key in WEEKDAYS:
                return WEEKDAYS[token.key]
            numbered = token.kind == Kind.NUMBER or token.key in NUMERALS
            if numbered and (self.token.key in EACH or self.token.key == "tuần"):
                words = self.words_between(self.i - 2, self.i)
                self.fail(msg("there is no such weekday: {words}", words=words), self.i - 2, self.i)
        return None

    @rule
    def weekday(self) -> Shape | None:
        """weekday-span := (sáng | chiều)? weekday (","? ngày? date | (của)? tuần (đầu | cuối) of-month | tuần này)?."""
        self.take_word("sáng", "chiều", "tối")
        number = self.weekday_number()
        if number is None or self.token.key in ("kể", "tính"):
            return None  # "ngày thứ năm kể từ …" is the fifth day
        start = self.i
        self.take_kind(Kind.COMMA)
        self.take_word("ngày")
        day = self.dated_day()
        if day is not None and isinstance(day.span, Day):
            return replace(day, span=replace(day.span, weekday=number))
        self.i = start
        self.take_word("của", "trong")
        week = self.week()
        if week is not None and isinstance(week.span, Week | WeekOfMonth):
            return Shape(Weekday(number, week.span), "weekday", week.every, implied=week.implied or week.missing)
        self.i = start
        return Shape(Weekday(number, Week(Relative.THIS)), "weekday", WEEKLY, missing=True)

    @rule
    def working_day(self) -> Shape | None:
        """After "ngày": làm việc (đầu tiên | cuối cùng | thứ N) (của)? (tháng … | quý … | năm …)."""
        self.i += 2
        if self.take_word("thứ"):
            number = self.numeral()
        else:
            edge = EDGES.get(self.token.key)
            if edge is None:
                return None
            number = 1 if edge is Edge.FIRST else -1
            self.i += 1
            self.take_word("tiên", "cùng")
        if number is None:
            return None
        period = self.period_of()
        if period is None:
            return None
        if number == 0 or number > 31:
            self.fail(msg("there is no day {number}", number=number), self.i - 1)
        implied = period.implied or period.missing
        return Shape(WorkingDay(number, _period(period)), "working-day", period.every, implied=implied)

    @rule
    def days_of(self) -> Shape | None:
        """days-of := N ngày (đầu | cuối) (của)? (tháng … | quý … | năm …): "15 ngày đầu mỗi quý"."""
        count = self.numeral()
        if count is None or not 1 <= count <= 366 or not self.take_word("ngày") or self.token.key not in EDGES:
            return None
        edge = EDGES[self.token.key]
        self.i += 1
        self.take_word("tiên", "cùng")
        period = self.period_of()
        return None if period is None else replace(period, span=DaysOf(edge, count, _period(period)), unit="days")

    @rule
    def point(self) -> Shape | None:
        """point := (đầu | giữa | cuối) (tháng … | quý … | năm … | nhiệm kỳ …): "đầu quý II/2023", "cuối năm"."""
        point = POINTS[self.token.key]
        self.i += 1
        if self.at("nhiệm kỳ"):
            return None
        period = self.period_of()
        if period is None:
            return None
        span = _period(period)
        if span == THIS_YEAR and not period.implied and point is not Point.END:
            span = NO_YEAR  # "cuối năm" is this year's; "đầu năm" the next 1 January, "giữa năm" the next 30 June
        return replace(period, span=PointOf(point, span), unit="point")

    @rule
    def half(self) -> Shape | None:
        """half := nửa (đầu | cuối) năm …"""
        return self.months()

    @rule
    def week(self) -> Shape | None:
        """week := tuần (này | next) | tuần (đầu | cuối) (tiên | cùng)? of-month: "tuần đầu tháng 12"."""
        if not self.take_word("tuần"):
            return None
        if self.take_word("này", "nay"):
            return Shape(Week(Relative.THIS), "week")
        if self.token.key in NEXT and self.next_mark():
            return Shape(Week(Relative.NEXT), "week", WEEKLY)
        edge = EDGES.get(self.token.key)
        if edge is None:
            return None
        self.i += 1
        self.take_word("tiên", "cùng")
        period = self.period_of()
        if period is None or not isinstance(period.span, Month | MonthOfQuarter):
            return None
        return replace(period, span=WeekOfMonth(edge, period.span), unit="week")


def _period(shape: Shape) -> Month | MonthOfQuarter | Quarter | Year:
    assert isinstance(shape.span, Month | MonthOfQuarter | Quarter | Year)  # noqa: S101 - what period_of returns
    return shape.span
