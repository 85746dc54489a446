"""Problems as text that editors can follow: ``path:line:column: CODE message``, the line, a caret, a hint."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dutrack.i18n import Message, msg
from dutrack.problems import Severity
from dutrack.views.excerpt import excerpt
from dutrack.views.text import clean, fold, prose_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dutrack.files import Files
    from dutrack.problems import Code, Problem


_ALIKE = 3
"""So many notes that say the same of one file are shown one by one; of more the first, with the lines of the others."""


def problems_text(problems: Sequence[Problem], files: Files, *, every_note: bool = False) -> Iterator[str]:
    """Yield the text of each problem; a note is one line, without its place shown.

    Many notes that say the same of one file are one line together, unless ``every_note`` is asked for.
    """
    lines: dict[str, Sequence[str]] = {}
    width = prose_width()
    is_terminal = sys.stdout.isatty()
    for problem, others in _gathered(problems, _ALIKE if not every_note else len(problems)):
        path = problem.place.path
        line = problem_line(problem)
        if others:
            where = ", ".join(dict.fromkeys(str(other.place.line) for other in others))
            more = msg("{count} more like it: lines {lines}", count=len(others), lines=where)
            line = f"{line} ({more})"
        # Programs that read the output find a place by its line.
        text = fold(line, width, "  ").split("\n") if is_terminal else [line]
        if problem.severity is not Severity.NOTE:
            if path not in lines:
                lines[path] = _lines(path, files)
            text += _excerpt(problem, lines[path], width)
            if problem.hint is not None:
                hint = msg("Hint: {hint}", hint=problem.hint)
                text += fold(f"  {hint}", width, "    ").split("\n")
        yield "\n".join(map(_harmless, text))


def _gathered(problems: Sequence[Problem], single: int) -> Iterator[tuple[Problem, Sequence[Problem]]]:
    """Yield each problem with the others that are told with it: notes alike of which there are more than ``single``."""
    alike: dict[tuple[str, Code, tuple[str, ...]], list[Problem]] = {}
    for problem in problems:
        if problem.severity is Severity.NOTE:
            alike.setdefault(_kind(problem), []).append(problem)
    for problem in problems:
        same = alike.get(_kind(problem), []) if problem.severity is Severity.NOTE else []
        if len(same) <= single:
            yield problem, ()
        elif problem is same[0]:
            yield problem, same[1:]


def _kind(problem: Problem) -> tuple[str, Code, tuple[str, ...]]:
    return problem.place.path, problem.code, tuple(_sentences(problem.message))


def _sentences(message: Message) -> Iterator[str]:
    """Yield what a message says whatever its values are."""
    yield message.msgid
    for _, value in message.args:
        if isinstance(value, Message):
            yield from _sentences(value)


def problem_line(problem: Problem) -> str:
    """Return the first line; a problem of the file as a whole stands at its beginning."""
    place = problem.place
    position = f"{max(place.line, 1)}:{max(place.column, 1)}"
    return f"{place.path}:{position}: {problem.code.value} {problem.message}"


def _excerpt(problem: Problem, lines: Sequence[str], width: int) -> list[str]:
    place = problem.place
    if not 1 <= place.line <= len(lines):
        return []
    line = lines[place.line - 1]
    if not line.strip():
        return []
    end = place.end_column if place.end_line == place.line else len(line) + 1
    first, last = max(place.column - 1, 0), max(end - 1, place.column)
    return [f"  {shown}" for shown in excerpt(line, first, last, width - 2)]


def _lines(path: str, files: Files) -> Sequence[str]:
    try:
        return files.read(path).decode(errors="replace").removeprefix("\ufeff").split("\n")
    except OSError:
        return ()


def _harmless(line: str) -> str:
    return clean(line).rstrip()
