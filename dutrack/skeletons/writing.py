"""Files that are not there yet: what is there is never touched."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from dutrack.errors import DutrackError, system_reason
from dutrack.i18n import msg

if TYPE_CHECKING:
    from pathlib import Path


class CannotWriteError(DutrackError):
    """What was to be written cannot be."""


def write_new(path: Path, content: bytes) -> bool:
    """Write a file with the folders it needs; return False, and change nothing, where there is one of its name.

    Raises CannotWriteError; then the file is not there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot(path.parent, error) from error
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    except OSError as error:
        raise _cannot(path, error) from error
    try:
        with file:
            file.write(content)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise _cannot(path, error) from error
    return True


def _cannot(path: Path, error: OSError) -> CannotWriteError:
    return CannotWriteError(msg("{path} cannot be written ({reason}).", path=str(path), reason=system_reason(error)))
