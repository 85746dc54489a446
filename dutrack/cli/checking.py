"""What ``dutrack check`` is asked about: files, and kinds of finding."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dutrack.cli.usage import WrongUseError, suggestion
from dutrack.files import CONFIG, PLANS
from dutrack.i18n import msg
from dutrack.problems import Code
from dutrack.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from dutrack.problems import Place, Problem


class Asked(Struct, frozen=True):
    """Which findings are asked for; an empty filter lets everything through.

    ``plans`` are ids or patterns, ``select`` and ``ignore`` codes or how they begin, ``names`` files or folders of the
    workspace.
    """

    plans: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def takes(self, problem: Problem) -> bool:
        """Tell whether a finding is asked for."""
        path, code = problem.place.path, problem.code.value
        if self.names and not any(name in ("", path) or path.startswith(f"{name}/") for name in self.names):
            return False
        if self.plans and not any(fnmatchcase(PurePosixPath(path).stem, plan) for plan in self.plans):
            return False
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore or ("?",))


def read_codes(texts: Iterable[str], option: str, *, whole: bool = False) -> tuple[str, ...]:
    """Read codes or, unless they must be ``whole``, how they begin, several joined by commas.

    Raises WrongUseError for what is or begins no code.
    """
    words = [word.strip().upper() for text in texts for word in text.split(",") if word.strip()]
    known = [code.value for code in Code]
    for word in words:
        if word not in known and (whole or not any(code.startswith(word) for code in known)):
            message = msg("{option}: there is no finding with the code {code}.", option=option, code=word)
            raise WrongUseError(message, suggestion(word, known) or msg("All codes: dutrack check --explain"))
    return tuple(words)


def workspaces_of(files: Iterable[Path], folder: Path | None) -> dict[Path, tuple[str, ...]]:
    """Return the workspaces that files or folders are in, with their names there; "" is all of a workspace.

    Without files it is the one in ``folder``, or the nearest around the current folder. Raises WrongUseError and
    NoWorkspaceError.
    """
    found: dict[Path, tuple[str, ...]] = {}
    for file in files:
        path = Path(os.path.abspath(file))  # noqa: PTH100 - without following links, as workspaces are found
        if not os.path.lexists(path):
            raise WrongUseError(msg("There is no file {path}.", path=str(file)))
        inside = path if path.is_dir() else path.parent
        root = find_workspace(inside) if folder is None else find_workspace(folder, upward=False)
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ".."
        name = "" if name == "." else name
        if name and name != CONFIG and PurePosixPath(name).parts[0] != PLANS:
            message = msg("{path} is no file of the workspace {folder}.", path=str(file), folder=str(root))
            raise WrongUseError(message, msg("A workspace has dutrack.toml and plans/**/*.toml."))
        found[root] = (*found.get(root, ()), name)
    return found or {find_workspace(folder or Path(), upward=folder is None): ()}


def folders_of(roots: Collection[Path]) -> dict[Path, str]:
    """Return what leads from the current folder to each workspace: "office/"; all of its path where it is elsewhere.

    "" for the current folder, and for a workspace elsewhere that is the only one.
    """
    here = Path.cwd()
    folders = {}
    for root in roots:
        inside = root.is_relative_to(here)
        path = root.relative_to(here).as_posix() if inside else root.as_posix()
        folders[root] = "" if path == "." or (len(roots) == 1 and not inside) else f"{path}/"
    return folders


def led_by(folder: str, problem: Problem) -> Problem:
    """Return a finding with its path as it is from the current folder."""
    if not folder:
        return problem
    fix = problem.fix and replace(problem.fix, place=_led_by(folder, problem.fix.place))
    return replace(problem, place=_led_by(folder, problem.place), fix=fix)


def _led_by(folder: str, place: Place) -> Place:
    return replace(place, path=folder + place.path)
