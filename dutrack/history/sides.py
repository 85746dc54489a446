"""The two sides of a comparison: a workspace as a commit has it, and as it is in its folder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.config import Config
from dutrack.files import CONFIG, PROGRESS, Files, Folder
from dutrack.history.tree import read_tree
from dutrack.i18n import Message, msg
from dutrack.plan.ids import plan_id
from dutrack.problems import Code, Severity
from dutrack.workspace import NothingReadableError, NoWorkspaceError, Workspace, load_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from dutrack.history.repository import Commit, Repository
    from dutrack.problems import Problem

_UNREADABLE = (Code.FILE_UNREADABLE, Code.TOML_SYNTAX, Code.FORMAT_TOO_NEW)


class Side(Struct, frozen=True):
    """One state of a workspace; ``commit`` is None for the folder as it is now."""

    workspace: Workspace
    commit: Commit | None = None

    @property
    def name(self) -> Message:
        """What people call it."""
        return side_name(self.commit)

    @property
    def id(self) -> str | None:
        """The full id of its commit."""
        return None if self.commit is None else self.commit.id

    @property
    def unreadable(self) -> tuple[Problem, ...]:
        """What is wrong with the files of which nothing could be read."""
        return tuple(found for found in self.workspace.problems if found.code in _UNREADABLE)

    @property
    def torn(self) -> tuple[Problem, ...]:
        """What is wrong with single records, which are left out."""
        return tuple(
            found
            for found in self.workspace.problems
            if found.severity is Severity.ERROR and found.place.path.startswith(f"{PROGRESS}/")
        )


def ends_of(asked: str | None) -> tuple[str | None, str | None, bool]:
    """Return what is compared, before and after, None for the folder; and whether from the last common commit.

    Nothing is HEAD against the folder, REV is REV against the folder; A..B and A...B are as for git, where an end left
    out is HEAD.
    """
    if asked is None:
        return "HEAD", None, False
    for dots in ("...", ".."):
        one, found, other = asked.partition(dots)
        if found:
            return one or "HEAD", other or "HEAD", dots == "..."
    return asked, None, False


def load_sides(repository: Repository, asked: str | None) -> tuple[Side, Side]:
    """Return the two sides that are asked for, before and after. Raises DutrackError."""
    one, other, common = ends_of(asked)
    before = None if one is None else repository.commit(one)
    after = None if other is None else repository.commit(other)
    if before is not None and after is not None and common:
        before = repository.common_ancestor(before, after)
    sides = load_side(repository.folder, repository, before), load_side(repository.folder, repository, after)
    if not any(side.workspace.plans for side in sides):
        raise NoWorkspaceError(msg("Neither {one} nor {other} has a plan.", one=sides[0].name, other=sides[1].name))
    return with_settings(*sides)


def load_side(root: Path, repository: Repository | None = None, commit: Commit | None = None) -> Side:
    """Return a workspace as a commit has it, else as it is in its folder; without any plan it is empty.

    Raises NothingReadableError where it has plans and none can be read, GitError where git does not have it.
    """
    files: Files = Folder(root) if commit is None or repository is None else read_tree(repository, commit)
    try:
        workspace = load_workspace(root, files)
    except NoWorkspaceError:
        workspace = Workspace(root, files, Config(), (), {}, ())
    except NothingReadableError as error:
        message = msg("No plan can be read in {side}.", side=side_name(commit))
        raise NothingReadableError(message, error.problems) from None
    return Side(workspace, commit)


def side_name(commit: Commit | None) -> Message:
    """Return what people call a state: the name it was asked for as, with the commit."""
    if commit is None:
        return msg("the folder as it is")
    if commit.id.startswith(commit.name):
        return msg("commit {commit}", commit=commit.short)
    return msg("{name} ({commit})", name=commit.name, commit=commit.short)


def plan_of(problem: Problem) -> str | None:
    """Return the id of the plan that a file of plans or records belongs to; None for the settings."""
    path = problem.place.path
    if path == CONFIG:
        return None
    if path.startswith(f"{PROGRESS}/"):
        return str(PurePosixPath(path).relative_to(PROGRESS).with_suffix(""))
    return plan_id(path)[0]


def with_settings(before: Side, after: Side) -> tuple[Side, Side]:
    """Return both sides; settings that cannot be read on one are those of the other: they are not what changed."""
    broken = [any(found.place.path == CONFIG for found in side.unreadable) for side in (before, after)]
    if broken == [True, False]:
        return replace(before, workspace=replace(before.workspace, config=after.workspace.config)), after
    if broken == [False, True]:
        return before, replace(after, workspace=replace(after.workspace, config=before.workspace.config))
    return before, after
