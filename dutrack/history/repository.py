"""The git repository a workspace is in: its revisions by name, and what is unfinished in it."""

from __future__ import annotations

import os
from pathlib import Path  # noqa: TC003 - a type of a field

from msgspec import Struct

from dutrack.errors import DutrackError, system_reason
from dutrack.files import CONFIG, PLANS
from dutrack.git import Ran, run_git
from dutrack.i18n import Message, msg

SHORT = 7


class GitError(DutrackError):
    """Git cannot be asked, or does not have what was asked for."""


class Commit(Struct, frozen=True):
    """A commit by its full id; ``name`` is what it was asked for as."""

    name: str
    id: str

    @property
    def short(self) -> str:
        """The first characters of the id, for people."""
        return self.id[:SHORT]


class Repository(Struct, frozen=True):
    """A repository as seen from a folder in it, the workspace.

    ``prefix`` is the way from its top to the folder: "" or "sub/folder/". A bare repository has no folders: there the
    workspace is its top.
    """

    folder: Path
    prefix: str

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Find the repository that a folder is in. Raises GitError."""
        ran = ask(folder, "rev-parse", "--show-prefix")
        if any("not a git repository" in line for line in ran.told):
            message = msg("{folder} is in no git repository.", folder=str(folder))
            raise GitError(message, msg("dutrack diff compares what git keeps, or a list you saved: --from FILE"))
        return cls(folder, os.fsdecode(answer(ran)).removesuffix("\n"))

    def commit(self, revision: str) -> Commit:
        """Return the commit that a branch, a tag, an id or the like means. Raises GitError."""
        ran = self._ask("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if ran.status or revision.startswith("-"):  # which is an option, or nothing
            raise GitError(msg("There is no revision {name}.", name=revision), self._why_not(revision))
        return Commit(revision, ran.text)

    def common_ancestor(self, one: Commit, other: Commit) -> Commit:
        """Return the last commit that two have in common. Raises GitError."""
        ran = self._ask("merge-base", one.id, other.id)
        if ran.status:
            message = msg("{one} and {other} have no common commit.", one=one.name, other=other.name)
            raise GitError(message, self._shallow())
        return Commit(f"{one.name}...{other.name}", ran.text)

    def unmerged(self) -> tuple[str, ...]:
        """Return the files of the workspace in which a merge is not resolved, by their names in it."""
        ran = self._ask("diff", "--name-only", "--diff-filter=U", "--relative", "-z", "--", PLANS, CONFIG)
        return tuple(sorted({os.fsdecode(name) for name in ran.out.split(b"\0") if name}))

    def is_merging(self) -> bool:
        """Tell whether a merge has begun and not ended."""
        return not self._ask("rev-parse", "--verify", "--quiet", "MERGE_HEAD").status

    def _ask(self, *arguments: str) -> Ran:
        return ask(self.folder, *arguments)

    def _why_not(self, revision: str) -> Message | None:
        """Return the hint for a revision that is not there."""
        if self._ask("rev-parse", "--verify", "--quiet", "HEAD").status:
            return msg("Nothing is committed yet.")
        if (shallow := self._shallow()) is not None:
            return shallow
        if "/" not in revision and not self._ask("rev-parse", "--verify", "--quiet", f"origin/{revision}").status:
            return msg("Did you mean {word}?", word=f"origin/{revision}")
        return msg("Name a commit, a branch or a tag: git log --oneline --all")

    def _shallow(self) -> Message | None:
        if self._ask("rev-parse", "--is-shallow-repository").text != "true":
            return None
        return msg("This clone is shallow and lacks older commits. Fetch them: git fetch --unshallow")


def ask(folder: Path, *arguments: str, given: bytes = b"") -> Ran:
    """Call git in a folder. Raises GitError where that cannot be."""
    try:
        return run_git(folder, *arguments, given=given)
    except FileNotFoundError:
        raise GitError(msg("git is not installed."), msg("dutrack diff asks it for earlier states.")) from None
    except OSError as error:
        raise GitError(msg("git cannot be called: {reason}.", reason=system_reason(error))) from error


def answer(ran: Ran) -> bytes:
    """Return what git answered. Raises GitError with its reason where it failed."""
    if not ran.status:
        return ran.out
    reason = ran.reason or " / ".join(ran.told) or str(ran.status)
    trust = next((line for line in ran.told if line.startswith("git config --global --add safe.directory")), None)
    hint = None if trust is None else msg("If you trust the folder: {command}", command=trust)
    raise GitError(msg("git says “{reason}”.", reason=reason), hint)
