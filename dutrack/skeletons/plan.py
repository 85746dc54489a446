"""A new plan: its head filled in as far as it is known, the rest as places that ``check`` names."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - a type of a field
from typing import TYPE_CHECKING

from msgspec import Struct

from dutrack.errors import DutrackError
from dutrack.files import PLANS, PROGRESS, Folder
from dutrack.i18n import msg
from dutrack.plan.ids import is_plan_id, plan_id
from dutrack.skeletons.texts import skeleton, toml_value
from dutrack.workspace import load_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from dutrack.plan.model import Plan

_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)\d")
"""Names that no file can have on Windows, whatever its ending."""


class Head(Struct, frozen=True):
    """What is known of a plan; None is left to be filled in."""

    title: str | None = None
    issuer: str | None = None
    issued: date | None = None
    number: str | None = None
    monitor: str | None = None


class BadPlanIdError(DutrackError):
    """No new plan can have this id."""


def plan_text(id_: str, head: Head) -> bytes:
    """Return the file of a new plan. Raises CannotWriteError."""
    values = {name: toml_value(getattr(head, name) or "") for name in ("title", "issuer", "issued")}
    for name in ("number", "monitor"):
        value = getattr(head, name)
        values[name] = f'# {name} = "…"' if value is None else f"{name} = {toml_value(value)}"
    return skeleton("plan.toml", {"id": id_, **values})


def plan_path(id_: str) -> str:
    """Return the file of a new plan, relative to the workspace."""
    return f"{PLANS}/{id_}.toml"


def require_free(root: Path, id_: str) -> None:
    """Refuse an id that cannot be that of a new plan in a workspace. Raises BadPlanIdError."""
    if not is_plan_id(id_):
        made = plan_id(id_.removesuffix(".toml"))[0]
        message = msg("{id} cannot be the id of a plan: it may have a-z, 0-9 and - only.", id=id_)
        raise BadPlanIdError(message, msg("Did you mean {word}?", word=made))
    if _DEVICE.fullmatch(id_):
        raise BadPlanIdError(msg("{id} cannot be the id of a plan: Windows has no file of that name.", id=id_))
    for name in plan_files(root):
        if plan_id(name)[0] == id_:
            raise BadPlanIdError(msg("There is a plan {id} already: {path}.", id=id_, path=name))
    for plan in _plans(root):
        if id_ in plan.formerly:
            raise BadPlanIdError(
                msg("{id} is an earlier id of the plan {other}: its records stand under it.", id=id_, other=plan.id)
            )


def plan_files(root: Path) -> tuple[str, ...]:
    """Return the files of the plans that a workspace has, readable or not."""
    names = Folder(root).names()
    return tuple(name for name in names if name.startswith(f"{PLANS}/") and not name.startswith(f"{PROGRESS}/"))


def has_records(root: Path, id_: str) -> bool:
    """Tell whether there are records for a plan of this id, though it is new: they will count for it."""
    return (root / PROGRESS / f"{id_}.toml").is_file()


def _plans(root: Path) -> tuple[Plan, ...]:
    try:
        return load_workspace(root).plans
    except DutrackError:  # none there, or none that can be read
        return ()
