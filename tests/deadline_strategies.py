"""Phrases of the deadline language, each made together with the reading it must have."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from dutrack.dates.counting import Period, Unit
from dutrack.deadline.readings import (
    Bound,
    Counted,
    Cycle,
    Dated,
    Day,
    Edge,
    Event,
    Month,
    MonthOfQuarter,
    Months,
    Part,
    Point,
    PointOf,
    Quarter,
    Recurring,
    Relative,
    Standing,
    Stretch,
    Week,
    Weekday,
    Year,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

Phrase = tuple[str, tuple[Part, ...]]

THIS_YEAR = Year(Relative.THIS)
THIS_MONTH = Month(Relative.THIS, THIS_YEAR)
ROMAN = ("I", "II", "III", "IV")
UNITS = {"ngày": Unit.DAY, "ngày làm việc": Unit.WORKING_DAY, "tuần": Unit.WEEK, "tháng": Unit.MONTH, "năm": Unit.YEAR}
EACH = ("hằng", "hàng", "mỗi")
CYCLES = {"tuần": (1, Cycle.WEEK), "tháng": (1, Cycle.MONTH), "quý": (3, Cycle.MONTH), "năm": (1, Cycle.YEAR)}
EVENTS = ("Trung ương ban hành", "Đề án được phê duyệt", "Chính phủ ban hành Nghị định, Thông tư hướng dẫn")
HEADS = ("chỉ đạo", "hướng dẫn", "kế hoạch", "lộ trình")
STANDING = ("thường xuyên", "liên tục", "đột xuất", "khi cần thiết", "khi có yêu cầu")
years = st.integers(2000, 2060)


@st.composite
def days(draw: DrawFn) -> tuple[str, Day]:
    year, month = draw(years), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year, month)[1]))
    form = draw(
        st.sampled_from(
            ("ngày {d}/{m}/{y}", "{d}/{m:02}/{y}", "ngày {d:02}-{m}-{y}", "{d}.{m}.{y}", "ngày {d} tháng {m} năm {y}")
        )
    )
    return form.format(d=day, m=month, y=year), Day(day, Month(month, Year(year)))


@st.composite
def periods(draw: DrawFn) -> tuple[str, Year | Quarter | Month | Months | Stretch]:
    year = draw(years)
    match draw(st.sampled_from(("year", "quarter", "month", "half", "stage", "quarters", "months"))):
        case "year":
            return draw(st.sampled_from((f"năm {year}", f"{year}"))), Year(year)
        case "quarter":
            number = draw(st.integers(1, 4))
            name = draw(st.sampled_from((ROMAN[number - 1], str(number))))
            return f"quý {name}" + draw(st.sampled_from((f"/{year}", f" năm {year}"))), Quarter(number, Year(year))
        case "month":
            number = draw(st.integers(1, 12))
            form = draw(st.sampled_from(("tháng {m}/{y}", "tháng {m:02} năm {y}", "tháng {m}-{y}")))
            return form.format(m=number, y=year), Month(number, Year(year))
        case "half":
            count, edge = draw(st.integers(1, 11)), draw(st.sampled_from(("đầu", "cuối")))
            return f"{count} tháng {edge} năm {year}", Months(
                Edge.FIRST if edge == "đầu" else Edge.LAST, count, Year(year)
            )
        case "stage":
            last = draw(st.integers(year + 1, year + 10))
            return f"giai đoạn {year} - {last}", Stretch(Year(year), Year(last))
        case "quarters":
            first = draw(st.integers(1, 3))
            last = draw(st.integers(first + 1, 4))
            text = f"quý {ROMAN[first - 1]} - {ROMAN[last - 1]}/{year}"
            return text, Stretch(Quarter(first, Year(year)), Quarter(last, Year(year)))
    first = draw(st.integers(1, 11))
    last = draw(st.integers(first + 1, 12))
    text = f"từ tháng {first} đến tháng {last}/{year}"
    return text, Stretch(Month(first, Year(year)), Month(last, Year(year)))


@st.composite
def dated(draw: DrawFn) -> Phrase:
    if draw(st.booleans()):
        text, span = draw(days())
    else:
        text, span = draw(periods())  # type: ignore[assignment]
    if text.startswith("từ"):
        return text, (Dated(span),)
    words, bound = draw(
        st.sampled_from(
            (
                ("", Bound.WITHIN),
                ("trước ", Bound.BEFORE),
                ("hoàn thành trước ", Bound.BEFORE),
                ("chậm nhất ", Bound.BY),
                ("muộn nhất là ", Bound.BY),
                ("đến hết ", Bound.BY),
                ("chậm nhất trước ", Bound.BEFORE),
            )
        )
    )
    return words + text, (Dated(span, bound),)


@st.composite
def points(draw: DrawFn) -> Phrase:
    year, quarter = draw(years), draw(st.integers(1, 4))
    word, point = draw(st.sampled_from((("đầu", Point.BEGINNING), ("giữa", Point.MIDDLE), ("cuối", Point.END))))
    if draw(st.booleans()):
        return f"{word} năm {year}", (Dated(PointOf(point, Year(year))),)
    return f"{word} quý {ROMAN[quarter - 1]}/{year}", (Dated(PointOf(point, Quarter(quarter, Year(year)))),)


@st.composite
def recurring(draw: DrawFn) -> Phrase:
    unit = draw(st.sampled_from(tuple(CYCLES)))
    each = draw(st.sampled_from(EACH))
    words, bound = draw(st.sampled_from((("", Bound.WITHIN), ("trước ", Bound.BEFORE), ("chậm nhất ", Bound.BY))))
    match draw(st.sampled_from(("alone", "day", "since"))):
        case "since":
            year = draw(years)
            return f"{each} năm, từ năm {year}", (Recurring(1, Cycle.YEAR, since=Year(year)),)
        case "day":
            day, month = draw(st.integers(1, 28)), draw(st.integers(1, 12))
            match unit:
                case "năm":
                    return f"{words}ngày {day}/{month} {each} năm", (
                        Recurring(1, Cycle.YEAR, Day(day, Month(month, THIS_YEAR)), bound),
                    )
                case "tháng":
                    return f"{words}ngày {day} {each} tháng", (Recurring(1, Cycle.MONTH, Day(day, THIS_MONTH), bound),)
                case "quý":
                    last = MonthOfQuarter(3, Quarter(Relative.THIS, THIS_YEAR))
                    return f"{words}ngày {day} của tháng cuối {each} quý", (
                        Recurring(3, Cycle.MONTH, Day(day, last), bound),
                    )
            return f"{words}thứ Sáu {each} tuần", (Recurring(1, Cycle.WEEK, Weekday(4, Week(Relative.THIS)), bound),)
    count, cycle = CYCLES[unit]
    return draw(st.sampled_from((f"{each} {unit}", f"định kỳ {each} {unit}"))), (Recurring(count, cycle),)


@st.composite
def events(draw: DrawFn) -> Phrase:
    words = draw(st.sampled_from(EVENTS))
    unit = draw(st.sampled_from(tuple(UNITS)))
    count = draw(st.integers(1, 99))
    match draw(st.sampled_from(("after", "at once", "within", "before", "according"))):
        case "after":
            return f"sau khi {words}", (Event(words),)
        case "at once":
            return f"ngay sau khi {words}", (Event(words, Period(1, Unit.WORKING_DAY)),)
        case "within":
            opening = draw(st.sampled_from(("trong {n} {u}", "chậm nhất {n} {u}", "trong thời hạn {n:02} {u},")))
            start = draw(st.sampled_from(("kể từ ngày", "sau khi", "kể từ khi")))
            return f"{opening.format(n=count, u=unit)} {start} {words}", (Event(words, Period(count, UNITS[unit])),)
        case "before":
            text = f"chậm nhất {count} {unit} trước khi {words}"
            return text, (Event(words, Period(-count, UNITS[unit])),)
    awaited = f"{draw(st.sampled_from(HEADS))} của Trung ương"
    return f"theo {awaited}", (Event(awaited),)


@st.composite
def counted(draw: DrawFn) -> Phrase:
    unit, count = draw(st.sampled_from(tuple(UNITS))), draw(st.integers(1, 99))
    end = draw(st.sampled_from(("kể từ ngày ký", "kể từ ngày ban hành Kế hoạch này", "từ ngày ban hành")))
    return f"trong {count} {unit} {end}", (Counted(Period(count, UNITS[unit])),)


standing: SearchStrategy[Phrase] = st.sampled_from(STANDING).map(lambda words: (words, (Standing(),)))

phrases: SearchStrategy[Phrase] = st.one_of(dated(), points(), recurring(), events(), counted(), standing)
"""A phrase with one part, and that part."""


@st.composite
def compounds(draw: DrawFn) -> Phrase:
    """Return two readings of different kinds, joined by và, hoặc, a comma or a semicolon; the event comes last."""
    first, after = draw(st.one_of(dated(), recurring())), draw(st.one_of(standing, events()))
    join = draw(st.sampled_from((" và ", " hoặc ", ", ", "; ")))
    return f"{first[0]}{join}{after[0]}", (*first[1], *after[1])


@st.composite
def respelt(draw: DrawFn, text: str) -> str:
    """Return a text in another spelling that means the same."""
    for old, new in (("quý", "quí"), ("hằng", "hàng"), ("kỳ", "kì"), (" - ", draw(st.sampled_from(("–", " — ", "-"))))):
        if draw(st.booleans()):
            text = text.replace(old, new)
    blank = draw(st.sampled_from((" ", "  ", "\u00a0", "\n", " \t", "\u202f")))
    text = text.replace(" ", blank)
    case = draw(st.sampled_from((str, str.upper, str.lower, str.capitalize)))
    form = draw(st.sampled_from(("NFC", "NFD")))
    around = draw(st.sampled_from(("{}", "{}.", "{};", "({})", "“{}”", "*{}*", "- {}", "a) {}", " {} ")))
    return around.format(unicodedata.normalize(form, case(text)))
