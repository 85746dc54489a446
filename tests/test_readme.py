"""The READMEs say what is so: their commands, their table of the five plans, their example."""

import re
from collections import Counter
from pathlib import Path

import pytest

from dutrack.agenda.tasks import context_of
from dutrack.cli.main import run
from dutrack.cli.tree import COMMANDS
from dutrack.schedule.units import EventUnit, StandingUnit, UndatedUnit, units_of_text
from dutrack.workspace import load_workspace

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.vi.md")


@pytest.fixture(params=READMES)
def readme(request):
    return (ROOT / request.param).read_text(encoding="utf-8")


def blocks(text):
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_opens_with_two_commands(readme):
    language, first = blocks(readme)[0]
    lines = first.splitlines()
    assert language == ""
    assert len(lines) == 2
    assert "dutrack due" in lines[0]
    assert lines[1].endswith("-m pytest -q")


def test_every_command_is_named(readme):
    named = set(re.findall(r"^\| (?:`(\w+)` ?)+\|", readme, re.MULTILINE)) | set(re.findall(r"`(\w+)`", readme))
    assert set(COMMANDS) <= named


def why(units):
    """Return the column of the table a task counts under."""
    if any(not isinstance(unit, (EventUnit, StandingUnit, UndatedUnit)) for unit in units):
        return "due"
    events = [unit for unit in units if isinstance(unit, EventUnit)]
    if any(group.within is not None for unit in events for group in unit.parts):
        return "due"
    if events:
        return "event"
    return "standing" if any(isinstance(unit, StandingUnit) for unit in units) else "none"


def test_table_of_the_plans_is_true(readme):
    workspace = load_workspace(ROOT)
    expected = {}
    for plan in workspace.plans:
        context = context_of(workspace, plan)
        kinds = Counter(
            why(units_of_text(task.deadline, context, task.id, task.awaits, task.within)) for task in plan.tasks
        )
        expected[plan.id] = [len(plan.tasks), *(kinds[kind] for kind in ("due", "standing", "event", "none"))]
    expected["all"] = [sum(column) for column in zip(*expected.values(), strict=True)]
    rows = re.findall(r"^\| (?:`([\w-]+)`|all|cộng) \|((?: *\d+ \|)+)$", readme, re.MULTILINE)
    told = {name or "all": [int(cell) for cell in cells.split("|")[:-1]] for name, cells in rows}
    assert told == expected


def test_the_example_is_what_the_program_prints(readme, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("DUTRACK_LANG", raising=False)
    for _, block in (found for found in blocks(readme) if found[0] == "console"):
        command, _, output = block.partition("\n")
        words = re.findall(r'"[^"]*"|\S+', command.removeprefix("$ "))
        while "=" in words[0]:
            monkeypatch.setenv(*words.pop(0).split("="))
        assert words.pop(0) == "dutrack"
        run([word.strip('"') for word in words])
        assert capsys.readouterr().out == output
