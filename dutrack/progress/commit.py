"""Committing what was recorded, and nothing else: ``[git] commit = true``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dutrack.errors import DutrackError, system_reason
from dutrack.git import run_git
from dutrack.i18n import Message, msg
from dutrack.progress.append import writing
from dutrack.progress.reader import read_progress

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from dutrack.git import Ran

_REMARK = re.compile(rb"^[ \t]*#(?!\d{8}T)", re.MULTILINE)
"""A comment that somebody wrote; those that are torn lines begin with what is left of a key."""
_SHOWN = 5
"""So many lines of what a hook printed are told."""


class CannotCommitError(DutrackError):
    """The records are written and stay, but git did not take them."""


def commit(root: Path, paths: Sequence[str], message: str, keys: Collection[str]) -> int:
    """Commit the files of records with those lines; whatever else is staged stays staged and uncommitted.

    ``paths`` are relative to ``root``, ``keys`` those of the records just written. Returns how many other records,
    appended before and not committed, went with them. Raises CannotCommitError, also for a file that somebody has
    changed by hand: that is for them to commit.
    """
    with writing(root):
        others = sum(_uncommitted(root, path, keys) for path in paths)
        # A file git does not know yet cannot be committed by its name alone; its content stays out of the index, lest
        # the next commit of something else take it along after a refusal.
        _git(root, "add", "--intent-to-add", "--", *paths)
        # Nothing is left to commit where another writer has committed these lines with its own.
        if _git(root, "status", "--porcelain", "--", *paths):
            _git(root, "commit", "--quiet", "--only", "--message", message, "--", *paths)
    return others


def git_user(root: Path) -> str | None:
    """Return git's user.name as it holds in a folder; None without one, or without git."""
    try:
        return _git(root, "config", "user.name") or None
    except CannotCommitError:
        return None


def _uncommitted(root: Path, path: str, keys: Collection[str]) -> int:
    """Return how many records but those of ``keys`` a file has since its last commit.

    Raises CannotCommitError where more was done to it than to append records.
    """
    committed = _call(root, "show", f"HEAD:./{path}")
    # Where git does not know the file, or nothing is committed yet, all of it is new.
    before = b"" if committed.status else _lines_of(committed.out)
    now = _lines_of((root / path).read_bytes())
    records, problems = read_progress(path, now.removeprefix(before), "UTC")
    if problems or not now.startswith(before) or _REMARK.search(now, len(before)):
        raise CannotCommitError(
            msg("Recorded, but not committed: {path} was also changed by hand since its last commit.", path=path),
            msg("Look at it, with git diff, and commit it yourself."),
        )
    return sum(record.key not in keys for record in records)


def _lines_of(data: bytes) -> bytes:
    """Return a file as git compares it, whatever line ends it has in a folder."""
    return data.replace(b"\r\n", b"\n")


def _git(root: Path, *args: str) -> str:
    ran = _call(root, *args)
    if not ran.status:
        return ran.text
    if any("not a git repository" in line for line in ran.told):
        message = msg("Recorded, but not committed: the workspace is in no git repository.")
        raise CannotCommitError(message, _hint())
    raise CannotCommitError(_refused(ran))


def _call(root: Path, *args: str) -> Ran:
    try:
        return run_git(root, "--literal-pathspecs", *args)
    except FileNotFoundError:
        raise CannotCommitError(msg("Recorded, but not committed: git is not installed."), _hint()) from None
    except OSError as error:
        raise CannotCommitError(_uncallable(error), _hint()) from error


def _refused(ran: Ran) -> Message:
    """Return why git did not commit: in its own words, else in those of the hook that stopped it."""
    if (reason := ran.reason) is not None:
        return _failed(reason)
    if not ran.told:
        return msg(
            "Recorded, but not committed: git, or a hook of it, ended with status {status} and said nothing.",
            status=ran.status,
        )
    said = ran.told[-_SHOWN:]
    return _failed(" / ".join((*(("…",) if len(ran.told) > _SHOWN else ()), *said)))


def _uncallable(error: OSError) -> Message:
    return msg("Recorded, but not committed: git cannot be called: {reason}.", reason=system_reason(error))


def _failed(reason: str) -> Message:
    return msg("Recorded, but not committed: git says “{reason}”.", reason=reason)


def _hint() -> Message:
    return msg("Commit the file yourself, or set commit = false under [git] in dutrack.toml.")
