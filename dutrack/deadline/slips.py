"""Which word before a reading is probably a word of time with a slip in it: left out, it would give another day.

Words before a deadline may be left out because they say nothing of time ("trình UBND tỉnh", also misspelt). A slip of
"trước", "từ" or "đầu" says much, and reads like such a word. What is found here is refused, never put right.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dutrack.deadline.spelling import bare, is_word, one_apart
from dutrack.deadline.tokens import Kind
from dutrack.deadline.vocabulary import EACH, NUMERALS, ROMAN, UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutrack.deadline.tokens import Token

_ANYWHERE = {
    "truoc": frozenset(("trước",)),
    "den": frozenset(("đến", "đen", "đèn", "đền")),
    "het": frozenset(("hết", "hét")),
    "nhat": frozenset(("nhất", "nhật", "nhặt")),
    "khong": frozenset(("không", "khống", "khổng")),
    "giua": frozenset(("giữa",)),
    "cuoi": frozenset(("cuối", "cưới", "cười", "cưỡi")),
    "nua": frozenset(("nửa", "nữa", "nứa")),
}
"""Words of a bound or a part without their diacritics, and the real words of that form: any other is a slip of it."""

_BESIDE = {
    "dau": frozenset(("đấu", "dấu", "dầu", "đậu", "dâu")),
    "tuan": frozenset(("tuấn",)),
    "tu": frozenset(("tư", "tử", "tự", "tú")),
    "sau": frozenset(("sâu", "sấu")),
    "nhung": frozenset(("nhung",)),
    "cac": frozenset(("các",)),
}
"""The same of words that tell of time only directly before a period: "đâu năm 2026", not "ở đâu, năm 2026"."""

_SEVERAL = frozenset(("hàng", "mỗi", "các", "những"))
_OPENERS = _SEVERAL | {"kể", "hằng", "thường", "từ", "đến"}
_UNITS = frozenset(bare(unit) for unit in UNITS)
_TIMES = _UNITS.union(
    _ANYWHERE, _BESIDE, ("cham", "muon", "ngay", "hang", "moi", "thu", "thuong", "xuyen", "khi", "theo", "nay")
)
_MERGED = ("trước", "đến", "hết", "ngày", "tháng", "quý", "năm", "đầu", "giữa", "cuối", "chậm", "nhất", "hằng", "hàng")
"""What stands in no word but one of several that lost the spaces between: "thànhtrướcngày"."""
_POINTS = frozenset(("đầu", "giữa", "cuối", "nửa", "nhiệm", "giai"))


def slip_of_time(words: Sequence[Token], opener: Token, text: str) -> int | None:
    """Return which of the words left out before a reading is probably a slip of a word of time; None for none.

    ``opener`` is the first token of the reading, ``text`` the whole text.
    """
    for i, word in enumerate(words):
        before = words[i - 1] if i else None
        beside = i + 1 == len(words)
        plain = before is None or before.key not in _OPENERS
        if word.kind != Kind.WORD or (plain and not beside and not _suspect(word.key)):
            continue
        after = opener if beside else words[i + 1]
        if _always(word, text) or _before_number(word, after):
            return i
        if before is not None and (_of_phrase(before.key, word.key) or _unit_after(before, word, after)):
            return i
        if beside and (_numeral_of_another(words, opener) or _directly(words, opener, text)):
            return i
    return None


@lru_cache(maxsize=8192)
def _suspect(word: str) -> bool:
    """Tell whether a word could be a slip at all, for a fast look at the others."""
    plain = bare(word)
    return plain in _ANYWHERE or plain in _UNITS or plain in ("thu", "xuyen") or not is_word(word)


def _always(word: Token, text: str) -> bool:
    """Tell whether a word is a slip wherever it stands: "trươc", "thườgn", which are no words of any other kind."""
    plain = bare(word.key)
    if plain in _ANYWHERE:
        return is_bound_slip(word.key)
    if len(plain) < 3 or is_word(word.key) or _abbreviates(word, text):
        return False
    return any(_near(plain, time) for time in _TIMES if len(time) > 2) or any(time in word.key for time in _MERGED)


def _abbreviates(word: Token, text: str) -> bool:
    """Tell whether a word is an abbreviation: capitals of no word in a text that has small letters ("Ban KT")."""
    return text[word.start : word.end].isupper() and not is_word(word.key) and not text.isupper()


def is_bound_slip(word: str) -> bool:
    """Tell whether a word is one of a bound with other diacritics, and no real word: "trươc", "hêt"."""
    return word not in _ANYWHERE.get(bare(word), (word,))


def slip_of(word: str, meant: str) -> bool:
    """Tell whether a word differs from one of the language in its diacritics only: "khí" from "khi"."""
    return word != meant and bare(word) == bare(meant)


def _near(word: str, plain: str) -> bool:
    """Tell whether a word is one without diacritics, or is a letter away from it."""
    return bare(word) == plain or one_apart(bare(word), plain)


def _before_number(word: Token, after: Token) -> bool:
    """Tell whether a unit lost its form before a number: "quỳ II", "thư Sáu", "thang Tư"."""
    plain = bare(word.key)
    numbered = after.key in ROMAN or after.key in NUMERALS
    return numbered and word.key not in UNITS and word.key != "thứ" and (plain in _UNITS or plain == "thu")


def _of_phrase(before: str, word: str) -> bool:
    """Tell whether two words are a phrase of time, whole or with a slip in one of them: "kể từ", "thượng xuyên"."""
    if (before, word) == ("kể", "từ") or (before == "hằng" and word != "số"):
        return True
    return (before == "thường" and _near(word, "xuyen")) or (word == "xuyên" and _near(before, "thuong"))


def _unit_after(before: Token, word: Token, after: Token) -> bool:
    """Tell whether a unit lost its form after "hàng", "các" …, or after "từ", "đến": "hàng nằm", "từ thạng 4/2023"."""
    if word.key in UNITS:
        return False
    if before.key in ("từ", "đến"):
        return after.kind == Kind.NUMBER and any(_near(word.key, unit) for unit in _UNITS)
    if before.key not in _SEVERAL:
        return False
    ends = after.kind != Kind.WORD or after.key in _SEVERAL or after.key in UNITS
    return (bare(word.key) in _UNITS and ends) or (len(word.key) < 4 and not is_word(word.key))


def _numeral_of_another(words: Sequence[Token], opener: Token) -> bool:
    """Tell whether a number that no rule read stands before a period: "chiều Sáu hằng tuần"."""
    word = words[-1].key
    return (opener.key == "năm" or opener.key in EACH) and word in NUMERALS and word not in ("năm", "tư")


def _directly(words: Sequence[Token], opener: Token, text: str) -> bool:
    """Tell whether the word directly before a period is a slip: "giưa năm 2026", "tứ ngày 01/7"."""
    word = words[-1]
    plain = bare(word.key)
    opens_period = opener.kind == Kind.NUMBER or opener.key in UNITS or opener.key in EACH or opener.key in _POINTS
    if not opens_period or _abbreviates(word, text):
        return False
    alone = len(words) == 1 or words[-2].kind != Kind.WORD
    if alone and plain in _TIMES and plain not in ("thu", "ngay"):
        return True
    if (len(plain) < 3 and not is_word(word.key)) or one_apart(word.key, "trước"):
        return True
    return word.key not in _BESIDE.get(plain, (word.key,))
