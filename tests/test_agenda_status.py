"""Where every kind of unit stands, the day before, on the day and the day after, whatever has been recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.agenda import Agenda, Item

PLAN = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = {issued}\n'
HEAD = PLAN.format(issued="2023-02-20")
EVENTS = '[[events]]\nid = "e"\ntitle = "E"\n[[events]]\nid = "f"\ntitle = "F"\n'
TERMS = """[[terms]]
name = "Đại hội Đảng"
words = ["Đại hội Đảng"]
from = 2020-10-15
[[terms]]
name = "Hội đồng nhân dân các cấp"
words = ["Hội đồng nhân dân các cấp"]
from = 2021-05-23
"""
BODIES = """
[owners.a]
name = "Ban A"
valid_to = 2023-06-30
succeeded_by = ["c", "d"]
[owners.b]
name = "Ban B"
[owners.c]
name = "Ban C"
[owners.d]
name = "Ban D"
[groups.g]
name = "Các ban"
members = ["a", "b"]
"""
EVENT = 'kind = "event", event = "e"'
DONE = 'kind = "done", task = "1"'
EXTENDED = 'kind = "extended", task = "1", reason = "x"'


def _task(deadline: str | None, more: str = "", id_: str = "1") -> str:
    text = "" if deadline is None else f'deadline = "{deadline}"\n'
    return f'[[tasks]]\nid = "{id_}"\ntitle = "Việc {id_}"\n{text}{more}\n'


def _key(number: int) -> str:
    return f"20220101T0000{number:02}.000000Z-k"


def _lines(*records: str) -> list[str]:
    return [f'"{_key(number)}" = {{ {record} }}\n' for number, record in enumerate(records)]


@pytest.fixture(scope="module")
def on(make_agenda: Callable[..., Agenda]) -> Callable[..., tuple[Item, ...]]:
    """Return the items of one plan on a day."""

    def items(today: str, tasks: str, *records: str, plan: str = HEAD, config: str = BODIES) -> tuple[Item, ...]:
        files = {"dutrack.toml": config, "plans/p.toml": plan + EVENTS + TERMS + tasks}
        files["plans/progress/p.toml"] = "[records]\n" + "".join(_lines(*records))
        return make_agenda(files, today).items

    return items


def _short(items: tuple[Item, ...]) -> str:
    return ", ".join(f"{item.unit} {item.status.value} {item.due or '-'}" for item in items)


def _around(day: str) -> list[str]:
    middle = date.fromisoformat(day)
    return [(middle + timedelta(offset)).isoformat() for offset in (-1, 0, 1)]


WAIT_30 = _task("trong 30 ngày sau khi cấp trên ban hành", 'awaits = ["e"]')
WAIT = _task("sau khi cấp trên ban hành", 'awaits = ["e"]')
Q1 = _task("quý I/2023")

CASES = {
    # Every kind of reading, untouched.
    "window ends": (Q1, [], "2023-03-31", ["1 due-soon 2023-03-31", "1 due-today 2023-03-31", "1 overdue 2023-03-31"]),
    "window begins": (
        _task("quý II/2023"),
        [],
        "2023-04-01",
        ["1 upcoming 2023-06-30", "1 in-progress 2023-06-30", "1 in-progress 2023-06-30"],
    ),
    "seven days are soon": (
        Q1,
        [],
        "2023-03-24",
        ["1 in-progress 2023-03-31", "1 due-soon 2023-03-31", "1 due-soon 2023-03-31"],
    ),
    "bound": (
        _task("trước ngày 15/3/2023"),
        [],
        "2023-03-14",
        ["1 due-soon 2023-03-14", "1 due-today 2023-03-14", "1 overdue 2023-03-14"],
    ),
    "29 February": (
        _task("ngày 29/2/2024"),
        [],
        "2024-02-29",
        ["1 due-soon 2024-02-29", "1 due-today 2024-02-29", "1 overdue 2024-02-29"],
    ),
    "counted to a day off": (  # 30 April 2023 is a Sunday, 1-3 May are off
        _task("trong 69 ngày kể từ ngày ban hành"),
        [],
        "2023-05-04",
        ["1 due-soon 2023-05-04", "1 due-today 2023-05-04", "1 overdue 2023-05-04"],
    ),
    "term years": (
        _task("năm thứ 3 nhiệm kỳ Đại hội Đảng, nhiệm kỳ Hội đồng nhân dân các cấp"),
        [],
        "2023-12-31",
        [
            "1 due-soon 2023-12-31, 1#2 due-soon 2023-12-31",
            "1 due-today 2023-12-31, 1#2 due-today 2023-12-31",
            "1 overdue 2023-12-31, 1#2 overdue 2023-12-31",
        ],
    ),
    "series": (
        _task("ngày 15 hằng tháng", "awaits = []"),
        [f'{DONE}, unit = "1/2023-03", on = 2023-03-10'],
        "2023-04-15",
        [
            "1/2023-03 done 2023-03-15, 1/2023-04 due-soon 2023-04-15, 1/2023-05 upcoming 2023-05-15",
            "1/2023-03 done 2023-03-15, 1/2023-04 due-today 2023-04-15, 1/2023-05 upcoming 2023-05-15",
            (
                "1/2023-03 done 2023-03-15, 1/2023-04 overdue 2023-04-15, 1/2023-05 upcoming 2023-05-15, "
                "1/2023-06 upcoming 2023-06-15"
            ),
        ],
    ),
    "leap series": (
        _task("ngày cuối cùng của tháng 2 hằng năm"),
        [f'{DONE}, unit = "1/2023", on = 2023-02-28'],
        "2024-02-29",
        [
            "1/2023 done 2023-02-28, 1/2024 due-soon 2024-02-29, 1/2025 upcoming 2025-02-28",
            "1/2023 done 2023-02-28, 1/2024 due-today 2024-02-29, 1/2025 upcoming 2025-02-28",
            "1/2023 done 2023-02-28, 1/2024 overdue 2024-02-29, 1/2025 upcoming 2025-02-28, 1/2026 upcoming 2026-02-28",
        ],
    ),
    "standing begins": (_task("từ ngày 1/5/2023"), [], "2023-05-01", ["1 upcoming -", "1 standing -", "1 standing -"]),
    "event": (WAIT, [f"{EVENT}, on = 2023-05-10"], "2023-05-10", ["1 waiting -", "1 undated -", "1 undated -"]),
    "event with a period": (
        WAIT_30,
        [f"{EVENT}, on = 2023-05-10"],
        "2023-05-10",
        ["1 waiting -", "1 in-progress 2023-06-09", "1 in-progress 2023-06-09"],
    ),
    "event's period ends": (
        WAIT_30,
        [f"{EVENT}, on = 2023-05-10"],
        "2023-06-09",
        ["1 due-soon 2023-06-09", "1 due-today 2023-06-09", "1 overdue 2023-06-09"],
    ),
    "bounded event": (  # the outer bound goes by while the event is still awaited
        _task("năm 2023 theo hướng dẫn của Trung ương", 'awaits = ["e"]'),
        [],
        "2023-12-31",
        ["1 due-soon 2023-12-31", "1 due-today 2023-12-31", "1 overdue 2023-12-31"],
    ),
    "no deadline": (_task(None), [], "2023-05-10", ["1 undated -"] * 3),
    "not understood": (_task("sớm nhất có thể"), [], "2023-05-10", ["1 undated -"] * 3),
    # Records.
    "done in time": (
        Q1,
        [f"{DONE}, on = 2023-03-31"],
        "2023-03-31",
        ["1 due-soon 2023-03-31", *["1 done 2023-03-31"] * 2],
    ),
    "reopened": (
        Q1,
        [f"{DONE}, on = 2023-03-20", 'kind = "reopened", task = "1", on = 2023-04-05'],
        "2023-04-05",
        ["1 done 2023-03-31", "1 overdue 2023-03-31", "1 overdue 2023-03-31"],
    ),
    "done again": (
        Q1,
        [f"{DONE}, on = 2023-03-20", 'kind = "reopened", task = "1", on = 2023-04-05', f"{DONE}, on = 2023-04-06"],
        "2023-04-06",
        ["1 overdue 2023-03-31", "1 done 2023-03-31", "1 done 2023-03-31"],
    ),
    "extension begins": (
        Q1,
        [f'{EXTENDED}, on = 2023-03-31, to = "30/4/2023"'],
        "2023-03-31",
        ["1 due-soon 2023-03-31", "1 in-progress 2023-04-30", "1 in-progress 2023-04-30"],
    ),
    "extension ends": (
        Q1,
        [f'{EXTENDED}, on = 2023-03-31, to = "30/4/2023"'],
        "2023-04-30",
        ["1 due-soon 2023-04-30", "1 due-today 2023-04-30", "1 overdue 2023-04-30"],
    ),
    "extended by a period": (  # counted from the day of the record: 10 April + 20 days is a Sunday, then four days off
        Q1,
        [f'{EXTENDED}, on = 2023-04-10, to = "trong 20 ngày kể từ ngày ký"'],
        "2023-05-04",
        ["1 due-soon 2023-05-04", "1 due-today 2023-05-04", "1 overdue 2023-05-04"],
    ),
    "extension withdrawn": (
        Q1,
        [
            f'{EXTENDED}, on = 2023-03-31, to = "30/4/2023"',
            f'kind = "withdrawn", record = "{_key(0)}", on = 2023-06-01',
        ],
        "2023-03-31",
        ["1 due-soon 2023-03-31", "1 due-today 2023-03-31", "1 overdue 2023-03-31"],
    ),
    "one occurrence extended": (
        _task("hằng quý"),
        [f'{EXTENDED}, unit = "1/2023-Q1", on = 2023-03-31, to = "15/5/2023"'],
        "2023-05-15",
        [
            "1/2023-Q1 due-soon 2023-05-15, 1/2023-Q2 in-progress 2023-06-30, 1/2023-Q3 upcoming 2023-09-30",
            "1/2023-Q1 due-today 2023-05-15, 1/2023-Q2 in-progress 2023-06-30, 1/2023-Q3 upcoming 2023-09-30",
            "1/2023-Q1 overdue 2023-05-15, 1/2023-Q2 in-progress 2023-06-30, 1/2023-Q3 upcoming 2023-09-30",
        ],
    ),
    "event corrected": (
        WAIT_30,
        [f"{EVENT}, on = 2023-05-10", f"{EVENT}, on = 2023-05-12"],
        "2023-05-12",
        ["1 waiting -", "1 in-progress 2023-06-12", "1 in-progress 2023-06-12"],  # 11 June is a Sunday
    ),
    "correction withdrawn": (
        WAIT_30,
        [f"{EVENT}, on = 2023-05-10", f"{EVENT}, on = 2023-05-12", f'kind = "withdrawn", record = "{_key(1)}"'],
        "2023-05-10",
        ["1 waiting -", "1 in-progress 2023-06-09", "1 in-progress 2023-06-09"],
    ),
    "event withdrawn": (
        WAIT_30,
        [f"{EVENT}, on = 2023-05-10", f'kind = "withdrawn", record = "{_key(0)}"'],
        "2023-06-09",
        ["1 waiting -"] * 3,
    ),
    "event before the plan": (
        WAIT_30,
        [f"{EVENT}, on = 2023-02-01"],
        "2023-03-03",
        ["1 due-soon 2023-03-03", "1 due-today 2023-03-03", "1 overdue 2023-03-03"],
    ),
    "occurrence closed late": (
        _task("hằng quý"),
        [f'{DONE}, unit = "1/2023-Q1", on = 2023-05-10'],
        "2023-05-10",
        [
            "1/2023-Q1 overdue 2023-03-31, 1/2023-Q2 in-progress 2023-06-30, 1/2023-Q3 upcoming 2023-09-30",
            *["1/2023-Q1 done 2023-03-31, 1/2023-Q2 in-progress 2023-06-30, 1/2023-Q3 upcoming 2023-09-30"] * 2,
        ],
    ),
    "dated by a person": (
        WAIT,
        [f"{EVENT}, on = 2023-05-10", 'kind = "dated", task = "1", on = 2023-05-15, to = "30/6/2023"'],
        "2023-05-15",
        ["1 undated -", "1 in-progress 2023-06-30", "1 in-progress 2023-06-30"],
    ),
    "dated beats the event": (
        WAIT_30,
        ['kind = "dated", task = "1", on = 2023-04-01, to = "30/4/2023"', f"{EVENT}, on = 2023-05-10"],
        "2023-05-10",
        ["1 overdue 2023-04-30"] * 3,
    ),
    "dated, extended, dated": (  # what was extended is no day that date gave
        _task(None),
        [
            'kind = "dated", task = "1", on = 2023-04-01, to = "30/4/2023"',
            f'{EXTENDED}, on = 2023-04-02, to = "30/6/2023"',
            'kind = "dated", task = "1", on = 2023-04-03, to = "10/4/2023"',
        ],
        "2023-04-03",
        ["1 in-progress 2023-06-30"] * 3,
    ),
    "a standing part takes no date": (
        _task("thường xuyên"),
        ['kind = "dated", task = "1", on = 2023-04-01, to = "30/4/2023"'],
        "2023-06-01",
        ["1 standing -"] * 3,
    ),
    "skipped": (
        _task("hằng quý"),
        ['kind = "skipped", task = "1", unit = "1/2023-Q1", reason = "x", on = 2023-03-15'],
        "2023-03-15",
        [
            "1/2023-Q1 in-progress 2023-03-31, 1/2023-Q2 upcoming 2023-06-30",
            *["1/2023-Q1 cancelled 2023-03-31, 1/2023-Q2 upcoming 2023-06-30"] * 2,
        ],
    ),
    "cancelled": (
        Q1,
        ['kind = "cancelled", task = "1", reason = "x", on = 2023-04-05'],
        "2023-04-05",
        ["1 overdue 2023-03-31", "1 cancelled 2023-03-31", "1 cancelled 2023-03-31"],
    ),
    "a held series keeps what was closed": (
        _task("hằng năm theo hướng dẫn của Trung ương", 'awaits = ["e"]'),
        [f'{DONE}, unit = "1/2023", on = 2023-06-01', f"{EVENT}, on = 2024-05-10"],
        "2024-05-10",
        [
            "1/2023 done -, 1/2024 waiting -",
            *["1/2023 done 2023-12-31, 1/2024 in-progress 2024-12-31, 1/2025 upcoming 2025-12-31"] * 2,
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_around_the_day(name: str, on) -> None:
    tasks, records, day, expected = CASES[name]
    assert [_short(on(today, tasks, *records)) for today in _around(day)] == expected


def test_a_swapped_working_day_moves_what_is_counted(on) -> None:
    """Monday 2 January 2023 is off; a Saturday that is worked takes the end of the period."""
    task = _task("trong 5 ngày sau khi cấp trên ban hành", 'awaits = ["e"]')
    event = f"{EVENT}, on = 2023-05-15"  # + 5 days: Saturday 20 May
    assert _short(on("2023-05-16", task, event)) == "1 due-soon 2023-05-22"
    worked = f"{BODIES}[calendar]\nwork = [2023-05-20]\n"
    assert _short(on("2023-05-16", task, event, config=worked)) == "1 due-soon 2023-05-20"
    off = f"{BODIES}[calendar]\noff = [2023-05-22]\n"
    assert _short(on("2023-05-16", task, event, config=off)) == "1 due-soon 2023-05-23"


@pytest.mark.parametrize(("issued", "due"), [("2023-02-20", "2023-03-07"), ("2023-02-27", "2023-03-14")])
def test_a_changed_issue_date_moves_what_is_counted_from_it(issued: str, due: str, on) -> None:
    [item] = on("2023-03-01", _task("trong 15 ngày kể từ ngày ban hành"), plan=PLAN.format(issued=issued))
    assert str(item.due) == due


def test_extensions_are_counted_and_the_first_day_kept(on) -> None:
    records = [f'{EXTENDED}, on = 2023-03-{day}, to = "{to}"' for day, to in ((10, "30/4/2023"), (11, "31/5/2023"))]
    [item] = on("2023-04-10", Q1, *records)
    assert (item.start, item.due, item.first_due, item.extensions, item.dated) == (
        date(2023, 1, 1), date(2023, 5, 31), date(2023, 3, 31), 2, False,
    )  # fmt: skip
    [done] = on("2023-05-10", Q1, *records, f"{DONE}, on = 2023-05-02")
    assert done.late is False  # by the day in force


def test_a_plan_without_an_issue_date_takes_dates(on) -> None:
    record = 'kind = "dated", task = "1", on = 2023-04-01, to = "trong 10 ngày kể từ ngày ký"'
    [item] = on("2023-04-05", Q1, record, plan=HEAD.replace("issued = 2023-02-20\n", ""))
    assert (item.status.value, str(item.due), item.dated) == ("due-soon", "2023-04-11", True)


# --- who answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "answering"),
    [("2023-06-30", []), ("2023-07-01", ["c", "d"])],  # the last day of a body still counts
)
def test_successors_answer_from_their_day_on(today: str, answering: list[str], on) -> None:
    [item] = on(today, _task("quý IV/2023", 'owner = "Ban A"'))
    assert (item.owners, item.owner_ids, [body.id for body in item.answering]) == (("Ban A",), ("a",), answering)


def test_members_whose_successors_answer_keep_their_units(on) -> None:
    task = _task("quý IV/2023", 'owner = "Các ban"')
    first, second = on("2024-01-10", task, f'{DONE}, unit = "1@a", owner = "c", on = 2023-12-01')
    assert (first.unit, first.status.value, [body.id for body in first.answering]) == ("1@a", "done", ["c", "d"])
    assert (second.unit, second.status.value, second.answering) == ("1@b", "overdue", ())
    assert first.members is not None
    assert (first.members.done, first.members.total, first.members.overdue) == (1, 2, ("Ban B",))


@pytest.mark.parametrize(
    ("units", "far"),
    [
        ([], (0, ("Ban A", "Ban B"))),
        ([', unit = "1@b"'], (1, ("Ban A",))),
        ([', unit = "1@a"', ', unit = "1@b"'], (2, ())),
        ([""], (2, ())),  # of the whole task
    ],
)
def test_members_tell_how_far_all_of_them_are(units: list[str], far: tuple[int, tuple[str, ...]], on) -> None:
    items = on("2024-01-10", _task("quý IV/2023", 'owner = "Các ban"'), *(f"{DONE}{u}, on = 2023-12-01" for u in units))
    assert [(item.members.done, item.members.overdue) for item in items] == [far, far]


# --- plans that have ended -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("ended = 2023-05-10", ["overdue", "overdue", "cancelled"]),
        ('replaced_by = "q"', ["overdue", "cancelled", "cancelled"]),  # q is issued on that day
        ('ended = 2023-05-10\nreplaced_by = "q"', ["overdue", "overdue", "cancelled"]),
        ('replaced_by = "nowhere"', ["overdue"] * 3),  # a mistake elsewhere must not silence a plan
        ('replaced_by = "p"', ["overdue"] * 3),  # nor one of its own
        ('replaced_by = "undated"', ["overdue"] * 3),  # nor a successor without a day of issue
    ],
)
def test_a_plan_that_has_ended_or_been_replaced_urges_no_more(ends: str, expected: list[str], make_agenda) -> None:
    files = {
        "plans/p.toml": f"{HEAD}{ends}\n{Q1}{_task('quý I/2023', id_='2')}",
        "plans/q.toml": PLAN.format(issued="2023-05-10") + _task("quý IV/2023"),
        "plans/undated.toml": '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\n',
        "plans/progress/p.toml": "[records]\n" + "".join(_lines('kind = "done", task = "2", on = 2023-03-01')),
    }
    found = [make_agenda(files, today).items for today in _around("2023-05-10")]
    assert [items[0].status.value for items in found] == expected
    assert {items[1].status.value for items in found} == {"done"}


# --- review days -----------------------------------------------------------------------------------------------------

REVIEWED = 'kind = "reviewed", task = "1"'


@pytest.mark.parametrize(
    ("today", "records", "review_on"),
    [
        ("2023-02-20", [], "2023-03-31"),
        ("2023-03-31", [], "2023-03-31"),
        ("2023-04-01", [], "2023-03-31"),  # missed, and still to be done
        ("2023-06-30", [], "2023-06-30"),  # of several missed the last
        ("2024-02-01", [], "2023-12-31"),
        ("2023-04-01", [f"{REVIEWED}, on = 2023-03-20"], "2023-06-30"),  # ahead of its day, within its quarter
        ("2023-04-01", [f"{REVIEWED}, on = 2023-03-31"], "2023-06-30"),
        ("2023-04-10", [f"{REVIEWED}, on = 2023-04-05"], "2023-06-30"),  # late: the second quarter's is still ahead
        ("2023-04-10", [f"{REVIEWED}, on = 2023-04-05", f"{REVIEWED}, on = 2023-04-06"], "2023-09-30"),
        ("2023-04-10", [f"{REVIEWED}, on = 2023-03-05", f"{REVIEWED}, on = 2023-03-06"], "2023-06-30"),  # both for one
        ("2024-02-01", [f"{REVIEWED}, on = 2024-01-05"], "2024-03-31"),  # makes up for all that were missed
        ("2023-03-01", [f"{REVIEWED}, on = 2023-03-20"], "2023-03-31"),  # not yet
    ],
)
def test_review_days(today: str, records: list[str], review_on: str, on) -> None:
    [item] = on(today, _task("thực hiện thường xuyên"), *records)
    assert (item.status.value, str(item.review_on), item.due) == ("standing", review_on, None)


@pytest.mark.parametrize(("policy", "review_on"), [('review = "trước ngày 15/12 hằng năm"', "2023-12-14")])
def test_the_policy_says_when_standing_tasks_are_reviewed(policy: str, review_on: str, on) -> None:
    tasks = f"[policy]\n{policy}\n" + _task("thực hiện thường xuyên") + _task("quý I/2023", id_="2")
    first, second = on("2023-05-01", tasks)
    assert (str(first.review_on), second.review_on) == (review_on, None)


def test_only_a_standing_part_is_reviewed(on) -> None:
    dated, standing = on("2023-05-01", _task("năm 2023 và thường xuyên"), f'{REVIEWED}, unit = "1#2", on = 2023-03-20')
    assert (dated.review_on, str(standing.review_on)) == (None, "2023-06-30")


# --- what a second person saw ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "confirmed"),
    [
        ([f"{DONE}, on = 2023-03-01"], False),
        ([f"{DONE}, on = 2023-03-01", f'kind = "confirmed", task = "1", record = "{_key(0)}", on = 2023-03-02'], True),
        ([f"{DONE}, on = 2023-03-01", 'kind = "confirmed", task = "1", on = 2023-03-02'], True),
        # What was confirmed is not what closes it now.
        (
            [
                f"{DONE}, on = 2023-03-01",
                f'kind = "confirmed", task = "1", record = "{_key(0)}", on = 2023-03-02',
                f"{DONE}, on = 2023-03-03",
            ],
            False,
        ),
        (['kind = "confirmed", task = "1", on = 2023-03-02', f"{DONE}, on = 2023-03-01"], False),
    ],
)
def test_confirmed(records: list[str], confirmed: bool, on) -> None:
    [item] = on("2023-03-10", Q1, *records)
    assert (item.confirmed, item.closing is not None and item.closing.on) == (confirmed, item.done_on)


# --- earlier ids -----------------------------------------------------------------------------------------------------


def test_records_follow_renamed_and_moved_tasks(make_agenda) -> None:
    renamed = _task("quý I/2023", 'formerly = ["0", "old/7"]') + _task("sau khi ban hành", 'formerly = ["9"]', "2")
    files = {
        "plans/p.toml": HEAD.replace("issued", 'formerly = ["before"]\nissued') + renamed,
        "plans/progress/before.toml": "[records]\n"
        + "".join(
            _lines(
                'kind = "event", event = "before/9", on = 2023-03-01',
                'kind = "extended", task = "0", to = "30/4/2023", reason = "x", on = 2023-03-05',
            )
        ),
        "plans/progress/old.toml": "[records]\n"
        + "".join(
            _lines(
                'kind = "note", note = "x"', 'kind = "note", note = "x"', 'kind = "done", task = "7", on = 2023-04-29'
            )
        ),
    }
    assert _short(make_agenda(files, "2023-05-01").items) == "1 done 2023-04-30, 2 undated -"


# --- tasks that wait for tasks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", range(12))
def test_a_task_comes_after_what_it_awaits_wherever_that_stands(place: int, on) -> None:
    tasks = [_task("quý I/2023", id_=str(number)) for number in range(12)]
    waiting = _task("trong 9 ngày sau khi xong việc kia", f'awaits = ["task:{place}"]', "w")
    items = on("2023-04-10", waiting + "".join(tasks), f'kind = "done", task = "{place}", on = 2023-04-07')
    assert _short(items[:1]) == "w due-soon 2023-04-17"


# --- order -----------------------------------------------------------------------------------------------------------

MANY = [
    f"{DONE}, on = 2023-03-01",
    'kind = "reopened", task = "1", on = 2023-03-02',
    f'{EXTENDED}, on = 2023-03-05, to = "30/4/2023"',
    f'{EXTENDED}, on = 2023-03-04, to = "31/5/2023"',
    'kind = "dated", task = "2", on = 2023-03-04, to = "30/4/2023"',
    'kind = "dated", task = "2", on = 2023-03-04, to = "15/4/2023"',
    f"{EVENT}, on = 2023-03-06",
    f"{EVENT}, on = 2023-03-08",
    f'kind = "withdrawn", record = "{_key(7)}"',
    f'kind = "withdrawn", record = "{_key(8)}"',
    'kind = "done", task = "3", unit = "3@a", on = 2023-03-09',
    'kind = "cancelled", task = "3", reason = "x", on = 2023-03-10',
    'kind = "reopened", task = "3", unit = "3@b", on = 2023-03-11',
    'kind = "reviewed", task = "5", on = 2023-03-12',
    'kind = "reviewed", task = "5", on = 2023-03-10',
]
FOUR = (
    _task("quý I/2023")
    + _task("sớm nhất có thể", id_="2")
    + _task("quý I/2023", 'owner = "Các ban"', "3")
    + _task("trong 30 ngày sau khi ban hành", 'awaits = ["e"]', "4")
    + _task("thường xuyên", id_="5")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(order=st.permutations(range(len(MANY))), split=st.integers(0, len(MANY)))
def test_the_order_of_lines_and_files_changes_nothing(order: list[int], split: int, make_agenda) -> None:
    plan = HEAD.replace("issued", 'formerly = ["before"]\nissued') + EVENTS + FOUR
    lines = _lines(*MANY)
    mixed = [lines[place] for place in order]

    def agenda(first: list[str], second: list[str]) -> Agenda:
        files = {"dutrack.toml": BODIES, "plans/p.toml": plan}
        files["plans/progress/p.toml"] = "[records]\n" + "".join(first)
        files["plans/progress/before.toml"] = "[records]\n" + "".join(second)
        return make_agenda(files, "2023-04-10")

    assert agenda(mixed[:split], mixed[split:]).items == agenda(lines, []).items


def test_the_order_of_plan_files_changes_nothing(make_agenda) -> None:
    same = 'same_as = "178-QĐ/TW 2024-06-27"\n'
    tasks = _task("trong 30 ngày sau khi ban hành", 'awaits = ["e"]') + _task(
        "khi xong việc một", 'awaits = ["task:1"]', "2"
    )
    plans = dict.fromkeys(("p", "q"), f'{HEAD}[[events]]\nid = "e"\ntitle = "E"\n{same}{tasks}')
    progress = {
        "plans/progress/p.toml": "[records]\n"
        + "".join(_lines(f"{EVENT}, on = 2023-04-03", f"{DONE}, on = 2023-04-04")),
        "plans/progress/q.toml": "[records]\n"
        + "".join(_lines('kind = "note", note = "x"', 'kind = "note", note = "y"', f"{EVENT}, on = 2023-04-05")),
    }
    orders = [
        {"plans/1/p.toml": plans["p"], "plans/2/q.toml": plans["q"]},
        {"plans/2/p.toml": plans["p"], "plans/1/q.toml": plans["q"]},
    ]
    found = [
        sorted(make_agenda(order | progress, "2023-04-10").items, key=lambda item: item.address) for order in orders
    ]
    assert found[0] == found[1]
    assert [f"{item.address} {item.status.value} {item.due}" for item in found[0]] == [
        "p/1 done 2023-05-05", "p/2 undated None", "q/1 in-progress 2023-05-05", "q/2 waiting None",
    ]  # fmt: skip
