"""The calendar that comes with a digest, where ``[mail] calendar`` wants one."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING

from dutrack.export.formats import load
from dutrack.export.handout import Handout, Options
from dutrack.export.stamp import Stamp
from dutrack.reminders.bodies import Bodies
from dutrack.reminders.contracts import Role
from dutrack.revision import revision_of

if TYPE_CHECKING:
    from dutrack.agenda import Agenda, Item
    from dutrack.reminders.contracts import Reader
    from dutrack.reminders.policy import Planned

CALENDARS = "dutrack.export.ics"
"""The module that writes them; its library is one of the extra ``office``."""


class Attachments:
    """Makes the calendars of a run; what they share is looked up once. Raises MissingPackageError."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._stamp = Stamp(agenda.today, revision_of(agenda.workspace.root))
        self._writer = load(CALENDARS).CalendarWriter(agenda, self._stamp)
        self._closed = _closed(agenda)

    def of(self, planned: Planned, name: str) -> bytes | None:
        """Return all that has a due day and concerns a reader of that name; None where nothing does.

        What the reader leads and has finished ahead of its day is there too, as cancelled: a calendar that had the
        event would ring for it.
        """
        found = (*(concern.item for concern in planned.concerns), *self._closed[planned.reader])
        items = tuple({item.address: item for item in found}.values())
        handout = Handout(self._agenda, items, self._stamp, Options(), name=name)
        if not any(item.due for item in handout.items):
            return None
        file = io.BytesIO()
        self._writer.write(handout, file)
        return file.getvalue()


def _closed(agenda: Agenda) -> defaultdict[Reader, list[Item]]:
    bodies = Bodies(agenda.workspace, agenda.today)
    found: defaultdict[Reader, list[Item]] = defaultdict(list)
    for item in agenda.items:
        if not item.status.is_open and item.due is not None and item.due >= agenda.today:
            for lead in bodies.leads(item):
                reader = lead.reader(Role.LEAD)
                if reader is not None:
                    found[reader].append(item)
    return found
