"""The grammar of clauses: where the words of an event end, and where another reading begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.dates.counting import Period, Unit
from dutrack.deadline.cursor import rule
from dutrack.deadline.readings import Event, Part, Standing
from dutrack.deadline.series import SeriesGrammar
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import EVENT_HEADS, NUMERALS, STANDING, TAILS
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.deadline.readings import Span

AT_ONCE = Period(1, Unit.WORKING_DAY)
WHEN = (
    "sau khi có", "sau khi", "ngay khi có", "ngay khi", "khi có", "khi", "kể từ khi có", "kể từ khi", "từ khi có",
    "từ khi", "kể từ thời điểm có", "kể từ thời điểm", "từ thời điểm", "sau thời điểm",
)  # fmt: skip
SINCE_DAY = ("kể từ ngày có", "kể từ ngày", "tính từ ngày", "từ ngày có", "từ ngày")
UNTIL = (
    "từ nay cho đến khi có", "từ nay cho đến khi", "từ nay đến khi có", "từ nay đến khi", "từ nay cho đến",
    "từ nay đến", "cho đến khi có", "cho đến khi", "kéo dài đến khi", "đến khi có", "đến khi", "cho tới khi",
    "tới khi",
)  # fmt: skip
COUNT_FROM = (
    "kể từ thời điểm", "kể từ ngày", "kể từ khi", "kể từ", "tính từ thời điểm", "tính từ ngày", "tính từ khi",
    "tính từ", "từ thời điểm", "từ ngày", "từ khi", "sau thời điểm", "sau khi", "sau ngày", "khi",
)  # fmt: skip
MAXIMUM = ("không quá", "không muộn hơn", "không chậm hơn", "chậm nhất", "muộn nhất", "tối đa")
LEAST = ("ít nhất", "tối thiểu", "không ít hơn")
LIMITS = (
    *MAXIMUM, *LEAST, "trong thời hạn", "trong vòng", "trong thời gian", "thời hạn", "thời gian", "trong", "là",
    "vào", "sau", "trước",
)  # fmt: skip
AHEAD = ("trước khi có", "trước khi", "trước thời điểm", "trước ngày")
_AT_ONCE_TAILS = (
    ("thì", "tiến", "hành", "ngay"), ("thì", "thực", "hiện", "ngay"), ("thì", "triển", "khai", "ngay"),
    ("thực", "hiện", "ngay"), ("triển", "khai", "ngay"), ("tiến", "hành", "ngay"), ("thì", "ngay"), ("ngay",),
)  # fmt: skip
_ASKED = frozenset(
    f"{words}{more}"
    for words in ("yêu cầu", "có yêu cầu")
    for more in ("", " đột xuất", " phát sinh", " công việc", " nhiệm vụ", " công tác", " thực tế", " thực tiễn")
) | {"cần thiết", "cần"}
_OWN_HEADS = frozenset(("trong", "trước", "đến", "từ", "hoàn", "chậm", "muộn", "xong"))
SPLITTERS = _OWN_HEADS | {"và", "hoặc"}
"""Words at which a reading of its own may begin in the words of another."""
_AFTER_A_WINDOW = frozenset(
    ("theo", "khi", "sau", "ngay", "trước", "đến", "trong", "thường", *(words.split()[0] for words in TAILS))
)


# BLDS Điều 146 khoản 1: half a month is 15 days.
_HALVES = {"nửa tháng": Period(15, Unit.DAY), "nửa năm": Period(6, Unit.MONTH)}
_UNITS = {
    "ngày làm việc": (1, Unit.WORKING_DAY),
    "ngày": (1, Unit.DAY),
    "tuần": (1, Unit.WEEK),
    "tháng": (1, Unit.MONTH),
    "quý": (3, Unit.MONTH),
    "năm": (1, Unit.YEAR),
    "giờ": (1, Unit.DAY),
    "tiếng": (1, Unit.DAY),
    "h": (1, Unit.DAY),
}
_HALF, _UNIT = tuple(_HALVES), tuple(_UNITS)
_HOURS = frozenset(("giờ", "tiếng", "h"))
_LATEST = frozenset(
    ("chậm nhất", "chậm nhất là", "muộn nhất", "muộn nhất là", "không quá", "tối đa", "trong vòng", "trong thời hạn")
)
_EARLIEST = frozenset(
    ("", "ít nhất", "ít nhất là", "tối thiểu", "tối thiểu là", "chậm nhất", "chậm nhất là", "muộn nhất", "trước", "là")
)
_DANGLING = frozenset(("của", "đến", "từ", "về", "với", "do", "là", "và", "hoặc"))
"""Words that what is awaited cannot end with: the text is cut off."""

_FROM = frozenset(("kể", "tính"))
_GIVEN_OR_AWAITED = (*EVENT_HEADS, "quy định")
_COUNT_TO_OR_FROM = (*COUNT_FROM, "trước")
_EVENT_OPENERS = (*WHEN, *UNTIL, "trước khi")
COUNT_OPENERS = frozenset(words.split()[0] for words in LIMITS) - {"trước", "sau"}
_LIMIT_WORDS = frozenset(" ".join((*_LATEST, *_EARLIEST)).split())


class ClauseGrammar(SeriesGrammar):
    """Rules for the words of an event."""

    def clause_ends(self) -> bool:
        """Tell whether the clause ends here."""
        if self.token.kind == Kind.QUOTE:
            return self.quote_closes()
        return self.token.kind in (Kind.END, Kind.COMMA, Kind.CLOSE, Kind.OPEN) or self.token.key in ("và", "hoặc")

    @rule
    def count(self) -> Period | None:
        """count := N (ngày làm việc | ngày | tuần | tháng | quý | năm | giờ) | nửa (tháng | năm): "5 ngày làm việc"."""
        start = self.i
        half = self.take_any(_HALF)
        if half is not None:
            return _HALVES[half]
        number = self.numeral()
        if number is None:
            return None
        unit = self.take_any(_UNIT)
        if number > 9999 or unit is None or self.token.key in ("đầu", "cuối"):
            return None
        self.take("liên tục", "liên tiếp")
        if self.at_kind(Kind.NUMBER) or (unit in _HOURS and self.token.key == "ngày"):
            return None  # "3 tháng 6" is a date, "17 giờ 30" and "17 giờ ngày" a clock time
        if number < 1:
            self.fail(msg("a period of {count} is no period", count=number), start, self.i)
        if unit in _HOURS and number < 24:
            self.fail(msg("a period of less than a day cannot be tracked in days"), start, self.i)
        factor, length = _UNITS[unit]
        # Hours round down to whole days: the day they end in is then surely in time.
        return Period(number // 24 if unit in _HOURS else number * factor, length)

    @rule
    def day_by_number(self) -> Period | None:
        """Nth-day := ngày (làm việc)? thứ N, before "kể từ": "chậm nhất là ngày thứ 90 kể từ ngày …", 90 days."""
        if not self.take_word("ngày"):
            return None
        unit = Unit.WORKING_DAY if self.take("làm việc") else Unit.DAY
        number = self.numeral() if self.take_word("thứ") else None
        counts = self.token.key in _FROM or (self.token.kind == Kind.COMMA and self.peek().key in _FROM)
        return Period(number, unit) if number and counts else None

    def waiting(self, start: int, within: Period | None, *, ahead: bool = False) -> list[Part]:
        """Read the words of what is awaited, to the end of the clause, and make the part."""
        first = self.i
        if self.token.key == "có" and self.tokens[first - 1].key != "có":
            first += 1
        end = self.event_end()
        words_end, at_once = self.without_at_once(first, end)
        if within is None or within is AT_ONCE:
            words_end, counted = self.without_count(first, words_end, ahead)
            within = counted or within
        words = self.words_between(first, words_end)
        named = any(self.tokens[i].kind == Kind.WORD for i in range(first, words_end))
        if not named or self.tokens[words_end - 1].key in _DANGLING:
            self.fail(msg("what is awaited is not said"), start, end)
        at: Span = self.span_from(start)
        if within is None and " ".join([token.key for token in self.tokens[first:words_end]]) in _ASKED:
            return [Standing(at=at)]
        if within is None and at_once:
            within = AT_ONCE
        return [Event(words, within, at)]

    def without_at_once(self, first: int, end: int) -> tuple[int, bool]:
        """Cut "thì tiến hành ngay" off the words."""
        if self.tokens[end - 1].key == "ngay":
            for tail in _AT_ONCE_TAILS:
                size = len(tail)
                if end - size > first and tuple(token.key for token in self.tokens[end - size : end]) == tail:
                    return end - size, True
        return end, False

    def without_count(self, first: int, end: int, ahead: bool) -> tuple[int, Period | None]:
        """Cut a limit and its count off the words: "…, chậm nhất 05 ngày", "khi nhận hồ sơ 03 ngày làm việc".

        After a comma a limit ends the words wherever it stands; what follows it is no part of the event.
        """
        here = self.i
        for at in range(first + 1, end - 1):
            if self.tokens[at].kind == Kind.NUMBER or self.tokens[at].key in NUMERALS:
                self.i = at
                period = self.count()
                counted, self.i = self.i, here
                limit = at
                while limit > first + 1 and self.tokens[limit - 1].key in _LIMIT_WORDS:
                    limit -= 1
                words = " ".join(token.key for token in self.tokens[limit:at])
                own_clause = words in _LATEST and not ahead and self.tokens[limit - 1].kind == Kind.COMMA
                if period is None or (counted != end and not own_clause):
                    continue
                # Working days are never a length of what happens ("lớp tập huấn 03 ngày" is): they need no limit.
                if words in (_EARLIEST if ahead else _LATEST) or (not words and period.unit is Unit.WORKING_DAY):
                    while limit > first + 1 and self.tokens[limit - 1].kind == Kind.COMMA:
                        limit -= 1
                    self.i = min(counted, self.i)
                    return limit, Period(-period.count, period.unit) if ahead else period
        return end, None

    def event_end(self) -> int:
        """Go to the end of the event's clause: where the text or its bracket ends, or another reading begins."""
        start = self.i
        while True:
            token = self.tokens[self.i]
            if token.kind == Kind.WORD and token.key not in SPLITTERS:
                self.i += 1
                continue
            if token.kind in (Kind.END, Kind.CLOSE) or (self.i > start and self.another_begins()):
                break
            if token.kind == Kind.QUOTE and self.quote_closes():
                break
            if token.kind in (Kind.QUOTE, Kind.OPEN):
                self.skip_pair(token.kind)
            else:
                self.i += 1
        end = self.i
        while end > start and self.tokens[end - 1].kind == Kind.COMMA:
            end -= 1
        self.i = end
        return end

    def skip_pair(self, kind: int) -> None:
        """Go past a quotation or bracket, whole."""
        close = Kind.QUOTE if kind == Kind.QUOTE else Kind.CLOSE
        here = self.i
        self.i += 1
        while self.token.kind not in (close, Kind.END):
            self.i += 1
        if self.token.kind is close:
            self.i += 1
        else:
            self.i = here + 1

    def another_begins(self) -> bool:
        """Tell whether a reading of its own begins here, after và, hoặc, a comma, a bracket, or with its own head."""
        token = self.tokens[self.i]
        if token.kind not in (Kind.COMMA, Kind.OPEN) and token.key not in SPLITTERS:
            return False
        marked = token.key not in _OWN_HEADS
        here, warned = self.i, len(self.warnings)
        while self.token.kind in (Kind.COMMA, Kind.OPEN) or self.token.key in ("và", "hoặc"):
            self.i += 1
        if self.token.kind == Kind.END or (marked and self.token.kind == Kind.CLOSE):
            answer = True
        else:
            answer = self.token.key in COUNT_OPENERS and self.opens_event()  # "trong vòng 05 ngày kể từ …"
            self.skip_lead_ins()
            answer = answer or (marked and self.opens_event()) or self.reads_timed(marked)
        self.i = here
        del self.warnings[warned:]
        return answer

    def opens_event(self) -> bool:
        """Tell whether an event or standing task opens here, without reading it."""
        here = self.i
        if self.take_any(STANDING):
            answer = self.clause_ends()
        elif self.take_word("theo"):
            self.take_word("sự", "đúng", "các", "những")
            answer = self.take_any(_GIVEN_OR_AWAITED) is not None
        elif self.token.kind == Kind.NUMBER or self.token.key in COUNT_OPENERS:
            self.take_all(LIMITS)
            answer = self.count() is not None
            self.take_kind(Kind.COMMA)
            answer = answer and self.take_any(_COUNT_TO_OR_FROM) is not None
        else:
            self.take_word("ngay")
            answer = self.take_any(_EVENT_OPENERS) is not None
        self.i = here
        return answer

    def reads_timed(self, marked: bool) -> bool:
        """Tell whether a window or series stands here, up to the end of a clause or another opening."""
        try:
            parts = self.timed() if self.token.key != "sau" else None
        except ValueError:
            return True  # a deadline with a mistake in it is still one: it is reported where it is read
        if parts is None:
            return False
        if not marked and not all(not isinstance(part, Standing) for part in parts):
            return False
        return self.clause_ends() or self.token.key in _AFTER_A_WINDOW
