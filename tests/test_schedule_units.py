"""Units: what of a task is closed on its own, and what events make of its days."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from schedules import ISSUED, context, steps_told

from dutrack.dates.calendar import Calendar
from dutrack.dates.counting import Period, Roll, Unit
from dutrack.deadline.readings import Join
from dutrack.i18n import language
from dutrack.schedule.conditions import Awaited, Condition, Release, condition_of
from dutrack.schedule.counted import event_due
from dutrack.schedule.policy import Policy, PolicyEntry
from dutrack.schedule.resolved import Context, EventPart
from dutrack.schedule.units import (
    DatedUnit,
    Days,
    EventUnit,
    SeriesUnit,
    StandingUnit,
    Undated,
    UndatedUnit,
    units_of_text,
)

if TYPE_CHECKING:
    from dutrack.schedule import units

DAY, WORKING, MONTH = Unit.DAY, Unit.WORKING_DAY, Unit.MONTH


def units_told(text: str | None, *awaits: str) -> list[str]:
    """Write every unit of a task "T": its id, its kind, what it awaits ("a b" all, "a | b" any)."""
    return [unit_told(unit) for unit in units_of_text(text, context(), "T", awaits)]


def unit_told(unit: units.Unit) -> str:
    match unit:
        case SeriesUnit(_, part, condition):
            name = "T" + unit.suffix(next(part.series.occurrences()))
        case EventUnit(suffix, _, condition) | DatedUnit(suffix, _, condition):
            name = "T" + suffix
        case StandingUnit() | UndatedUnit():
            name, condition = "T" + unit.suffix, None
    kind = type(unit).__name__.removesuffix("Unit").lower()
    awaited = (
        ""
        if condition is None
        else " awaits " + " | ".join(" ".join(event.id for event in events) for events in condition.alternatives)
    )
    return f"{name} {kind}{awaited}"


@pytest.mark.parametrize(
    ("text", "awaits", "expected"),
    [
        ("quý I/2023", (), ["T dated"]),
        ("thường xuyên", (), ["T standing"]),
        ("hằng năm", (), ["T/2023 series"]),
        ("sau khi Trung ương ban hành", (), ["T event awaits T"]),  # its own event
        ("sau khi Trung ương ban hành", ("a",), ["T event awaits a"]),
        ("sau khi Trung ương ban hành", ("a", "b", "c"), ["T event awaits a b c"]),  # all stand for the one part
        ("năm 2022 và thường xuyên", (), ["T dated", "T#2 standing"]),
        ("thường xuyên hoặc theo kế hoạch của Trung ương", ("a",), ["T standing", "T#2 event awaits a"]),
        # The event is the dated part's condition, no unit of its own.
        ("trong giai đoạn 2023 - 2025 theo chỉ đạo của Trung ương", ("a",), ["T dated awaits a"]),
        ("Quý IV/2024 và theo lộ trình của Trung ương", ("task:II.1",), ["T dated awaits task:II.1"]),
        # Two days, two units, both behind the event.
        (
            "trước ngày 15/6/2023 và trước ngày 01/12/2023, theo hướng dẫn của Trung ương",
            ("a",),
            ["T dated awaits a", "T#2 dated awaits a"],
        ),
        # Series have ids of their own; the others count among themselves.
        ("hằng năm và thường xuyên", (), ["T/2023 series", "T standing"]),
        ("định kỳ 6 tháng, hằng năm", (), ["T/2023-H1 series", "T/2023/2 series"]),
        ("trước ngày 05/6 và 05/12 hằng năm", (), ["T/2023 series", "T/2023/2 series"]),
        # A series beside an event: held back only where nothing stands between them.
        ("hằng năm theo chỉ đạo của Trung ương", ("a",), ["T/2023 series awaits a"]),
        ("hằng năm hoặc khi có chỉ đạo của Trung ương", ("a",), ["T/2023 series", "T event awaits a"]),
        ("hằng năm, theo chỉ đạo của Trung ương", ("a",), ["T/2023 series", "T event awaits a"]),
        # An id without an event part waits for nothing.
        ("quý I/2023", ("a",), ["T dated"]),
        (None, (), ["T undated"]),
        ("", (), ["T undated"]),
        ("sớm nhất có thể", (), ["T undated"]),
        ("ngày 31/2/2023", (), ["T undated"]),
    ],
)
def test_units(text: str | None, awaits: tuple[str, ...], expected: list[str]) -> None:
    """The units of a text, in its order."""
    assert units_told(text, *awaits) == expected


def test_reason_of_an_undated_unit() -> None:
    """A task without a deadline is told from one whose deadline is not understood."""
    (none,) = units_of_text(None, context(), "T")
    (refused,) = units_of_text("ngày 31/2/2023", context(), "T")
    assert isinstance(none, UndatedUnit)
    assert isinstance(refused, UndatedUnit)
    assert (none.reason, none.error) == (Undated.NO_DEADLINE, None)
    assert refused.reason is Undated.NOT_UNDERSTOOD
    assert refused.error is not None
    assert refused.error.at[1] == len("ngày 31/2/2023")
    assert refused.days() == Days(undated=Undated.NOT_UNDERSTOOD)


def parts(*within: Period | None) -> list[EventPart]:
    return [EventPart(f"e{place}", period, (0, 0)) for place, period in enumerate(within)]


A, O, C, N = Join.AND, Join.OR, Join.COMMA, Join.NOTHING  # noqa: E741


@pytest.mark.parametrize(
    ("joins", "awaits", "alternatives"),
    [
        ([A], "a b", "a b"),
        ([C], "a b", "a b"),
        ([N], "a b", "a b"),  # a bracket after an event
        ([O], "a b", "a | b"),
        ([A, O], "a b c", "a b | c"),  # và binds tighter
        ([O, A], "a b c", "a | b c"),
        ([C, A], "a b c", "a b c"),
        ([C, O], "a b c", "a | b | c"),  # a list that ends in hoặc
        # Not as many ids as parts: they stand for all the parts together.
        ([A], "a", "a"),
        ([A], "a b c", "a b c"),
        ([O], "a b c", "a | b | c"),
        ([A, O], "a b", "a b"),
        ([O], "", "T"),
        ([O], "a a a", "a"),
    ],
)
def test_condition(joins: list[Join], awaits: str, alternatives: str) -> None:
    """Which ids are needed follows from the joins between the event parts."""
    found = condition_of(parts(*[None] * (len(joins) + 1)), joins, "T", awaits.split(), None)
    assert " | ".join(" ".join(event.id for event in events) for events in found.alternatives) == alternatives


TEN, THIRTY = Period(10, DAY), Period(30, DAY)


@pytest.mark.parametrize(
    ("alternatives", "within", "events", "release"),
    [
        ([["a"]], None, {}, Release(("a",))),
        ([["a"]], None, {"a": 5}, Release((), date(2023, 3, 5))),
        ([["a"]], THIRTY, {"a": 5}, Release((), date(2023, 3, 5), THIRTY)),
        ([["a", "b"]], None, {"a": 5}, Release(("b",))),
        ([["a", "b"]], None, {"a": 5, "b": 2}, Release((), date(2023, 3, 5))),  # from the latest
        ([["a"], ["b"]], None, {}, Release(("a", "b"))),
        ([["a"], ["b"]], None, {"a": 5, "b": 2}, Release((), date(2023, 3, 2))),  # from the first
        ([["a", "b"], ["c"]], None, {"a": 5}, Release(("b", "c"))),
        ([["a", "b"], ["c"]], None, {"a": 1, "b": 2, "c": 9}, Release((), date(2023, 3, 2))),
        ([["a", "x"]], None, {"x": 1, "y": 2}, Release(("a",))),  # other events do not matter
    ],
)
def test_release(
    alternatives: list[list[str]], within: Period | None, events: dict[str, int], release: Release
) -> None:
    """All of an alternative are needed; the first alternative releases."""
    condition = Condition(tuple(tuple(map(Awaited, ids)) for ids in alternatives), within)
    assert condition.release({id_: date(2023, 3, day) for id_, day in events.items()}, context()) == release


@pytest.mark.parametrize(
    ("own", "task", "policy", "period"),
    [
        ((TEN, None), THIRTY, THIRTY, TEN),  # the text's, though not of the last event
        ((TEN, Period(5, DAY)), None, None, Period(5, DAY)),  # of the last event
        ((None, None), THIRTY, TEN, THIRTY),
        ((None, None), None, TEN, TEN),
        ((None, None), None, None, None),
    ],
)
def test_which_period(
    own: tuple[Period | None, Period | None], task: Period | None, policy: Period | None, period: Period | None
) -> None:
    """The text's period, then the task's, then the policy's."""
    condition = Condition(((Awaited("a", own[0]), Awaited("b", own[1])),), task)
    events = {"a": date(2023, 3, 1), "b": date(2023, 3, 2)}
    assert condition.release(events, context(after_event=policy)).within == period


def test_policy_of_the_event_day() -> None:
    """The workspace's default is that of the day of the event."""
    entries = (PolicyEntry(after_event=THIRTY, start=date(2024, 1, 1)),)
    where = Context(ISSUED, Calendar(), Policy(workspace=entries))
    condition = Condition(((Awaited("a"),),))
    assert condition.release({"a": date(2023, 12, 31)}, where).within is None
    assert condition.release({"a": date(2024, 1, 1)}, where).within == THIRTY


@pytest.mark.parametrize(
    ("event", "within", "policy", "due"),
    [
        (date(2023, 3, 1), Period(30, DAY), {}, date(2023, 3, 31)),
        (date(2023, 3, 1), Period(31, DAY), {}, date(2023, 4, 3)),  # 1 April is a Saturday
        (date(2023, 3, 1), Period(31, DAY), {"counted": Roll.NONE}, date(2023, 4, 1)),
        (date(2023, 3, 1), Period(31, DAY), {"counted": Roll.PREVIOUS}, date(2023, 3, 31)),
        (date(2023, 1, 31), Period(1, MONTH), {}, date(2023, 2, 28)),
        (date(2023, 3, 1), Period(10, WORKING), {}, date(2023, 3, 15)),
        (date(2023, 3, 3), Period(1, WORKING), {}, date(2023, 3, 6)),
        # Before the event: a day off moves to the working day before.
        (date(2023, 3, 1), Period(-3, WORKING), {}, date(2023, 2, 24)),
        (date(2023, 3, 1), Period(-3, DAY), {}, date(2023, 2, 24)),  # 26 February is a Sunday
        (date(2023, 3, 1), Period(-3, DAY), {"counted": Roll.NONE}, date(2023, 2, 26)),
        (date(2023, 3, 1), Period(-1, Unit.WEEK), {}, date(2023, 2, 22)),
        (date(2023, 3, 1), Period(0, DAY), {}, date(2023, 3, 1)),
    ],
)
def test_event_due(event: date, within: Period, policy: dict[str, Roll], due: date) -> None:
    """The event's day is not counted."""
    assert event_due(event, within, context(**policy))[0] == due


def test_steps_of_an_event() -> None:
    """The count from an event is explained by its articles."""
    assert steps_told(event_due(date(2023, 3, 1), Period(-3, DAY), context())[1]) == [
        "event-day-not-counted: 2023-03-01 itself is not counted",
        "count-days: 3 days counted back from 2023-03-01: the last day is 2023-02-26",
        "count-back: 2023-02-26 is a day off (weekend); the deadline moves to 2023-02-24",
    ]
    assert [step.rule for step in event_due(date(2027, 12, 31), Period(5, WORKING), context())[1]] == [
        "event-day-not-counted",
        "count-working-days",
        "forecast-holiday",
    ]


def event_days(
    text: str, events: dict[str, date], *, expected: dict[str, date] | None = None, **values: object
) -> Days:
    """Return the days of a text's only unit, without steps; the task awaits "a"."""
    where = context(**values)
    (unit,) = units_of_text(text, where, "T", ["a"])
    assert isinstance(unit, EventUnit | DatedUnit)
    days = unit.days(where, events, expected)
    return Days(days.start, days.due, days.awaiting, days.released_on, days.undated)


MARCH = {"a": date(2023, 3, 1)}


@pytest.mark.parametrize(
    ("text", "events", "values", "days"),
    [
        ("sau khi Trung ương ban hành", {}, {}, Days(awaiting=("a",))),
        (  # open since that day: no day is made up
            "sau khi Trung ương ban hành",
            MARCH,
            {},
            Days(date(2023, 3, 1), None, (), date(2023, 3, 1), Undated.NO_PERIOD),
        ),
        (
            "sau khi Trung ương ban hành",
            MARCH,
            {"after_event": THIRTY},
            Days(date(2023, 3, 1), date(2023, 3, 31), (), date(2023, 3, 1)),
        ),
        (
            "trong 10 ngày làm việc kể từ ngày Trung ương ban hành",
            MARCH,
            {"after_event": THIRTY},
            Days(date(2023, 3, 1), date(2023, 3, 15), (), date(2023, 3, 1)),
        ),
        (  # before the event: no start after the due day
            "chậm nhất 03 ngày làm việc trước khi Hội nghị khai mạc",
            MARCH,
            {},
            Days(None, date(2023, 2, 24), (), date(2023, 3, 1)),
        ),
        ("chậm nhất 03 ngày làm việc trước khi Hội nghị khai mạc", {}, {}, Days(awaiting=("a",))),
        # A date beside it is the outer bound: it stands while the event is awaited.
        ("quý II/2023 theo chỉ đạo của Trung ương", {}, {}, Days(date(2023, 4, 1), date(2023, 6, 30), ("a",))),
        (
            "quý II/2023 theo chỉ đạo của Trung ương",
            MARCH,
            {},
            Days(date(2023, 4, 1), date(2023, 6, 30), (), date(2023, 3, 1)),
        ),
        (  # the earlier of the two, which may lie before the window
            "quý II/2023 theo chỉ đạo của Trung ương",
            MARCH,
            {"after_event": TEN},
            Days(date(2023, 3, 1), date(2023, 3, 13), (), date(2023, 3, 1)),
        ),
        (
            "quý II/2023 theo chỉ đạo của Trung ương",
            {"a": date(2023, 4, 20)},
            {"after_event": TEN},
            Days(date(2023, 4, 1), date(2023, 5, 4), (), date(2023, 4, 20)),
        ),
        (
            "quý II/2023 theo chỉ đạo của Trung ương",
            {"a": date(2023, 7, 20)},  # after the bound: it stays
            {"after_event": TEN},
            Days(date(2023, 4, 1), date(2023, 6, 30), (), date(2023, 7, 20)),
        ),
        (
            "sau khi Trung ương ban hành",
            {"a": date(9999, 12, 1)},
            {"after_event": THIRTY},
            Days(date(9999, 12, 1), date(9999, 12, 31), (), date(9999, 12, 1)),
        ),
        (
            "sau khi Trung ương ban hành",
            {"a": date(9999, 12, 2)},
            {"after_event": THIRTY},
            Days(date(9999, 12, 2), None, (), date(9999, 12, 2), Undated.OUT_OF_RANGE),
        ),
    ],
)
def test_days_after_events(text: str, events: dict[str, date], values: dict[str, object], days: Days) -> None:
    """An event gives its unit a day only with a period."""
    assert event_days(text, events, **values) == days


def test_expected_event_gives_a_day_only_to_what_is_due_before_it() -> None:
    """What must be done before a meeting is due before the day it is called for, though it has not happened."""
    before = "chậm nhất 03 ngày làm việc trước khi Hội nghị khai mạc"
    assert event_days(before, {}, expected=MARCH) == Days(None, date(2023, 2, 24), ("a",))
    assert event_days("trong 30 ngày sau khi Trung ương ban hành", {}, expected=MARCH) == Days(awaiting=("a",))


@pytest.mark.parametrize(
    ("text", "events", "start", "counted"),
    [
        ("trong 30 ngày sau khi Trung ương ban hành", MARCH, "2023-03-01", "30 days from 2023-03-01"),
        ("chậm nhất 03 ngày trước khi Hội nghị khai mạc", MARCH, None, "3 days before 2023-03-01"),
        ("quý II/2023 theo chỉ đạo của Trung ương", {"a": date(2023, 7, 20)}, "2023-04-01", None),  # the text's own
        ("quý II/2023 theo chỉ đạo của Trung ương", {"a": date(2023, 6, 20)}, "2023-04-01", None),  # the same day
        (  # 1/1 to 31/3 is no first quarter here: nobody named one
            "năm 2023 theo chỉ đạo của Trung ương",
            {"a": date(2023, 3, 21)},
            "2023-01-01",
            "10 days from 2023-03-21, within the text's own days: from 2023-01-01 to 2023-12-31",
        ),
        (  # the window begins after the day that is due, so that cannot be its start
            "quý II/2023 theo chỉ đạo của Trung ương",
            MARCH,
            "2023-03-01",
            "10 days from 2023-03-01, before the text's own days: from 2023-04-01 to 2023-06-30",
        ),
        (
            "trước ngày 1/7/2023 theo chỉ đạo của Trung ương",
            MARCH,
            None,
            "10 days from 2023-03-01, within the text's own days: by 2023-06-30",
        ),
    ],
)
def test_what_a_day_was_counted_from(text: str, events: dict[str, date], start: str | None, counted: str) -> None:
    where = context(after_event=TEN)
    (unit,) = units_of_text(text, where, "T", ["a"])
    assert isinstance(unit, DatedUnit | EventUnit)
    days = unit.days(where, events)
    assert days.start == (None if start is None else date.fromisoformat(start))
    assert days.start is None or (days.due is not None and days.start <= days.due)
    with language("en"):
        assert (None if days.counted is None else str(days.counted)) == counted


def test_steps_of_the_earlier_of_two() -> None:
    """The outer bound and the event's period are both told."""
    where = context(after_event=TEN)
    (unit,) = units_of_text("quý II/2023 theo chỉ đạo của Trung ương", where, "T", ["a"])
    assert isinstance(unit, DatedUnit)
    assert steps_told(unit.days(where, MARCH).steps) == [
        "calendar-period: from 2023-04-01 to 2023-06-30",
        "event-released: what is awaited happens on 2023-03-01",
        "event-period: the period is 10 days",
        "event-day-not-counted: 2023-03-01 itself is not counted",
        "count-days: 10 days counted from 2023-03-01: the last day is 2023-03-11",
        "day-off-next: 2023-03-11 is a day off (weekend); the deadline moves to 2023-03-13",
        "outer-bound: 2023-03-13 is earlier than the date 2023-06-30",
    ]


def test_series_held_back_by_an_event() -> None:
    """Occurrences due before the event are none; while it is awaited they have no day."""
    where = context()
    (unit,) = units_of_text("hằng quý theo chỉ đạo của Trung ương", where, "T", ["a"])
    assert isinstance(unit, SeriesUnit)
    waiting = unit.release(where, {})
    first = next(unit.occurrences(waiting))
    days = unit.days(first, waiting)
    assert (first.id, days.due, days.awaiting) == ("2023-Q1", None, ("a",))
    assert days.steps[-1].rule == "held-back"

    released = unit.release(where, {"a": date(2023, 7, 1)})
    assert [found.id for found in islice(unit.occurrences(released), 2)] == ["2023-Q3", "2023-Q4"]
    assert next(unit.occurrences(released, date(2025, 1, 1))).id == "2025-Q1"
    assert next(unit.occurrences(released, date(2023, 1, 1))).id == "2023-Q3"
    days = unit.days(next(unit.occurrences(released)), released)
    assert (days.start, days.due, days.released_on) == (date(2023, 7, 1), date(2023, 9, 30), date(2023, 7, 1))


def test_series_of_its_own() -> None:
    """A series that waits for nothing gives its windows."""
    where = context()
    (unit,) = units_of_text("trước ngày 15/12 hằng năm", where, "T", ["a"])
    assert isinstance(unit, SeriesUnit)
    release = unit.release(where, {})
    days = unit.days(next(unit.occurrences(release)), release)
    assert (days.start, days.due, days.awaiting, days.released_on) == (None, date(2023, 12, 14), (), None)


def test_standing_unit() -> None:
    """A standing unit has at most a start."""
    (unit,) = units_of_text("từ năm 2024", context(), "T")
    assert isinstance(unit, StandingUnit)
    assert (unit.days().start, unit.days().due) == (date(2024, 1, 1), None)
