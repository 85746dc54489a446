"""The grammar of calendar spans: days, weeks, months, quarters, halves, years, terms, and their parts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from typing import NamedTuple

from dutrack.deadline.cursor import Cursor, rule
from dutrack.deadline.readings import (
    Calendar, Cycle, Day, DaysOf, Edge, Month, MonthOfQuarter, Months, Point, PointOf, Quarter, Relative, Stretch, TermYear, Week,
    Weekday, WeekOfMonth, WorkingDay, Year,
)  # fmt: skip
from dutrack.deadline.tokens import Kind, Token
from dutrack.deadline.vocabulary import EACH, NEXT, NUMERALS, ROMAN, ROMAN_BEYOND, WEEKDAYS
from dutrack.i18n import msg

Every = tuple[int, Cycle]
WEEKLY: Every = (1, Cycle.WEEK)
MONTHLY: Every = (1, Cycle.MONTH)
QUARTERLY: Every = (3, Cycle.MONTH)
YEARLY: Every = (1, Cycle.YEAR)

THIS_YEAR = Year(Relative.THIS)
THIS_QUARTER = Quarter(Relative.THIS, THIS_YEAR)
THIS_MONTH = Month(Relative.THIS, THIS_YEAR)
NO_YEAR = Year(None)

_POINTS = {"đầu": Point.BEGINNING, "giữa": Point.MIDDLE, "cuối": Point.END}
_EDGES = {"đầu": Edge.FIRST, "cuối": Edge.LAST}


class Shape(NamedTuple):
    """A span as written, and what it still wants.

    ``unit`` is what a list of such spans counts in. ``every`` is the series the span makes where a series is meant;
    ``implied`` tells that the words themselves mean one ("ngày 15 của tháng"), ``missing`` that without one the span
    is no window ("ngày 15"), ``bare`` that no word names its unit ("6/2025").
    """

    span: Calendar
    unit: str
    every: Every | None = None
    implied: bool = False
    missing: bool = False
    bare: bool = False


class SpanGrammar(Cursor):
    """Rules that read one calendar span each and return its Shape, or None where it does not stand."""

    def span(self) -> Shape | None:
        """span := day | working-day | weekday | week | month | quarter | year | months | days-of | point | term | bare."""
        token = self.token
        if token.kind is Kind.NUMBER or (token.key in NUMERALS and self.peek().key in ("tháng", "ngày")):
            return self.months() or self.days_of() or self.numeric_date()
        for name in _RULES.get(token.key, ()):
            shape: Shape | None = getattr(self, name)()
            if shape is not None:
                return shape
        return self.declared_term() if self.terms else None

    # --- years ---

    def year_number(self) -> int | None:
        """Read a year of exactly four digits; fewer or more are an error, never a guess."""
        token = self.token
        if token.kind is not Kind.NUMBER:
            return None
        if len(token.key) != 4 or not 1900 <= token.value <= 9999:
            if len(token.key) in (3, 5) or len(token.key) == 4:
                self.fail(msg("“{number}” is no year: a year has four digits", number=token.key))
            return None
        self.i += 1
        return token.value

    def next_mark(self) -> bool:
        """next := sau | tới | tiếp theo | kế tiếp | sau kế tiếp."""
        if self.token.key not in NEXT:
            return False
        if self.at("sau khi"):
            return False
        return self.take("sau kế tiếp", "sau liền kề", "tiếp theo", "kế tiếp", "sau", "tới") is not None

    def year_tail(self, default: Year) -> Year:
        """year-tail := ("/" | "-" | "." | "năm" | "của năm")? YYYY | (của)? năm (nay | next) | nothing: the default."""
        start = self.i
        token = self.token
        if token.kind in (Kind.SLASH, Kind.DASH, Kind.DOT):
            if self.peek().kind is Kind.NUMBER and (token.kind is not Kind.DASH or len(self.peek().key) > 2):
                self.i += 1
                number = self.year_number()
                if number is None:
                    self.expected(msg("a year of four digits"))
                return Year(number)
            return default
        if token.kind is Kind.NUMBER and len(token.key) == 4:
            number = self.year_number()
            return Year(number)
        if token.kind is Kind.COMMA and self.peek().key == "năm" and self.peek(2).kind is Kind.NUMBER:
            self.i += 1
        self.take("của", "trong")
        if self.take("năm dương lịch"):
            return default
        if self.take("năm"):
            year = self.year_word()
            if year is not None:
                return year
        self.i = start
        return default

    def year_word(self) -> Year | None:
        """After "năm": YYYY | nay | next."""
        if self.token.kind is Kind.NUMBER:
            number = self.year_number()
            if number is None and self.peek().key not in ("năm", "lần"):
                self.expected(msg("a year of four digits"))
            return None if number is None else Year(number)
        if self.take("nay"):
            return THIS_YEAR
        if self.token.key in NEXT and self.next_mark():
            if self.token.kind is Kind.OPEN and self.peek().key == "n" and self.peek(2).key == "+":
                self.i += 5 if self.peek(4).kind is Kind.CLOSE else 0
            return Year(Relative.NEXT)
        return None

    @rule
    def year(self) -> Shape | None:
        """year := (các)? năm (YYYY | nay | next) | trong năm: "năm 2022", "năm sau"."""
        several = self.take("các", "những")
        if not self.take("năm") or (several and self.token.kind is not Kind.NUMBER):
            return None
        if self.at("học") or self.at("báo cáo") or self.at("ngân sách"):
            self.fail(msg("this year begins and ends on days the plan does not declare; name the days"), self.i - 1, self.i + 1)
        if self.token.key == "thứ":
            return None
        year = self.year_word()
        if year is None:
            return None
        return Shape(year, "year", YEARLY if year.number is Relative.NEXT else None)

    # --- quarters ---

    @rule
    def quarter(self) -> Shape | None:
        """quarter := (các)? quý (I-IV | 1-4 | nay | next) year-tail: "quý I/2023", "Quý III năm 2023"."""
        self.take("các")
        if not self.take("quý"):
            return None
        if self.at("báo cáo"):
            self.fail(msg("which quarter is meant is not said"), self.i - 1, self.i + 2)
        if self.take("này", "nay"):
            return Shape(THIS_QUARTER, "quarter")
        if self.token.key in NEXT and self.next_mark():
            return Shape(Quarter(Relative.NEXT, THIS_YEAR), "quarter", QUARTERLY)
        number = self.quarter_number()
        if number is None:
            return None
        year = self.year_tail(NO_YEAR)
        return Shape(Quarter(number, year), "quarter", YEARLY)

    def quarter_number(self) -> int | None:
        """Read I-IV, 1-4 or a word; another Roman or other number is an error."""
        token = self.token
        if token.key in ROMAN:
            self.i += 1
            return ROMAN[token.key]
        value = token.value if token.kind is Kind.NUMBER else NUMERALS.get(token.key)
        if value is None and token.key not in ROMAN_BEYOND:
            return None
        if value is None or not 1 <= value <= 4:
            self.fail(msg("there is no quarter {number}: quarters are I, II, III and IV", number=self.words_between(self.i, self.i + 1)))
        self.i += 1
        return value

    @rule
    def of_quarter(self) -> tuple[Quarter, bool, bool] | None:
        """of-quarter := (của)? (EACH)? quý (next | nay | I-IV year-tail)?; also: is it a series, is it each quarter."""
        self.take("của", "trong")
        each = self.token.key in EACH and self.peek().key == "quý"
        if each:
            self.i += 1
        shape = None if each else self.quarter()
        if shape is not None and isinstance(shape.span, Quarter):
            return shape.span, shape.every == QUARTERLY, False
        if self.take("quý"):
            return THIS_QUARTER, True, True
        return None

    # --- months ---

    def month_number(self, token: Token) -> int | None:
        """Return 1-12 for a number or word; another number is an error."""
        value = token.value if token.kind is Kind.NUMBER else NUMERALS.get(token.key)
        if value is None:
            return None
        if token.key == "năm" and not (self.peek().key == "năm" or self.peek().kind is Kind.SLASH):
            return None  # "tháng năm" alone: the fifth month, or "month, year"?
        if token.key == "mười" and self.peek().key in ("một", "hai"):
            self.i += 1
            value += NUMERALS[self.token.key]
        if not 1 <= value <= 12:
            self.fail(msg("there is no month {number}", number=token.key))
        return value

    @rule
    def month(self) -> Shape | None:
        """month := (các)? tháng (1-12 | này | next | part-of-quarter) year-tail: "tháng 3/2023", "tháng 02 năm 2022"."""
        self.take("các")
        if not self.take("tháng"):
            return None
        if self.at("báo cáo"):
            self.fail(msg("which month is meant is not said"), self.i - 1, self.i + 2)
        if self.take("này", "nay"):
            return Shape(THIS_MONTH, "month")
        if self.token.key in NEXT and self.next_mark():
            return Shape(Month(Relative.NEXT, THIS_YEAR), "month", MONTHLY)
        if self.token.key in _POINTS:
            return self.month_of_quarter()
        number = self.month_number(self.token)
        if number is None:
            return None
        self.i += 1
        year = self.year_tail(NO_YEAR)
        if year.number is None and self.at("tới"):
            self.i += 1  # "tháng 9 tới" is the next September, which is what a year left out means
        return Shape(Month(number, year), "month", YEARLY)

    @rule
    def month_of_quarter(self) -> Shape | None:
        """After "tháng": (đầu | giữa | cuối) (tiên | cùng)? of-quarter: "tháng cuối quý", "tháng đầu của quý tiếp theo"."""
        index = {Point.BEGINNING: 1, Point.MIDDLE: 2, Point.END: 3}[_POINTS[self.token.key]]
        self.i += 1
        self.take("tiên", "cùng")
        of = self.of_quarter()
        if of is None:
            return None
        quarter, series, each = of
        return Shape(MonthOfQuarter(index, quarter), "month", QUARTERLY if series else YEARLY, implied=each)

    @rule
    def months(self) -> Shape | None:
        """months := (N tháng | nửa) (đầu | cuối) (của)? (EACH? năm YYYY?): "6 tháng đầu năm 2023", "nửa cuối năm"."""
        count = 6 if self.take("nửa") else self.months_counted()
        edge = _EDGES.get(self.token.key)
        if count is None or edge is None or not 1 <= count <= 11:
            return None
        self.i += 1
        self.take("của")
        if self.token.key in EACH and self.peek().key == "năm":
            self.i += 2
            return Shape(Months(edge, count, THIS_YEAR), "half", YEARLY, implied=True)
        if not self.take("năm"):
            return None
        return Shape(Months(edge, count, self.year_word() or NO_YEAR), "half", YEARLY)

    def months_counted(self) -> int | None:
        """N tháng."""
        count = self.numeral()
        return count if count is not None and self.take("tháng") else None

    # --- days ---

    @rule
    def day(self) -> Shape | None:
        """day := (các)? ngày (date | N of-month | cuối cùng of-month | working-day | weekday): "ngày 31/3/2023"."""
        self.take("các", "những")
        if not self.take("ngày"):
            return None
        if self.at("làm việc"):
            return self.working_day()
        if self.token.key in ("thứ", "chủ"):
            return self.weekday()
        if self.token.key in _EDGES:
            number = 1 if self.token.key == "đầu" else -1
            self.i += 1
            self.take("tiên", "cùng")
            return self.day_of_month(number)
        if self.token.kind is Kind.NUMBER:
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
        first, mark, second = self.token, self.peek(), self.peek(2)
        if first.kind is not Kind.NUMBER:
            return None
        start = self.i
        if mark.kind in (Kind.SLASH, Kind.DASH, Kind.DOT) and second.kind is Kind.NUMBER and len(second.key) <= 2:
            self.i += 2
        elif mark.key == "tháng" and (second.kind is Kind.NUMBER or second.key in NUMERALS):
            self.i += 2
        else:
            return None
        month = self.month_number(self.token)
        if month is None:
            return None
        self.i += 1
        year = self.year_tail(NO_YEAR)
        return self.checked_day(first, month, year, start)

    def checked_day(self, first: Token, month: int, year: Year, start: int) -> Shape:
        """Make a day of a month; one that does not exist is an error at its words."""
        number = year.number if isinstance(year.number, int) else 2024  # a leap year: 29 February exists in some years
        if not 1 <= first.value <= monthrange(number, month)[1]:
            self.fail(msg("there is no such day: {day}", day=self.words_between(start, self.i)), start, self.i)
        return Shape(Day(first.value, Month(month, year), self.weekday_beside()), "day", YEARLY)

    def day_of_month(self, number: int) -> Shape | None:
        """After "ngày N" or "ngày cuối cùng": (của)? (EACH? tháng … | năm …) | nothing yet: the series gives the month."""
        start = self.i
        if self.token.kind is Kind.COMMA and self.peek().key in ("của", "tháng"):
            self.i += 1
        of = self.take("của", "trong") is not None or number == -1
        if self.token.key in EACH and self.peek().key == "tháng":
            self.i += 2
            return Shape(Day(number, THIS_MONTH), "day", MONTHLY, implied=True)
        month = self.month()
        if month is not None and isinstance(month.span, Month | MonthOfQuarter):
            return Shape(Day(number, month.span), "day", month.every or MONTHLY, implied=month.implied)
        if of and self.take("tháng"):
            if self.at("báo cáo"):
                self.fail(msg("which month is meant is not said"), self.i - 1, self.i + 2)
            return Shape(Day(number, THIS_MONTH), "day", MONTHLY, implied=True)
        if number == -1:
            year = self.year()
            return None if year is None else Shape(PointOf(Point.END, _year_of(year)), "day", YEARLY)
        self.i = start
        return Shape(Day(number, THIS_MONTH), "day", MONTHLY, missing=True)

    @rule
    def numeric_date(self) -> Shape | None:
        """bare := D/M/YYYY | M/YYYY | YYYY: a date, month or year that no word names."""
        start = self.i
        first, mark, second, after = self.token, self.peek(), self.peek(2), self.peek(3)
        joined = mark.kind in (Kind.SLASH, Kind.DASH, Kind.DOT) and second.kind is Kind.NUMBER
        if joined and len(first.key) <= 2 and len(second.key) == 4 and after.kind not in (Kind.SLASH,):
            month = self.month_number(first)
            self.i += 2
            year = self.year_number()
            assert month is not None  # noqa: S101 - a number is a month or an error
            return Shape(Month(month, Year(year)), "month", bare=True)
        if joined and len(first.key) <= 2:
            shape = self.dated_day()
            if shape is not None:
                return shape._replace(bare=True)
        self.i = start
        if len(first.key) == 4 and 1900 <= first.value <= 9999 and not (mark.kind is Kind.SLASH):
            self.i += 1
            return Shape(Year(first.value), "year", bare=True)
        return None

    @rule
    def weekday_beside(self) -> int | None:
        """weekday-beside := "(" (sáng | chiều)? thứ … ")" | thứ …, after a date: held against it, not read."""
        opened = self.take_kind(Kind.OPEN) or self.take_kind(Kind.COMMA)
        self.take("sáng", "chiều", "tối")
        number = self.weekday_number()
        if number is None or (opened is not None and opened.kind is Kind.COMMA and self.token.kind is not Kind.END):
            return None
        if opened is not None and opened.kind is Kind.OPEN:
            if self.token.kind is Kind.CLOSE:
                self.i += 1
            elif self.token.kind is not Kind.COMMA:
                return None
        return number

    @rule
    def weekday_number(self) -> int | None:
        """weekday := thứ (hai … bảy | 2 … 7) | chủ nhật; Monday is 0."""
        if self.take("chủ nhật"):
            return 6
        if self.take("thứ"):
            token = self.token
            self.i += 1
            if token.kind is Kind.NUMBER and 2 <= token.value <= 7:
                return token.value - 2
            if token.key in WEEKDAYS:
                return WEEKDAYS[token.key]
        return None

    @rule
    def weekday(self) -> Shape | None:
        """weekday-span := weekday (của)? (tuần (đầu | cuối) of-month | tuần này | tuần next)?: "thứ Sáu hằng tuần"."""
        number = self.weekday_number()
        if number is None:
            return None
        start = self.i
        self.take("của", "trong")
        week = self.week()
        if week is not None and isinstance(week.span, Week | WeekOfMonth):
            return Shape(Weekday(number, week.span), "weekday", week.every, implied=week.implied or week.missing)
        self.i = start
        return Shape(Weekday(number, Week(Relative.THIS)), "weekday", WEEKLY, missing=True)

    @rule
    def working_day(self) -> Shape | None:
        """After "ngày": làm việc (đầu tiên | cuối cùng | thứ N) (của)? (tháng … | quý … | năm …)."""
        self.i += 2
        if self.take("thứ"):
            number = self.numeral()
        else:
            number = {Edge.FIRST: 1, Edge.LAST: -1, None: None}[_EDGES.get(self.token.key)]
            self.i += 1
            self.take("tiên", "cùng")
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
        if count is None or not 1 <= count <= 366 or not self.take("ngày") or self.token.key not in _EDGES:
            return None
        edge = _EDGES[self.token.key]
        self.i += 1
        self.take("tiên", "cùng")
        period = self.period_of()
        return None if period is None else period._replace(span=DaysOf(edge, count, _period(period)), unit="days")

    @rule
    def period_of(self) -> Shape | None:
        """period-of := (của)? (EACH)? (tháng … | quý … | năm …): the period a part is taken of."""
        self.take("của", "trong")
        if self.token.key in EACH and self.peek().key in _CYCLES:
            unit = self.peek().key
            self.i += 2
            return Shape(_CYCLES[unit][0], unit, _CYCLES[unit][1], implied=True)
        shape = self.month() or self.quarter() or self.year()
        if shape is not None:
            return shape
        unit = self.token.key
        if unit not in _CYCLES:
            return None
        self.i += 1
        if self.at("báo cáo") or self.at("học"):
            self.fail(msg("which period is meant is not said"), self.i - 1, self.i + 2)
        span, every = _CYCLES[unit]
        return Shape(span, unit, every, missing=unit != "năm")

    # --- parts and weeks ---

    @rule
    def point(self) -> Shape | None:
        """point := (đầu | giữa | cuối) (tháng … | quý … | năm … | nhiệm kỳ …): "đầu quý II/2023", "cuối năm"."""
        point = _POINTS[self.token.key]
        self.i += 1
        if self.at("nhiệm kỳ"):
            return None
        period = self.period_of()
        if period is None:
            return None
        span = _period(period)
        if span == THIS_YEAR and not period.implied and point is not Point.END:
            span = NO_YEAR  # "cuối năm" is this year's; "đầu năm" the next 1 January, "giữa năm" the next 30 June
        return period._replace(span=PointOf(point, span), unit="point")

    @rule
    def half(self) -> Shape | None:
        """half := nửa (đầu | cuối) năm …"""
        return self.months()

    @rule
    def week(self) -> Shape | None:
        """week := tuần (này | next) | tuần (đầu | cuối) (tiên | cùng)? of-month: "tuần đầu tháng 12"."""
        if not self.take("tuần"):
            return None
        if self.take("này", "nay"):
            return Shape(Week(Relative.THIS), "week")
        if self.token.key in NEXT and self.next_mark():
            return Shape(Week(Relative.NEXT), "week", WEEKLY)
        edge = _EDGES.get(self.token.key)
        if edge is None:
            return None
        self.i += 1
        self.take("tiên", "cùng")
        period = self.period_of()
        if period is None or not isinstance(period.span, Month | MonthOfQuarter):
            return None
        return period._replace(span=WeekOfMonth(edge, period.span), unit="week")

    # --- terms ---

    @rule
    def term(self) -> Shape | None:
        """term := năm (thứ N | đầu | cuối) (của)? nhiệm kỳ NAME | (đầu | giữa | cuối) nhiệm kỳ NAME | nhiệm kỳ (YYYY-YYYY | NAME)."""
        start = self.i
        position: int | Point | None = None
        if self.take("năm"):
            if self.take("thứ"):
                position = self.numeral()
                if position is None:
                    return None
            elif self.token.key in _POINTS:
                position = _POINTS[self.token.key]
                self.i += 1
                self.take("tiên", "cùng")
            else:
                return None
        elif self.token.key in _POINTS:
            position = _POINTS[self.token.key]
            self.i += 1
        self.take("của", "trong")
        if not self.take("nhiệm kỳ"):
            return None
        if self.token.kind is Kind.NUMBER and position is None:
            return self.years_of_term()
        first = self.i
        self.clause_end()
        return Shape(TermYear(position, self.words_between(first, self.i), self.words_between(start, self.i)), "term")

    def years_of_term(self) -> Shape | None:
        """After "nhiệm kỳ": YYYY - YYYY, the calendar years."""
        first = self.year_number()
        if first is None or self.take_kind(Kind.DASH) is None:
            return None
        last = self.year_number()
        if last is None:
            self.expected(msg("a year of four digits"))
        return Shape(Stretch(Year(first), Year(last)), "term")

    @rule
    def stage(self) -> Shape | None:
        """stage := (giai đoạn | thời kỳ) (N "(")? (từ)? (năm)? YYYY ("-" | đến) (năm)? YYYY ")"?: "Giai đoạn 1 (2026 - 2028)"."""
        start = self.i
        if not self.take("giai đoạn", "thời kỳ"):
            return None
        if self.peek().kind is Kind.OPEN and (self.token.kind is Kind.NUMBER or self.token.key in ROMAN):
            self.i += 2
        self.take("từ")
        self.take("năm")
        first = self.year_number()
        if first is None:
            if self.tokens[start].key == "thời":
                return None
            self.fail(msg("the stage names no years"), start, self.i + 1)
        if not (self.take_kind(Kind.DASH) or self.take("đến năm", "đến hết năm", "đến")):
            self.fail(msg("the stage names no last year"), start, self.i)
        last = self.year_number()
        if last is None:
            self.expected(msg("a year of four digits"))
        return Shape(Stretch(Year(first), Year(last)), "stage")

    def declared_term(self) -> Shape | None:
        """declared-term := the words of a term the plan declares, such as a school year or a season."""
        for words in self.terms:
            if self.at(words):
                start = self.i
                self.take(words)
                text = self.words_between(start, self.i)
                return Shape(TermYear(None, text, text), "term")
        return None

    def clause_end(self) -> None:
        """Go to the end of the clause: the next comma, và, hoặc, bracket or the end."""
        while self.token.kind not in _CLAUSE_ENDS and self.token.key not in ("và", "hoặc"):
            self.i += 1


_CLAUSE_ENDS = frozenset((Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.END))
_CYCLES: dict[str, tuple[Month | Quarter | Year, Every]] = {
    "tháng": (THIS_MONTH, MONTHLY),
    "quý": (THIS_QUARTER, QUARTERLY),
    "năm": (THIS_YEAR, YEARLY),
}
_RULES: dict[str, tuple[str, ...]] = {
    "ngày": ("day",),
    "các": ("day", "month", "quarter", "year"),
    "những": ("day", "year"),
    "tháng": ("month",),
    "quý": ("quarter",),
    "năm": ("year", "term"),
    "nửa": ("half",),
    "tuần": ("week",),
    "thứ": ("weekday",),
    "chủ": ("weekday",),
    "đầu": ("point", "term"),
    "giữa": ("point", "term"),
    "cuối": ("point", "term"),
    "nhiệm": ("term",),
    "giai": ("stage",),
    "thời": ("stage",),
}


def _period(shape: Shape) -> Month | MonthOfQuarter | Quarter | Year:
    assert isinstance(shape.span, Month | MonthOfQuarter | Quarter | Year)  # noqa: S101 - what period_of returns
    return shape.span


def _year_of(shape: Shape) -> Year:
    assert isinstance(shape.span, Year)  # noqa: S101 - what year returns
    return shape.span


def with_year(span: Calendar, year: Year) -> Calendar:
    """Return the span with a year wherever it was left out."""
    match span:
        case Year(None):
            return year
        case Stretch(first, last):
            return Stretch(with_year(first, year), with_year(last, year))
        case Months() | Quarter() | Month():
            return replace(span, year=with_year(span.year, year))
        case MonthOfQuarter(_, quarter):
            return replace(span, quarter=with_year(quarter, year))
        case WeekOfMonth(_, month) | Day(_, month):
            return replace(span, month=with_year(month, year))
        case Weekday(_, week):
            return replace(span, week=with_year(week, year))
        case WorkingDay(_, period) | PointOf(_, period) | DaysOf(_, _, period):
            return replace(span, period=with_year(period, year))
    return span


def year_of(span: Calendar) -> Year | None:
    """Return the year a span stands in, as written; None where it has none to state (a week, a term)."""
    match span:
        case Year():
            return span
        case Stretch(first, _):
            return year_of(first)
        case Months() | Quarter() | Month():
            return span.year
        case MonthOfQuarter(_, quarter):
            return quarter.year
        case WeekOfMonth(_, month) | Day(_, month):
            return year_of(month)
        case Weekday(_, week):
            return year_of(week)
        case WorkingDay(_, period) | PointOf(_, period) | DaysOf(_, _, period):
            return year_of(period)
    return None
