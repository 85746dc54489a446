from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from told import told

from dutrack.dates.counting import Period, Roll, Unit
from dutrack.dates.terms import Term
from dutrack.i18n import language
from dutrack.plan import EventDeclaration, Plan, Section, Task, read_plan
from dutrack.schedule.policy import PolicyEntry

_DATA = Path(__file__).with_name("data")
_HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'


def _read(text: str, path: str = "plans/x.toml") -> tuple[Plan, list[str]]:
    plan, problems = read_plan(path, text.encode())
    assert plan is not None
    return plan, told(problems)


def test_everything_a_plan_can_say() -> None:
    plan, problems = read_plan("plans/tinh/ke-hoach.toml", (_DATA / "plan-full.toml").read_bytes())
    assert problems == ()
    shared = Task(
        id="III.2",
        title="Rà soát",
        key=("tasks", 1),
        section="III",
        owners=("Ban Nội chính Tỉnh ủy", "Công an tỉnh"),
        helpers=(),
        deadline="sau khi Trung ương ban hành",
        deadline_key=("sections", 0, "deadline"),
        awaits=("quy-dinh",),
        within=Period(60, Unit.DAY),
    )
    assert plan == Plan(
        id="ke-hoach",
        path="plans/tinh/ke-hoach.toml",
        title="Kế hoạch thực hiện Nghị quyết",
        issuer="Ban Thường vụ Tỉnh ủy",
        issued=date(2023, 2, 20),
        number="59-KH/TU",
        monitor="Ban Nội chính Tỉnh ủy",
        basis=("Nghị quyết số 27-NQ/TW",),
        source="bản ký",
        ended=date(2025, 6, 30),
        replaced_by="ke-hoach-moi",
        formerly=("nq27",),
        confidential=True,
        allow=(("D014", "văn bản gốc không nêu hạn"),),
        policy=PolicyEntry(
            after_event=Period(30, Unit.DAY),
            named=Roll.NONE,
            counted=Roll.NEXT,
            before_inclusive=True,
            series_from=date(2023, 1, 1),
            remind=(Period(30, Unit.DAY), Period(0, Unit.DAY)),
            remind_overdue=(Period(1, Unit.DAY),),
            remind_with=True,
            monitor_after=Period(5, Unit.WORKING_DAY),
            leader_after=Period(1, Unit.MONTH),
            review="hằng quý",
        ),
        terms=(
            Term(
                "Hội đồng nhân dân các cấp 2021 - 2026",
                ("Hội đồng nhân dân các cấp", "HĐND"),
                date(2021, 5, 23),
                date(2026, 3, 14),
                2021,
            ),
        ),
        events=(EventDeclaration("quy-dinh", "Quy định của Bộ Chính trị", "178-QĐ/TW 2024-06-27"),),
        sections=(Section("III", ("sections", 0), "Tổ chức thực hiện"), Section("III.1", ("sections", 1))),
        tasks=(
            Task(
                id="III.1.6",
                title="Tham mưu triển khai",
                key=("tasks", 0),
                section="III.1",
                owners=("Ban Tổ chức Tỉnh ủy",),
                helpers=("các cơ quan liên quan",),
                deadline="thực hiện thường xuyên",
                deadline_key=("sections", 1, "deadline"),
                # awaits and within of III come only with its own deadline.
                awaits=(),
                within=None,
                product="Kế hoạch",
                source="mục III.1",
                formerly=("ke-hoach-cu/III.2", "III.1.7"),
                policy=PolicyEntry(remind=()),
                allow=(("D018", "chưa giao"),),
            ),
            shared,
            replace(
                shared,
                id="III.3",
                title="Báo cáo",
                key=("tasks", 2),
                section="III.3",
                owners=("Ban Tổ chức Tỉnh ủy",),
                helpers=("các cơ quan liên quan",),
                deadline="đến ngày 5/3/2023",
                deadline_key=("tasks", 2, "deadline"),
                awaits=("task:III.2",),
                within=None,
            ),
            replace(
                shared,
                id="III.4",
                title="Việc không có hạn",
                key=("tasks", 3),
                owners=("Ban Tổ chức Tỉnh ủy",),
                helpers=("các cơ quan liên quan",),
                deadline=None,
                deadline_key=("tasks", 3, "deadline"),
                awaits=(),
                within=None,
            ),
        ),
    )


def test_all_mistakes_of_a_file_come_together_and_every_task_stays() -> None:
    plan, problems = read_plan("plans/x.toml", (_DATA / "plan-mistakes.toml").read_bytes())
    assert plan is not None
    assert told(problems) == (_DATA / "plan-mistakes.txt").read_text("utf-8").splitlines()
    assert [(task.id, task.title, task.owners, task.deadline) for task in plan.tasks] == [
        ("III.1.1", "Việc", ("A",), None),
        ("III.1.1?2", "III.1.1?2", ("A",), "đến ngày 5/3/2023"),
        ("?3", "?3", (), None),
        ("?4", "x", ("B", "C"), "đến ngày 5/3/2023"),
    ]
    assert (plan.title, plan.issuer, plan.issued, plan.ended) == ("x", "", None, date(2022, 1, 1))


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        pytest.param(
            "", ["1:1-1 D005 plan is missing. | A plan file begins with [plan]: title, issuer and issued."], id="empty"
        ),
        pytest.param(
            "[[plan]]\n" + _HEAD.removeprefix("[plan]\n"),
            ["1:1-9 D004 plan must be one table, not a list of them. | Write [plan]."],
            id="[[plan]]",
        ),
        pytest.param(
            _HEAD + '[tasks]\nid = "1"\ntitle = "Việc"',
            ["5:1-8 D004 tasks must be a list of tables. | Write [[tasks]]."],
            id="[tasks]",
        ),
        pytest.param(
            _HEAD + "[[task]]\n", ["5:1-9 D006 task is not a known key. | Did you mean tasks?"], id="misspelt table"
        ),
        pytest.param(
            _HEAD + 'allow = { D014 = "" }', ["5:18-20 D004 plan.allow.D014 is empty."], id="silenced without a reason"
        ),
        pytest.param(
            _HEAD + 'allow = { D14 = "vì" }',
            ["5:11-14 D022 There is no finding with the code D14. | Did you mean D014?"],
            id="unknown code",
        ),
        pytest.param(
            _HEAD + 'replaced_by = "Kế hoạch"\nformerly = ["a", "B"]\n',
            [
                "5:15-25 D007 Kế hoạch cannot be the id of a plan: it may have a-z, 0-9 and - only.",
                "6:12-22 D007 B cannot be the id of a plan: it may have a-z, 0-9 and - only.",
            ],
            id="other plans' ids",
        ),
        pytest.param(
            _HEAD + "ended = 2023-02-19", ["5:9-19 D020 plan.ended is before plan.issued."], id="ended before issued"
        ),
        pytest.param(
            _HEAD + '[[tasks]]\nid = "1"\ntitle = "a"\ndeadline = "khi có"\nawaits = ["task:2"]\n'
            '[[tasks]]\nid = "2"\ntitle = "b"\ndeadline = "khi có"\nawaits = ["task:3"]\n'
            '[[tasks]]\nid = "3"\ntitle = "c"\ndeadline = "khi có"\nawaits = ["task:2", "task:9"]\n',
            [
                "14:10-20 D023 Tasks wait for each other in a circle: 2 → 3 → 2.",
                (
                    "19:21-29 D016 The plan has no task 9. | "
                    "Events are declared in [[events]]; another task is awaited as task:ID."
                ),
            ],
            id="circle",  # task 1 waits for the circle and is not in it
        ),
        pytest.param(
            _HEAD + '[[tasks]]\nid = "1"\ntitle = "a"\ndeadline = "khi có"\nawaits = ["task:1"]\n',
            ["9:10-20 D023 Tasks wait for each other in a circle: 1 → 1."],
            id="waits for itself",
        ),
        pytest.param(
            _HEAD + '[[tasks]]\nid = "1"\ntitle = "a"\nformerly = ["2", "x/3", "a b"]\n'
            '[[tasks]]\nid = "2"\ntitle = "b"\nformerly = ["x/3"]\n',
            [
                "8:13-16 D021 The earlier id 2 belongs to another task.",
                "8:25-30 D007 a b is no earlier id: write TASK, or PLAN/TASK.",
                "12:13-18 D021 The earlier id x/3 belongs to another task.",
            ],
            id="earlier ids",
        ),
        pytest.param(
            _HEAD + '[[sections]]\nid = "IV"\n[[tasks]]\nid = "1"\ntitle = "a"\nsection = "VI"\n'
            '[[tasks]]\nid = "2"\ntitle = "b"\nsection = "IV.2"\n',
            ["10:11-15 D009 The section VI is not declared in [[sections]]."],
            id="undeclared section",  # IV.2 lies in IV
        ),
        pytest.param(_HEAD + '[[tasks]]\nid = "1"\ntitle = "a"\nsection = "VI"\n', [], id="no sections at all"),
        pytest.param(
            # One mistake in a section is told once, however many tasks share it.
            _HEAD + '[[sections]]\nid = "I"\ndeadline = "khi có"\nawaits = "x"\n'
            '[[tasks]]\nid = "1"\ntitle = "a"\nsection = "I"\n[[tasks]]\nid = "2"\ntitle = "b"\nsection = "I"\n',
            [
                (
                    "8:10-13 D016 The plan has no event x. | "
                    "Events are declared in [[events]]; another task is awaited as task:ID."
                )
            ],
            id="section's mistake",
        ),
        pytest.param(
            _HEAD + '[[terms]]\nwords = "HĐND"\n[[events]]\nid = "a b"\n',
            [
                "5:1-10 D005 terms[1].name is missing.",
                "5:1-10 D005 terms[1].from is missing.",
                "7:1-11 D005 events[1].title is missing.",
                "8:6-11 D007 events[1].id may have letters, digits and . - _ only.",
            ],
            id="terms and events",
        ),
    ],
)
def test_findings(text: str, findings: list[str]) -> None:
    assert _read(text)[1] == findings


@pytest.mark.parametrize(
    ("path", "id_", "findings"),
    [
        pytest.param("plans/a/nq27-2023.toml", "nq27-2023", [], id="good"),
        pytest.param(
            "plans/KH_59 Đề án.toml",
            "kh-59-de-an",
            [
                (
                    "0:0-0 D007 The name of the file is the plan's id and may have a-z, 0-9 and - only. | "
                    "Name it kh-59-de-an.toml."
                )
            ],
            id="as people name files",
        ),
        pytest.param(
            "plans/_.toml",
            "plan",
            ["0:0-0 D007 The name of the file is the plan's id and may have a-z, 0-9 and - only. | Name it plan.toml."],
            id="nothing usable",
        ),
    ],
)
def test_the_name_of_a_file_is_the_id(path: str, id_: str, findings: list[str]) -> None:
    plan, found = _read(_HEAD, path)
    assert (plan.id, found) == (id_, findings)


@pytest.mark.parametrize(
    ("own", "deadline", "awaits", "within"),
    [
        pytest.param("", "sau khi ban hành", ("e",), Period(60, Unit.DAY), id="all of the section's"),
        pytest.param('awaits = "f"', "sau khi ban hành", ("f",), Period(60, Unit.DAY), id="own event"),
        pytest.param('within = "1 tháng"', "sau khi ban hành", ("e",), Period(1, Unit.MONTH), id="own period"),
        pytest.param('deadline = "khi có"', "khi có", (), None, id="own deadline"),
        pytest.param('deadline = " "', None, (), None, id="none, against the section's"),
        # What the author meant is not the section's deadline.
        pytest.param("deadline = 5", None, (), None, id="wrong kind"),
        pytest.param('deadline = " xong  5/3/2023 "', " xong  5/3/2023 ", (), None, id="verbatim"),
    ],
)
def test_a_task_takes_a_deadline_whole(
    own: str, deadline: str | None, awaits: tuple[str, ...], within: Period | None
) -> None:
    plan, _ = _read(
        f'{_HEAD}[[events]]\nid = "e"\ntitle = "E"\n[[events]]\nid = "f"\ntitle = "F"\n'
        '[[sections]]\nid = "I"\ndeadline = "sau khi ban hành"\nawaits = "e"\nwithin = "60 ngày"\n'
        f'[[tasks]]\nid = "1"\ntitle = "Việc"\nsection = "I.2"\n{own}\n'
    )
    [task] = plan.tasks
    assert (task.deadline, task.awaits, task.within) == (deadline, awaits, within)


def test_a_section_covers_only_what_lies_in_it() -> None:
    plan, _ = _read(
        f'{_HEAD}[[sections]]\nid = "I"\nowner = "A"\n[[tasks]]\nid = "1"\ntitle = "Việc"\nsection = "II"\n'
        '[[tasks]]\nid = "2"\ntitle = "Việc khác"\nsection = "I.1.2"\n'
    )
    assert [task.owners for task in plan.tasks] == [(), ("A",)]


def test_findings_are_silenced_for_the_plan_or_a_task() -> None:
    text = (
        '[[sections]]\nid = "I"\n[[tasks]]\nid = "1"\ntitle = "a"\nsection = "V"\nallow = { D009 = "vì" }\n'
        '[[tasks]]\nid = "2"\ntitle = "b"\nsection = "V"\n'
    )
    assert _read(_HEAD + text)[1] == ["15:11-14 D009 The section V is not declared in [[sections]]."]
    _, findings = _read(f'{_HEAD}allow = {{ D009 = "vì" }}\n{text}')
    assert findings == []


def test_a_slip_in_the_name_of_a_list_that_is_there_is_seen() -> None:
    head = '[plan]\ntitle = "T"\nissuer = "I"\nissued = 2023-01-01\n'
    task = '[[{}]]\nid = "{}"\ntitle = "Việc"\n'
    text = head + task.format("task", "1") + task.format("tasks", "2")
    [problem] = read_plan("plans/p.toml", text.encode())[1]
    with language("en"):
        assert (str(problem.message), str(problem.hint)) == ("task is not a known key.", "Did you mean tasks?")
