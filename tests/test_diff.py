"""What changed between two states, and why: a table of edits, each with the changes it makes and their causes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from diff_cases import CASES, HEAD, REC, SET, TODAY, P, plan, task
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dutrack.agenda import Selection, build_agenda
from dutrack.agenda.effects import with_records
from dutrack.history.changes import Cause, Diff, Kind
from dutrack.history.compare import compare
from dutrack.history.diff import diff
from dutrack.history.matching import match
from dutrack.history.sides import Side, with_settings
from dutrack.history.state import state_of
from dutrack.i18n import language
from dutrack.problems import Place
from dutrack.progress import Done
from dutrack.workspace import Workspace, load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable


def told(found: Diff) -> list[tuple[object, ...]]:
    """Return the changes as the table writes them: kind, address, days, causes."""
    return [
        (
            change.kind.value + (" task" if change.whole else ""),
            change.item.address if change.kind.moves else f"{change.item.plan}/{change.item.task}",
            change.days if change.kind is Kind.MOVED else None,
            " ".join(each.cause.value for each in change.causes),
        )
        for change in found.changes
    ]


@pytest.mark.parametrize("name", CASES)
def test_changes(name: str, make_workspace: Callable[..., Workspace]) -> None:
    before, after, expected = CASES[name]
    assert told(between(make_workspace(before), make_workspace(after))) == expected


def between(before: Workspace, after: Workspace, selection: Selection | None = None, today: str = TODAY) -> Diff:
    return diff(Side(before), Side(after), date.fromisoformat(today), selection or Selection())


# --- what the causes say ----------------------------------------------------------------------------------------------

DETAILS = [
    ("text", ["“quý I/2023” → “quý II/2023”"]),
    ("the section's text", ["“quý I/2023” → “quý II/2023”"]),
    ("newly waiting", ["“quý I/2023” → “sau khi có quy định”", "awaits: – → qd"]),
    ("an event", ["Quy định mới: happened on 2023-03-01"]),
    ("an event without a period", ["quy định: happened on 2023-03-01"]),
    ("an event corrected", ["Quy định mới: 2023-03-01 → 2023-03-06"]),
    ("an event withdrawn", ["quy định: not yet"]),
    ("a task that another waits for is done", ["Việc 1: happened on 2023-03-01"]),
    ("an extension", ["“30/6/2023”"]),
    ("a date", ["“quý II/2023”"]),
    ("the issue date", ["2023-02-20 → 2023-02-27"]),
    ("a term", ["HĐND"]),
    ("the plan's policy", ["before"]),
    ("the workspace's policy", ["before", "review"]),
    ("the office's days off", ["2023-03-22 off", "2023-12-22 off"]),
    ("two at once, both needed", ["within: – → 30 days", "Quy định mới: happened on 2023-03-01"]),
]


@pytest.mark.parametrize(("name", "expected"), DETAILS)
def test_what_the_causes_say(name: str, expected: list[str], make_workspace: Callable[..., Workspace]) -> None:
    before, after, _ = CASES[name]
    [change, *_] = between(make_workspace(before), make_workspace(after)).changes
    with language("en"):
        assert [str(detail) for each in change.causes for detail in each.details] == expected


def test_every_cause_and_kind_is_in_the_table() -> None:
    rows = [row for _, _, expected in CASES.values() for row in expected]
    assert {str(row[0]).partition(" ")[0] for row in rows} == {kind.value for kind in Kind}
    causes = {cause for row in rows for cause in str(row[3]).split()}
    assert causes == {cause.value for cause in Cause} - {"program"}  # that of a saved list


# --- plans ------------------------------------------------------------------------------------------------------------


def plans_told(found: Diff) -> list[tuple[object, ...]]:
    return [(each.id, each.was, each.kind and each.kind.value, each.ends) for each in found.plans]


def test_plans_that_came_went_and_were_renamed(make_workspace: Callable[..., Workspace]) -> None:
    one, other = plan(task("1", "quý I/2023")), plan(task("2", "hằng năm"))
    before = make_workspace({"plans/a.toml": one, "plans/b.toml": other, "plans/c.toml": other})
    renamed = plan(task("1", "quý I/2023"), head=HEAD + 'formerly = ["a"]\n')
    after = make_workspace(
        {"plans/z.toml": renamed, "plans/c.toml": other, "plans/d.toml": one.replace("hoạch", "khác")}
    )
    found = between(before, after)
    assert plans_told(found) == [("d", "d", "added", None), ("z", "a", "renamed", None), ("b", "b", "removed", None)]
    assert [(change.kind.value, change.item.address) for change in found.changes] == [
        ("added", "d/1"), ("removed", "b/2/2023"), ("removed", "b/2/2024"),
    ]  # fmt: skip
    assert found.moved


def test_only_renamed_is_no_move(make_workspace: Callable[..., Workspace]) -> None:
    before, after, _ = CASES["renamed"]
    assert not between(make_workspace(before), make_workspace(after)).moved


@pytest.mark.parametrize(
    ("before", "after", "ends"),
    [
        ("", "ended = 2023-06-30", (None, date(2023, 6, 30))),
        ("ended = 2023-06-30", "ended = 2023-12-31", (date(2023, 6, 30), date(2023, 12, 31))),
        ("ended = 2023-06-30", "", (date(2023, 6, 30), None)),
        ("", 'replaced_by = "q"', (None, date(2023, 2, 19))),
        ("", 'replaced_by = "nowhere"', None),
    ],
)
def test_a_plan_that_ends(
    before: str, after: str, ends: tuple[date | None, ...] | None, make_workspace: Callable[..., Workspace]
) -> None:
    sides = (
        make_workspace({P: plan(task("1", "quý I/2023"), head=HEAD + line), "plans/q.toml": plan()})
        for line in (before, after)
    )
    found = between(*sides)
    assert found.changes == ()
    assert [each.ends for each in found.plans] == ([] if ends is None else [ends])
    assert found.moved is (ends is not None)


def test_what_seems_to_be_renamed_is_told(make_workspace: Callable[..., Workspace]) -> None:
    text = plan(task("1", "quý I/2023"), task("2", "năm 2023"))
    before = make_workspace({P: text, "plans/old.toml": text.replace('"Kế hoạch"', '"Kế hoạch năm"')})
    after = make_workspace(
        {P: text.replace('id = "2"', 'id = "2a"'), "plans/new.toml": text.replace('"Kế hoạch"', '"Kế hoạch năm"')}
    )
    with language("en"):
        notes = [str(note).partition(".")[0] for note in between(before, after).notes]
    assert notes == [
        "The plan new has the title of old, which is gone",
        "The task p/2a has the title of 2, which is gone",
    ]
    assert between(before, after, Selection(plans=("q",))).notes == ()


# --- filters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["p/1", "p/2", "q/1"]),
        (Selection(plans=("q",)), ["q/1"]),
        (Selection(plans=("x",)), ["q/1"]),  # the id it had before
        (Selection(owners=("Ban B",)), ["p/2"]),
        (Selection(owners=("Ban C",)), ["p/2"]),  # who leads it after: a task that changes hands concerns both
        (Selection(sections=("II",)), ["p/1"]),
        (Selection(search="viec 2"), ["p/2"]),
    ],
)
def test_filters(selection: Selection, expected: list[str], make_workspace: Callable[..., Workspace]) -> None:
    before = make_workspace({
        P: plan(task("1", "quý I/2023", 'section = "II.3"'), task("2", "quý I/2023", owner="Ban B")),
        "plans/x.toml": plan(task("1", "năm 2023")),
    })  # fmt: skip
    after = make_workspace({
        P: plan(task("1", "quý II/2023", 'section = "II.3"'), task("2", "quý II/2023", owner="Ban C")),
        "plans/q.toml": plan(task("1", "năm 2024"), head=HEAD + 'formerly = ["x"]\n'),
    })  # fmt: skip
    found = between(before, after, selection)
    assert list(dict.fromkeys(change.item.address for change in found.changes)) == expected
    assert {each.id for each in found.plans} == {address.partition("/")[0] for address in expected}


# --- what cannot be read ----------------------------------------------------------------------------------------------


def test_what_one_side_cannot_read_is_left_out_and_told(make_workspace: Callable[..., Workspace]) -> None:
    text = plan(task("1", "quý I/2023"))
    good = {"plans/a.toml": text, "plans/b.toml": text, "plans/c.toml": text}
    bad = {
        "plans/a.toml": "[plan",
        "plans/b.toml": text.replace("quý I/", "quý II/"),
        "plans/c.toml": text,
        "plans/progress/c.toml": "format = 9\n",
    }
    for sides in ((good, bad), (bad, good)):
        found = between(*map(make_workspace, sides))
        assert [change.item.address for change in found.changes] == ["b/1"]
        assert [(each.problem.place.path, each.left_out) for each in found.troubles] == [
            ("plans/a.toml", "a"), ("plans/progress/c.toml", "c"),
        ]  # fmt: skip


def test_a_record_that_cannot_be_read_is_told_where_it_makes_a_difference(
    make_workspace: Callable[..., Workspace],
) -> None:
    text = plan(task("1", "quý I/2023"))
    before = make_workspace({P: text, REC: "[records]\nhỏng = 1\n"})
    after = make_workspace({P: text, REC: "[records]\nhỏng = 1\n<<<<<<< HEAD\n"})
    found = between(before, after)
    assert [(each.problem.code.value, each.left_out) for each in found.troubles] == [("D032", None)]
    assert between(before, before).troubles == ()


def test_settings_that_cannot_be_read_are_those_of_the_other_side(tmp_path: Path) -> None:
    text, settings = plan(task("1", "trước ngày 31/3/2023")), '[policy]\nbefore = "inclusive"\n'
    for number, content in enumerate((settings, "<<<<<<< HEAD\n" + settings)):
        (tmp_path / str(number) / "plans").mkdir(parents=True)
        (tmp_path / str(number) / P).write_text(text, encoding="utf-8")
        (tmp_path / str(number) / SET).write_text(content, encoding="utf-8")
    sides = [Side(load_workspace(tmp_path / name)) for name in ("0", "1")]
    for before, after in (sides, reversed(sides)):
        found = diff(*with_settings(before, after), date.fromisoformat(TODAY), Selection())
        assert (found.changes, [each.left_out for each in found.troubles]) == ((), [None])


# --- properties -------------------------------------------------------------------------------------------------------

OFFICE = load_workspace(Path(__file__).parent.parent)
DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))


@settings(max_examples=20, deadline=None)
@given(DAYS)
def test_nothing_differs_from_itself(today: date) -> None:
    state = state_of(build_agenda(OFFICE, today))
    assert list(compare(state, state, match(OFFICE.plans, OFFICE.plans))) == []


@settings(max_examples=20, deadline=None)
@given(DAYS, st.data())
def test_what_is_closed_moves_nothing(today: date, data: st.DataObject) -> None:
    """But for a task that another one waits for."""
    before = build_agenda(OFFICE, today)
    awaited = {id_ for plan in OFFICE.plans for task in plan.tasks for id_ in task.awaits}
    free = [item for item in before.items if f"task:{item.task}" not in awaited]
    closed = data.draw(st.lists(st.sampled_from(free), max_size=5, unique_by=lambda item: item.address))
    key = "20211231T010000.{:06}Z-aaaa".format
    done = (
        (item.plan, Done(key=key(number), on=date(2022, 1, 1), place=Place(""), task=item.task, unit=item.unit))
        for number, item in enumerate(closed)
    )
    after = build_agenda(with_records(OFFICE, done), today)
    assert list(compare(state_of(before), state_of(after), match(OFFICE.plans, OFFICE.plans))) == []


@settings(max_examples=20, deadline=None)
@given(DAYS, st.sampled_from(["quang-ngai-kl21", "bac-giang-nq27", "gia-lai-nq27"]), st.integers(1, 40))
def test_turned_round_days_are_turned_round(today: date, id_: str, days: int) -> None:
    """A plan issued later, and the way back."""
    other = replace(
        OFFICE,
        plans=tuple(
            replace(plan, issued=plan.issued + timedelta(days)) if plan.id == id_ and plan.issued else plan
            for plan in OFFICE.plans
        ),
    )
    there, back = (diff(Side(a), Side(b), today, Selection()) for a, b in ((OFFICE, other), (other, OFFICE)))
    moved = [
        {(change.item.address, sign * (change.days or 0)) for change in found.changes if change.kind is Kind.MOVED}
        for found, sign in ((there, 1), (back, -1))
    ]
    assert moved[0] == moved[1]
    assert {each.cause.value for change in there.changes for each in change.causes} <= {"issued"}
