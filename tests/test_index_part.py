"""The commands about one task or event: from the index they say what they say from the files, and work out no more."""

from __future__ import annotations

import contextvars
import json
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_index import DAYS, HEAD, TASK, changes, plans, records

from dutrack.agenda import build, build_agenda
from dutrack.agenda.awaited import events_of
from dutrack.cli import pick
from dutrack.cli.main import run
from dutrack.errors import DutrackError
from dutrack.files import Folder
from dutrack.index.part import IndexedPart
from dutrack.index.store import NAME, ChangedError
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE = Path(__file__).parent / "data" / "office"
TODAY = date(2023, 3, 27)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a copy of the office's workspace, without an index."""
    shutil.copytree(OFFICE, tmp_path / "office", ignore=shutil.ignore_patterns(".dutrack"))
    return tmp_path / "office"


@pytest.fixture
def said(capsys, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run a command with or without the index and return its status and what it says."""

    def run_it(root: Path, switch: str, *args: str, today: date = TODAY) -> tuple[int, str, str]:
        monkeypatch.setenv("DUTRACK_INDEX", switch)
        monkeypatch.setenv("DUTRACK_LANG", "en")
        status = contextvars.copy_context().run(run, [*args, "--today", today.isoformat(), "-C", str(root)])
        return status, *capsys.readouterr()

    return run_it


@pytest.fixture
def same(said) -> Callable[..., tuple[int, str, str]]:
    """Run a command both ways and return what both said."""

    def both(root: Path, *args: str, today: date = TODAY) -> tuple[int, str, str]:
        with_it, without = (said(root, switch, *args, today=today) for switch in ("on", "off"))
        assert with_it == without, args
        return with_it

    return both


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


# --- the same bytes ---------------------------------------------------------------------------------------------------

RECORDING = ("--dry-run", "--by", "x")
ELSE = ("0", "Việc 1", "cu/0", "a?2/1", "A/2", "z/1", "b/1#2", "a/2/2031", "a/0@b", "e", "quy định", "")


def addresses(root: Path, day: date) -> list[str]:
    """Return what can be named in a workspace: units, tasks and events."""
    with suppress(DutrackError):
        agenda = build_agenda(load_workspace(root), day)
        units = [address for item in agenda.items for address in (item.address, f"{item.plan}/{item.task}")]
        return [*units, *(place.address for each in events_of(agenda) for place in each.places)]
    return []


@st.composite
def commands(draw: st.DrawFn, known: list[str]) -> tuple[str, ...]:
    """Draw a command about a task or an event, in whichever way it is named."""
    at = draw(st.sampled_from((*known, *ELSE)))
    on = ("--on", draw(DAYS).isoformat())
    return draw(
        st.sampled_from([
            ("show", at), ("show", at, "--format", "json"), ("explain", at), ("explain", at, "--format", "json"),
            ("done", at, *on, *RECORDING), ("done", at, "--owner", "b", *on, *RECORDING), ("undo", *RECORDING),
            ("extend", at, "--to", "30/6/2026", "--reason", "r", *on, *RECORDING), ("review", at, *on, *RECORDING),
            ("date", at, "--to", "30/6/2024", *on, *RECORDING), ("skip", at, "--reason", "r", *on, *RECORDING),
            ("cancel", at, "--reason", "r", *on, *RECORDING), ("reopen", at, *on, *RECORDING),
            ("note", at, "Ghi", *RECORDING),
            ("confirm", at, *RECORDING), ("confirm", "--today-closed", "--dry-run", "--by", "y"),
            ("event", at, *on, *RECORDING), ("event", at, "--withdraw", *RECORDING),
        ])
    )  # fmt: skip


@pytest.mark.usefixtures("settled")
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_after_any_change_a_command_says_what_it_says_without_an_index(
    data: st.DataObject, same, said, tmp_path_factory
) -> None:
    root = tmp_path_factory.mktemp("workspace")
    write(root, {"plans/always.toml": HEAD.format(id="always") + TASK})
    for id_ in ("a", "b", "c"):
        others = tuple(other for other in ("a", "b", "c") if other != id_)
        write(root, {f"plans/{id_}.toml": data.draw(plans(id_, others))})
        write(root, {f"plans/progress/{id_}.toml": by(data.draw(records()), data.draw(st.sampled_from("xy")))})
    for path, text, day in data.draw(changes()):
        assert said(root, "on", "due")[0] == 0
        known = addresses(root, day)
        for command in data.draw(st.lists(commands(known), min_size=1, max_size=4)):
            same(root, *command, today=day)
        if text is None:
            (root / path).unlink(missing_ok=True)
        else:
            write(root, {path: by(text, "x")})


def by(text: str, name: str) -> str:
    """Say of records who recorded them."""
    return text.replace("{ on", f'{{ by = "{name}", on')


@pytest.mark.usefixtures("settled")
def test_of_every_task_of_an_office_the_same_is_said(office: Path, same, said) -> None:
    said(office, "on", "due")
    for address in addresses(office, TODAY):
        same(office, "show", address)
        same(office, "explain", address)
        same(office, "done", address, *RECORDING)
        same(office, "event", address, *RECORDING)


# --- events that plans share ------------------------------------------------------------------------------------------

SHARED = """[[events]]
id = "{event}"
title = "Quy định"
same_as = "1-QĐ/TW"
[[tasks]]
id = "1"
title = "Việc một"
owner = "Ban A"
deadline = "sau khi có quy định"
awaits = ["{event}"]
within = "30 ngày"
"""
HAPPENED = '"{key}" = {{ kind = "event", event = "{event}", on = {on}, by = "x" }}\n'
WITHDRAWN = '"{key}" = {{ kind = "withdrawn", record = "{record}", on = 2023-03-20, by = "x" }}\n'
KEYS = ("20230301T030000.000000Z-aaaa", "20230302T030000.000000Z-aaaa", "20230303T030000.000000Z-aaaa")


@pytest.fixture
def sharing(tmp_path: Path, said, settled: None) -> Path:  # noqa: ARG001 - it is settled
    """Return an indexed workspace of three plans, two of which share an event that both have a record of."""
    write(tmp_path, {
        "plans/p.toml": HEAD.format(id="p") + SHARED.format(event="e"),
        "plans/q.toml": HEAD.format(id="q") + SHARED.format(event="f"),
        "plans/r.toml": HEAD.format(id="r") + TASK,
        "plans/progress/p.toml": "[records]\n" + HAPPENED.format(key=KEYS[0], event="e", on="2023-03-01"),
        "plans/progress/q.toml": "[records]\n" + HAPPENED.format(key=KEYS[1], event="f", on="2023-03-02"),
    })  # fmt: skip
    said(tmp_path, "on", "due")
    return tmp_path


def test_what_is_taken_back_of_a_shared_event_leaves_what_the_other_plan_says(sharing: Path, same) -> None:
    _, out, _ = same(sharing, "undo", *RECORDING, "--yes")
    assert "p/1 Việc một: due 2023-03-31 (before: 2023-04-03)" in out
    assert "q/1 Việc một: due 2023-03-31 (before: 2023-04-03)" in out


def test_what_is_recorded_of_a_shared_event_is_recorded_in_every_plan(sharing: Path, same) -> None:
    for address in ("p/e", "q/f"):
        _, out, _ = same(sharing, "event", address, "--on", "2023-03-10", *RECORDING)
        assert "p/1 Việc một: due 2023-04-10 (before: 2023-04-03)" in out
        assert "q/1 Việc một: due 2023-04-10 (before: 2023-04-03)" in out
        _, out, _ = same(sharing, "event", address, "--withdraw", *RECORDING)
        assert out.count("waits for") == 2


def test_what_is_recorded_in_another_plan_alone_counts(sharing: Path, same) -> None:
    (sharing / "plans/progress/p.toml").unlink()
    assert "Quy định: happened on 2023-03-02" in same(sharing, "explain", "p/1")[1]
    assert same(sharing, "done", "p/1", "--on", "2023-04-04", *RECORDING)[1].endswith("late\n")


def test_the_last_record_is_that_before_what_was_taken_back(sharing: Path, same) -> None:
    with (sharing / "plans/progress/q.toml").open("a", encoding="utf-8") as file:
        file.write(WITHDRAWN.format(key=KEYS[2], record=KEYS[1]))
    assert same(sharing, "undo", *RECORDING, "--yes")[1].startswith(
        "Would be recorded: p: taken back: 2023-03-01 · event · e · x\n"
    )


def test_the_story_of_a_task_has_what_was_taken_back_in_another_plan(sharing: Path, same) -> None:
    with (sharing / "plans/progress/q.toml").open("a", encoding="utf-8") as file:
        file.write(WITHDRAWN.format(key=KEYS[2], record=KEYS[1]))
    _, out, _ = same(sharing, "show", "p/1")
    assert out.count("event · ") == 2
    assert "withdrawn 2023-03-20 by x" in out


# --- no more than is needed -------------------------------------------------------------------------------------------


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the ids of the plans whose tasks are put on the calendar from now on."""
    found: list[str] = []
    schedule = build.scheduled_tasks

    def note(workspace: Any, plan: Any) -> Any:
        found.append(plan.id)
        return schedule(workspace, plan)

    monkeypatch.setattr(build, "scheduled_tasks", note)
    return found


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("show p/1", {"p"}),  # q's records are told, but q is not put on the calendar
        ("explain p/1", {"p"}),
        ("explain 1", {}),  # it may be any of three
        ("done r/1", {"r"}),
        ("done r/", {}),
        ("cancel r/1 --reason x --on 2023-04-30", {"r"}),
        ("event q/f --on 2023-03-10", {"p", "q"}),
        ("event p/1", {"p", "q", "r"}),  # there is none like it: another may be meant
        ("undo", {"p", "q"}),  # an event is taken back wherever it was recorded
        ("confirm --today-closed", {}),
    ],
)
def test_only_what_a_command_is_about_is_put_on_the_calendar(
    command: str, expected: set[str], sharing: Path, said, built: list[str]
) -> None:
    dry = () if command.startswith(("show", "explain")) else RECORDING
    said(sharing, "on", *command.split(), *dry)
    assert set(built) == set(expected)


def test_of_the_files_only_those_that_changed_are_read(sharing: Path, said, monkeypatch) -> None:
    monkeypatch.setattr(Folder, "read", lambda _, name: pytest.fail(f"{name} is read"))
    assert said(sharing, "on", "explain", "p/1")[0] == 0
    assert said(sharing, "on", "done", "r/1", *RECORDING)[0] == 0


def test_it_makes_no_index(office: Path, said) -> None:
    plan = said(office, "on", "list", "--format", "json")[1]
    shutil.rmtree(office / ".dutrack")
    item = json.loads(plan)["items"][0]
    assert said(office, "on", "show", f"{item['plan']}/{item['task']}")[0] == 0
    assert not (office / NAME).exists()


def test_nobody_is_asked_twice(sharing: Path, said, monkeypatch) -> None:
    asked: list[list[str]] = []

    def choose(_question: Any, choices: list[str], _refusal: Any) -> int:
        asked.append(choices)
        return 1

    agenda = IndexedPart.agenda

    def change(_part: IndexedPart, paths: Any, _events: Any = ()) -> Any:
        monkeypatch.setattr(IndexedPart, "agenda", agenda)
        raise ChangedError(*paths)

    monkeypatch.setattr(pick, "choose", choose)
    monkeypatch.setattr(IndexedPart, "agenda", change)
    status, out, _ = said(sharing, "on", "explain", "1")
    assert (status, len(asked)) == (0, 1)
    assert out.startswith("q/1: Việc một")


@pytest.mark.parametrize("text", ["", "[plan"], ids=["no plan", "nothing readable"])
def test_without_a_plan_the_words_are_the_same(text: str, sharing: Path, same) -> None:
    for path in (sharing / "plans").glob("*.toml"):
        if text:
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink()
    for command in (("show", "p/1"), ("done", "p/1"), ("undo",), ("event", "p/e"), ("confirm", "--today-closed")):
        assert same(sharing, *command)[0] == 2
