"""The grammar of calendar spans: any of them, and terms of office."""

from __future__ import annotations

from msgspec.structs import replace

from dutrack.deadline.cursor import phrase, rule
from dutrack.deadline.days import POINTS, DayGrammar
from dutrack.deadline.readings import Point, PointOf, Stretch, TermYear, Year
from dutrack.deadline.shapes import Shape
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import NUMERALS, ROMAN
from dutrack.i18n import msg

_AFTER_NUMERALS = frozenset(("tháng", "ngày", "mươi", "lăm"))
_CLAUSE_ENDS = frozenset((Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.END))


class SpanGrammar(DayGrammar):
    """Rules that read one calendar span each and return its Shape, or None where it does not stand."""

    def span(self) -> Shape | None:
        """span := day | weekday | week | month | quarter | year | months | days-of | point | term | bare."""
        token = self.tokens[self.i]
        if token.kind == Kind.NUMBER or (token.key in NUMERALS and self.peek().key in _AFTER_NUMERALS):
            return self.months() or self.days_of() or self.numeric_date()
        if token.key in POINTS and self.peek(2).key in POINTS:
            return self.shared_point()
        for read in _SPANS.get(token.key, ()):
            shape = read(self)
            if shape is not None:
                return shape
        return self.declared_term() if self.terms else None

    @rule
    def shared_point(self) -> Shape | None:
        """shared-point := point (before ("," | và) point period): "giữa và cuối nhiệm kỳ" is two; reads the first."""
        point = POINTS[self.token.key]
        here = self.i + 1
        while self.peek(2).key in POINTS and (self.peek().kind == Kind.COMMA or self.peek().key == "và"):
            self.i += 2
        if self.peek(2).key in POINTS:
            return None
        shape = self.span()
        self.i = here
        match shape:
            case Shape(PointOf(_, period)):
                return replace(shape, span=PointOf(point, period))
            case Shape(TermYear(Point(), words, text)):
                head = self.words_between(here - 1, here)
                return replace(shape, span=TermYear(point, words, f"{head} {text.partition(' ')[2]}"))
        return None

    @rule
    def term(self) -> Shape | None:
        """term := (năm (thứ N | đầu | cuối) | đầu | giữa | cuối)? nhiệm kỳ (YYYY-YYYY | NAME): "giữa nhiệm kỳ"."""
        start = self.i
        position: int | Point | None = None
        if self.take_word("năm"):
            if self.take_word("thứ"):
                position = self.numeral()
                if position is None:
                    return None
            elif self.token.key in POINTS:
                position = POINTS[self.token.key]
                self.i += 1
                self.take_word("tiên", "cùng")
            else:
                return None
        elif self.token.key in POINTS:
            position = POINTS[self.token.key]
            self.i += 1
        self.take_word("của", "trong")
        if not self.take("nhiệm kỳ"):
            return None
        if self.token.kind == Kind.NUMBER and position is None:
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
        """stage := (giai đoạn | thời kỳ) (N "(")? từ? năm? YYYY ("-" | đến) năm? YYYY: "Giai đoạn 1 (2026 - 2028)"."""
        start = self.i
        if self.stage_label() or not self.take("giai đoạn", "thời kỳ"):
            return None
        if self.peek().kind == Kind.OPEN and (self.token.kind == Kind.NUMBER or self.token.key in ROMAN):
            self.i += 2
        if self.at("từ nay"):
            return None  # "giai đoạn từ nay đến năm 2030": the words after it are a window of their own
        self.take_word("từ")
        self.take_word("năm")
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

    @rule
    def stage_label(self) -> bool | None:
        """stage-label := giai đoạn (N | Roman) (":" | "," | "(" | before từ): says nothing ("Giai đoạn 1: quý II")."""
        start = self.i
        if not self.take("giai đoạn"):
            return None
        number, mark = self.token, self.peek()
        if number.key not in ROMAN and (number.kind != Kind.NUMBER or len(number.key) > 2):
            return None
        if mark.kind == Kind.OPEN and self.peek(2).kind == Kind.NUMBER:
            return None  # "Giai đoạn 1 (2026 - 2028)" is a stage with its years
        if not (self.labels() or mark.kind in (Kind.COMMA, Kind.OPEN) or mark.key == "từ"):
            return None
        self.i += 1
        while self.at_kind(Kind.COMMA, Kind.OPEN):
            self.i += 1
        if self.leading == start:
            self.leading = -1  # unlike other words before a reading it is left out without a warning
        return True

    def declared_term(self) -> Shape | None:
        """declared-term := the words of a term the plan declares, such as a school year or a season."""
        for words in self.terms:
            if self.at(words):
                start = self.i
                self.i += len(phrase(words))
                text = self.words_between(start, self.i)
                return Shape(TermYear(None, text, text), "term")
        return None

    def clause_end(self) -> None:
        """Go to the end of the clause: the next comma, và, hoặc, bracket or the end."""
        while self.token.kind not in _CLAUSE_ENDS and self.token.key not in ("và", "hoặc"):
            self.i += 1


_SPANS = {
    "ngày": (SpanGrammar.day,),
    "các": (SpanGrammar.day, SpanGrammar.month, SpanGrammar.quarter, SpanGrammar.year),
    "những": (SpanGrammar.day, SpanGrammar.year),
    "tháng": (SpanGrammar.month,),
    "quý": (SpanGrammar.quarter,),
    "năm": (SpanGrammar.year, SpanGrammar.term),
    "nửa": (SpanGrammar.half,),
    "tuần": (SpanGrammar.week,),
    **dict.fromkeys(("thứ", "sáng", "chiều", "tối"), (SpanGrammar.weekday,)),
    "chủ": (SpanGrammar.weekday,),
    "đầu": (SpanGrammar.point, SpanGrammar.term),
    "giữa": (SpanGrammar.point, SpanGrammar.term),
    "cuối": (SpanGrammar.point, SpanGrammar.term),
    "nhiệm": (SpanGrammar.term,),
    "giai": (SpanGrammar.stage,),
    "thời": (SpanGrammar.stage,),
}
"""The spans that a word may open, besides a number and the words of a declared term."""
SPAN_OPENERS = frozenset(_SPANS)
