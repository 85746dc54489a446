"""Committing what was recorded, and nothing else: ``[git] commit = true``."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from dutrack.errors import DutrackError
from dutrack.i18n import Message, msg
from dutrack.progress.append import writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class CannotCommitError(DutrackError):
    """The records are written and stay, but git did not take them."""


def commit(root: Path, paths: Sequence[str], message: str) -> None:
    """Commit files of the workspace as they are now; whatever else is staged stays staged and uncommitted.

    ``paths`` are relative to ``root``. Raises CannotCommitError.
    """
    with writing(root):
        # A file git does not know yet cannot be committed by its name alone.
        _git(root, "add", "--", *paths)
        # Nothing is left to commit where another writer has committed these lines with its own.
        if _git(root, "status", "--porcelain", "--", *paths):
            _git(root, "commit", "--quiet", "--only", "--message", message, "--", *paths)


def git_user(root: Path) -> str | None:
    """Return git's user.name as it holds in a folder; None without one, or without git."""
    try:
        return _git(root, "config", "user.name").strip() or None
    except CannotCommitError:
        return None


def _git(root: Path, *args: str) -> str:
    command = ["git", "--literal-pathspecs", "-C", str(root), *args]
    # git speaks many languages; one of them is understood here.
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        ran = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=environment)
    except FileNotFoundError:
        raise CannotCommitError(msg("Recorded, but not committed: git is not installed."), _hint()) from None
    except OSError as error:
        raise CannotCommitError(_failed(error.strerror or type(error).__name__), _hint()) from error
    if ran.returncode:
        told = (ran.stderr or ran.stdout).decode(errors="replace").strip().splitlines() or [""]
        if any("not a git repository" in line for line in told):
            message = msg("Recorded, but not committed: the workspace is in no git repository.")
            raise CannotCommitError(message, _hint())
        reason = next((line for line in told if line.startswith(("fatal: ", "error: "))), told[0])
        raise CannotCommitError(_failed(reason.partition(": ")[2] or reason))
    return ran.stdout.decode(errors="replace")


def _failed(reason: str) -> Message:
    return msg("Recorded, but not committed: git says “{reason}”.", reason=reason)


def _hint() -> Message:
    return msg("Commit the file yourself, or set commit = false under [git] in dutrack.toml.")
