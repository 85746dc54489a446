"""The files of a workspace as the editor has them: documents that are open, saved or not, over those on disk."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from dutrack.files import CONFIG, PLANS, Folder

if TYPE_CHECKING:
    from pathlib import Path


class Overlay:
    """The files in a folder, with the texts of open documents in place of theirs.

    A file on disk is read again only when its size or time of change is another.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = Folder(root)
        self._open: dict[str, tuple[str, bytes]] = {}
        self._read: dict[str, tuple[tuple[int, int], bytes]] = {}

    def put(self, name: str, text: str) -> None:
        """Take the text of an open document."""
        self._open.pop(name, None)
        # An editor can send halves of characters; they are then found not to be UTF-8.
        self._open[name] = (text, text.encode("utf-8", "surrogatepass"))

    def drop(self, name: str) -> None:
        """Forget a document that was closed: what is on disk counts again."""
        self._open.pop(name, None)

    @property
    def open(self) -> tuple[str, ...]:
        """The names of the open documents, the one changed last at the end."""
        return tuple(self._open)

    def names(self) -> tuple[str, ...]:
        """Return the names of the files, those that are not saved yet included."""
        return tuple(sorted({*self._folder.names(), *self._open}))

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises OSError."""
        if name in self._open:
            return self._open[name][1]
        status = (self._root / name).stat()
        state = (status.st_mtime_ns, status.st_size)
        seen = self._read.get(name)
        if seen is None or seen[0] != state:
            seen = self._read[name] = (state, self._folder.read(name))
        return seen[1]

    def text(self, name: str) -> str:
        """Return a file's text as an editor shows it; "" where it cannot be read."""
        if name in self._open:
            return self._open[name][0]
        try:
            return self.read(name).decode("utf-8", "replace").removeprefix("\ufeff")
        except OSError:
            return ""


def is_file_of_workspace(name: str) -> bool:
    """Tell whether a name, relative to a workspace, is one that a workspace reads."""
    path = PurePosixPath(name)
    return name == CONFIG or (
        path.parts[0] == PLANS and path.suffix.lower() == ".toml" and not any(part[0] == "." for part in path.parts)
    )
