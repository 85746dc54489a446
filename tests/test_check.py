"""The checks: what they find, where, how bad it is, and how it is silenced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dutrack.check import check, findings
from dutrack.check.fixing import apply_fixes
from dutrack.check.serious import serious_paths, serious_problems
from dutrack.i18n import language
from dutrack.problems import Code, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.agenda import Agenda

HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
BODIES = '[owners.a]\nname = "Ban Tổ chức"\n[owners.b]\nname = "Văn phòng"\n[owners.c]\nname = "Văn phòng"\n'


def _told(agenda: Agenda) -> list[str]:
    with language("en"):
        return [
            f"{found.place.line}:{found.place.column}-{found.place.end_column} {found.code.value} "
            f"{found.severity.value}: {found.message}" + (f" [{found.hint}]" if found.hint else "")
            for found in check(agenda)
        ]


def _task(text: str) -> str:
    return f'{HEAD}[[tasks]]\nid = "1"\ntitle = "Việc"\n{text}\n'


LEAD = 'owner = "Ban Tổ chức"\n'

CASES = {
    "not-understood": (
        _task(f'{LEAD}deadline = "xong trước ngày 31/2/2023"'),
        ["9:29-38 D010 error: The deadline is not understood: there is no such day: 31/2/2023."],
    ),
    "in-escapes": (  # the place is that in the file, not in the value
        _task(f'{LEAD}deadline = "\\u0111ến ngày 31/2/2023"'),
        ["9:27-36 D010 error: The deadline is not understood: there is no such day: 31/2/2023."],
    ),
    "of-a-section": (  # told once, for all tasks of the section
        (f'{HEAD}[[sections]]\nid = "I"\nowner = "Ban Tổ chức"\ndeadline = "31/2/2023"\n'
        '[[tasks]]\nid = "1"\nsection = "I"\ntitle = "Việc"\n[[tasks]]\nid = "2"\nsection = "I"\ntitle = "Việc hai"\n'),
        ["8:13-22 D010 error: The deadline is not understood: there is no such day: 31/2/2023."],
    ),
    "without-an-issue-date": (  # no day can be counted, but the words can be read
        (_task(f'{LEAD}deadline = "ngày 31/2/2023"') + f'[[tasks]]\nid = "2"\ntitle = "Hai"\n{LEAD}deadline = "quý I"\n'
        f'[[tasks]]\nid = "3"\ntitle = "Ba"\n{LEAD}').replace("issued = 2023-02-20", "#"),
        ["1:1-7 D005 error: plan.issued is missing.",
         "9:18-27 D010 error: The deadline is not understood: there is no such day: 31/2/2023.",
         "15:1-10 D014 note: The task 3 has no deadline."],
    ),
    "before-issue": (
        _task(f'{LEAD}deadline = "quý IV/2022"'),
        [
            ("9:13-24 D012 warning: The deadline ends before the plan was issued: "
            "2022-12-31 is before the issue date 2023-02-20.")
        ],
    ),
    "no-period-named": (  # official plans say so all the time: a note
        _task(f'{LEAD}deadline = "định kỳ"'),
        [
            "9:12-21 D027 note: A standing task can never become overdue.",
            ("9:13-20 D011 note: The reading of the deadline is doubtful: "
            "no period is named; read as a standing task.")
        ],
    ),
    "weekday": (
        _task(f'{LEAD}deadline = "ngày 31/3/2023 (thứ Hai)"'),
        ["9:13-37 D011 warning: The reading of the deadline is doubtful: 2023-03-31 is a Friday, not a Monday."],
    ),
    "no-deadline": (_task(LEAD), ["5:1-10 D014 note: The task 1 has no deadline."]),
    "no-lead": (_task('deadline = "thường xuyên"'), [
        "5:1-10 D018 note: Nobody leads the task 1.",
        "8:12-26 D027 note: A standing task can never become overdue.",
    ]),
    "event-without-id": (
        _task(f'{LEAD}deadline = "sau khi Trung ương ban hành"'),
        [
            "9:12-41 D027 note: Nothing says how long it may take after what is awaited: it can never become overdue.",
            "9:13-40 D015 note: The awaited event has no id: Trung ương ban hành."],
    ),
    "day-off": (
        _task(f'{LEAD}deadline = "ngày 1/5/2023"'),
        ["9:13-26 D013 note: 2023-05-01 is a day off."],
    ),
    "unknown-body": (
        _task('owner = "Ban Tổ chứ"\ndeadline = "quý I/2023"'),
        ["8:9-21 D017 warning: Ban Tổ chứ is not in the directory of bodies. [Did you mean Ban Tổ chức?]"],
    ),
    "unknown-body-in-a-list": (
        _task('owner = ["Ban Tổ chức", "Sở X"]\ndeadline = "quý I/2023"'),
        [
            "8:9-32 D026 note: 2 bodies lead together; a task has exactly one lead.",
            ("8:25-31 D017 warning: Sở X is not in the directory of bodies. "
            "[Add it to dutrack.toml: [owners.ID] with its name.]")
        ],
    ),
    "ambiguous-name": (
        _task('owner = "Văn phòng"\ndeadline = "quý I/2023"'),
        [
            ("8:9-20 D043 error: Văn phòng means more than one body: b, c. "
            "[Say in dutrack.toml, with plans, where each name holds.]")
        ],
    ),
    "unknown-body-of-a-section": (
        (f'{HEAD}[[sections]]\nid = "I"\nowner = "Sở X"\ndeadline = "quý I/2023"\n'
        '[[tasks]]\nid = "1"\nsection = "I.2"\ntitle = "Việc"\n'),
        [("7:9-15 D017 warning: Sở X is not in the directory of bodies. "
         "[Add it to dutrack.toml: [owners.ID] with its name.]")],
    ),
    "unknown-body-of-the-nearest-section": (  # not of one above it, nor of another one
        (f'{HEAD}[[sections]]\nid = "I"\nowner = "Ban Tổ chức"\n[[sections]]\nid = "I.1"\nowner = "Sở X"\n'
        '[[sections]]\nid = "II.1.1"\nowner = "Ban Tổ chức"\n'
        '[[tasks]]\nid = "1"\nsection = "I.1"\ntitle = "Việc"\ndeadline = "quý I/2023"\n'),
        [("10:9-15 D017 warning: Sở X is not in the directory of bodies. "
         "[Add it to dutrack.toml: [owners.ID] with its name.]")],
    ),
    "unknown-body-of-several-tasks": (  # told once
        _task('owner = "Sở X"\ndeadline = "quý I/2023"')
        + '[[tasks]]\nid = "2"\ntitle = "Hai"\nowner = "Sở X"\ndeadline = "quý I/2023"\n',
        [("8:9-15 D017 warning: Sở X is not in the directory of bodies. "
         "[Add it to dutrack.toml: [owners.ID] with its name.]")],
    ),
    "unknown-monitor": (
        f'{HEAD}monitor = "Sở X"\n',
        [("5:11-17 D017 warning: Sở X is not in the directory of bodies. "
         "[Add it to dutrack.toml: [owners.ID] with its name.]")],
    ),
    "never-ends": (
        _task(f'{LEAD}deadline = "khi xong việc hai"\nawaits = ["task:2"]')
        + f'[[tasks]]\nid = "2"\ntitle = "Hai"\n{LEAD}deadline = "thường xuyên"\n',
        ["1:1-7 D028 note: 2 of the plan's 2 tasks can never become overdue (100 %).",
         "9:12-31 D027 note: Nothing says how long it may take after what is awaited: it can never become overdue.",
         ("10:11-19 D024 error: The task 2 never ends and cannot be awaited. "
         "[Await an event, or give that task an end.]"),
         "15:12-26 D027 note: A standing task can never become overdue."],
    ),
    # the part is rounded
    "two-of-three": (
        _task(f'{LEAD}deadline = "quý I/2023"')
        + f'[[tasks]]\nid = "2"\ntitle = "Hai"\n{LEAD}deadline = "thường xuyên"\n'
        + f'[[tasks]]\nid = "3"\ntitle = "Báo cáo"\n{LEAD}deadline = "thường xuyên"\n',
        ["1:1-7 D028 note: 2 of the plan's 3 tasks can never become overdue (67 %).",
         "14:12-26 D027 note: A standing task can never become overdue.",
         "19:12-26 D027 note: A standing task can never become overdue."],
    ),
    # an id that was made up is told by its place
    "made-up-id": (
        f'{HEAD}[[tasks]]\ntitle = "Việc"\n',
        ["5:1-10 D005 error: tasks[1].id is missing.",
         "5:1-10 D014 note: The task tasks[1] has no deadline.",
         "5:1-10 D018 note: Nobody leads the task tasks[1]."],
    ),
    "clean": (_task(f'{LEAD}deadline = "quý I/2023"'), []),
    "silenced": (_task(f'{LEAD}allow = {{ D014 = "văn bản gốc không nêu" }}'), []),
    "silenced-in-the-plan": (f'{HEAD}allow = {{ D018 = "x" }}\n' + _task('deadline = "quý I/2023"')[len(HEAD):], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_checks(name: str, make_agenda: Callable[..., Agenda]) -> None:
    plan, expected = CASES[name]
    assert _told(make_agenda({"dutrack.toml": BODIES, "plans/p.toml": plan}, "2023-03-01")) == expected


@pytest.mark.parametrize("name", CASES)
def test_every_command_speaks_of_errors_and_warnings_alone(name: str, make_agenda: Callable[..., Agenda]) -> None:
    agenda = make_agenda({"dutrack.toml": BODIES, "plans/p.toml": CASES[name][0]}, "2023-03-01")
    expected = [found for found in check(agenda) if found.severity is not Severity.NOTE]
    assert list(serious_problems(agenda)) == expected
    assert sorted(serious_paths(agenda)) == sorted(found.place.path for found in expected)


def test_without_a_directory_every_body_is_known(make_agenda: Callable[..., Agenda]) -> None:
    plan = _task('owner = "Sở X"\ndeadline = "quý I/2023"')
    assert _told(make_agenda({"plans/p.toml": plan}, "2023-03-01")) == []


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ("valid_from = 2023-02-20\nvalid_to = 2023-02-20", None),
        ("valid_from = 2023-02-21", "begins on 2023-02-21, after the plan was issued"),
        ("valid_from = 2020-01-01\nvalid_to = 2023-02-19", "ended on 2023-02-19, before the plan was issued"),
    ],
)
def test_a_body_of_another_time(days: str, message: str | None, make_agenda: Callable[..., Agenda]) -> None:
    files = {"dutrack.toml": f'[owners.a]\nname = "Ban Tổ chức"\n{days}\n', "plans/p.toml": CASES["clean"][0]}
    told = [text.partition(" ")[2].partition(". [")[0] for text in _told(make_agenda(files, "2023-02-20"))]
    begins = "D046 warning: "
    assert [text for text in told if text.startswith(begins)] == ([f"{begins}Ban Tổ chức {message}"] if message else [])


def test_records_about_nothing(make_agenda: Callable[..., Agenda]) -> None:
    records = (
        '[records]\n"20230101T000000.000000Z-a" = { kind = "event", event = "x", on = 2023-01-01 }\n'
        '"20230101T000000.000000Z-b" = { kind = "done", task = "1", unit = "1#2", on = 2023-01-01 }\n'
        '"20230101T000000.000000Z-c" = { kind = "done", task = "1", on = 2023-01-01 }\n'
    )
    plan = _task(f'{LEAD}deadline = "quý I/2023"')
    files = {"plans/p.toml": plan, "plans/progress/p.toml": records}
    hint = "[Name the earlier id in formerly, or withdraw the record.]"
    assert [text.partition(" ")[2] for text in _told(make_agenda(files, "2023-03-01"))] == [
        f"D035 warning: The record is about x, which is no event of the plan. {hint}",
        f"D035 warning: The record is about 1#2, which is not in the plan. {hint}",
    ]


@pytest.mark.parametrize(
    ("events", "hints"),
    [
        (["luat", "1", "p/1", "truoc/1"], []),  # declared, or what a task awaits without naming it
        (["luet"], ["Is it luat now? Then give that event the id luet again."]),
        (["luat", "luet"], ["Name the earlier id in formerly, or withdraw the record."]),  # that has its own record
        (["q/1"], ["Name the earlier id in formerly, or withdraw the record."]),
    ],
)
def test_records_about_events(events: list[str], hints: list[str], make_agenda: Callable[..., Agenda]) -> None:
    plan = (
        HEAD
        + 'formerly = ["truoc"]\n[[events]]\nid = "luat"\ntitle = "Luật"\n'
        + _task(f'{LEAD}deadline = "sau khi ban hành Luật"\nawaits = ["luat"]\nwithin = "30 ngày"').removeprefix(HEAD)
    )
    records = "".join(_record(number, kind="event", event=event) for number, event in enumerate(events))
    agenda = make_agenda({"plans/p.toml": plan, "plans/progress/p.toml": f"[records]\n{records}"}, "2023-03-02")
    with language("en"):
        assert [str(found.hint) for found in check(agenda)] == hints


@pytest.mark.parametrize("other", ["nowhere", "plan"])
def test_a_successor_that_is_not_there_is_a_finding(other: str, make_agenda: Callable[..., Agenda]) -> None:
    agenda = make_agenda({"plans/plan.toml": f'{HEAD}replaced_by = "{other}"\n'}, "2023-04-05")
    assert [(found.code.value, found.place.line) for found in check(agenda)] == [("D025", 5)]


# --- tasks beside each other ------------------------------------------------------------------------------------------

LONG = "Ban hành quy chế quản lý, sử dụng tài sản công của cơ quan"


@pytest.mark.parametrize(
    ("title", "other", "found"),
    [
        pytest.param("Ban hành quy chế", "ban hành  QUY CHẾ", True, id="the same to the eye"),
        pytest.param("Ban hành quy chế", "Ban hành quy định", False, id="short, and not the same"),
        pytest.param(LONG, LONG.replace("quản lý", "việc quản lý"), True, id="a word more"),
        pytest.param(LONG, LONG.replace("công ", ""), True, id="a word less"),
        pytest.param(LONG, LONG.replace("cơ quan", "đơn vị"), False, id="two words others"),
        pytest.param(LONG, LONG.replace("quan", "sở"), True, id="the last word another"),
        pytest.param(LONG, LONG.replace("Ban", "Bàn"), True, id="the first word another"),
        pytest.param(f"{LONG} năm 2023", f"{LONG} năm 2024", False, id="another number"),
        pytest.param(f"{LONG} quý I", f"{LONG} quý II", False, id="another Roman number"),
        pytest.param("Tổ chức hội nghị", "Ban hành quy chế", False, id="nothing in common"),
    ],
)
def test_near_duplicates(title: str, other: str, found: bool, make_agenda: Callable[..., Agenda]) -> None:
    tasks = "".join(
        f'[[tasks]]\nid = "{number}"\ntitle = "{text}"\n{LEAD}deadline = "quý I/2023"\n'
        for number, text in enumerate((title, other))
    )
    assert any("D052" in line for line in _told(make_agenda({"plans/p.toml": HEAD + tasks}, "2023-03-01"))) == found


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('owner = "Văn phòng"\ndeadline = "quý I/2023"\n', id="another lead"),
        pytest.param(f'{LEAD}deadline = "quý II/2023"\n', id="another deadline"),
    ],
)
def test_the_same_title_for_another_lead_or_day_is_another_task(line: str, make_agenda: Callable[..., Agenda]) -> None:
    tasks = f'[[tasks]]\nid = "1"\ntitle = "{LONG}"\n{LEAD}deadline = "quý I/2023"\n[[tasks]]\nid = "2"\n'
    assert _told(make_agenda({"plans/p.toml": f'{HEAD}{tasks}title = "{LONG}"\n{line}'}, "2023-03-01")) == []


@pytest.mark.parametrize("count", range(9, 14))
def test_one_word_of_a_title_may_differ_wherever_it_stands(count: int, make_agenda: Callable[..., Agenda]) -> None:
    words = ["từ-" + chr(ord("a") + number) for number in range(count)]
    for at in range(count + 1):
        for other in (
            ["other", *words[at + 1 :]],
            ["other", *words[at:]],
            words[at + 1 :],
        ):  # another, one more, one less
            titles = " ".join(words), " ".join((*words[:at], *other))
            tasks = "".join(
                f'[[tasks]]\nid = "{number}"\ntitle = "{title}"\n{LEAD}deadline = "quý I/2023"\n'
                for number, title in enumerate(titles)
            )
            found = findings(make_agenda({"plans/p.toml": HEAD + tasks}, "2023-03-01"))
            assert [each.code for each in found] == [Code.NEAR_DUPLICATE], titles


# --- waiting ----------------------------------------------------------------------------------------------------------

WAITS = f'{HEAD}[[events]]\nid = "e"\ntitle = "x"\n' + "".join(
    f'[[tasks]]\nid = "{id_}"\ntitle = "Việc {id_}"\n{LEAD}deadline = "{deadline}"\n{more}\n'
    for id_, deadline, more in (
        ("1", "quý I/2023", ""),
        ("2", "quý II/2023", ""),
        ("all", "sau khi xong việc một và sau khi xong việc hai", 'awaits = ["task:1", "task:2"]\nwithin = "30 ngày"'),
        (
            "any",
            "sau khi xong việc một hoặc sau khi xong việc hai",
            'awaits = ["task:1", "task:2"]\nwithin = "30 ngày"',
        ),
        ("event", "sau khi có hướng dẫn hoặc sau khi xong việc một", 'awaits = ["e", "task:1"]\nwithin = "30 ngày"'),
    )
)


def _record(number: int, **fields: str) -> str:
    told = ", ".join(f'{name} = "{value}"' for name, value in fields.items())
    return f'"20230301T00000{number}.000000Z-a" = {{ {told}, on = 2023-02-28 }}\n'


@pytest.mark.parametrize(
    ("records", "stranded"),
    [
        pytest.param([("cancelled", "1")], ["all"], id="one of two that are both needed"),
        pytest.param([("cancelled", "1"), ("cancelled", "2")], ["all", "any"], id="whichever is enough"),
        pytest.param([("cancelled", "1"), ("reopened", "1")], [], id="open again"),
        pytest.param([("done", "1")], [], id="done"),
        pytest.param([("done", "1"), ("cancelled", "2")], ["all"], id="one done, one cancelled"),
        pytest.param([("cancelled", "1"), ("cancelled", "all")], [], id="what waits is cancelled too"),
    ],
)
def test_what_waits_for_a_cancelled_task(
    records: list[tuple[str, str]], stranded: list[str], make_agenda: Callable[..., Agenda]
) -> None:
    lines = "".join(_record(number, kind=kind, task=task) for number, (kind, task) in enumerate(records))
    agenda = make_agenda({"plans/p.toml": WAITS, "plans/progress/p.toml": f"[records]\n{lines}"}, "2023-03-02")
    found = [each.task.id for each in findings(agenda) if each.code is Code.AWAITS_CANCELLED and each.task]
    assert found == stranded


@pytest.mark.parametrize(
    ("deadline", "endless"),
    [
        ("thường xuyên", True),
        ("quý I/2023 và thường xuyên", False),  # it is complete when the dated part is done
        ("hằng năm", True),
        ("quý I/2023 và hằng năm", True),
        ("hằng năm, từ năm 2023 đến năm 2025", False),
    ],
)
@pytest.mark.parametrize("place", ["task", "section"])
def test_what_can_be_awaited(deadline: str, endless: bool, place: str, make_agenda: Callable[..., Agenda]) -> None:
    awaits = 'deadline = "khi xong việc một"\nawaits = ["task:1"]\nwithin = "30 ngày"\n'
    where = awaits if place == "task" else f'section = "I"\n[[sections]]\nid = "I"\n{awaits}'
    awaited = _task(f'{LEAD}deadline = "{deadline}"')
    plan = f'{awaited}[[tasks]]\nid = "2"\ntitle = "Hai"\n{LEAD}{where}'
    found = [each for each in check(make_agenda({"plans/p.toml": plan}, "2023-03-01")) if each.code is Code.NEVER_ENDS]
    lines = plan.splitlines()
    assert [lines[each.place.line - 1] for each in found] == (['awaits = ["task:1"]'] if endless else [])


# --- records that fit nothing -----------------------------------------------------------------------------------------

UNITS = f"{HEAD}" + "".join(
    f'[[tasks]]\nid = "{id_}"\ntitle = "Việc {id_}"\nowner = "{owner}"\ndeadline = "{deadline}"\n'
    for id_, owner, deadline in (
        ("dated", "Ban Tổ chức", "quý I/2023"),
        ("series", "Ban Tổ chức", "hằng quý, từ năm 2023"),
        ("standing", "Ban Tổ chức", "thường xuyên"),
        ("unread", "Ban Tổ chức", "sớm nhất có thể"),
        ("both", "Ban Tổ chức", "quý I/2023 và thường xuyên"),
        ("group", "Các xã", "quý I/2023"),
    )
)
GROUP = f'{BODIES}[groups.g]\nname = "Các xã"\nmembers = ["a", "b"]\n'
MORE = {"extended": {"to": "30/6/2023", "reason": "x"}, "dated": {"to": "30/6/2023"}, "skipped": {"reason": "x"}}


@pytest.mark.parametrize(
    ("kind", "unit", "fits"),
    [
        ("extended", "dated", True),
        ("extended", "series/2023-Q1", True),
        ("extended", "series", False),  # an occurrence is extended only by a record that names it
        ("extended", "standing", False),
        ("extended", "unread", False),
        ("extended", "both", True),
        ("extended", "group", True),
        ("extended", "group@a", True),
        ("dated", "dated", False),
        ("dated", "unread", True),
        ("dated", "standing", False),
        ("dated", "series/2023-Q1", False),
        ("reviewed", "standing", True),
        ("reviewed", "both", True),
        ("reviewed", "both#2", True),
        ("reviewed", "dated", False),
        ("reviewed", "series", False),
        ("skipped", "series/2023-Q1", True),
        ("skipped", "series", True),
        ("skipped", "dated", False),
        ("skipped", "standing", False),
        ("done", "standing", True),
        ("cancelled", "dated", True),
        ("note", "dated", True),
    ],
)
def test_records_that_fit_nothing(kind: str, unit: str, fits: bool, make_agenda: Callable[..., Agenda]) -> None:
    task = re.split("[/@#]", unit)[0]
    fields = {"kind": kind, "task": task, **({} if unit == task else {"unit": unit}), **MORE.get(kind, {})}
    line = _record(1, **fields, **({"note": "x"} if kind == "note" else {}))
    files = {"dutrack.toml": GROUP, "plans/p.toml": UNITS, "plans/progress/p.toml": f"[records]\n{line}"}
    codes = {found.code for found in check(make_agenda(files, "2023-03-02")) if found.place.path != "plans/p.toml"}
    assert codes == (set() if fits else {Code.RECORD_UNFIT})


# --- bodies -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "today", "found"),
    [
        pytest.param("valid_to = 2023-02-28", "2023-02-28", False, id="its last day"),
        pytest.param("valid_to = 2023-02-28", "2023-03-01", True, id="the day after"),
        pytest.param('valid_to = 2023-02-28\nsucceeded_by = ["b"]', "2023-03-01", False, id="followed"),
        pytest.param(
            'valid_to = 2023-02-28\nsucceeded_by = ["c"]', "2023-03-01", True, id="followed by one that ended"
        ),
    ],
)
def test_a_body_that_ended_with_something_open(
    body: str, today: str, found: bool, make_agenda: Callable[..., Agenda]
) -> None:
    others = '[owners.b]\nname = "B"\n[owners.c]\nname = "C"\nvalid_to = 2022-01-01\n'
    bodies = f'[owners.a]\nname = "Ban Tổ chức"\n{body}\n{others}'
    files = {"dutrack.toml": bodies, "plans/p.toml": _task(f'{LEAD}deadline = "quý I/2023"')}
    assert any("D045" in line for line in _told(make_agenda(files, today))) == found
    files["plans/progress/p.toml"] = "[records]\n" + _record(1, kind="done", task="1")
    assert not any("D045" in line for line in _told(make_agenda(files, today)))  # nothing is open


# --- what is silenced -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "unused"),
    [
        pytest.param(_task(f'{LEAD}allow = {{ D014 = "x" }}'), [], id="a check's finding"),
        pytest.param(
            f'{HEAD}[[sections]]\nid = "I"\n'
            + _task(f'{LEAD}deadline = "quý I/2023"\nsection = "V"\nallow = {{ D009 = "x" }}')[len(HEAD) :],
            [],
            id="a finding of the reader",
        ),
        pytest.param(_task(f'{LEAD}deadline = "quý I/2023"\nallow = {{ D014 = "x" }}'), ["D014"], id="nothing"),
        pytest.param(
            f'{HEAD}allow = {{ D014 = "x", D018 = "y" }}\n' + _task('deadline = "quý I/2023"')[len(HEAD) :],
            ["D014"],
            id="of the plan, one of two",
        ),
        pytest.param(
            f'{HEAD}allow = {{ D014 = "x" }}\n' + _task(f'{LEAD}allow = {{ D014 = "x" }}')[len(HEAD) :],
            ["D014"],
            id="of the plan, where the task says so itself",
        ),
    ],
)
def test_what_silences_nothing(plan: str, unused: list[str], make_agenda: Callable[..., Agenda]) -> None:
    found = check(make_agenda({"plans/p.toml": plan}, "2023-03-01"))
    assert {each.code for each in found} <= {Code.UNUSED_ALLOW}
    assert [dict(each.message.args)["code"] for each in found] == unused


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('allow = { D014 = "x" } # vì sao\n', " # vì sao\n"),
        ('allow = { D014 = "x" }\n', ""),
        ('allow = { D014 = "x", D999 = "y" }\n', 'allow = { D999 = "y" }\n'),
        ('allow = { D999 = "y", D014 = "x" }\n', 'allow = { D999 = "y" }\n'),
        ('[tasks.allow]\nD014 = "x"\nD999 = "y"\n', '[tasks.allow]\nD999 = "y"\n'),
    ],
)
def test_what_silences_nothing_can_be_taken_out(before: str, after: str, make_agenda: Callable[..., Agenda]) -> None:
    plan = _task(f'{LEAD}deadline = "quý I/2023"')
    [found] = [
        each
        for each in check(make_agenda({"plans/p.toml": plan + before}, "2023-03-01"))
        if each.code is Code.UNUSED_ALLOW
    ]
    assert found.fix
    assert not found.fix.safe
    assert apply_fixes((plan + before).encode(), [found.fix]).decode() == plan + after
