"""What stands on a day: a workspace and today become items, one a unit, each with its status. Reads no clock."""

from dutrack.agenda.build import agenda_of, build_agenda
from dutrack.agenda.model import SOON, Agenda, Item, Members, Status
from dutrack.agenda.select import Selection

__all__ = ["SOON", "Agenda", "Item", "Members", "Selection", "Status", "agenda_of", "build_agenda"]
