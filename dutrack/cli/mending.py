"""``dutrack check --fix``: what is safe is put right in the files, or shown as a difference."""

from __future__ import annotations

import sys
from difflib import unified_diff
from typing import TYPE_CHECKING

from dutrack.check.fixing import mend
from dutrack.cli.session import present_day, put, tell
from dutrack.config.model import DEFAULT_TIMEZONE
from dutrack.errors import DutrackError
from dutrack.files import Folder, written_whole
from dutrack.i18n import msg, plural
from dutrack.views.text import clean_lines

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from dutrack.check.fixing import Mended
    from dutrack.cli.checking import Asked


class ChangedMeanwhileError(DutrackError):
    """Somebody saved a file while it was being mended; what they wrote stays."""


def mend_files(root: Path, asked: Asked, today: date | None, *, dry_run: bool) -> None:
    """Make the safe fixes of the findings that are asked for, and say which. Raises DutrackError and OSError."""
    mended = mend(root, Folder(root), today or present_day(DEFAULT_TIMEZONE), asked.takes)
    if dry_run:
        _show(mended)
    else:
        for name, data in mended.after.items():
            if Folder(root).read(name) != mended.before[name]:
                raise ChangedMeanwhileError(msg("{path} was changed meanwhile; it is left as it is.", path=name))
            with written_whole(root / name) as file:
                file.write(data)
    for problem in mended.settled:
        place, fix = problem.place, problem.fix
        tell(f"{place.path}:{place.line}:{place.column}: {problem.code.value} {fix and fix.title}")
    count = len(mended.settled)
    if dry_run:
        tell(plural("{count} finding would be put right.", "{count} findings would be put right.", count=count))
    else:
        tell(plural("{count} finding was put right.", "{count} findings were put right.", count=count))


def _show(mended: Mended) -> None:
    """Print what would change as a unified difference, which ``git apply`` takes where a program reads it."""
    for name, before in mended.before.items():
        after = mended.after[name]
        for line in unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", lineterm=""):
            put(clean_lines(line) if sys.stdout.isatty() else line)


def _lines(data: bytes) -> list[str]:
    *lines, last = data.decode().split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines
