"""What stands on a day: a workspace and today become items, one a unit, each with its status. Reads no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutrack.agenda.model import SOON, Item, Members, Status
from dutrack.agenda.select import Selection

if TYPE_CHECKING:
    from dutrack.agenda.agenda import Agenda
    from dutrack.agenda.build import agenda_of, build_agenda

__all__ = ["SOON", "Agenda", "Item", "Members", "Selection", "Status", "agenda_of", "build_agenda"]


def __getattr__(name: str) -> Any:
    """Import what builds an agenda, and with it the language of deadlines, only where one is built."""
    if name in ("Agenda", "agenda_of", "build_agenda"):
        from dutrack.agenda import build  # noqa: PLC0415 - heavy

        return getattr(build, name)
    raise AttributeError(name)
