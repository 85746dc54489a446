"""The grammar of words that say nothing about time: lead-ins, reports' names, tails, and what is never left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.deadline.clauses import COUNT_OPENERS, LEAST, SPLITTERS
from dutrack.deadline.days import POINTS
from dutrack.deadline.events import EventGrammar
from dutrack.deadline.readings import Bound, Dated
from dutrack.deadline.slips import slip_of_time
from dutrack.deadline.spelling import is_syllable
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import DENIALS, DOCUMENTS, EACH, LEAD_INS, PROMPT, ROMAN, UNITS
from dutrack.i18n import msg

if TYPE_CHECKING:
    from dutrack.deadline.readings import Part
    from dutrack.deadline.tokens import Token

_NAMED = ("đề án", "chương trình", "kế hoạch", "nghị quyết", "quy hoạch", "chiến lược", "dự án")
_SESSIONS = frozenset(("họp", "nghị", "hội"))
_LABELS = ("ngày hoàn thành", "ngày kết thúc", "ngày thực hiện")
_ENGLISH = frozenset("before until till by from after deadline due end of within every each later".split())
_TIME_WORDS = UNITS.union(
    ("trước", "chậm", "muộn", "trễ", "hết", "mùa", "dịp", "đầu", "giữa", "cuối", "ngay", "kỳ", "nửa")
)
_COMPOUNDS = frozenset((
    ("đầu", "tư"), ("đầu", "mối"), ("kỳ", "họp"), ("quý", "vị"), ("quý", "khách"), ("quý", "cơ"),
    ("hàng", "không"), ("phòng", "không"), ("không", "gian"), ("không", "quân"), ("không", "khí"),
    ("lần", "thứ"), ("nước", "ngoài"), ("ngoài", "nước"), ("khấu", "trừ"), ("giảm", "trừ"), ("phòng", "trừ"),
))  # fmt: skip
"""Words of time and denials that neither tell a time nor deny with the word beside them: "Cục Hàng không"."""

_SEVERAL = frozenset(("các", "những", "mọi", "mỗi", "từng", "hằng", "hàng"))
_TELLING = _TIME_WORDS.union(
    DENIALS, _SEVERAL, ("báo", "bắt", "định", "còn", "giai"), (first for first, _ in _COMPOUNDS)
)
"""Words that may tell of time; any other is passed in a lead-in without a look at the next."""
_CONDITIONS = frozenset(("nếu", "khi", "trừ", "tùy", "hoặc", "sau"))


class AsideGrammar(EventGrammar):
    """Rules for words that may be left out of a reading."""

    def says_nothing(self, token: Token) -> bool:
        """Tell whether a word is left out without a warning: "phấn đấu", not "đấu" alone."""
        return token.key in LEAD_INS and (token.key != "đấu" or self.tokens[self.i - 1].key == "phấn")

    def lead_in(self, tail: bool = False) -> None:
        """lead-in := a word that says nothing about time, or the name of a report; anything else is an error."""
        token = self.tokens[self.i]
        if token.kind == Kind.WORD and token.key not in _TELLING:
            if (
                token.key in ROMAN
                and self.words_between(self.i, self.i + 1).isupper()
                and self.peek().kind != Kind.SLASH
            ):
                self.number_in_prose()
            self.i += 1
            return
        if (token.key, self.peek().key) in _COMPOUNDS:
            self.i += 2
            return
        match token.key:
            case "báo" if self.at("báo cáo") and self.report_name(tail):
                return
            case "bắt" if self.at("bắt đầu"):
                self.beginning()
            case "định" if self.at("định kỳ"):
                self.not_understood()
            case "ngày" | "giai" if self.take_any(_LABELS) or self.stage_label():
                return
            case "còn" if self.at("còn lại"):
                self.remainder()
            case "ngay" if self.at("ngay trong") and self.peek(2).key in UNITS:
                pass
            case _:
                self.idle()
        self.i += 1

    def idle(self) -> None:
        """Refuse a number, a mark between numbers, a denial and a word about time: only other words may be left out."""
        token = self.tokens[self.i]
        if token.kind == Kind.NUMBER:
            self.number_in_prose()
        elif token.kind in (Kind.SLASH, Kind.OTHER, Kind.DASH, Kind.DOT):
            if token.kind != Kind.DASH or (self.i and self.tokens[self.i - 1].kind == Kind.NUMBER):
                self.belongs_nowhere()
        elif token.key in DENIALS:
            self.denied()
        elif token.key in _TIME_WORDS or (token.key in _SEVERAL and self.several()):
            self.not_understood()

    def several(self) -> bool:
        """Tell whether periods stand after "các", "mỗi" …: "mỗi nhiệm kỳ", not "các nhiệm vụ"."""
        after = self.peek()
        return after.key in UNITS or (after.key == "nhiệm" and self.peek(2).key == "kỳ")

    def remainder(self) -> None:
        """còn lại (của | trong)? tháng | quý | năm …: what is left of a period begins on a day nobody names."""
        start = self.i
        self.i += 2
        self.take_word("của", "trong")
        if self.token.key in UNITS or self.at("giai đoạn"):
            self.fail(msg("which period is meant is not said"), start, self.i + 1)
        self.i = start

    def beginning(self) -> None:
        """bắt đầu words từ …: what begins without "từ" has no end to be due on."""
        start = self.i
        self.take("bắt đầu")
        end = self.i
        while self.token.kind == Kind.WORD and self.token.key not in _TELLING and self.token.key not in ("từ", "kể"):
            self.i += 1
        if self.token.key not in ("từ", "kể"):
            self.fail(msg("“{words}” names a start, not a deadline", words="bắt đầu"), start, end)
        self.i -= 1

    def report_name(self, tail: bool) -> bool:
        """report-name := báo cáo (đột xuất | N tháng | tháng | quý | năm | tuần) value?: names a report, no deadline.

        In a tail so does a series: "đối với báo cáo định kỳ hằng năm".
        """
        start = self.i
        self.take("báo cáo")
        if self.take("đột xuất") and self.token.key in COUNT_OPENERS and self.opens_event():
            return True
        self.i = start + 2
        periodic = tail and self.take("định kỳ") is not None
        if self.each_list(periodic):
            if tail:
                return True
            self.i = start
            return False
        if self.months() or self.quarter() or (self.token.key == "tháng" and self.month()):
            return True
        self.i = start + 2
        if self.token.kind == Kind.NUMBER:
            self.i += 1
        if self.take_word("tháng", "quý", "năm", "tuần") and (tail or self.token.kind != Kind.END):
            return True
        self.i = start
        return False

    def belongs_nowhere(self) -> None:
        """A mark between numbers that no rule reads, with what is written together with it: "I/2025"."""
        self.fail(msg("these words belong to no deadline"), *self.written_as_one(self.i, self.i + 1))

    def number_in_prose(self) -> None:
        """A number no rule reads: never dropped."""
        number = self.words_between(self.i, self.i + 1)
        named = self.i > 0 and self.tokens[self.i - 1].key == "số"
        start, end = self.written_as_one(self.i - named, self.i + 1)
        marks = {token.kind for token in self.tokens[self.i : end]}
        if named or (Kind.WORD in marks and not marks.isdisjoint((Kind.DASH, Kind.SLASH))):
            self.fail(msg("this is a document's number, not a deadline"), start, end)
        self.fail(msg("the number {number} belongs to no deadline", number=number), start, end)

    def denied(self) -> None:
        """A lead-in that denies, excepts, or reports what is done: never dropped."""
        if self.at("đã"):
            self.fail(msg("this says what has been done, not when it is due; close the task instead (dutrack done)"))
        self.fail(
            msg("“{word}” may turn the deadline round; say it without", word=self.words_between(self.i, self.i + 1))
        )

    def not_understood(self) -> None:
        """A word about time that no rule could read."""
        vague = self.take_any(PROMPT)
        if vague is not None:
            self.fail(msg("“{words}” names no day", words=vague), self.i - len(vague.split()), self.i)
        end = self.i + 1
        while end < len(self.tokens) - 1 and self.tokens[end].kind in (Kind.WORD, Kind.NUMBER) and end < self.i + 5:
            end += 1
        self.fail(msg("no day can be read from this"), self.i, self.written_as_one(self.i, end)[1])

    def misspelt(self, here: int) -> None:
        """Refuse a lead-in with a word that was probably one of time: the day would be another ("trươc", "before")."""
        words = self.tokens[self.leading : here]
        slip = slip_of_time(words, self.tokens[here], self.text)
        if slip is not None:
            self.fail(msg("no day can be read from this"), self.leading + slip, self.leading + slip + 1)
        plain = "".join([token.key for token in words]).isascii()
        for i, token in enumerate(words, self.leading):
            if token.key in _ENGLISH or (plain and self.foreign(i)):
                self.fail(msg("no day can be read from this"), i, i + 1)

    def foreign(self, i: int) -> bool:
        """Tell whether a word is no Vietnamese; it counts where no word beside it has a Vietnamese letter: "merged"."""
        word = self.tokens[i]
        known = word.kind != Kind.WORD or len(word.key) < 3 or is_syllable(word.key)
        return not known and not self.text[word.start : word.end].isupper()

    def document_date(self, found: list[Part], here: int) -> None:
        """Refuse a document's own day or years, or a session's name: "Chương trình ngày 27/11/2020", "họp giữa năm"."""
        if self.tokens[here].key in POINTS and self.tokens[here - 1].key in _SESSIONS:
            self.fail(msg("no day can be read from this"), self.leading, self.i)
        if not found or not isinstance(found[0], Dated) or found[0].bound is not Bound.WITHIN:
            return
        opener = self.tokens[here].key
        if opener not in ("giai", "nhiệm", "thời", "ngày", "năm"):
            return
        words = " ".join([token.key for token in self.tokens[self.leading : here]])
        named = words.startswith(_NAMED) and opener in ("giai", "nhiệm", "thời")
        if named or (words.endswith(DOCUMENTS) and opener in ("ngày", "năm")):
            self.fail(
                msg("this may be the document's own date; say “trước ngày …” or “trong ngày …”"), self.leading, self.i
            )

    def tail(self, openers: tuple[str, ...]) -> bool:
        """tail := (to whom | how | what for) words: left out after a window unless it may hold a deadline."""
        start = self.i
        if self.at("cho đến") or not self.take_any(openers):
            return False
        while (token := self.tokens[self.i]).kind not in (Kind.END, Kind.CLOSE):
            if token.kind == Kind.WORD and token.key not in _TELLING and token.key not in SPLITTERS:
                self.i += 1
                continue
            if self.another_begins():
                if token.kind in (Kind.COMMA, Kind.OPEN) or token.key in ("và", "hoặc"):
                    break
                self.fail(msg("a second deadline may stand here; join it by “và” or a comma"), start, self.i + 1)
            self.lead_in(tail=True)
        return self.remark(start)

    def done_once(self) -> bool:
        """done-once := words (ít nhất | tối thiểu)? (một | 1) lần, after a series: "mỗi quý họp ít nhất một lần"."""
        start = self.i
        while self.token.kind == Kind.WORD and self.token.key not in _TELLING and self.peek().key != "lần":
            if any(map(self.at, LEAST)):
                break
            self.i += 1
        end = self.i
        self.once(start)
        if end in (start, self.i) or not self.clause_ends():
            self.i = start
            return False
        self.drop(start, end)
        return True

    def remark(self, start: int) -> bool:
        """Leave out the words from ``start``, with a warning if they say something; False for a condition."""
        keys = {token.key for token in self.tokens[start : self.i]}
        if keys & _CONDITIONS:
            return False
        if keys - LEAD_INS:
            self.drop(start, self.i)
        return True

    def leftover(self, start: int, tails: tuple[str, ...]) -> list[Part] | None:
        """Words that begin nothing: a remark after a window, in brackets or as a tail; else an error, never dropped."""
        opened = self.tokens[start - 1].kind == Kind.OPEN
        if self.i > start:
            here, self.i = self.i, start
            remark = opened or self.take_any(tails) is not None
            self.i = here
            if not tails or not remark or not self.remark(start):
                self.fail(msg("these words belong to no deadline"), start, self.i)
        if not self.take_kind(Kind.CLOSE):
            return None
        if self.token.key in EACH:
            self.fail(msg("these words belong to no deadline"), start, self.i - 1)  # between a window and its series
        return []
