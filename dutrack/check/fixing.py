"""Safe fixes made in the files of a workspace: the characters meant, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomli
from msgspec import Struct

from dutrack.agenda import build_agenda
from dutrack.check.run import check
from dutrack.workspace import NothingReadableError, load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from dutrack.files import Files
    from dutrack.problems import Fix, Place, Problem

_MOST_ROUNDS = 20
"""One fix may uncover another: a file that is no TOML has only one finding."""


class Mended(Struct, frozen=True):
    """What the fixes came to: the findings they settled, in the order they were made, and the files they changed.

    ``before`` and ``after`` are the contents of those files by name.
    """

    settled: tuple[Problem, ...]
    before: dict[str, bytes]
    after: dict[str, bytes]


class _Changed:
    """The files of a workspace with some of them changed."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.content: dict[str, bytes] = {}

    def names(self) -> tuple[str, ...]:
        return self._files.names()

    def read(self, name: str) -> bytes:
        return self.content[name] if name in self.content else self._files.read(name)


def mend(root: Path, files: Files, today: date, wanted: Callable[[Problem], bool]) -> Mended:
    """Return what the safe fixes of the wanted findings make of the files; writes nothing.

    Raises NoWorkspaceError and OSError.
    """
    changed = _Changed(files)
    settled: list[Problem] = []
    for _ in range(_MOST_ROUNDS):
        fixes: dict[str, list[Problem]] = {}
        for problem in _problems(root, changed, today):
            if problem.fix is not None and problem.fix.safe and wanted(problem):
                fixes.setdefault(problem.fix.place.path, []).append(problem)
        made = [problem for path, found in fixes.items() for problem in _mend_file(changed, path, found)]
        if not made:
            break
        settled += made
    before = {path: files.read(path) for path in changed.content}
    return Mended(tuple(settled), before, changed.content)


def _problems(root: Path, files: Files, today: date) -> tuple[Problem, ...]:
    try:
        return check(build_agenda(load_workspace(root, files), today))
    except NothingReadableError as error:
        return error.problems


def _mend_file(files: _Changed, path: str, problems: Iterable[Problem]) -> list[Problem]:
    """Make fixes in a file and return what they settle; nothing where the file would no longer be read as TOML."""
    data = files.read(path)
    made: list[Problem] = []
    last: Fix | None = None
    for problem, fix in sorted(((each, each.fix) for each in problems if each.fix), key=lambda pair: pair[1].place):
        # What touches the one before waits for the next round; tasks of a section may have one fix between them.
        if last is None or fix == last or _end(last.place) < _start(fix.place):
            made.append(problem)
            last = fix
    mended = apply_fixes(data, dict.fromkeys(each.fix for each in made if each.fix))
    if mended == data or (_is_toml(data) and not _is_toml(mended)):
        return []
    files.content[path] = mended
    return made


def apply_fixes(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """Return a file's content after fixes that do not overlap; byte-order mark and line ends stay as they are."""
    text = data.decode()
    mark = text[:1] if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = text.removeprefix(mark)
    pieces, at = [mark], 0
    for fix in sorted(fixes, key=lambda each: each.place):
        place = fix.place
        pieces += (text[at : starts[place.line - 1] + place.column - 1], fix.text)
        at = starts[place.end_line - 1] + place.end_column - 1
    return "".join((*pieces, text[at:])).encode()


def _start(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _end(place: Place) -> tuple[int, int]:
    return place.end_line, place.end_column


def _is_toml(data: bytes) -> bool:
    try:
        tomli.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True
