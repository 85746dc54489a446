"""The grammar of years, quarters and months."""

from __future__ import annotations

from dutrack.deadline.cursor import Cursor, rule
from dutrack.deadline.readings import Edge, Month, MonthOfQuarter, Months, Quarter, Relative, Year
from dutrack.deadline.shapes import (
    MONTHLY,
    NO_YEAR,
    QUARTERLY,
    THIS_MONTH,
    THIS_QUARTER,
    THIS_YEAR,
    YEARLY,
    Every,
    Shape,
)  # fmt: skip
from dutrack.deadline.tokens import Kind, Token
from dutrack.deadline.vocabulary import EACH, MONTH_WORDS, NEXT, NUMERALS
from dutrack.i18n import msg

_MARKS = frozenset((Kind.SLASH, Kind.DASH, Kind.DOT))
EDGES = {"đầu": Edge.FIRST, "cuối": Edge.LAST}
_MONTHS_OF_QUARTER = {"đầu": 1, "giữa": 2, "cuối": 3}
_CYCLES: dict[str, tuple[Month | Quarter | Year, Every]] = {
    "tháng": (THIS_MONTH, MONTHLY),
    "quý": (THIS_QUARTER, QUARTERLY),
    "năm": (THIS_YEAR, YEARLY),
}


class PeriodGrammar(Cursor):
    """Rules that read a whole period, or the period that a part is taken of."""

    def year_number(self) -> int | None:
        """Read a year of exactly four digits; fewer or more are an error, never a guess."""
        token = self.tokens[self.i]
        if token.kind != Kind.NUMBER:
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
        token = self.tokens[start]
        if token.kind in _MARKS:
            if self.peek().kind == Kind.NUMBER and (token.kind != Kind.DASH or len(self.peek().key) > 2):
                self.i += 1
                number = self.year_number()
                if number is None:
                    self.expected(msg("a year of four digits"))
                return Year(number)
            return default
        if token.kind == Kind.NUMBER and len(token.key) == 4:
            number = self.year_number()
            return Year(number)
        if token.kind == Kind.COMMA and self.year_after_comma():
            self.i += 1
            number = self.year_number()
            if number is not None:
                return Year(number)
        self.take_word("của", "trong")
        if self.take_word("năm"):
            if self.take("dương lịch"):
                return default
            year = self.year_word()
            if year is not None:
                return year
        self.i = start
        return default

    def year_after_comma(self) -> bool:
        """Tell whether a comma stands before the year of what it follows: ", năm 2025"; ", 2025" ends the text."""
        year = self.peek()
        if self.token.key == "." and year.glued and len(year.key) == 4 and year.kind == Kind.NUMBER:
            return True  # "Quý II.2025"
        if year.key == "năm":
            return self.peek(2).kind == Kind.NUMBER
        return len(year.key) == 4 and year.kind == Kind.NUMBER and self.peek(2).kind == Kind.END

    def year_word(self) -> Year | None:
        """After "năm": YYYY | nay | next."""
        if self.token.kind == Kind.NUMBER:
            number = self.year_number()
            if number is None and self.peek().key not in ("năm", "lần"):
                self.expected(msg("a year of four digits"))
            return None if number is None else Year(number)
        if self.take_word("nay"):
            return THIS_YEAR
        if self.token.key in NEXT and self.next_mark():
            if self.token.kind == Kind.OPEN and self.peek().key == "n" and self.peek(2).key == "+":
                self.i += 5 if self.peek(4).kind == Kind.CLOSE else 0
            return Year(Relative.NEXT)
        return None

    @rule
    def year(self) -> Shape | None:
        """year := (các)? năm (YYYY | nay | next) | trong năm: "năm 2022", "năm sau"."""
        several = self.take_word("các", "những")
        if not self.take_word("năm") or (several and self.token.kind != Kind.NUMBER):
            return None
        if self.at("báo cáo"):
            self.fail(msg("which year is meant is not said"), self.i - 1, self.i + 2)
        if self.at("học") or self.at("ngân sách"):
            self.fail(
                msg("this year begins and ends on days the plan does not declare; name the days"),
                self.i - 1,
                self.i + 1,
            )
        if self.token.key == "thứ":
            return None
        year = self.year_word()
        if year is None:
            return None
        return Shape(year, "year", YEARLY if year.number is Relative.NEXT else None)

    @rule
    def quarter(self) -> Shape | None:
        """quarter := (các)? quý (I-IV | 1-4 | nay | next) year-tail: "quý I/2023", "Quý III năm 2023"."""
        self.take_word("các")
        if not self.take_word("quý"):
            return None
        if self.tokens[self.i].key == "báo" and self.at("báo cáo"):
            self.fail(msg("which quarter is meant is not said"), self.i - 1, self.i + 2)
        if self.take_word("này", "nay"):
            return Shape(THIS_QUARTER, "quarter")
        if self.tokens[self.i].key in NEXT and self.next_mark():
            return Shape(Quarter(Relative.NEXT, THIS_YEAR), "quarter", QUARTERLY)
        number = self.quarter_number()
        if number is None:
            return None
        year = self.year_tail(NO_YEAR)
        return Shape(Quarter(number, year), "quarter", YEARLY)

    def quarter_number(self) -> int | None:
        """Read I-IV, 1-4 or a word; another Roman or other number is an error."""
        token = self.tokens[self.i]
        value = token.value if token.kind == Kind.NUMBER else MONTH_WORDS.get(token.key)
        if value is None or token.key == "năm":
            return None  # "quý IV/2025 và năm 2026": a year, not the number five
        if not 1 <= value <= 4:
            self.fail(
                msg(
                    "there is no quarter {number}: quarters are I, II, III and IV",
                    number=self.words_between(self.i, self.i + 1),
                )
            )
        self.i += 1
        return value

    @rule
    def of_quarter(self) -> tuple[Quarter, bool, bool] | None:
        """of-quarter := (của)? (EACH)? quý (next | nay | I-IV year-tail)?; also: is it a series, is it each quarter."""
        self.take_word("của", "trong")
        each = self.token.key in EACH and self.peek().key == "quý"
        if each:
            self.i += 1
        shape = None if each else self.quarter()
        if shape is not None and isinstance(shape.span, Quarter):
            return shape.span, shape.every == QUARTERLY, False
        if self.take_word("quý"):
            return THIS_QUARTER, True, True
        return None

    def month_number(self, token: Token) -> int | None:
        """Return 1-12 for a number or word; another number is an error."""
        value = token.value if token.kind == Kind.NUMBER else MONTH_WORDS.get(token.key)
        if value is None:
            return None
        if token.key == "năm" and not (self.peek().key == "năm" or self.peek().kind == Kind.SLASH):
            return None  # "tháng năm" alone: the fifth month, or "month, year"?
        if token.key == "mười" and self.peek().key in ("một", "hai"):
            self.i += 1
            value += NUMERALS[self.token.key]
        if not 1 <= value <= 12:
            self.fail(msg("there is no month {number}", number=token.key))
        return value

    @rule
    def month(self) -> Shape | None:
        """month := (các)? tháng (1-12 | này | next | of-quarter) year-tail: "tháng 3/2023", "tháng 02 năm 2022"."""
        several = self.take_word("các")
        if not self.take_word("tháng"):
            return None
        if self.at("báo cáo"):
            self.fail(msg("which month is meant is not said"), self.i - 1, self.i + 2)
        if self.take_word("này", "nay"):
            return Shape(THIS_MONTH, "month")
        token = self.tokens[self.i]
        if token.key in NEXT and self.next_mark():
            return Shape(Month(Relative.NEXT, THIS_YEAR), "month", MONTHLY)
        if token.key in _MONTHS_OF_QUARTER or token.key == "thứ":
            of = self.month_of_quarter()
            return None if of is None or (several and isinstance(of.span, Month)) else of  # "các tháng cuối năm"
        number = self.month_number(token)
        if number is None:
            return None
        self.i += 1
        year = self.year_tail(NO_YEAR)
        if year.number is None and self.at("tới"):
            self.i += 1  # "tháng 9 tới" is the next September, which is what a year left out means
        return Shape(Month(number, year), "month", YEARLY)

    @rule
    def month_of_quarter(self) -> Shape | None:
        """After "tháng": (đầu | giữa | cuối | thứ N) (tiên | cùng)? (of-quarter | (của)? year): "tháng cuối quý"."""
        edge = EDGES.get(self.token.key)
        index = _MONTHS_OF_QUARTER.get(self.token.key)
        self.i += 1
        if index is None:
            index = 1 if self.take_word("nhất") else self.numeral()
        self.take_word("tiên", "cùng")
        if index is None or not 1 <= index <= 3:
            return None
        of = self.of_quarter()
        if of is None:
            return None if edge is None else self.month_of_year(edge)
        quarter, series, each = of
        return Shape(MonthOfQuarter(index, quarter), "month", QUARTERLY if series else YEARLY, implied=each)

    def month_of_year(self, edge: Edge) -> Shape | None:
        """After "tháng đầu" or "tháng cuối": năm …, whose January or December it is."""
        if not self.at("năm"):
            return None
        year = self.year_tail(NO_YEAR)
        return Shape(Month(1 if edge is Edge.FIRST else 12, year), "month", YEARLY)

    @rule
    def months(self) -> Shape | None:
        """months := (N tháng | nửa) (đầu | cuối) (của)? (EACH? năm YYYY?): "6 tháng đầu năm 2023", "nửa cuối năm"."""
        count = 6 if self.take_word("nửa") else self.months_counted()
        edge = EDGES.get(self.token.key)
        if count is None or edge is None or not 1 <= count <= 11:
            return None
        self.i += 1
        self.take_word("của")
        if self.token.key in EACH and self.peek().key == "năm":
            self.i += 2
            return Shape(Months(edge, count, THIS_YEAR), "half", YEARLY, implied=True)
        if not self.take_word("năm"):
            return None
        return Shape(Months(edge, count, self.year_word() or NO_YEAR), "half", YEARLY)

    def months_counted(self) -> int | None:
        """N tháng."""
        count = self.numeral()
        return count if count is not None and self.take_word("tháng") else None

    @rule
    def period_of(self) -> Shape | None:
        """period-of := (của)? (EACH)? (tháng … | quý … | năm …): the period a part is taken of."""
        self.take_word("của", "trong")
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
