"""Workspaces as an editor has them, for the tests of the language server."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dutrack.i18n import language
from dutrack.lsp.deadlines import deadlines
from dutrack.lsp.desk import Desk

if TYPE_CHECKING:
    from dutrack.problems import Problem

ROOT = Path(__file__).parent.parent
OFFICE = Path(__file__).parent / "data" / "editor"
PLAN = "plans/to-chuc.toml"
TODAY = date(2023, 3, 27)
CURSOR = "‸"


def office(folder: Path) -> Desk:
    """Copy the workspace of an office into a folder and open it, no document yet."""
    shutil.copytree(OFFICE, folder, dirs_exist_ok=True)
    return Desk(folder)


def write(desk: Desk, name: str, text: str) -> None:
    """Type a text into an open document."""
    desk.files.put(name, text)
    desk.touch()


def write_up_to(desk: Desk, name: str, text: str) -> int:
    """Type a text that holds the cursor; return where that is."""
    write(desk, name, text.replace(CURSOR, ""))
    return text.index(CURSOR)


def replaced(desk: Desk, name: str, old: str, new: str) -> str:
    """Return a document's text with something put in the place of something it holds."""
    text = desk.files.text(name)
    assert old in text
    return text.replace(old, new, 1)


def problems(desk: Desk, today: date = TODAY) -> list[Problem]:
    """Return the findings of every file."""
    desk.look_at_all(today)
    return sorted((each for name in desk.names() for each in desk.problems(name, today)), key=lambda each: each.place)


def codes(desk: Desk, name: str) -> list[str]:
    """Return the codes of a file's findings."""
    return [problem.code.value for problem in desk.problems(name, TODAY)]


def hints(desk: Desk, name: str = PLAN, today: date = TODAY) -> dict[str, str | None]:
    """Return what stands behind each deadline of a file, in Vietnamese, by the id of its first task."""
    with language("vi"):
        return {found.scheduled.task.id: found.hint() for found in deadlines(desk, name, today)}
