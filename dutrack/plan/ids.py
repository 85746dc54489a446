"""The id of a plan: the stem of its file."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from dutrack.i18n import msg
from dutrack.problems import Code, Place, Problem, problem

_PLAN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def plan_id(path: str) -> tuple[str, Problem | None]:
    """Return the id of a plan file; for a stem that cannot be one, the nearest that can, and a problem."""
    stem = PurePosixPath(path).stem
    if is_plan_id(stem):
        return stem, None
    plain = "".join(char for char in unicodedata.normalize("NFD", stem.casefold()) if not unicodedata.combining(char))
    made = re.sub(r"[^a-z0-9]+", "-", plain.replace("đ", "d")).strip("-") or "plan"
    return made, problem(
        Code.BAD_ID,
        msg("The name of the file is the plan's id and may have a-z, 0-9 and - only."),
        Place(path),
        hint=msg("Name it {name}.", name=f"{made}.toml"),
    )


def is_plan_id(text: str) -> bool:
    """Tell whether a text can be a plan's id."""
    return _PLAN_ID.fullmatch(text) is not None
