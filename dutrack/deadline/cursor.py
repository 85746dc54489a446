"""A place in the tokens of a text, and the small steps every rule of the grammar takes."""

from __future__ import annotations

from functools import lru_cache, wraps
from itertools import accumulate
from typing import TYPE_CHECKING, NoReturn, TypeVar, TypeVarTuple, Unpack

from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.spelling import key
from dutrack.deadline.tokens import Kind, Token, tokenize
from dutrack.deadline.vocabulary import NUMERALS, ONES
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.deadline.readings import Span, Warned
    from dutrack.i18n import Message

Found = TypeVar("Found")
Grammar = TypeVar("Grammar", bound="Cursor")
Args = TypeVarTuple("Args")


MOST_IN_A_ROW = 8
"""Words that say nothing of their own, one after another: a text of nothing else is read in linear time."""


def rule(method: Callable[[Grammar], Found | None]) -> Callable[[Grammar], Found | None]:
    """Make a method a rule of the grammar: where it returns None the cursor is back where it was."""

    @wraps(method)
    def attempt(self: Grammar) -> Found | None:
        start = self.i
        found = method(self)
        if found is None:
            self.i = start
        return found

    return attempt


def rule_after(
    method: Callable[[Grammar, Unpack[Args]], Found | None],
) -> Callable[[Grammar, Unpack[Args]], Found | None]:
    """Make a method that is given what was read before it a rule of the grammar."""

    @wraps(method)
    def attempt(self: Grammar, *args: *Args) -> Found | None:
        start = self.i
        found = method(self, *args)
        if found is None:
            self.i = start
        return found

    return attempt


@lru_cache(maxsize=1024)
def phrase(words: str) -> tuple[str, ...]:
    """Return the normal forms of the words of a phrase."""
    return tuple(key(words).split())


class _Tables(dict[tuple[str, ...], dict[str, list[tuple[str, tuple[str, ...]]]]]):
    """For phrases that a rule takes: under its first word each of them, with its words after the first."""

    def __missing__(self, phrases: tuple[str, ...]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for words in phrases:
            first, *rest = phrase(words)
            table.setdefault(first, []).append((words, tuple(rest)))
        self[phrases] = table
        return table


_TABLES = _Tables()


class Cursor:
    """Stands before token ``i``.

    ``leading`` is where the words begin that say nothing and were passed on the way to the cursor, -1 for none.
    """

    def __init__(self, text: str, terms: tuple[str, ...] = ()) -> None:
        self.text = text
        self.terms = terms
        self.tokens = tokenize(text)
        self.quotes: list[int] = []
        self.i = 0
        self.colons = ":" in text
        if "(" in text:
            self.pass_repeated()
        self.leading = -1
        self.warnings: list[Warned] = []

    def pass_repeated(self) -> None:
        """Leave out words in brackets that repeat the number before: "ngày 25 (hai mươi lăm) tháng 11 (mười một)"."""
        i = 0
        while i < len(self.tokens) - 3:
            number = self.tokens[i]
            i += 1
            if number.kind == Kind.NUMBER and self.tokens[i].kind == Kind.OPEN and self.tokens[i + 1].key in NUMERALS:
                self.i = i + 1
                if self.number_or_words() == number.value and self.at_kind(Kind.CLOSE):
                    del self.tokens[i : self.i + 1]
        self.i = 0

    @property
    def token(self) -> Token:
        """The token at the cursor."""
        return self.tokens[self.i]

    def peek(self, ahead: int = 1) -> Token:
        """Return a token further on; END past the end."""
        try:
            return self.tokens[self.i + ahead]
        except IndexError:
            return self.tokens[-1]

    def at(self, words: str) -> bool:
        """Tell whether these words stand at the cursor."""
        i, tokens = self.i, self.tokens
        for word in phrase(words):
            if tokens[i].key != word:
                return False
            i += 1
        return True

    def at_kind(self, *kinds: int) -> bool:
        """Tell whether a token of one of these kinds stands at the cursor."""
        return self.tokens[self.i].kind in kinds

    def may_go_on(self, words: frozenset[str]) -> bool:
        """Tell whether a rule can go on here that goes on with a mark, a number or one of these words."""
        token = self.tokens[self.i]
        return token.key in words if token.kind == Kind.WORD else token.kind != Kind.END

    def take(self, *phrases: str) -> str | None:
        """Go past the first of these phrases that stands here and return it. Put longer ones first."""
        begun = _TABLES[phrases].get(self.tokens[self.i].key)
        return None if begun is None else self._take_begun(begun)

    def take_any(self, phrases: tuple[str, ...]) -> str | None:
        """Do as ``take`` for a list with a name of its own."""
        begun = _TABLES[phrases].get(self.tokens[self.i].key)
        return None if begun is None else self._take_begun(begun)

    def _take_begun(self, begun: list[tuple[str, tuple[str, ...]]]) -> str | None:
        """Go past the first of the phrases that begin with the word here, each with its further words."""
        for words, rest in begun:
            end = self.i + 1
            for word in rest:
                if self.tokens[end].key != word:
                    break
                end += 1
            else:
                self.i = end
                return words
        return None

    def quote_closes(self) -> bool:
        """Tell whether a quotation mark here closes one that began before."""
        if not self.quotes:
            self.quotes = list(accumulate((token.kind == Kind.QUOTE for token in self.tokens), initial=0))
        return self.quotes[self.i] % 2 == 1

    def take_word(self, *words: str) -> bool:
        """Go past one of these words, in their normal form, and tell whether it stood here."""
        if self.tokens[self.i].key not in words:
            return False
        self.i += 1
        return True

    def take_all(self, phrases: tuple[str, ...]) -> list[str]:
        """Go past all of these phrases that stand here, in any order, and return them: MOST_IN_A_ROW at most."""
        found: list[str] = []
        table = _TABLES[phrases]
        while (begun := table.get(self.tokens[self.i].key)) is not None and len(found) < MOST_IN_A_ROW:
            words = self._take_begun(begun)
            if words is None:
                break
            found.append(words)
        return found

    def take_kind(self, kind: int) -> Token | None:
        """Go past a token of this kind and return it."""
        token = self.tokens[self.i]
        if token.kind is kind:
            self.i += 1
            return token
        return None

    def numeral(self) -> int | None:
        """numeral := (NUMBER | words), with the same again in brackets ("05 (năm)", "ba mươi (30)")."""
        value = self.number_or_words()
        here = self.i
        if value is not None and self.take_kind(Kind.OPEN):
            again = self.number_or_words()
            if again != value or not self.take_kind(Kind.CLOSE):
                self.i = here
        return value

    def labels(self) -> bool:
        """Tell whether the number here belongs to the words before it: "Bước 1: tháng 5/2026" is no 1 May."""
        return self.colons and self.text.startswith(":", self.token.end) and not self.peek().glued

    def number_or_words(self) -> int | None:
        """Read a number in figures, or in words up to 999: "mười lăm", "bốn mươi lăm", "một trăm tám mươi"."""
        token = self.tokens[self.i]
        if token.kind == Kind.NUMBER:
            if self.labels():
                return None
            self.i += 1
            return token.value
        value = self.below_a_hundred()
        if value is None or value > 9 or not self.take_word("trăm"):
            return value
        here = self.i
        rest = self.below_a_hundred() if self.take("linh", "lẻ") or self.token.key in NUMERALS else None
        if rest is None:
            self.i = here
        return value * 100 + (rest or 0)

    def below_a_hundred(self) -> int | None:
        """tens := (mười | word mươi) ones? | word; the five of "mười lăm" is never "năm", which is a year."""
        value = NUMERALS.get(self.tokens[self.i].key)
        if value is None:
            return None
        self.i += 1
        if value < 10:
            if not self.take_word("mươi"):
                return value
            value *= 10
        ones = ONES.get(self.tokens[self.i].key)
        if ones is not None and self.peek().key != "lần":  # "mười một lần": ten, once
            self.i += 1
            value += ones
        return value

    def span_from(self, start: int) -> Span:
        """Return the place in the text of the tokens from ``start`` up to the cursor."""
        last = self.tokens[max(start, self.i - 1)]
        return self.tokens[start].start, last.end

    def words_between(self, start: int, end: int) -> str:
        """Return the text of the tokens from ``start`` to before ``end``, on one line, without asterisks."""
        if start >= end:
            return ""
        piece = self.text[self.tokens[start].start : self.tokens[end - 1].end]
        return " ".join(piece.replace("*", "").split())

    def written_as_one(self, start: int, end: int) -> tuple[int, int]:
        """Widen a place to all that is written together with it, with no space between: "số 11-KH/TW", "I/2025"."""
        while self.tokens[start].glued and self.tokens[start - 1].kind not in (Kind.OPEN, Kind.QUOTE):
            start -= 1
        while self.tokens[end].glued and self.tokens[end].kind not in (Kind.CLOSE, Kind.QUOTE, Kind.COMMA, Kind.END):
            end += 1
        return start, end

    def fail(self, message: Message, start: int | None = None, end: int | None = None) -> NoReturn:
        """Raise DeadlineError at the tokens from ``start`` (here) to before ``end`` (one token)."""
        first = self.tokens[self.i if start is None else start]
        last = first if end is None or end <= (start or 0) else self.tokens[end - 1]
        raise DeadlineError(message, (first.start, max(first.end, last.end)))

    def expected(self, what: Message) -> NoReturn:
        """Raise DeadlineError: something else was expected at the cursor."""
        if self.token.kind == Kind.END:
            self.fail(msg("expected {what}, but the text ends here", what=what))
        self.fail(msg("expected {what}, not “{found}”", what=what, found=self.words_between(self.i, self.i + 1)))
