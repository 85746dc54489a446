"""Fixes: what stands in a file once each is made, and that nothing else has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dutrack.check import check
from dutrack.i18n import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutrack.agenda import Agenda
    from dutrack.problems import Fix

HEAD = '[plan]\ntitle = "Kế hoạch"\nissuer = "Tỉnh ủy"\nissued = 2023-02-20\n'
BODIES = '[owners.a]\nname = "Ban Tổ chức"\n'
TASK = '[[tasks]]\nid = "1"\ntitle = "Việc"\nowner = "Ban Tổ chức"\n'


def apply(text: str, fix: Fix) -> str:
    """Make a fix that lies in one line."""
    lines, place = text.split("\n"), fix.place
    assert place.line == place.end_line
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + fix.text + line[place.end_column - 1 :]
    return "\n".join(lines)


AFTER = 'deadline = "sau khi ban hành"\nawaits = '

CASES = {
    # before, after, title, safe
    "key": ('deadlien = "quý I"', 'deadline = "quý I"', "deadline", True),
    "key that is far from any": ('deadlnes = "quý I"', 'deadline = "quý I"', "deadline", False),
    "key with a hyphen": ("remind-with = true", "remind_with = true", "remind_with", True),
    "deadline": ('deadline = "quỳ I/2023"', 'deadline = "quý I/2023"', "quý I/2023", False),
    "in single quotes": ("deadline = 'trươc 3/4/2023'", "deadline = 'trước 3/4/2023'", "trước 3/4/2023", False),
    "awaited event": (f'{AFTER}["ban-han"]', f'{AFTER}["ban-hanh"]', "ban-hanh", False),
    "awaited task": (f'{AFTER}"2"', f'{AFTER}"task:2"', "task:2", True),
    "lead": ('owner = "Ban Tổ chưc"', 'owner = "Ban Tổ chức"', "Ban Tổ chức", False),
}


@pytest.mark.parametrize("name", CASES)
def test_fixes(name: str, make_agenda: Callable[..., Agenda]) -> None:
    before, after, title, safe = CASES[name]
    task = TASK.replace('owner = "Ban Tổ chức"\n', "") if "owner" in before else TASK
    others = '\n[[events]]\nid = "ban-hanh"\ntitle = "x"\n' + TASK.replace('"1"', '"2"')
    text = f"{HEAD}{task}{before} # giữ nguyên{others}"
    found = check(make_agenda({"dutrack.toml": BODIES, "plans/p.toml": text}, "2023-03-01"))
    [fix] = [problem.fix for problem in found if problem.fix]
    assert apply(text, fix) == f"{HEAD}{task}{after} # giữ nguyên{others}"
    with language("en"):
        assert (str(fix.title), fix.safe) == (f"Change it to “{title}”", safe)
