"""What a task awaits, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutrack.i18n import Message, msg
from dutrack.plan.crosscheck import TASK_PREFIX
from dutrack.schedule.resolved import EventPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dutrack.agenda import Agenda
    from dutrack.agenda.happenings import Happenings
    from dutrack.plan.model import Plan, Task


def awaited_words(agenda: Agenda, plan: Plan, task: Task) -> Iterator[Message]:
    """Yield each event or task that a task awaits, with whether it has happened."""
    scheduled = agenda.scheduled_of(plan, task)
    parts = scheduled.resolution.parts if scheduled.resolution else ()
    events = [part for part in parts if isinstance(part, EventPart)]
    if not events:
        return
    titles = {event.id: event.title for event in plan.events}
    titles |= {f"{TASK_PREFIX}{other.id}": other.title for other in plan.tasks}
    titles[task.id] = "; ".join(part.words for part in events)
    known = agenda.happenings[plan.id]
    for id_ in task.awaits or (task.id,):
        yield happened_words(known, id_, titles.get(id_, id_))


def happened_words(known: Happenings, id_: str, title: str) -> Message:
    """Return whether an event has happened; ``known`` is what its plan knows."""
    record = known.known.get(id_)
    doc = f" ({record.record.doc})" if record is not None and record.record.doc else ""
    if id_ in known.happened:
        return msg("{event}: happened on {day}{doc}", event=title, day=known.happened[id_], doc=doc)
    if id_ in known.expected:
        return msg("{event}: expected on {day}{doc}", event=title, day=known.expected[id_], doc=doc)
    return msg("{event}: not yet", event=title)
