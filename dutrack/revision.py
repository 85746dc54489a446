"""Which commit the data of a workspace is, asked of git."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.files import CONFIG, PLANS
from dutrack.git import run_git

if TYPE_CHECKING:
    from pathlib import Path

DATA = (f":(glob){PLANS}/**/*.toml", CONFIG)
"""What of a workspace is data, as git names paths: its plans with their records, and its settings."""

_SHOWN = 12
_PATIENCE = 60
"""Seconds after which git has no answer."""


class Revision(Struct, frozen=True):
    """The last commit that touched the data: its full id and its day, as the committer's clock had it.

    Both are None before the first. ``changed`` tells that a file of the data is not as it was committed.
    """

    commit: str | None
    day: date | None
    changed: bool

    @property
    def short(self) -> str:
        """The first characters of the id, as many as tell it from any other; "" before the first."""
        return (self.commit or "")[:_SHOWN]


def revision_of(root: Path) -> Revision | None:
    """Return the commit of the data in a workspace; None where it is not in git, or git is not there to tell."""
    # A file that git is told to ignore is read all the same.
    state = _git(root, "status", "--porcelain", "--untracked-files=all", "--ignored=matching", "--", *DATA)
    if state is None:
        return None
    last = (_git(root, "log", "-1", "--no-show-signature", "--format=%H %cs", "--", *DATA) or "").split()
    if not last:
        return Revision(None, None, bool(state))
    return Revision(last[0], date.fromisoformat(last[1]), bool(state))


class Commit(Struct, frozen=True):
    """A commit that touched the data: when, by the committer's clock, and which files, relative to the workspace."""

    at: datetime
    paths: frozenset[str]


def commits_of(root: Path) -> tuple[Commit, ...]:
    """Return every commit that touched the data, merges left aside; () where git has none to tell of.

    Their number only ever grows along a branch, unless its history is written anew or cut off (a shallow clone).
    """
    # Without simplification: else a merge can take away what was counted before it.
    form = ("--full-history", "--no-merges", "--no-renames", "--no-show-signature", "--format=%x01%ct", "--name-only")
    log = _git(root, "log", "-z", *form, "--relative", "--", *DATA) or ""
    return tuple(_commit(text) for text in log.split("\x01")[1:])


def _commit(text: str) -> Commit:
    seconds, *paths = text.split("\0")
    names = (path.strip("\n") for path in paths)
    return Commit(datetime.fromtimestamp(int(seconds), UTC), frozenset(filter(None, names)))


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git says in a folder, None if it fails."""
    try:
        ran = run_git(root, *arguments, patience=_PATIENCE)
    except OSError:
        return None
    return None if ran.status else ran.text
