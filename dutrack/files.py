"""The files of a workspace: a folder's, or whatever else can list and read them."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

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
            names += [(inside / name).as_posix() for name in (*folders, *files) if is_toml(name)]
            folders[:] = [name for name in folders if not name.startswith(".") and not is_toml(name)]
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


def is_toml(name: str) -> bool:
    """Tell whether a file of this name, without its folder, is one that is read."""
    return name.lower().endswith(".toml") and not name.startswith(".")


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its place only once it is written whole; until then what stood there stays.

    A link is followed, and the file that was there keeps its rights. Raises OSError.
    """
    import tempfile  # noqa: PLC0415 - heavy, and only where something is written

    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    descriptor, aside = tempfile.mkstemp(prefix=".dutrack-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(_rights(target))
        Path(aside).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(aside).unlink()
        raise


def _rights(path: Path) -> int:
    """Return the rights of a file, or those that a new one would get."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
