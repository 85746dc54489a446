"""Terms of office: which calendar years are theirs, and how a phrase finds its term."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from dutrack.dates.calendar import Calendar
from dutrack.dates.terms import Term
from dutrack.dates.window import Window
from dutrack.deadline.errors import DeadlineError
from dutrack.deadline.readings import Bound, Dated, Point, Reading, TermYear
from dutrack.i18n import language
from dutrack.schedule.policy import Policy
from dutrack.schedule.resolve import resolve
from dutrack.schedule.resolved import Context, EventPart, WindowPart

PARTY = Term(
    "Đảng bộ tỉnh 2020 - 2025", ("Đại hội Đảng", "Đại hội Đảng bộ tỉnh"), date(2020, 10, 23), date(2025, 9, 12)
)
COUNCILS = Term("HĐND các cấp 2021 - 2026", ("Hội đồng nhân dân các cấp", "HĐND"), date(2021, 5, 23), date(2026, 3, 14))
OLD_COUNCILS = Term("HĐND các cấp 2016 - 2021", ("Hội đồng nhân dân các cấp",), date(2016, 5, 22), date(2021, 5, 22))
OPEN = Term("Nhiệm kỳ không rõ ngày kết thúc", ("UBND tỉnh",), date(2021, 6, 24))


def placed(span: TermYear, *terms: Term, bound: Bound = Bound.WITHIN) -> WindowPart | EventPart:
    context = Context(date(2022, 3, 1), Calendar(), Policy(), terms)
    found = resolve(Reading((Dated(span, bound, at=(0, 9)),)), context).parts[0]
    assert isinstance(found, WindowPart | EventPart)
    return found


@pytest.mark.parametrize(
    ("term", "first", "middle", "last"),
    [
        (PARTY, 2021, 2023, 2025),  # opens in October: the next year is its first
        (COUNCILS, 2021, 2023, 2026),  # opens in May; ends in the spring of a sixth year
        (OLD_COUNCILS, 2016, 2018, 2021),
        (Term("x", ("x",), date(2020, 10, 23), date(2025, 9, 12), year1=2020), 2020, 2022, 2025),
        (Term("x", ("x",), date(2021, 6, 30)), 2021, 2023, 2025),
        (Term("x", ("x",), date(2021, 7, 1)), 2022, 2024, 2026),
    ],
)
def test_years_of_a_term(term: Term, first: int, middle: int, last: int) -> None:
    """The first year is the opening one until June, else the next."""
    assert (term.first_year, term.middle_year, term.last_year) == (first, middle, last)


@pytest.mark.parametrize(
    ("position", "start", "due"),
    [
        (3, date(2023, 1, 1), date(2023, 12, 31)),
        (Point.BEGINNING, date(2021, 1, 1), date(2021, 12, 31)),
        (Point.MIDDLE, date(2023, 1, 1), date(2023, 12, 31)),
        (Point.END, date(2025, 1, 1), date(2025, 12, 31)),
        (None, date(2020, 10, 23), date(2025, 9, 12)),  # the whole term, by its own days
    ],
)
def test_part_of_a_term(position: int | Point | None, start: date, due: date) -> None:
    """A year of a term is a calendar year."""
    found = placed(TermYear(position, "Đại hội Đảng", "…"), PARTY)
    assert isinstance(found, WindowPart)
    assert found.window == Window(start, due)


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("đại hội  ĐẢNG", PARTY),
        (unicodedata.normalize("NFD", "Đại hội Đảng"), PARTY),
        ("Hội đồng nhân dân các cấp", COUNCILS),  # of two, the one that runs on the issue date
        ("HĐND", COUNCILS),
        ("nhiệm kỳ HĐND", None),  # the term's words are what stands after nhiệm kỳ
        ("Đại hội", None),
        ("", None),
    ],
)
def test_words_of_a_term(words: str, term: Term | None) -> None:
    """Words are compared in their normal form, whole."""
    found = placed(TermYear(None, words, "năm cuối"), PARTY, OLD_COUNCILS, COUNCILS)
    if term is None:
        assert found == EventPart("năm cuối", None, (0, 9))
    else:
        assert isinstance(found, WindowPart)
        assert found.window == Window(term.start, term.end or term.start)


def test_tone_placement_does_not_matter() -> None:
    """Uỷ and ủy are the same word."""
    term = Term("Tỉnh ủy", ("Tỉnh ủy",), date(2020, 10, 23), date(2025, 9, 12))
    assert isinstance(placed(TermYear(3, "Tỉnh uỷ", "…"), term), WindowPart)


def test_no_term_declared_is_awaited_as_written() -> None:
    """Without the term the whole phrase is an event, under a bound too."""
    found = placed(TermYear(Point.MIDDLE, "Đại hội Đảng", "giữa nhiệm kỳ Đại hội Đảng"), COUNCILS, bound=Bound.BY)
    assert found == EventPart("giữa nhiệm kỳ Đại hội Đảng", None, (0, 9))


def test_term_without_end_runs_five_years() -> None:
    """The whole of a term with no end declared ends with its fifth year."""
    found = placed(TermYear(None, "UBND tỉnh", "…"), OPEN)
    assert isinstance(found, WindowPart)
    assert found.window == Window(date(2021, 6, 24), date(2025, 12, 31))


@pytest.mark.parametrize("number", [0, 6, 10**9])
def test_year_a_term_does_not_have(number: int) -> None:
    """Its years are named in the error."""
    with pytest.raises(DeadlineError) as caught:
        placed(TermYear(number, "Đại hội Đảng", "năm thứ sáu"), PARTY)
    assert caught.value.at == (0, 9)
    with language("en"):
        assert str(caught.value) == "the years of the term Đảng bộ tỉnh 2020 - 2025 are 2021 to 2025"
