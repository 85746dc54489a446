"""Plans as people write them: TOML files to frozen values, every mistake with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.plan.model import EventDeclaration, Plan, Section, Task

if TYPE_CHECKING:
    from dutrack.plan.reader import read_plan

__all__ = ["EventDeclaration", "Plan", "Section", "Task", "read_plan"]


def __getattr__(name: str) -> Any:
    """Import the reader of plans only where plans are read."""
    if name == "read_plan":
        from dutrack.plan.reader import read_plan  # noqa: PLC0415 - heavy

        return read_plan
    raise AttributeError(name)
