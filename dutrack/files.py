"""The files of a workspace: a folder's, or whatever else can list and read them."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Protocol

CONFIG = "dutrack.toml"
PLANS = "plans"
PROGRESS = "plans/progress"


class Files(Protocol):
    """The files of a workspace, as they are in a folder, an editor or a git revision.

    Names are relative to the workspace, with forward slashes.
    """

    def names(self) -> tuple[str, ...]:
        """Return ``dutrack.toml``, if it is there, and every TOML file under ``plans/``, sorted."""

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises OSError."""


class Folder:
    """The files in a folder. Names that begin with a dot are an editor's or a system's, and no plans."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> tuple[str, ...]:
        """Return the names; a folder called ``x.toml`` or closed to us is among them, to be reported when read."""
        names = [CONFIG] if os.path.lexists(self.root / CONFIG) else []

        def unreadable(error: OSError) -> None:
            names.append(Path(error.filename).relative_to(self.root).as_posix())

        for folder, folders, files in os.walk(self.root / PLANS, onerror=unreadable):
            inside = Path(folder).relative_to(self.root)
            names += [(inside / name).as_posix() for name in (*folders, *files) if _is_toml(name)]
            folders[:] = [name for name in folders if not name.startswith(".") and not _is_toml(name)]
        return tuple(sorted(names))

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises OSError: IsADirectoryError for a folder, on Windows too."""
        path = self.root / name
        if path.is_dir():
            next(path.iterdir(), None)  # raises PermissionError where that is the trouble
            raise IsADirectoryError(name)
        if path.exists() and not path.is_file():  # a pipe or device may never end
            raise OSError(errno.EINVAL, "not a regular file", name)
        return path.read_bytes()


def _is_toml(name: str) -> bool:
    return name.lower().endswith(".toml") and not name.startswith(".")
