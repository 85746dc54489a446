"""The grammar of what comes again: every year, twice monthly, once in six months."""

from __future__ import annotations

from dutrack.deadline.cursor import rule_after
from dutrack.deadline.readings import Cycle
from dutrack.deadline.shapes import MONTHLY, QUARTERLY, WEEKLY, YEARLY, Every
from dutrack.deadline.timing import TimingGrammar
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import DENIALS, EACH, NUMERALS, UNITS
from dutrack.i18n import msg

CYCLE_OPENERS = EACH | frozenset(NUMERALS) | frozenset(("theo", "định", "tối", "ít", "cứ"))
_UNIT_CYCLES: dict[str, Every] = {"tuần": WEEKLY, "tháng": MONTHLY, "quý": QUARTERLY, "năm": YEARLY}

_AFTER_VERBS = frozenset(("trước", "chậm", "muộn"))
_NO_VERBS = UNITS.union(
    EACH, DENIALS, ("hoặc", "khi", "theo", "từ", "đến", "sau", "thường", "đột", "giai", "nhiệm", "đầu", "giữa", "cuối")
)
"""Words that may begin another reading, or turn one round."""


class CycleGrammar(TimingGrammar):
    """Rules for the period of a series. ``each_start`` is where the last one read by ``each`` began."""

    each_start = 0

    def each_list(self, periodic: bool) -> list[Every]:
        """each-list := each (("," | "/" | và)? each)*: "hằng tháng, quý, năm", "định kỳ 6 tháng, hằng năm"."""
        first = self.each(periodic, follows=False)
        found: list[Every] = []
        while first is not None:
            found.append(first)
            start = self.i
            if not (self.take_kind(Kind.COMMA) or self.take_kind(Kind.SLASH) or self.take_word("và")):
                break
            first = self.each(periodic, follows=True)
            if first is None:
                self.i = start
        return found

    def each(self, periodic: bool, follows: bool) -> Every | None:
        """each := EACH unit (một lần)? | counted-each | (after định kỳ) unit: "hằng năm", "6 tháng một lần"."""
        start = self.each_start = self.i
        token = self.tokens[start]
        if not (periodic or follows or token.kind == Kind.NUMBER or token.key in CYCLE_OPENERS):
            return None
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
        repeated = self.take_word("mỗi", "cứ")
        if self.token.kind == Kind.NUMBER or self.token.key in NUMERALS:
            every_or_none = self.counted_each(start, periodic or follows or repeated or (self.i > start and not least))
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
        if count is None or not self.take_word("lần"):
            self.i = here
        elif count != 1:
            self.fail(msg("more than once a period: on which days?"), start, self.i)

    @rule_after
    def counted_each(self, start: int, periodic: bool) -> Every | None:
        """counted-each := times | N unit (một lần | "/" lần); after định kỳ the period alone: "định kỳ 6 tháng"."""
        count = self.numeral()
        if count is None:
            return None
        if self.take_word("lần"):
            return self.times_each(start, count)
        unit = self.token.key
        if unit not in _UNIT_CYCLES or self.peek().key in ("đầu", "cuối"):
            return None
        self.i += 1
        if not self.once_after(start) and not ((periodic or self.each_follows()) and self.is_cycle(unit, count)):
            return None
        length, cycle = _UNIT_CYCLES[unit]
        return self.cycle(start, count * length, cycle)

    def cycle(self, start: int, count: int, cycle: Cycle) -> Every:
        """Return a cycle of ``count`` weeks, months or years; twelve months are a year."""
        if not 1 <= count <= 120:
            self.fail(msg("a period of {count} is no period", count=count), start, self.i)
        return (count // 12, Cycle.YEAR) if cycle is Cycle.MONTH and count % 12 == 0 else (count, cycle)

    def times_each(self, start: int, count: int) -> Every | None:
        """times := N lần ("/" | mỗi | trong)? N? unit: "01 lần/năm", "1 lần/6 tháng"; not more than once."""
        if not (self.take_kind(Kind.SLASH) or self.take_word("mỗi", "trong", "trên", "một") or self.token.key in EACH):
            return None
        length = 1
        if self.token.key not in _UNIT_CYCLES:
            length = self.numeral() or 1
        if self.token.key not in _UNIT_CYCLES:
            return None
        unit, cycle = _UNIT_CYCLES[self.token.key]
        self.i += 1
        if count != 1:
            self.fail(msg("more than once a period: on which days?"), start, self.i)
        return self.cycle(start, unit * length, cycle)

    def once_after(self, start: int) -> bool:
        """once-after := "/" (1)? lần | (một | 1) lần, after the period: "6 tháng một lần", "2 năm/lần"."""
        here = self.i
        if self.take_kind(Kind.SLASH):
            self.one()
            if self.take_word("lần"):
                return True
        else:
            times = self.numeral()
            if times is not None and self.take_word("lần"):
                if times != 1:
                    self.fail(msg("more than once a period: on which days?"), start, self.i)
                return True
        self.i = here
        return False

    def each_follows(self) -> bool:
        """Tell whether a series follows in the same list, so that "6 tháng" is one too: "6 tháng, hằng năm"."""
        mark = self.token.kind == Kind.COMMA or self.token.key == "và"
        return mark and self.peek().key in EACH and self.peek(2).key in _UNIT_CYCLES

    def is_cycle(self, unit: str, count: int) -> bool:
        """Tell whether "6 tháng" after định kỳ is the period itself: it divides the year and counts from nothing."""
        divides = unit != "tháng" or count in (1, 2, 3, 4, 6, 12)
        if self.token.key == "trước":
            return divides and (self.peek().kind == Kind.NUMBER or self.peek(2).kind == Kind.NUMBER)
        return divides and self.token.key not in ("kể", "từ", "sau", "tính")

    def one(self) -> None:
        """one := 1 | một, where a number may be left out."""
        if self.token.key == "một" or self.token.value == 1:
            self.i += 1

    def verbs(self) -> bool:
        """Go past words with no time in them up to a bound: "tổng hợp, báo cáo Tỉnh ủy trước ngày 20"."""
        start = self.i
        while self.token.key not in _AFTER_VERBS and self.tokens[start].key != "và":
            if self.token.kind not in (Kind.WORD, Kind.COMMA) or self.token.key in _NO_VERBS or self.i - start > 20:
                self.i = start
                return False
            self.i += 1
        return self.i > start
