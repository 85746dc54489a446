from __future__ import annotations

from datetime import date

import pytest

from dutrack.plan import Plan, Task
from dutrack.problems import Place
from dutrack.progress import Done, EventDay, Happened, Note, Record, Withdrawn, counting, effective, events_as_of
from dutrack.progress.assign import assign

_TODAY = date(2023, 3, 27)
_PLACE = Place("plans/progress/x.toml", 1)


def _key(number: int) -> str:
    return f"20230101T{number:06}.000000Z-aaaa"


def _done(number: int, task: str = "1", unit: str | None = None, on: date = _TODAY) -> Done:
    return Done(key=_key(number), on=on, task=task, unit=unit, place=_PLACE)


def _event(number: int, on: date, event: str = "e") -> Happened:
    return Happened(key=_key(number), on=on, event=event, place=_PLACE)


def _withdrawn(number: int, of: int, on: date = _TODAY) -> Withdrawn:
    return Withdrawn(key=_key(number), on=on, record=_key(of), place=_PLACE)


@pytest.mark.parametrize(
    ("records", "keys"),
    [
        pytest.param([_done(2), _done(1)], [1, 2], id="by key"),
        pytest.param([_done(1), _withdrawn(2, 1)], [], id="withdrawn"),
        pytest.param([_done(1), _withdrawn(2, 1, date(2099, 1, 1))], [], id="withdrawn, whatever the day"),
        pytest.param([_done(1), _withdrawn(2, 1), _withdrawn(3, 2)], [1], id="withdrawal withdrawn"),
        # A clock that ran ahead: the withdrawal's key is the earlier one.
        pytest.param([_withdrawn(1, 2), _done(2)], [], id="withdrawn before it was recorded"),
        pytest.param([_done(9), _withdrawn(1, 2), _withdrawn(2, 1)], [9], id="two that withdraw each other"),
        pytest.param([_withdrawn(1, 7)], [], id="withdraws nothing"),
    ],
)
def test_effective(records: list[Record], keys: list[int]) -> None:
    assert [record.key for record in effective(records)] == [_key(number) for number in keys]


def test_records_count_from_their_day_on() -> None:
    records = [_done(1, on=_TODAY), _done(2, on=date(2023, 3, 28)), _event(3, _TODAY)]
    assert counting(records, _TODAY) == (records[0],)
    assert counting(records, date(2023, 3, 28)) == tuple(records[:2])


@pytest.mark.parametrize(
    ("records", "states"),
    [
        pytest.param([_event(1, _TODAY)], {"e": EventDay(_event(1, _TODAY), expected=False)}, id="happened today"),
        pytest.param(
            [_event(1, date(2023, 3, 28))], {"e": EventDay(_event(1, date(2023, 3, 28)), expected=True)}, id="expected"
        ),
        # The correction holds, though on this day it is still ahead and what it corrects is not.
        pytest.param(
            [_event(1, _TODAY), _event(2, date(2023, 4, 1))],
            {"e": EventDay(_event(2, date(2023, 4, 1)), expected=True)},
            id="corrected to a later day",
        ),
        pytest.param(
            [_event(1, _TODAY), _event(2, date(2023, 4, 1)), _withdrawn(3, 2)],
            {"e": EventDay(_event(1, _TODAY), expected=False)},
            id="correction withdrawn",
        ),
        pytest.param(
            [_event(1, _TODAY), _event(2, _TODAY, "f"), _withdrawn(3, 1)],
            {"f": EventDay(_event(2, _TODAY, "f"), expected=False)},
            id="withdrawn",
        ),
    ],
)
def test_events_as_of(records: list[Record], states: dict[str, EventDay]) -> None:
    found = events_as_of(records, _TODAY)
    assert found == states
    assert {event: state.on for event, state in found.items()} == {event: s.record.on for event, s in states.items()}


def _plan(id_: str, *tasks: Task, formerly: tuple[str, ...] = ()) -> Plan:
    return Plan(id_, f"plans/{id_}.toml", id_, "", None, formerly=formerly, tasks=tasks)


def _task(id_: str, *formerly: str) -> Task:
    return Task(id_, id_, ("tasks", 0), formerly=formerly)


@pytest.mark.parametrize(
    ("plans", "files", "assigned"),
    [
        pytest.param([_plan("a")], {"a": (_done(1),)}, {"a": (_done(1),)}, id="its own"),
        pytest.param(
            [_plan("b", formerly=("a",))],
            {"a": (_done(1), _done(3)), "b": (_done(2),)},
            {"b": (_done(1), _done(2), _done(3))},
            id="plan's earlier id",
        ),
        pytest.param(
            [_plan("a", _task("III.2", "II.2"))],
            {"a": (_done(1, "II.2", "II.2/2023@x"), _done(2, "II.3", "II.3"))},
            {"a": (_done(1, "III.2", "III.2/2023@x"), _done(2, "II.3", "II.3"))},
            id="task's earlier id",
        ),
        pytest.param(
            [_plan("b", _task("1", "a/III.2")), _plan("a", _task("2"))],
            {"a": (_done(1, "III.2"), _done(2, "2"), _withdrawn(3, 1), _withdrawn(4, 3), _withdrawn(5, 2))},
            {"b": (_done(1, "1"), _withdrawn(3, 1), _withdrawn(4, 3)), "a": (_done(2, "2"), _withdrawn(5, 2))},
            id="task from another plan, with its withdrawals",
        ),
        pytest.param(
            [_plan("c", formerly=("a",)), _plan("b", _task("1", "a/III.2"))],
            {"a": (_done(1, "III.2"), _done(2, "2"))},
            {"c": (_done(2, "2"),), "b": (_done(1, "1"),)},
            id="task from a plan that itself was renamed",
        ),
        pytest.param(
            [_plan("a", _task("x", "1"))],
            {"a": (Note(key=_key(1), on=_TODAY, note="n", task="1", place=_PLACE), _event(2, _TODAY))},
            {"a": (Note(key=_key(1), on=_TODAY, note="n", task="x", place=_PLACE), _event(2, _TODAY))},
            id="notes move, events have no task",
        ),
        pytest.param([_plan("a")], {"gone": (_done(1),)}, {"gone": (_done(1),)}, id="nobody's"),
    ],
)
def test_assign(
    plans: list[Plan], files: dict[str, tuple[Record, ...]], assigned: dict[str, tuple[Record, ...]]
) -> None:
    assert assign(plans, files) == assigned
