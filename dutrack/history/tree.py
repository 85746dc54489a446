"""The files of a workspace as a commit has them: read from git's store, without checking anything out."""

from __future__ import annotations

import errno
import io
import os
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.files import CONFIG, PLANS, is_toml
from dutrack.history.repository import Commit, GitError, answer, ask
from dutrack.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from dutrack.history.repository import Repository

_LINK = b"120000"
_SUBMODULE = b"160000"
_LEADS_NOWHERE = (b"dangling", b"symlink", b"loop", b"notdir")
"""How git answers for a link that leads to no file of the commit."""


class Tree:
    """The files of one commit, read when it is made; ``content`` is by name, an error for what cannot be read."""

    def __init__(self, content: Mapping[str, bytes | OSError]) -> None:
        self._content = content

    def names(self) -> tuple[str, ...]:
        """Return the names, as ``Folder`` does: also of what cannot be read."""
        return tuple(sorted(self._content))

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises OSError."""
        found = self._content.get(name, _error(errno.ENOENT, name))
        if isinstance(found, OSError):
            raise found
        return found


class _Entry(Struct, frozen=True):
    """A file of a commit: its name in the workspace, and by what git gives its content."""

    name: str
    question: bytes


def read_tree(repository: Repository, commit: Commit) -> Tree:
    """Return the files of the workspace in a commit. Raises GitError.

    Links are followed within the commit. A submodule below ``plans`` is read in its own repository, at the commit that
    this one names.
    """
    wanted = (f"{repository.prefix}{PLANS}", f"{repository.prefix}{CONFIG}")
    return Tree(dict(_read(repository.folder, commit, wanted, cut=repository.prefix)))


def _read(
    folder: Path, commit: Commit, wanted: Iterable[str], *, cut: str = "", under: str = ""
) -> Iterator[tuple[str, bytes | OSError]]:
    """Yield what a workspace has in a commit of the repository around a folder.

    Paths lose ``cut`` and are put ``under`` another to become names.
    """
    entries: list[_Entry] = []
    for line in answer(
        ask(folder, "--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit.id, "--", *wanted)
    ).split(b"\0"):
        kind, _, path = line.partition(b"\t")
        if not path:
            continue
        mode, _, id_ = kind.split(b" ")
        inside = under + os.fsdecode(path).removeprefix(cut)
        if mode == _SUBMODULE:
            yield from _read_submodule(folder, inside, Commit(commit.name, id_.decode()))
        elif (name := _name(inside)) is not None and name != inside:
            yield name, _error(errno.EISDIR, name)
        elif name is not None:
            entries.append(_Entry(name, b"%s:%s" % (commit.id.encode(), path) if mode == _LINK else id_))
    yield from _contents(folder, entries)


def _read_submodule(folder: Path, inside: str, commit: Commit) -> Iterator[tuple[str, bytes | OSError]]:
    if not inside.startswith(PLANS):
        return
    try:
        yield from _read(folder / inside, commit, (), under=f"{inside}/")
    except GitError:
        raise GitError(
            msg("{path} is a submodule, and its commit {commit} is not here.", path=inside, commit=commit.short),
            msg("Fetch it: git submodule update --init {path}", path=inside),
        ) from None


def _contents(folder: Path, entries: list[_Entry]) -> Iterator[tuple[str, bytes | OSError]]:
    """Yield the content of files, or why there is none."""
    asked = b"".join(
        entry.question.replace(b"\n", b" ") + b"\n" for entry in entries
    )  # no name with a line end is read
    told = io.BytesIO(answer(ask(folder, "cat-file", "--batch", "--follow-symlinks", given=asked)))
    for entry in entries:
        head = told.readline().split()
        if head[0] in _LEADS_NOWHERE:
            told.read(int(head[1]) + 1)
        if head[0] in _LEADS_NOWHERE or head[-1] == b"missing":
            yield entry.name, _error(errno.ENOENT, entry.name)
            continue
        content = told.read(int(head[2]))
        told.read(1)
        yield entry.name, content if head[1] == b"blob" else _error(errno.EISDIR, entry.name)


def _error(number: int, name: str) -> OSError:
    return OSError(number, os.strerror(number), name)


def _name(path: str) -> str | None:
    """Return the name by which ``Folder`` would know a file of a workspace; None for one that it would pass over.

    What lies in a folder called ``x.toml`` is that folder, which cannot be read.
    """
    parts = path.split("/")
    if path == CONFIG:
        return path
    for place, part in enumerate(parts[1:], 2):
        if part.startswith("."):
            return None
        if is_toml(part):
            return "/".join(parts[:place])
    return None
