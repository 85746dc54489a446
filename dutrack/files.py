"""The files of a workspace: a folder's, or whatever else can list and read them."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from dutrack.errors import DutrackError
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIG = "dutrack.toml"
PLANS = "plans"
PROGRESS = "plans/progress"
OWN = ".dutrack"
"""The folder of what dutrack keeps for itself in a workspace."""


class NoWorkspaceError(DutrackError):
    """There is no workspace where one was looked for, or no plan in it."""


def find_workspace(start: Path, *, upward: bool = True) -> Path:
    """Return the folder with ``plans/`` at ``start`` or, with ``upward``, the nearest above it.

    Raises NoWorkspaceError where there is none.
    """
    start = Path(os.path.abspath(start))  # noqa: PTH100 - without following links, so that it is shown as given
    for folder in (start, *start.parents) if upward else (start,):
        if (folder / PLANS).is_dir():
            return folder
    if upward:
        message = msg("There is no workspace in {folder} or above it: no folder plans.", folder=str(start))
    else:
        message = msg("There is no workspace in {folder}: no folder plans.", folder=str(start))
    raise NoWorkspaceError(message, msg("Make one with: dutrack new --workspace DIR"))


def make_folder(folder: Path) -> None:
    """Make a folder, and what it lies in, where it is not there; a new ``.dutrack`` keeps itself out of git.

    Raises OSError.
    """
    own = next((each for each in (folder, *folder.parents) if each.name == OWN), None)
    is_new = own is not None and not own.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    if own is not None and is_new:
        (own / ".gitignore").write_bytes(b"*\n")


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
        names += [name for name, _ in self._walk()]
        return tuple(sorted(names))

    def stats(self) -> dict[str, os.stat_result | None]:
        """Return the same names, each with what the system knows of the file; None where it does not tell."""
        found = {CONFIG: _stat(self.root / CONFIG)} if os.path.lexists(self.root / CONFIG) else {}
        found |= {name: None if entry is None else _stat(entry.path) for name, entry in self._walk()}
        return dict(sorted(found.items()))

    def _walk(self) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
        waiting = [PLANS]
        for inside in waiting:  # grows while it is walked
            try:
                with os.scandir(self.root / inside) as entries:
                    found = list(entries)
            except FileNotFoundError:
                continue
            except OSError:
                yield inside, None
                continue
            for entry in found:
                name = f"{inside}/{entry.name}"
                if is_toml(entry.name):
                    yield name, entry
                elif not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    waiting.append(name)

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises OSError: IsADirectoryError for a folder, on Windows too."""
        path = self.root / name
        if path.is_dir():
            next(path.iterdir(), None)  # raises PermissionError where that is the trouble
            raise IsADirectoryError(name)
        if path.exists() and not path.is_file():  # a pipe or device may never end
            raise OSError(errno.EINVAL, msg("it is no ordinary file"), name)
        return path.read_bytes()


def is_workspace_file(root: Path, path: Path) -> bool:
    """Tell whether a path is a file that makes a workspace: settings, a plan, records, or what dutrack keeps."""
    try:
        first, *inside = Path(os.path.realpath(path)).relative_to(os.path.realpath(root)).parts
    except ValueError:
        return False
    return (first == OWN or (first == PLANS and is_toml(path.name))) if inside else first == CONFIG


def is_toml(name: str) -> bool:
    """Tell whether a file of this name, without its folder, is one that is read."""
    return name.lower().endswith(".toml") and not name.startswith(".")


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its place only once it is written whole; until then what stood there stays.

    A link is followed, and the file that was there keeps its rights. A device or pipe is not replaced: it is written to
    once all is there. Raises OSError.
    """
    import tempfile  # noqa: PLC0415 - heavy, and only where something is written

    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        import shutil  # noqa: PLC0415 - likewise

        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            with path.open("wb") as stream:
                shutil.copyfileobj(file, stream)
        return
    try:
        descriptor, aside = tempfile.mkstemp(prefix=".dutrack-", suffix=".tmp", dir=target.parent)
    except OSError as error:
        error.filename = str(target.parent)  # the file aside is nobody's business
        raise
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


def _stat(path: Path | str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - there are many, and paths are slow to make
    except OSError:
        return None
