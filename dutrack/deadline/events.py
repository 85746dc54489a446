"""The grammar of what waits and what stands: events, periods counted from them, standing tasks."""

from __future__ import annotations

from itertools import takewhile

from dutrack.dates.counting import Period, Unit
from dutrack.deadline.clauses import (
    AHEAD,
    AT_ONCE,
    COUNT_FROM,
    LEAST,
    LIMITS,
    MAXIMUM,
    SINCE_DAY,
    UNTIL,
    WHEN,
    ClauseGrammar,
)
from dutrack.deadline.cursor import rule, rule_after
from dutrack.deadline.readings import Counted, Doubt, Part, Standing, Warned
from dutrack.deadline.slips import is_bound_slip, slip_of
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import DOCUMENTS, EVENT_HEADS, NUMERALS, STANDING, UNITS
from dutrack.i18n import msg

_LONGEST_NUMBER = 8
"""Tokens in a document's number: "30/2020/NĐ-CP" has seven."""
_TIME_WORDS = UNITS | {"hết", "trước", "đầu", "giữa", "cuối"}
_MOMENTS = ("ngày", "thời điểm")
"""What a day of the calendar may follow, as well as an event."""
_NUMBERED = (*DOCUMENTS, "phụ lục", "mẫu", "biểu")
_NO_EVENT = frozenset(
    "tháng quý năm tuần ngày thứ chủ đầu cuối làm đó đây này của kế liền hằng từ tết mùa dịp hè".split()
)
"""Words after "sau" and "trước ngày" that begin no event."""


class EventGrammar(ClauseGrammar):
    """Rules for events and standing tasks."""

    @rule
    def standing(self) -> list[Part] | None:
        """standing := (thường xuyên | liên tục | đột xuất (asked)? | bất thường | khi cần thiết)+."""
        start = self.i
        while self.take_any(STANDING):
            pass
        if self.i == start:
            return None
        here = self.i
        if not (self.take("khi có yêu cầu", "theo yêu cầu", "khi cần thiết", "khi cần") and self.clause_ends()):
            self.i = here
        return [Standing(at=self.span_from(start))]

    @rule
    def event(self) -> list[Part] | None:
        """event := counted | until | when | according | before-event | after."""
        token = self.tokens[self.i]
        for attempt in (EventGrammar.counted,) if token.kind == Kind.NUMBER else _EVENTS.get(token.key, ()):
            found = attempt(self)
            if found is not None:
                return found
        return None

    # --- counted periods ---

    @rule
    def counted(self) -> list[Part] | None:
        """counted := (trong (thời hạn)? | maximum | least | trước)* (count | Nth-day) (tới | (from | before) what)."""
        start = self.i
        taken = self.take_all(LIMITS)
        period = self.count() or self.day_by_number()
        if period is None:
            return None
        limits = frozenset(taken)
        listed = self.tokens[start - 1].key == "và"  # "năm 2026 và 2 năm tiếp theo" counts from that year
        if (self.take("tới", "nữa") or (not listed and self.take("tiếp theo"))) and self.clause_ends():
            return [Counted(period, at=self.span_from(start))]
        here = self.i
        self.take_kind(Kind.COMMA)
        if before := self.counted_before(start, period, "trước" in limits):
            return before
        if not limits.isdisjoint(LEAST):
            return self.at_least(start, here)
        if "trước" in limits and self.take_any(COUNT_FROM):
            self.fail(msg("before or after that day? say “… trước khi …” or “trong … kể từ …”"), start, self.i)
        return self.counted_from(start, here, period, after="sau" in limits and limits.isdisjoint(MAXIMUM))

    def counted_from(self, start: int, end: int, period: Period, after: bool) -> list[Part] | None:
        """from := (kể từ | tính từ | sau | từ) (ngày | khi)? (issue-day | day | words): "kể từ ngày nhận được"."""
        named = self.take_any(COUNT_FROM)
        if named is None:
            self.i = end
            if not after or self.clause_ends():
                return self.counted_from_nothing(start)
        if after:
            counted_at = self.tokens[start].start, self.tokens[end - 1].end
            sentence = msg("“sau” names a start; read as a period that ends on that day")
            self.warnings.append(Warned(Doubt.AFTER_NAMES_A_START, sentence, counted_at))
        if named is not None and (counted := self.counted_from_day(start, named, period)):
            return counted
        return self.waiting(start, period)

    def at_least(self, start: int, end: int) -> list[Part]:
        """least := ít nhất count, no deadline; left out before a maximum ("… và không quá 05 ngày kể từ …")."""
        joined = self.list_mark() and not self.take_any(LEAST)
        capped = self.counted() if joined else None
        if capped is None:
            words = self.words_between(start, end)
            self.fail(msg("“{words}” names a shortest time, not a deadline", words=words), start, end)
        self.drop(start, end)
        return capped

    @rule_after
    def counted_before(self, start: int, period: Period, ahead: bool) -> list[Part] | None:
        """before := (trước | (after "trước N ngày") so với)? (khi | ngày)? (words | day)."""
        opened = self.take("so với", "so với khi") is not None if ahead else self.take_word("trước")
        if not opened and not (ahead and self.at("khi")):
            return None
        back = Period(-period.count, period.unit)
        here = self.i
        shape = self.span()
        if shape is not None and shape.unit == "day" and not shape.missing and not shape.implied:
            if period.unit in (Unit.MONTH, Unit.YEAR):  # "sơ kết 6 tháng trước ngày 10/6": a report's name
                self.fail(msg("from when is this period counted?"), start, here)
            return [Counted(back, shape.span, at=self.span_from(start))]
        self.i = here
        self.take("khi có", "khi", "thời điểm", "ngày có", "ngày")
        if self.token.kind != Kind.WORD or self.token.key in UNITS:
            return None
        return self.waiting(start, back)

    def counted_from_nothing(self, start: int) -> list[Part] | None:
        """A period with nothing to count from is an error; one that comes once in a while is a series."""
        if self.token.key in ("lần", "một") or self.at_kind(Kind.SLASH):
            return None
        here = self.i
        if self.take_word("hoặc") and self.each(periodic=True, follows=True):
            self.fail(msg("“hoặc” between two deadlines: which one holds?"), start, self.i)
        self.fail(msg("from when is this period counted?"), start, here)

    @rule_after
    def counted_from_day(self, start: int, named: str, period: Period) -> list[Part] | None:
        """issue := ngày (ban hành | ký | ký ban hành) (Kế hoạch này)?; day := a calendar day."""
        if not named.endswith(_MOMENTS):
            return None
        if named.endswith("ngày"):
            if self.issue_day() and (self.clause_ends() or self.token.key == "để"):
                return [Counted(period, at=self.span_from(start))]
            self.i -= 1
        shape = self.day()
        if shape is not None and shape.unit == "day" and not shape.missing and not shape.implied:
            return [Counted(period, shape.span, at=self.span_from(start))]
        return None

    # --- events ---

    @rule
    def until(self) -> list[Part] | None:
        """until := (cho)? đến khi words | từ nay (cho)? đến words."""
        start = self.i
        opener = self.take_any(UNTIL)
        if opener is None:
            return None
        if not opener.endswith(("khi", "khi có")) and (self.token.key in _TIME_WORDS or is_bound_slip(self.token.key)):
            self.fail(msg("no day can be read from this"), start, self.i + 1)
        return self.waiting(start, None)

    @rule
    def when(self) -> list[Part] | None:
        """when := ngay? (sau khi | khi | khi có | kể từ khi) words: "sau khi Trung ương ban hành"."""
        start = self.i
        at_once = self.take_word("ngay") or self.token.key == "ngay"
        opener = self.take_any(WHEN)
        if opener is None:
            return self.since_day()
        if opener.endswith(_MOMENTS) and not self.names_event():
            return None
        return self.waiting(start, AT_ONCE if at_once else None)

    @rule
    def since_day(self) -> list[Part] | None:
        """since-day := (kể | tính)? từ ngày words, neither a date nor the issue day: "kể từ ngày phê duyệt"."""
        start = self.i
        if not self.take_any(SINCE_DAY) or not self.names_event():
            return None
        here = self.i
        if self.issue_day() and self.clause_ends():
            return None
        self.i = here
        return self.waiting(start, None)

    def names_event(self) -> bool:
        """Tell whether the words here can be an event's, after "ngày": no number and no word of the calendar."""
        return self.at_kind(Kind.WORD) and self.token.key not in _NO_EVENT and self.token.key not in NUMERALS

    @rule
    def according(self) -> list[Part] | None:
        """according := theo (sự)? head words: "theo chỉ đạo của Trung ương"; a document already given is no wait."""
        start = self.i
        if not self.take_word("theo"):
            return None
        self.take_word("sự", "đúng", "các", "những")
        first = self.i
        head = self.take("quy định") or self.take_any(EVENT_HEADS)
        if head is None:
            return None
        self.i -= 1  # nothing need follow the head: "theo quy định trước ngày 15/3/2023"
        end = self.event_end()
        if head == "quy định":
            return self.given(start)
        if any(self.document_number(i) for i in range(first, end) if self.tokens[i + 1].kind != Kind.WORD):
            return self.given(start)
        self.i = first
        return self.waiting(start, None)

    def document_number(self, i: int) -> bool:
        """Tell whether a document's number or date stands there: "số 211/TB-VPCP", "48-KL/TW", "ngày 15/3/2025"."""
        after = self.tokens[i + 1]
        if self.tokens[i].key == "số" and after.kind == Kind.NUMBER:
            before = " ".join(token.key for token in self.tokens[max(i - 2, 0) : i])
            return before.endswith(_NUMBERED)  # "Trung tâm dữ liệu quốc gia số 1" is no document
        if self.tokens[i].kind != Kind.NUMBER:
            return self.tokens[i].key == "ngày" and after.kind == Kind.NUMBER
        if not after.glued or after.kind not in (Kind.DASH, Kind.SLASH):
            return False
        written = takewhile(lambda token: token.glued, self.tokens[i + 1 : i + _LONGEST_NUMBER])
        return any(token.kind == Kind.WORD for token in written)

    def given(self, start: int) -> list[Part]:
        """theo quy định, theo … tại Thông báo số …: said already; dropped beside another reading."""
        sentence = msg("names nothing that can still happen; left out of the reading")
        self.warnings.append(Warned(Doubt.INSTRUCTION_GIVEN, sentence, self.span_from(start)))
        return []

    @rule
    def before_event(self) -> list[Part] | None:
        """before-event := trước (khi | ngày) words least-count?: "trước khi khai mạc ít nhất 05 ngày"."""
        start = self.i
        opener = self.take_any(AHEAD)
        if opener is None:
            return None
        if opener.endswith(_MOMENTS) and not self.names_event():
            return None
        return self.waiting(start, None, ahead=True)

    @rule
    def after(self) -> list[Part] | None:
        """ngay? sau words: "ngay sau Hội nghị của tỉnh"; "sau ngày 1/3" names a start and is no deadline."""
        start = self.i
        at_once = self.take_word("ngay")
        if not self.take_word("sau") or (self.leading >= 0 and not at_once):
            return None  # in prose "sau" joins nouns: "phục hồi sau dịch"
        if slip_of(self.token.key, "khi"):
            return None
        self.take_word("khi")
        if self.token.kind != Kind.WORD or self.token.key in _NO_EVENT:
            here = self.i
            if self.take_word("ngày") and self.names_event():
                return self.waiting(start, AT_ONCE if at_once else None)
            self.i = here
            if self.span() is not None:
                self.fail(msg("“{words}” names a start, not a deadline", words="sau"), start, self.i)
            return None
        return self.waiting(start, AT_ONCE if at_once else None)


_COUNTED, _UNTIL, _WHEN = EventGrammar.counted, EventGrammar.until, EventGrammar.when
_EVENTS = {
    **dict.fromkeys(NUMERALS, (_COUNTED,)),
    **dict.fromkeys(("trong", "thời", "không", "chậm", "muộn", "tối", "là", "nửa", "ít"), (_COUNTED,)),
    "trước": (_COUNTED, EventGrammar.before_event),
    "sau": (_COUNTED, _WHEN, EventGrammar.after),
    "ngay": (_WHEN, EventGrammar.after),
    "khi": (_WHEN,),
    "kể": (_WHEN,),
    "từ": (_UNTIL, _WHEN),
    **dict.fromkeys(("cho", "đến", "tới", "kéo"), (_UNTIL,)),
    "theo": (EventGrammar.according,),
}
"""The events and counted periods that a word may open; a number opens a counted period."""
EVENT_OPENERS = frozenset(_EVENTS)
