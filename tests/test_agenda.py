"""What stands on a day: the status of every kind of unit, under every kind of record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dutrack.i18n import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.agenda import Agenda, Item

PLAN = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
BODIES = """
[owners.a]
name = "Ban A"
[owners.b]
name = "Ban B"
[groups.g]
name = "Các ban"
members = ["a", "b"]
[groups.u]
name = "Các cấp"
members = "unlisted"
"""
EVENTS = '[[events]]\nid = "e"\ntitle = "E"\n[[events]]\nid = "f"\ntitle = "F"\n'


def _task(deadline: str | None, more: str = "", id_: str = "1") -> str:
    text = "" if deadline is None else f'deadline = "{deadline}"\n'
    return f'[[tasks]]\nid = "{id_}"\ntitle = "Việc {id_}"\n{text}{more}\n'


def _records(*lines: str) -> str:
    """Write records; their keys follow one another on 1 January 2023, long before the days of the tests."""
    keyed = (f'"20230101T0000{number:02}.000000Z-k" = {{ {line} }}\n' for number, line in enumerate(lines))
    return "[records]\n" + "".join(keyed)


@pytest.fixture
def on(make_agenda: Callable[..., Agenda]) -> Callable[..., tuple[Item, ...]]:
    """Return the items of one plan on a day."""

    def items(today: str, tasks: str, *records: str, plan: str = PLAN) -> tuple[Item, ...]:
        files = {"dutrack.toml": BODIES, "plans/p.toml": plan + EVENTS + tasks}
        if records:
            files["plans/progress/p.toml"] = _records(*records)
        return make_agenda(files, today).items

    return items


def _short(items: tuple[Item, ...]) -> list[str]:
    return [f"{item.unit} {item.status.value} {item.due or '-'}" for item in items]


@pytest.mark.parametrize(
    ("deadline", "today", "expected"),
    [
        ("trước ngày 15/3/2023", "2023-03-15", ["1 overdue 2023-03-14"]),
        ("trước ngày 15/3/2023", "2023-03-14", ["1 due-today 2023-03-14"]),  # the due day itself is in time
        ("trước ngày 15/3/2023", "2023-03-07", ["1 due-soon 2023-03-14"]),
        ("trước ngày 15/3/2023", "2023-03-06", ["1 in-progress 2023-03-14"]),
        ("trước ngày 15/3/2023", "2023-02-19", ["1 upcoming 2023-03-14"]),  # no start: begins on the issue date
        ("ngày 15/5/2023", "2023-03-06", ["1 in-progress 2023-05-15"]),  # so does a window of one day
        ("quý II/2023", "2023-03-31", ["1 upcoming 2023-06-30"]),
        ("quý II/2023", "2023-04-01", ["1 in-progress 2023-06-30"]),
        ("thực hiện thường xuyên", "2023-04-01", ["1 standing -"]),
        ("từ ngày 1/5/2023", "2023-04-01", ["1 upcoming -"]),
        ("từ ngày 1/5/2023", "2023-05-01", ["1 standing -"]),
        ("khi cấp trên ban hành", "2023-04-01", ["1 waiting -"]),
        ("31/2/2023", "2023-04-01", ["1 undated -"]),
        (None, "2023-04-01", ["1 undated -"]),
        ("năm 2023 và thường xuyên", "2024-01-01", ["1 overdue 2023-12-31", "1#2 standing -"]),
        (
            "hằng năm",
            "2025-03-01",
            [
                "1/2023 overdue 2023-12-31",
                "1/2024 overdue 2024-12-31",
                "1/2025 in-progress 2025-12-31",
                "1/2026 upcoming 2026-12-31",
            ],
        ),
        # An occurrence under a bound begins with its period.
        ("trước ngày 15/12 hằng năm", "2023-03-01", ["1/2023 in-progress 2023-12-14", "1/2024 upcoming 2024-12-14"]),
        (
            "giai đoạn 2023 - 2024, hằng năm",
            "2024-06-01",
            ["1/2023 overdue 2023-12-31", "1/2024 in-progress 2024-12-31"],
        ),
    ],
)
def test_statuses(deadline: str | None, today: str, expected: list[str], on) -> None:
    assert _short(on(today, _task(deadline))) == expected


DONE = 'kind = "done", task = "1"'
EVENT = 'kind = "event", event = "e"'
EXTENDED = 'kind = "extended", task = "1", reason = "x", to = '
DATED = 'kind = "dated", task = "1", to = "30/4/2023"'
WITHDRAWN = 'kind = "withdrawn", record = "20230101T000000.000000Z-k"'
WAITS = 'awaits = ["e"]'
MARCH = _task("quý I/2023")
TWICE = _task("quý I và quý IV/2023")
QUARTERLY = _task("hằng quý")
AFTER = _task("sau khi cấp trên ban hành", WAITS)
WITHIN = _task("trong 30 ngày sau khi cấp trên ban hành", WAITS)
APRIL_1 = f"{EVENT}, on = 2023-04-01"
Q1, Q2, Q3 = "1/2023-Q1 {} 2023-03-31", "1/2023-Q2 in-progress 2023-06-30", "1/2023-Q3 upcoming 2023-09-30"


@pytest.mark.parametrize(
    ("task", "records", "expected"),
    [
        (MARCH, [f"{DONE}, on = 2023-03-31"], ["1 done 2023-03-31"]),
        (MARCH, [f"{DONE}, on = 2023-04-11"], ["1 overdue 2023-03-31"]),  # not yet on that day
        (MARCH, [DONE, DONE.replace("done", "reopened")], ["1 overdue 2023-03-31"]),
        (MARCH, [DONE.replace("done", "cancelled")], ["1 cancelled 2023-03-31"]),
        (MARCH, [DONE, WITHDRAWN], ["1 overdue 2023-03-31"]),
        (TWICE, [f'{DONE}, unit = "1"'], ["1 done 2023-03-31", "1#2 upcoming 2023-12-31"]),
        (TWICE, [DONE], ["1 done 2023-03-31", "1#2 done 2023-12-31"]),
        (MARCH, [f'{EXTENDED}"30/4/2023"'], ["1 in-progress 2023-04-30"]),
        (MARCH, [f'{EXTENDED}"29 ngày kể từ ngày ký"'], ["1 due-soon 2023-04-13"]),  # counted from the record's day
        (MARCH, [f'{EXTENDED}"thường xuyên"'], ["1 overdue 2023-03-31"]),  # no day
        (MARCH, [DATED], ["1 overdue 2023-03-31"]),  # the text has a day
        (_task("31/2/2023"), [DATED], ["1 in-progress 2023-04-30"]),
        (_task(None), [DATED, f'{EXTENDED}"11/4/2023"'], ["1 due-soon 2023-04-11"]),
        (
            QUARTERLY,
            ['kind = "skipped", task = "1", unit = "1/2023-Q1", reason = "x"'],
            [Q1.format("cancelled"), Q2, Q3],
        ),
        (QUARTERLY, [f'{EXTENDED}"11/4/2023"'], [Q1.format("overdue"), Q2, Q3]),  # of which occurrence?
        (QUARTERLY, [f'{EXTENDED}"11/4/2023", unit = "1/2023-Q1"'], ["1/2023-Q1 due-soon 2023-04-11", Q2, Q3]),
        # A later occurrence that is closed already has a unit too.
        (QUARTERLY, [f'{DONE}, unit = "1/2024-Q1"'], [Q1.format("overdue"), Q2, Q3, "1/2024-Q1 done 2024-03-31"]),
        (AFTER, [APRIL_1], ["1 undated -"]),
        (AFTER, [f"{EVENT}, on = 2023-05-01"], ["1 waiting -"]),  # expected: releases nothing
        (AFTER, [APRIL_1, f"{EVENT}, on = 2023-05-01"], ["1 waiting -"]),  # corrected
        (WITHIN, [APRIL_1], ["1 in-progress 2023-05-04"]),  # 1 May and two more days are off
        (WITHIN, [APRIL_1, DATED], ["1 in-progress 2023-04-30"]),  # a person's day beats the event's
        (AFTER + 'within = "10 ngày"\n', [APRIL_1], ["1 due-soon 2023-04-11"]),
        (AFTER, [APRIL_1, DATED], ["1 in-progress 2023-04-30"]),
        (AFTER.replace(WAITS, ""), ['kind = "event", event = "p/1", on = 2023-04-01'], ["1 undated -"]),
        (_task("năm 2023 theo hướng dẫn của Trung ương", WAITS), [], ["1 in-progress 2023-12-31"]),
        (_task("thường xuyên hoặc theo hướng dẫn của Trung ương", WAITS), [], ["1 standing -", "1#2 waiting -"]),
    ],
)
def test_records_on_10_april(task: str, records: list[str], expected: list[str], on) -> None:
    dated = [record if ", on = " in record else f"{record}, on = 2023-03-15" for record in records]
    assert _short(on("2023-04-10", task, *dated)) == expected


def test_what_an_extension_keeps(on) -> None:
    extended = ['kind = "extended", task = "1", reason = "x", on = 2023-03-15, to = '] * 2
    [item] = on("2023-04-10", _task("quý I/2023"), extended[0] + '"30/4/2023"', extended[1] + '"31/5/2023"')
    assert (item.start, item.first_due, item.due) == (date(2023, 1, 1), date(2023, 3, 31), date(2023, 5, 31))


def test_done_late(on) -> None:
    [item] = on("2023-04-10", _task("quý I/2023"), f"{DONE}, on = 2023-04-01")
    assert (item.done_on, item.late, item.days_left) == (date(2023, 4, 1), True, None)


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (_task(None), "the plan states no deadline"),
        (_task("31/2/2023"), "the deadline is not understood: there is no such day: 31/2/2023"),
        (_task("sau khi cấp trên ban hành", WAITS), "may begin since 2023-04-01; nothing says how long it may take"),
    ],
)
def test_an_undated_unit_says_why(task: str, reason: str, on) -> None:
    [item] = on("2023-04-10", task, f"{EVENT}, on = 2023-04-01")
    with language("en"):
        assert str(item.reason) == reason


def test_a_plan_without_an_issue_date_keeps_its_tasks(on) -> None:
    [item] = on("2023-04-10", _task("quý I/2023"), plan=PLAN.replace("issued = 2023-02-20\n", ""))
    with language("en"):
        assert (item.status.value, str(item.reason)) == ("undated", "the plan has no issue date")


def test_awaited_ids_name_their_plan(on) -> None:
    items = on("2023-04-10", _task("khi cấp trên ban hành", 'awaits = ["e", "task:2"]') + _task("quý I/2023", id_="2"))
    assert items[0].awaiting == ("p/e", "task:p/2")


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2023-06-30", "overdue"), ("2023-07-01", "cancelled")],  # the last day of a plan still counts
)
def test_what_is_open_when_its_plan_ends_is_cancelled(today: str, expected: str, on) -> None:
    plan = f"{PLAN}ended = 2023-06-30\n"
    tasks = _task("quý I/2023") + _task("quý I/2023", id_="2") + _task("quý I/2023", id_="3")
    done = [DONE.replace('"1"', '"2"') + ", on = 2023-06-30", DONE.replace('"1"', '"3"') + ", on = 2023-07-01"]
    statuses = [item.status.value for item in on(today, tasks, *done, plan=plan)]
    assert statuses == [expected, "done", expected]


# --- who leads -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "units"),
    [
        ('"Ban A"', [("1", ("Ban A",), ("a",))]),
        ('["Ban A", "Ban B"]', [("1", ("Ban A", "Ban B"), ("a", "b"))]),
        ('"Các ban"', [("1@a", ("Ban A",), ("a",)), ("1@b", ("Ban B",), ("b",))]),
        ('"Các cấp"', [("1", ("Các cấp",), ("u",))]),
        ('["Các ban", "Các cấp"]', [("1", ("Các ban", "Các cấp"), ("g", "u"))]),
        ('["Các ban", "Ban C"]', [("1", ("Các ban", "Ban C"), ("g",))]),  # Ban C is not in the directory
        ('["Ban B", "Các ban"]', [("1@b", ("Ban B",), ("b",)), ("1@a", ("Ban A",), ("a",))]),
    ],
)
def test_leads(owner: str, units: list[tuple[object, ...]], on) -> None:
    items = on("2023-04-10", _task("quý I/2023", f"owner = {owner}"))
    assert [(item.unit, item.owners, item.owner_ids) for item in items] == units


def test_members_are_closed_one_by_one(on) -> None:
    task = _task("quý I/2023", 'owner = "Các ban"')
    first, second = on("2023-04-10", task, f'{DONE}, unit = "1@a", on = 2023-03-01')
    assert (first.status.value, second.status.value) == ("done", "overdue")
    assert first.members == second.members
    assert first.members is not None
    assert (first.members.group, first.members.done, first.members.total) == ("Các ban", 1, 2)
    assert first.members.overdue == ("Ban B",)
    # Without a member the record is for all of them.
    both = on("2023-04-10", task, f'{DONE}, unit = "1", on = 2023-03-01')
    assert [item.status.value for item in both] == ["done", "done"]


# --- tasks and plans that wait for each other ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "records", "expected"),
    [
        ("quý I/2023", [], "waiting"),
        ("quý I/2023", ["2"], "in-progress"),
        ("quý I/2023 và quý IV/2023", ['2", unit = "2'], "waiting"),  # half of it
        ("năm 2023 và thường xuyên", ['2", unit = "2'], "in-progress"),  # standing parts do not count
        ("giai đoạn 2023 - 2024, hằng năm", ['2", unit = "2/2023'], "waiting"),
        ("giai đoạn 2023 - 2024, hằng năm", ['2", unit = "2/2023', '2", unit = "2/2024'], "in-progress"),
        ("hằng năm", ["2"], "waiting"),  # never ends
        ("thường xuyên", ["2"], "waiting"),  # nothing to complete
    ],
)
def test_a_task_that_awaits_another(second: str, records: list[str], expected: str, on) -> None:
    tasks = _task("trong 60 ngày sau khi xong việc hai", 'awaits = ["task:2"]') + _task(second, id_="2")
    done = [f'kind = "done", on = 2023-03-15, task = "{record}"' for record in records]
    assert on("2023-04-10", tasks, *done)[0].status.value == expected


def test_tasks_in_a_circle_wait(on) -> None:
    one = _task("sau khi xong việc hai", 'awaits = ["task:2"]')
    two = _task("sau khi xong việc một", 'awaits = ["task:1"]', "2")
    assert _short(on("2023-04-10", one + two)) == ["1 waiting -", "2 waiting -"]


def test_a_chain_of_waiting_is_followed_to_its_end(on) -> None:
    tasks = "".join(
        _task("trong 9 ngày sau khi xong việc kia", f'awaits = ["task:{number + 1}"]', str(number))
        for number in range(1, 40)
    )
    done = [f'kind = "done", task = "{number}", on = 2023-04-07' for number in range(2, 41)]
    assert on("2023-04-10", tasks + _task("quý I/2023", id_="40"), *done)[0].status.value == "due-soon"


def test_the_same_document_releases_every_plan_that_awaits_it(make_agenda) -> None:
    event = '[[events]]\nid = "{}"\ntitle = "E"\nsame_as = "{}"\n'
    task = _task("trong 30 ngày sau khi Trung ương ban hành", 'awaits = ["{}"]')
    files = {
        "plans/p.toml": PLAN + event.format("x", "178-QĐ/TW 2024-06-27") + task.format("x"),
        "plans/q.toml": PLAN + event.format("y", "178-QĐ/TW  2024-06-27") + task.format("y"),
        "plans/r.toml": PLAN + event.format("x", "179-QĐ/TW 2024-06-27") + task.format("x"),
        "plans/progress/p.toml": _records('kind = "event", event = "x", on = 2023-04-03'),
        # Corrected in another plan.
        "plans/progress/q.toml": _records('kind = "note", note = "x"', 'kind = "event", event = "y", on = 2023-04-04'),
    }
    assert [str(item.due) for item in make_agenda(files, "2023-04-10").items] == ["2023-05-04", "2023-05-04", "None"]


# --- series and events -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], ["1/2024 waiting -"]),
        (
            [f"{EVENT}, on = 2024-02-01"],
            ["1/2024 overdue 2024-12-31", "1/2025 in-progress 2025-12-31", "1/2026 upcoming 2026-12-31"],
        ),
    ],
)
def test_an_event_holds_back_what_is_due_before_it(records: list[str], expected: list[str], on) -> None:
    today = "2025-06-01" if records else "2024-06-01"
    assert _short(on(today, _task("hằng năm theo hướng dẫn của Trung ương", WAITS), *records)) == expected


# --- records ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on_day", "key", "visible"),
    [
        ("2023-04-10", "20230101T000000.000000Z-k", True),
        ("2023-04-01", "20230409T180000.000000Z-k", True),  # 01:00 on the 10th in Vietnam
        ("2023-04-01", "20230410T170000.000000Z-k", False),  # midnight of the 11th there
        ("2023-04-01", "20230401T000000.000000Z-k", False),
    ],
)
def test_what_was_closed_today_is_known(on_day: str, key: str, visible: bool, make_agenda) -> None:
    record = f'[records]\n"{key}" = {{ {DONE}, on = {on_day} }}\n'
    files = {"plans/p.toml": PLAN + _task("quý I/2023"), "plans/progress/p.toml": record}
    assert make_agenda(files, "2023-04-10").items[0].closed_today is visible


def test_records_about_nothing_are_kept_and_told(make_agenda) -> None:
    records = _records(
        f'{DONE}, unit = "1#2", on = 2023-03-01',
        'kind = "done", task = "9", on = 2023-03-01',
        f'{DONE}, unit = "1", on = 2023-03-01',
    )
    agenda = make_agenda({"plans/p.toml": PLAN + _task("quý I/2023"), "plans/progress/p.toml": records}, "2023-04-10")
    assert [record.unit or record.task for record in agenda.stray] == ["1#2", "9"]
    assert _short(agenda.items) == ["1 done 2023-03-31"]
