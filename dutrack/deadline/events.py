"""The grammar of what waits and what stands: events, periods counted from them, standing tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.dates.counting import Period, Unit
from dutrack.deadline.cursor import rule
from dutrack.deadline.readings import Counted, Doubt, Event, Part, Standing, Warned
from dutrack.deadline.series import SeriesGrammar
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import EVENT_HEADS, NUMERALS, STANDING
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.deadline.readings import Span

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
}
_HOURS = frozenset(("giờ", "tiếng"))
_AT_ONCE = Period(1, Unit.WORKING_DAY)
_WHEN = (
    "sau khi có", "sau khi", "ngay khi có", "ngay khi", "khi có", "khi", "kể từ khi có", "kể từ khi", "từ khi có",
    "từ khi",
)  # fmt: skip
_COUNT_FROM = (
    "kể từ ngày", "kể từ khi", "kể từ", "tính từ ngày", "tính từ khi", "tính từ", "từ ngày", "từ khi", "sau khi",
    "sau ngày", "khi",
)  # fmt: skip
_MAXIMUM = ("không quá", "không muộn hơn", "không chậm hơn", "chậm nhất", "muộn nhất", "tối đa", "trước")
_UNTIL = ("cho đến khi có", "cho đến khi", "kéo dài đến khi", "đến khi có", "đến khi", "cho tới khi", "tới khi")
_AT_ONCE_TAILS = (
    ("thì", "tiến", "hành", "ngay"), ("thì", "thực", "hiện", "ngay"), ("thì", "triển", "khai", "ngay"),
    ("thực", "hiện", "ngay"), ("triển", "khai", "ngay"), ("tiến", "hành", "ngay"), ("thì", "ngay"), ("ngay",),
)  # fmt: skip
_ASKED = frozenset(("yêu cầu", "yêu cầu đột xuất", "cần thiết", "cần", "có yêu cầu", "yêu cầu phát sinh"))
_EVENT_WORDS = frozenset(("khi", "sau", "ngay", "theo", "kể", "trước", "cho", "đến", "tới", "từ", "kéo"))
_COUNT_WORDS = frozenset(("trong", "thời", "vòng", "sau", "không", "chậm", "muộn", "tối", "trước", "là", "nửa"))
_SPLITTERS = frozenset(("trong", "trước", "đến", "từ", "hoàn", "chậm", "muộn", "xong"))


class EventGrammar(SeriesGrammar):
    """Rules for events and standing tasks."""

    @rule
    def standing(self) -> list[Part] | None:
        """standing := thường xuyên | liên tục | đột xuất (asked)? | bất thường | khi cần thiết | theo định kỳ."""
        start = self.i
        words = self.take(*STANDING)
        if words is None:
            return None
        if words == "theo định kỳ":
            at = self.span_from(start)
            self.warnings.append(Warned(Doubt.NO_PERIOD_NAMED, msg("no period is named; read as a standing task"), at))
        while self.take(*STANDING):
            pass
        here = self.i
        if not (self.take("khi có yêu cầu", "theo yêu cầu", "khi cần thiết", "khi cần") and self.clause_ends()):
            self.i = here
        return [Standing(at=self.span_from(start))]

    def clause_ends(self) -> bool:
        """Tell whether the clause ends here."""
        return self.token.kind in (Kind.END, Kind.COMMA, Kind.CLOSE, Kind.OPEN) or self.token.key in ("và", "hoặc")

    @rule
    def event(self) -> list[Part] | None:
        """event := counted | until | when | according | before-event | after."""
        key = self.token.key
        if (
            key not in _EVENT_WORDS
            and key not in _COUNT_WORDS
            and self.token.kind is not Kind.NUMBER
            and key not in NUMERALS
        ):
            return None
        for attempt in (self.counted, self.until, self.when, self.according, self.before_event, self.after):
            found = attempt()
            if found is not None:
                return found
        return None

    # --- counted periods ---

    @rule
    def count(self) -> Period | None:
        """count := N (ngày làm việc | ngày | tuần | tháng | quý | năm | giờ) | nửa (tháng | năm): "5 ngày làm việc"."""
        start = self.i
        half = self.take(*_HALVES)
        if half is not None:
            return _HALVES[half]
        if not self.at_kind(Kind.NUMBER) and self.token.key not in NUMERALS:
            return None
        number = self.numeral()
        unit = self.take(*_UNITS)
        if number is None or number > 9999 or unit is None or self.token.key in ("đầu", "cuối"):
            return None
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
    def counted(self) -> list[Part] | None:
        """counted := (trong (thời hạn | vòng))? maximum? count (from (issue | day | words) | trước khi words | tới)."""
        start = self.i
        self.take("trong thời hạn", "trong vòng", "trong thời gian", "thời hạn", "thời gian", "trong")
        self.take("là")
        maximum = self.take(*_MAXIMUM)
        while self.take("là", "sau", "vào", "trong", "không quá", "trong vòng", "trong thời hạn"):
            pass
        after = self.tokens[self.i - 1].key == "sau" and maximum is None and self.i > start
        period = self.count()
        if period is None:
            return None
        counted_at = self.span_from(start)
        if self.take("tới", "nữa", "tiếp theo") and self.clause_ends():
            return [Counted(period, at=self.span_from(start))]
        here = self.i
        self.take_kind(Kind.COMMA)
        if self.take("trước khi có", "trước khi"):
            return self.waiting(start, Period(-period.count, period.unit))
        named = self.take(*_COUNT_FROM)
        if named is None:
            self.i = here
            if not after or self.clause_ends():
                if self.token.key in ("lần", "một") or self.at_kind(Kind.SLASH):
                    return None
                self.fail(msg("from when is this period counted?"), start, self.i)
        if after:
            sentence = msg("“sau” names a start; read as a period that ends on that day")
            self.warnings.append(Warned(Doubt.AFTER_NAMES_A_START, sentence, counted_at))
        if named is not None and (counted := self.counted_from_day(start, named, period)):
            return counted
        return self.waiting(start, period)

    @rule
    def counted_from_day(self, start: int, named: str, period: Period) -> list[Part] | None:
        """issue := ngày (ban hành | ký | ký ban hành) (Kế hoạch này)?; day := a calendar day."""
        here = self.i
        if named.endswith("ngày"):
            issue = self.take("ký ban hành", "ban hành", "ký") is not None
            if issue:
                self.take("kế hoạch này", "văn bản này", "quyết định này")
                if self.clause_ends() or self.token.key == "để":
                    return [Counted(period, at=self.span_from(start))]
            self.i = here - 1
            shape = self.day()
            if shape is not None and shape.unit == "day" and not shape.missing and not shape.implied:
                return [Counted(period, shape.span, at=self.span_from(start))]
        self.i = here
        return None

    # --- events ---

    @rule
    def until(self) -> list[Part] | None:
        """until := (cho)? đến khi words | từ nay (cho)? đến words."""
        start = self.i
        if self.take(*_UNTIL) or self.take("từ nay cho đến", "từ nay đến"):
            return self.waiting(start, None)
        return None

    @rule
    def when(self) -> list[Part] | None:
        """when := ngay? (sau khi | khi | khi có | kể từ khi) words: "sau khi Trung ương ban hành"."""
        start = self.i
        at_once = self.take("ngay") is not None or self.token.key == "ngay"
        opener = self.take(*_WHEN)
        if opener is None:
            return None
        return self.waiting(start, _AT_ONCE if at_once else None)

    @rule
    def according(self) -> list[Part] | None:
        """according := theo (sự)? head words: "theo chỉ đạo của Trung ương"; a document already given is no wait."""
        start = self.i
        if not self.take("theo"):
            return None
        self.take("sự", "đúng", "các", "những")
        if self.take("quy định"):
            self.event_end()
            return self.given(start)
        first = self.i
        if not self.take(*EVENT_HEADS):
            return None
        end = self.event_end()
        if any(self.tokens[i].key == "số" and self.tokens[i + 1].kind is Kind.NUMBER for i in range(first, end)):
            return self.given(start)
        self.i = first
        return self.waiting(start, None)

    def given(self, start: int) -> list[Part]:
        """theo quy định, theo … tại Thông báo số …: said already; dropped beside another reading."""
        sentence = msg("names nothing that can still happen; left out of the reading")
        self.warnings.append(Warned(Doubt.INSTRUCTION_GIVEN, sentence, self.span_from(start)))
        return []

    @rule
    def before_event(self) -> list[Part] | None:
        """trước khi words, with no count."""
        start = self.i
        if not self.take("trước khi có", "trước khi"):
            return None
        return self.waiting(start, None)

    @rule
    def after(self) -> list[Part] | None:
        """ngay? sau words: "ngay sau Hội nghị của tỉnh"; "sau ngày 1/3" names a start and is no deadline."""
        start = self.i
        at_once = self.take("ngay") is not None
        if not self.take("sau"):
            return None
        self.take("khi")
        if self.token.kind is not Kind.WORD or self.token.key in (
            "tháng",
            "quý",
            "năm",
            "tuần",
            "ngày",
            "đó",
            "này",
            "kế",
            "liền",
        ):
            here = self.i
            if self.take("ngày") and self.token.kind is Kind.WORD and self.token.key not in NUMERALS:
                return self.waiting(start, _AT_ONCE if at_once else None)
            self.i = here
            if self.span() is not None:
                self.fail(msg("“sau” names a start, not a deadline"), start, self.i)
            return None
        return self.waiting(start, _AT_ONCE if at_once else None)

    def waiting(self, start: int, within: Period | None) -> list[Part]:
        """Read the words of what is awaited, to the end of the clause, and make the part."""
        first = self.i
        if self.token.key == "có" and self.tokens[first - 1].key != "có":
            first += 1
        end = self.event_end()
        words_end, at_once = self.without_at_once(first, end)
        words = self.words_between(first, words_end)
        if not any(self.tokens[i].kind is Kind.WORD for i in range(first, words_end)):
            self.fail(msg("what is awaited is not said"), start, end)
        at: Span = self.span_from(start)
        asked = " ".join(token.key for token in self.tokens[first:words_end])
        if asked in _ASKED and within is None:
            return [Standing(at=at)]
        if within is None and at_once:
            within = _AT_ONCE
        return [Event(words, within, at)]

    def without_at_once(self, first: int, end: int) -> tuple[int, bool]:
        """Cut "thì tiến hành ngay" off the words."""
        for tail in _AT_ONCE_TAILS:
            size = len(tail)
            if end - size > first and tuple(token.key for token in self.tokens[end - size : end]) == tail:
                return end - size, True
        return end, False

    def event_end(self) -> int:
        """Go to the end of the event's clause: where the text or its bracket ends, or another reading begins."""
        start = self.i
        while True:
            token = self.token
            if token.kind in (Kind.END, Kind.CLOSE) or (self.i > start and self.another_begins()):
                break
            if token.kind is Kind.QUOTE or token.kind is Kind.OPEN:
                self.skip_pair(token.kind)
            else:
                self.i += 1
        end = self.i
        while end > start and self.tokens[end - 1].kind is Kind.COMMA:
            end -= 1
        self.i = end
        return end

    def skip_pair(self, kind: Kind) -> None:
        """Go past a quotation or bracket, whole."""
        close = Kind.QUOTE if kind is Kind.QUOTE else Kind.CLOSE
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
        token = self.token
        here, warned = self.i, len(self.warnings)
        marked = token.kind in (Kind.COMMA, Kind.OPEN) or token.key in ("và", "hoặc")
        if not marked and token.key not in _SPLITTERS:
            return False
        while self.token.kind in (Kind.COMMA, Kind.OPEN) or self.token.key in ("và", "hoặc"):
            self.i += 1
        if self.token.kind is Kind.END or (marked and self.token.kind is Kind.CLOSE):
            answer = True
        else:
            self.skip_lead_ins()
            answer = (marked and self.opens_event()) or self.reads_timed(marked)
        self.i = here
        del self.warnings[warned:]
        return answer

    def opens_event(self) -> bool:
        """Tell whether an event or standing task opens here, without reading it."""
        here = self.i
        if self.take(*STANDING):
            answer = self.clause_ends()
        elif self.take("theo"):
            self.take("sự", "đúng", "các", "những")
            answer = self.take(*EVENT_HEADS, "quy định") is not None
        else:
            self.take("ngay")
            answer = self.take(*_WHEN, *_UNTIL, "trước khi") is not None
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
        return self.clause_ends() or self.token.key in (
            "theo",
            "khi",
            "sau",
            "ngay",
            "để",
            "trước",
            "đến",
            "trong",
            "thường",
        )
