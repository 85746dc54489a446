"""Explanations: the unit that is explained, and steps that end on its due day whatever records say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dutrack.i18n import language
from dutrack.views.explanation import explain, explanation_text, explanation_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.agenda import Agenda
    from dutrack.views.explanation import Explanation

PLAN = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
GROUP = '[owners.a]\nname = "Ban A"\n[owners.b]\nname = "Ban B"\n[groups.g]\nname = "Các ban"\nmembers = ["a", "b"]\n'


@pytest.fixture
def explained(make_agenda: Callable[..., Agenda]) -> Callable[..., Explanation]:
    """Explain task 1 of a plan with these records, whose keys follow one another on 1 January 2023."""

    def make(deadline: str | None, *records: str, today: str, suffix: str = "", more: str = "") -> Explanation:
        text = "" if deadline is None else f'deadline = "{deadline}"\n'
        files = {"dutrack.toml": GROUP, "plans/p.toml": f'{PLAN}[[tasks]]\nid = "1"\ntitle = "Việc"\n{text}{more}'}
        if records:
            lines = (f'"20230101T0000{n:02}.000000Z-k" = {{ {record} }}\n' for n, record in enumerate(records))
            files["plans/progress/p.toml"] = "[records]\n" + "".join(lines)
        agenda = make_agenda(files, today)
        (scheduled,) = agenda.scheduled
        return explain(agenda, scheduled.plan, scheduled.task, suffix)

    return make


def _record(kind: str, to: str, on: str, unit: str | None = None) -> str:
    about = f'unit = "{unit}", ' if unit else ""
    return f'task = "1", {about}kind = "{kind}", on = {on}, to = "{to}", reason = "R", by = "k"'


def _window(values: dict[str, Any] | None) -> str:
    return "-" if values is None else f"{values['start'] or ''}..{values['due']}"


FIRST = _record("extended", "30/6/2023", "2023-03-28")
AGAIN = _record("extended", "31/7/2023", "2023-04-02")
DATED = _record("dated", "quý II/2023", "2023-03-01")
EARLIER = _record("extended", "15/3/2023", "2023-03-01")


@pytest.mark.parametrize(
    ("deadline", "records", "expected"),
    [
        ("ngày 31/3/2023", (), []),
        (
            "ngày 31/3/2023",
            (FIRST,),
            ["extended on 2023-03-28 to 2023-06-30 (“30/6/2023”) 2023-03-31..2023-03-31 2023-03-31..2023-06-30"],
        ),
        (
            "trước ngày 15/3/2023",
            (FIRST, AGAIN),
            [
                "extended on 2023-03-28 to 2023-06-30 (“30/6/2023”) ..2023-03-14 ..2023-06-30",
                "extended on 2023-04-02 to 2023-07-31 (“31/7/2023”) ..2023-06-30 ..2023-07-31",
            ],
        ),
        (
            None,
            (DATED, AGAIN),
            [
                "dated on 2023-03-01: due 2023-06-30 (“quý II/2023”) - 2023-04-01..2023-06-30",
                "extended on 2023-04-02 to 2023-07-31 (“31/7/2023”) 2023-04-01..2023-06-30 2023-04-01..2023-07-31",
            ],
        ),
        ("ngày 31/3/2023", (DATED,), []),  # the text itself gives the day
        (  # an "extension" to a day before the start
            "quý II/2023",
            (EARLIER,),
            ["extended on 2023-03-01 to 2023-03-15 (“15/3/2023”) 2023-04-01..2023-06-30 ..2023-03-15"],
        ),
    ],
)
def test_records_are_steps(
    explained: Callable[..., Explanation], deadline: str | None, records: tuple[str, ...], expected: list[str]
) -> None:
    with language("en"):
        found = explained(deadline, *records, today="2023-04-10")
        (unit,) = explanation_values(found)["units"]
        steps = [step for step in unit["steps"] if step["rule"] == "record"]
        assert [f"{s['message']} {_window(s['before'])} {_window(s['after'])}" for s in steps] == expected
        assert {step["source"] for step in steps} <= {"dutrack's own rule"}
        if steps:
            assert unit["steps"][-1]["after"]["due"] == unit["due"]
            assert f"{len(unit['steps'])}. {expected[-1].rpartition('”)')[0]}" in explanation_text(found)


DONE_Q1 = 'task = "1", unit = "1/2023-Q1", kind = "done", on = 2023-03-20, by = "k"'


@pytest.mark.parametrize(
    ("deadline", "records", "today", "suffix", "expected"),
    [
        ("hằng quý", (), "2023-05-10", "", ["1/2023-Q1 2023-03-31"]),  # overdue comes before the current one
        ("hằng quý", (), "2023-05-10", "/2023-Q2", ["1/2023-Q2 2023-06-30"]),
        ("hằng quý", (), "2023-05-10", "/2022-Q2", []),
        ("hằng quý", (DONE_Q1,), "2023-03-25", "", ["1/2023-Q2 2023-06-30"]),  # closed early
        ("hằng quý", (DONE_Q1,), "2023-03-25", "/2023-Q1", ["1/2023-Q1 2023-03-31"]),
        (
            "hằng quý",
            (DONE_Q1, _record("extended", "31/7/2023", "2023-06-01", "1/2023-Q2")),
            "2023-07-10",
            "",
            ["1/2023-Q2 2023-07-31"],
        ),
        ("ngày 31/3/2023; ngày 30/6/2023", (), "2023-05-10", "", ["1 2023-03-31", "1#2 2023-06-30"]),
        ("ngày 31/3/2023; ngày 30/6/2023", (), "2023-05-10", "#2", ["1#2 2023-06-30"]),
    ],
)
def test_unit_explained(
    explained: Callable[..., Explanation],
    deadline: str,
    records: tuple[str, ...],
    today: str,
    suffix: str,
    expected: list[str],
) -> None:
    found = explained(deadline, *records, today=today, suffix=suffix)
    assert [f"{unit['unit']} {unit['due']}" for unit in explanation_values(found)["units"]] == expected


@pytest.mark.parametrize(
    ("suffix", "expected"), [("", "1 2023-03-31"), ("@b", "1@b 2023-06-30"), ("@a", "1@a 2023-03-31")]
)
def test_member_explained(explained: Callable[..., Explanation], suffix: str, expected: str) -> None:
    record = _record("extended", "30/6/2023", "2023-03-28", "1@b")
    found = explained("ngày 31/3/2023", record, today="2023-04-10", suffix=suffix, more='owner = "Các ban"\n')
    (unit,) = explanation_values(found)["units"]
    assert f"{unit['unit']} {unit['due']}" == expected
    assert (unit["steps"][-1]["rule"] == "record") == (suffix == "@b")
