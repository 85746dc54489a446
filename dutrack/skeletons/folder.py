"""A new workspace: everything in it that an office on git wants, and nothing that is there already."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.files import CONFIG, PLANS, PROGRESS
from dutrack.git import run_git
from dutrack.skeletons.plan import plan_files
from dutrack.skeletons.schema import schema_text
from dutrack.skeletons.texts import skeleton, toml_value
from dutrack.skeletons.writing import write_new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

EXAMPLE = "vi-du"
"""The id of the example plan."""

SCHEMA = f"{PLANS}/plan.schema.json"
"""What editors know of a plan file."""

_EVERYWHERE = {
    CONFIG: CONFIG,
    f"{PROGRESS}/.gitkeep": "",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".taplo.toml": "taplo.toml",
}
_AT_THE_TOP = {
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".github/workflows/dutrack.yml": "github.yml",
}
"""Of these only those at the top of a repository are heard."""

NEEDED = {".gitignore": ".dutrack/", ".gitattributes": f"{PROGRESS}/*.toml merge=union"}
"""The lines that files of this name must have, whoever wrote them."""


class Made(Struct, frozen=True):
    """What became of the files of a new workspace, by their names in it.

    ``lacking`` are those left as they were that lack a line they need; ``unheard`` those not written as the folder is
    not the top of its repository.
    """

    written: tuple[str, ...]
    left: tuple[str, ...]
    lacking: tuple[tuple[str, str], ...]
    unheard: tuple[str, ...]


def make_folder(root: Path, today: date, *, example: bool, dry_run: bool = False) -> Made:
    """Write what is not there yet; with ``example`` a plan too, unless there is one. Raises CannotWriteError."""
    inside = is_inside_repository(root)
    contents = dict(_contents(today, example=example and not plan_files(root), top=not inside))
    missing = (name for name in contents if not os.path.lexists(root / name))
    written = tuple(name for name in missing if dry_run or write_new(root / name, contents[name]))
    left = tuple(name for name in contents if name not in written)
    lacking = tuple((name, line) for name, line in NEEDED.items() if name in left and not _has(root / name, line))
    return Made(written, left, lacking, tuple(_AT_THE_TOP) if inside else ())


def is_inside_repository(folder: Path) -> bool:
    """Tell whether a folder, there or not yet, lies below the top of a git repository."""
    there = next(found for found in (folder, *folder.parents) if found.is_dir())
    try:
        ran = run_git(there, "rev-parse", "--show-prefix")
    except OSError:
        return False
    return not ran.status and (bool(ran.text) or there != folder)


def _contents(today: date, *, example: bool, top: bool) -> Iterator[tuple[str, bytes]]:
    for name, source in {**_EVERYWHERE, **(_AT_THE_TOP if top else {})}.items():
        yield name, skeleton(source) if source else b""
    yield SCHEMA, schema_text().encode()
    if example:
        yield f"{PLANS}/{EXAMPLE}.toml", skeleton("example.toml", {"issued": toml_value(today)})


def _has(path: Path, line: str) -> bool:
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return line in (" ".join(each.split()) for each in lines)
