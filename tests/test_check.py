"""The checks: what they find, where, how bad it is, and how it is silenced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dutrack.check import check
from dutrack.i18n import language

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
    "clean": (_task(f'{LEAD}deadline = "quý I/2023"'), []),
    "silenced": (_task(f'{LEAD}allow = {{ D014 = "văn bản gốc không nêu" }}'), []),
    "silenced-in-the-plan": (f'{HEAD}allow = {{ D018 = "x" }}\n' + _task('deadline = "quý I/2023"')[len(HEAD):], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_checks(name: str, make_agenda: Callable[..., Agenda]) -> None:
    plan, expected = CASES[name]
    assert _told(make_agenda({"dutrack.toml": BODIES, "plans/p.toml": plan}, "2023-03-01")) == expected


def test_without_a_directory_every_body_is_known(make_agenda: Callable[..., Agenda]) -> None:
    plan = _task('owner = "Sở X"\ndeadline = "quý I/2023"')
    assert _told(make_agenda({"plans/p.toml": plan}, "2023-03-01")) == []


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


@pytest.mark.parametrize("other", ["nowhere", "plan"])
def test_a_successor_that_is_not_there_is_a_finding(other: str, make_agenda: Callable[..., Agenda]) -> None:
    agenda = make_agenda({"plans/plan.toml": f'{HEAD}replaced_by = "{other}"\n'}, "2023-04-05")
    assert [(found.code.value, found.place.line) for found in check(agenda)] == [("D025", 5)]
